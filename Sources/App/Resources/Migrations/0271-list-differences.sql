-- What a version of a list changes against the one in force, or what withdrawing a list changes: counted in pieces, in
-- the order of the hashes, so that two lists of a million lines are never in memory. Real clock.
CREATE TABLE list_difference (
    id         BIGINT PRIMARY KEY,
    import_id  BIGINT NOT NULL REFERENCES list_import (id),
    purpose    TEXT NOT NULL CHECK (purpose IN ('version', 'withdrawal')),
    -- The version that was in force; NULL for the first version and for a withdrawal.
    against_id BIGINT REFERENCES list_import (id),
    state      TEXT NOT NULL CHECK (state IN ('counting', 'counted')),
    -- The hash up to which both lists are compared.
    position   BYTEA NOT NULL,
    added      BIGINT NOT NULL CHECK (added >= 0),
    removed    BIGINT NOT NULL CHECK (removed >= 0),
    unchanged  BIGINT NOT NULL CHECK (unchanged >= 0),
    -- Of the unchanged people, those with other contacts.
    changed    BIGINT NOT NULL CHECK (changed BETWEEN 0 AND unchanged),
    -- Of the people added or removed, the ones who were invited and have no account.
    invited    BIGINT NOT NULL CHECK (invited >= 0),
    begun_at   BIGINT NOT NULL,
    counted_at BIGINT,
    CHECK ((state = 'counted') = (counted_at IS NOT NULL))
);

CREATE INDEX list_difference_import ON list_difference (import_id, id);

-- The lines that differ. Kept only where there is a version to compare with.
CREATE TABLE list_change (
    difference_id BIGINT NOT NULL REFERENCES list_difference (id),
    change        TEXT NOT NULL CHECK (change IN ('added', 'removed', 'changed')),
    lookup        BYTEA NOT NULL,
    PRIMARY KEY (difference_id, change, lookup)
);

-- People with an account whom a difference touches, as they stood when it was counted.
CREATE TABLE list_touch (
    difference_id BIGINT NOT NULL REFERENCES list_difference (id),
    person_id     BIGINT NOT NULL REFERENCES account (id),
    change        TEXT NOT NULL CHECK (change IN ('added', 'removed')),
    standing      TEXT NOT NULL,
    consequence   TEXT NOT NULL,
    PRIMARY KEY (difference_id, person_id)
);

CREATE INDEX list_touch_group ON list_touch (difference_id, standing, consequence, person_id);

-- How many people stand where, added up while the pieces are counted.
CREATE TABLE list_touch_count (
    difference_id BIGINT NOT NULL REFERENCES list_difference (id),
    standing      TEXT NOT NULL,
    consequence   TEXT NOT NULL,
    people        BIGINT NOT NULL CHECK (people > 0),
    PRIMARY KEY (difference_id, standing, consequence)
);

-- A keyed hash of the contacts, to find the people whose contacts differ without opening them.
ALTER TABLE list_contact ADD COLUMN fingerprint BYTEA;

CREATE INDEX list_difference_counting ON list_difference (begun_at) WHERE state = 'counting';
