-- The log over journal and audit trail (RFC 6962): one leaf for each row, in the order they were sealed. Rows are only ever
-- added, and by the sealer alone.
CREATE TABLE log_leaf (
    sequence BIGINT PRIMARY KEY CHECK (sequence >= 0),
    kind     TEXT NOT NULL CHECK (kind IN ('journal', 'audit')),
    row_id   BIGINT NOT NULL,
    hash     BYTEA NOT NULL,
    UNIQUE (kind, row_id)
);

-- How far the log has come; one row. The frontier is the hexadecimal roots of its complete subtrees. No row whose id is
-- below `through` is sealed any more: what turns up there later was put there behind our back.
CREATE TABLE log_head (
    id       BIGINT PRIMARY KEY CHECK (id = 1),
    size     BIGINT NOT NULL CHECK (size >= 0),
    frontier TEXT NOT NULL,
    through  BIGINT NOT NULL CHECK (through >= 0)
);

INSERT INTO log_head (id, size, frontier, through) VALUES (1, 0, '', 0);

-- Size and root of the log, signed; what is published.
CREATE TABLE checkpoint (
    size BIGINT PRIMARY KEY,
    root BYTEA NOT NULL,
    at   BIGINT NOT NULL,
    note TEXT NOT NULL
);
