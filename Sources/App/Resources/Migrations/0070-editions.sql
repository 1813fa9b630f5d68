-- Every edition under which something was done here, with its text as it was read first. A published edition does not
-- change: its digest is compared at each start, and what was promised under it can be looked up for ever.
CREATE TABLE edition (
    id            TEXT PRIMARY KEY,
    digest        BYTEA NOT NULL,
    text          TEXT NOT NULL,
    first_used_at BIGINT NOT NULL
);
