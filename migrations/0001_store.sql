-- Schema 1: tracks, their audits, the evidence of each audit, and the batches that asked for them.
--
-- Times are milliseconds since 1970 (`_ms`) or nanoseconds (`_ns`). Paths are the operating system's bytes, because a name need
-- not be UTF-8; the texts beside them are for display and search. What has a fixed vocabulary is stored by the names of the
-- JSON report. Floating point that is not a number is NULL.

-- Marks the file as Audiopro's ("Audp"), so that no other program's database is ever migrated.
PRAGMA application_id = 0x41756470;

-- One row a file. The columns from `audit_status` on repeat the latest audit, so that the table sorts and filters without it.
CREATE TABLE tracks (
    id                INTEGER PRIMARY KEY AUTOINCREMENT, -- never used twice: a late audit cannot land on another track
    path              BLOB    NOT NULL UNIQUE,
    name              TEXT    NOT NULL,
    folder            TEXT    NOT NULL, -- last folder of the path
    name_sort         TEXT    NOT NULL, -- lower case, Unicode: NOCASE knows ASCII alone
    folder_sort       TEXT    NOT NULL,
    location          TEXT    NOT NULL, -- lower-cased name and folder path, a line each: half of `search`
    search            TEXT    NOT NULL, -- `location` and the lower-cased evidence, a line each
    -- The file as last seen.
    size_bytes        INTEGER NOT NULL,
    modified_ns       INTEGER NOT NULL,
    state             TEXT    NOT NULL CHECK (state IN ('queued', 'audited', 'failed', 'cancelled')),
    -- The file as audited: with `audit_version` the key under which nothing is audited twice.
    audit_status      TEXT    CHECK (audit_status IN ('audited', 'failed')), -- NULL: never audited
    audit_size_bytes  INTEGER,
    audit_modified_ns INTEGER,
    audit_version     INTEGER, -- version of the analysis
    -- What it found.
    format            TEXT,
    sample_rate_hz    INTEGER,
    bits              INTEGER,
    is_float          INTEGER NOT NULL DEFAULT 0,
    duration_s        REAL,
    class             TEXT,
    probability       REAL,
    suspicion         REAL,
    source_codec      TEXT,
    decided_by        TEXT,
    evidence          TEXT    NOT NULL DEFAULT '', -- the strongest, in a few words
    lufs              REAL,
    true_peak_dbtp    REAL,
    dr                INTEGER,
    clipped_runs      INTEGER,
    clicks            INTEGER,
    dropouts          INTEGER,
    has_defects       INTEGER NOT NULL DEFAULT 0,
    integrity         TEXT,
    error             TEXT,
    -- Place in the order of the filters: the six classes, failed, cancelled, queued.
    verdict_rank      INTEGER NOT NULL GENERATED ALWAYS AS (
        CASE state
            WHEN 'audited' THEN
                CASE class
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
    ) VIRTUAL
);

-- Answers the counts of the filters by itself.
CREATE INDEX tracks_by_verdict ON tracks (verdict_rank, integrity, has_defects);

-- One row a finished audit; the latest of a track is the one with the highest id. A cancelled audit leaves no row. Details are
-- JSON as in the report; NULL where there is none.
CREATE TABLE audits (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    track            INTEGER NOT NULL REFERENCES tracks (id) ON DELETE CASCADE,
    finished_ms      INTEGER NOT NULL,
    analysis_version INTEGER NOT NULL,
    size_bytes       INTEGER NOT NULL,
    modified_ns      INTEGER NOT NULL,
    status           TEXT    NOT NULL CHECK (status IN ('audited', 'failed')),
    error            TEXT,
    class            TEXT,
    probability      REAL,
    decided_by       TEXT,
    elapsed_ms       INTEGER NOT NULL,
    facts            TEXT,
    integrity        TEXT,
    metadata         TEXT    NOT NULL,
    verdict          TEXT,
    measurements     TEXT    NOT NULL,
    grid             TEXT,
    limits           TEXT    NOT NULL,
    pictures         BLOB -- curves of the window, packed; kept for the latest audit alone
);

CREATE INDEX audits_by_track ON audits (track);

-- Measured reasons of an audit, strongest first.
CREATE TABLE evidence (
    audit       INTEGER NOT NULL REFERENCES audits (id) ON DELETE CASCADE,
    position    INTEGER NOT NULL,
    kind        TEXT    NOT NULL,
    codec       TEXT,
    z           REAL,
    is_decisive INTEGER NOT NULL,
    detail      TEXT    NOT NULL, -- the whole reason, as JSON
    PRIMARY KEY (audit, position)
) WITHOUT ROWID;

-- One row a drop or a call of the command line.
CREATE TABLE batches (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    started_ms  INTEGER NOT NULL,
    finished_ms INTEGER,
    -- `merged`: what waited went to a later batch when an interrupted run was taken up.
    state       TEXT    NOT NULL CHECK (state IN ('open', 'done', 'cancelled', 'merged')),
    owner       TEXT    NOT NULL, -- the run that works on it; it holds a lock file of that name while it lives
    roots       TEXT    NOT NULL, -- what was asked for, as a JSON list, for display
    tracks      INTEGER, -- tracks found and tracks done, counted at the end, when the items go
    done        INTEGER
);

CREATE INDEX batches_open ON batches (state) WHERE state = 'open';

-- The tracks of an open batch, in the order in which they were found.
CREATE TABLE batch_items (
    id      INTEGER PRIMARY KEY,
    batch   INTEGER NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
    track   INTEGER NOT NULL REFERENCES tracks (id) ON DELETE CASCADE,
    is_done INTEGER NOT NULL,
    UNIQUE (batch, track)
);

CREATE INDEX batch_items_by_track ON batch_items (track);
