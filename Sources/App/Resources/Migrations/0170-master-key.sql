-- What tells the master key this database was sealed with from any other: a keyed hash of a fixed text, which gives
-- nothing of the key away. At most one row.
CREATE TABLE master_key (
    id       BIGINT PRIMARY KEY CHECK (id = 1),
    mark     BYTEA NOT NULL,
    noted_at BIGINT NOT NULL
);
