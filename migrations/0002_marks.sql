-- Schema 2: the auditor's marks, keyed by what is heard, and what it takes to judge a stored audit again.

-- Names the samples of the latest audit: the same in any place and container.
ALTER TABLE tracks ADD COLUMN audio_id TEXT;
-- The mark on them, repeated so that the table sorts and filters without `marks`.
ALTER TABLE tracks ADD COLUMN mark TEXT;
ALTER TABLE tracks ADD COLUMN mark_codec TEXT;
-- Probability of a lossy past by the forest; NULL where it was not asked.
ALTER TABLE tracks ADD COLUMN forest_probability REAL;

CREATE INDEX tracks_by_audio ON tracks (audio_id) WHERE audio_id IS NOT NULL;

-- The place in the order of the filters follows the auditor's word.
DROP INDEX tracks_by_verdict;
ALTER TABLE tracks DROP COLUMN verdict_rank;
ALTER TABLE tracks ADD COLUMN verdict_rank INTEGER GENERATED ALWAYS AS (
    CASE state
        WHEN 'audited' THEN
            CASE coalesce(mark, class)
                WHEN 'genuine' THEN 0
                WHEN 'transcode' THEN 1
                WHEN 'upsampled' THEN 2
                WHEN 'padded' THEN 3
                WHEN 'lossy' THEN 4
                ELSE 5
            END
        WHEN 'failed' THEN 6
        WHEN 'cancelled' THEN 7
        ELSE 8
    END
) VIRTUAL;
CREATE INDEX tracks_by_verdict ON tracks (verdict_rank, integrity, has_defects);

-- One row a marked recording. A track that is forgotten keeps its mark: it comes back with the audio.
CREATE TABLE marks (
    audio_id            TEXT    PRIMARY KEY,
    label               TEXT    NOT NULL CHECK (label IN ('genuine', 'transcode', 'upsampled', 'padded', 'unsure')),
    codec               TEXT,
    note                TEXT    NOT NULL,
    marked_ms           INTEGER NOT NULL,
    machine_class       TEXT,
    machine_probability REAL,
    schema_id           INTEGER NOT NULL, -- of the features
    features            BLOB    NOT NULL -- 32-bit floats, least significant byte first
) WITHOUT ROWID;

-- Replies of the arbiter: the same evidence put to the same model is not asked twice.
CREATE TABLE arbitrations (
    prompt_hash  TEXT    NOT NULL,
    model_digest TEXT    NOT NULL,
    arbitration  TEXT    NOT NULL, -- as JSON, with the whole exchange
    asked_ms     INTEGER NOT NULL,
    PRIMARY KEY (prompt_hash, model_digest)
) WITHOUT ROWID;
