-- What this database is for, as its first server said. A server of the other kind does not start on it.
CREATE TABLE installation (
    id       BIGINT PRIMARY KEY CHECK (id = 1),
    kind     TEXT NOT NULL CHECK (kind IN ('programme', 'sandbox')),
    noted_at BIGINT NOT NULL
);
