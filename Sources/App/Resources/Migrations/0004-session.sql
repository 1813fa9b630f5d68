-- A signed-in browser; found by the hash of its cookie, so that a copy of this table signs nobody in.
CREATE TABLE session (
    hash       BYTEA PRIMARY KEY,
    person_id  BIGINT,
    officer_id BIGINT,
    begun_at   BIGINT NOT NULL,
    seen_at    BIGINT NOT NULL,
    ends_at    BIGINT NOT NULL,
    CHECK ((person_id IS NULL) <> (officer_id IS NULL))
);

CREATE INDEX session_person ON session (person_id) WHERE person_id IS NOT NULL;

CREATE INDEX session_officer ON session (officer_id) WHERE officer_id IS NOT NULL;

-- How often something limited was done in a window of time; the key is a keyed hash, never an address.
CREATE TABLE rate_window (
    key       BYTEA NOT NULL,
    window_at BIGINT NOT NULL,
    hits      BIGINT NOT NULL CHECK (hits >= 1),
    PRIMARY KEY (key, window_at)
);
