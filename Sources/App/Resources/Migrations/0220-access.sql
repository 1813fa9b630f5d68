-- Which officer read which person's data, why and from where. Rows are only ever added, and sealed in the log.
CREATE TABLE access_reading (
    id           BIGINT PRIMARY KEY,
    at           BIGINT NOT NULL,
    programme_at BIGINT NOT NULL,
    -- Zero for an operator at the command line, who has no account in the office.
    officer_id   BIGINT NOT NULL CHECK (officer_id >= 0),
    account_id   BIGINT NOT NULL,
    kind         TEXT NOT NULL,
    -- The item that led there, such as photo:5; empty where the officer stated a reason.
    work         TEXT NOT NULL,
    reason       TEXT NOT NULL,
    address      TEXT NOT NULL,
    -- The ten minutes of the reading: a reload within them adds no row.
    slot         BIGINT NOT NULL,
    UNIQUE (account_id, officer_id, kind, work, reason, slot),
    CHECK ((work = '') <> (reason = ''))
);

CREATE INDEX access_reading_officer ON access_reading (officer_id, id);

-- A record such as an approved batch, a decree or an officer's role, as it was at the moment of an act: the digest of its
-- columns. A later change by other means differs from the newest digest. Rows are only ever added, and sealed in the log.
CREATE TABLE bound_record (
    id     BIGINT PRIMARY KEY,
    at     BIGINT NOT NULL,
    kind   TEXT NOT NULL,
    row_id BIGINT NOT NULL,
    digest TEXT NOT NULL
);

CREATE INDEX bound_record_row ON bound_record (kind, row_id, id);

-- The log now has leaves of readings and of bound records too.
CREATE TABLE wider_log_leaf (
    sequence BIGINT PRIMARY KEY CHECK (sequence >= 0),
    kind     TEXT NOT NULL CHECK (kind IN ('journal', 'audit', 'reading', 'record')),
    row_id   BIGINT NOT NULL,
    hash     BYTEA NOT NULL,
    UNIQUE (kind, row_id)
);

INSERT INTO wider_log_leaf (sequence, kind, row_id, hash)
SELECT sequence, kind, row_id, hash
FROM log_leaf;

DROP TABLE log_leaf;

ALTER TABLE wider_log_leaf RENAME TO log_leaf;
