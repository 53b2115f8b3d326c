-- Schema 3: quarantine, albums, fingerprints and saved filters.

-- Where a quarantined file came from, and its quarantine folder; its path is where it lies now. NULL: it is where it always was.
ALTER TABLE tracks ADD COLUMN quarantined_from BLOB;
ALTER TABLE tracks ADD COLUMN quarantine BLOB;

CREATE INDEX tracks_quarantined ON tracks (quarantine) WHERE quarantined_from IS NOT NULL;

-- Folders that hold quarantined files, so that a move that was cut off is ended at the next start.
CREATE TABLE quarantines (
    folder  BLOB    PRIMARY KEY,
    used_ms INTEGER NOT NULL
) WITHOUT ROWID;

-- What the view of albums compares, a folder an album.
ALTER TABLE tracks ADD COLUMN folder_path BLOB;
ALTER TABLE tracks ADD COLUMN cutoff_hz REAL;
ALTER TABLE tracks ADD COLUMN track_number INTEGER;
ALTER TABLE tracks ADD COLUMN disc_number INTEGER;

-- The path up to its last slash: what is left when every character that is no slash is trimmed from the end.
UPDATE tracks SET folder_path =
    CAST(rtrim(CAST(path AS TEXT), replace(CAST(path AS TEXT), '/', '')) AS BLOB);
UPDATE tracks SET folder_path = substr(folder_path, 1, length(folder_path) - 1) WHERE length(folder_path) > 1;

UPDATE tracks SET
    cutoff_hz = (SELECT json_extract(measurements, '$.cutoff_hz') FROM audits WHERE audits.track = tracks.id ORDER BY id DESC LIMIT 1),
    track_number = (
        SELECT nullif(CAST(json_extract(tag.value, '$[1]') AS INTEGER), 0) FROM audits, json_each(audits.metadata, '$.tags') AS tag
        WHERE audits.track = tracks.id AND upper(json_extract(tag.value, '$[0]')) IN ('TRACKNUMBER', 'TRCK', 'TRACK')
        ORDER BY audits.id DESC LIMIT 1
    ),
    disc_number = (
        SELECT nullif(CAST(json_extract(tag.value, '$[1]') AS INTEGER), 0) FROM audits, json_each(audits.metadata, '$.tags') AS tag
        WHERE audits.track = tracks.id AND upper(json_extract(tag.value, '$[0]')) IN ('DISCNUMBER', 'TPOS', 'DISC')
        ORDER BY audits.id DESC LIMIT 1
    )
WHERE audit_status IS NOT NULL;

-- Answers the list of albums by itself.
CREATE INDEX tracks_by_folder ON tracks (
    folder_path, verdict_rank, integrity, has_defects, lufs, sample_rate_hz, bits, quarantined_from
);

-- Acoustic fingerprints, keyed by the samples: every copy of them has the same.
CREATE TABLE fingerprints (
    id       INTEGER PRIMARY KEY,
    audio_id TEXT    NOT NULL UNIQUE,
    version  INTEGER NOT NULL, -- of the algorithm
    codes    BLOB    NOT NULL -- 32 bits each, least significant byte first; empty: nothing to go by
);

-- Searches that the auditor gave a name.
CREATE TABLE saved_filters (
    name     TEXT    PRIMARY KEY,
    position INTEGER NOT NULL,
    query    TEXT    NOT NULL -- as JSON
) WITHOUT ROWID;
