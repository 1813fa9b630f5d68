-- A change of an officer that two administrators make: one proposes, another decides. Neither may be the officer it is
-- about.
CREATE TABLE officer_request (
    id          BIGINT PRIMARY KEY,
    kind        TEXT NOT NULL CHECK (kind IN ('invite', 'roles', 'reset', 'reinstate', 'deputy')),
    -- Null where an officer is to be invited.
    officer_id  BIGINT REFERENCES officer (id),
    name        TEXT,
    sign_in     TEXT,
    -- Slugs, separated by commas, in the order of the role file; empty where roles do not change.
    roles       TEXT NOT NULL,
    -- Province and office of a local officer.
    region      TEXT,
    place       TEXT,
    -- The absent officer and the days, for a deputy.
    held_for    BIGINT REFERENCES officer (id),
    from_at     BIGINT,
    until_at    BIGINT,
    reason      TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'refused')),
    proposed_by BIGINT NOT NULL REFERENCES officer (id),
    proposed_at BIGINT NOT NULL,
    decided_by  BIGINT REFERENCES officer (id),
    decided_at  BIGINT,
    CHECK ((kind = 'invite') = (name IS NOT NULL)),
    CHECK ((kind = 'invite') = (sign_in IS NOT NULL)),
    CHECK (kind = 'invite' OR officer_id IS NOT NULL),
    CHECK ((kind = 'deputy') = (held_for IS NOT NULL)),
    CHECK ((region IS NULL) = (place IS NULL)),
    CHECK (officer_id IS NULL OR proposed_by <> officer_id),
    CHECK ((state = 'proposed') = (decided_by IS NULL)),
    CHECK (state <> 'approved' OR (decided_by <> proposed_by AND (officer_id IS NULL OR decided_by <> officer_id)))
);

CREATE UNIQUE INDEX officer_request_open ON officer_request (officer_id) WHERE state = 'proposed';

CREATE UNIQUE INDEX officer_request_invite ON officer_request (sign_in) WHERE state = 'proposed';

CREATE INDEX officer_request_officer ON officer_request (officer_id);

-- Codes for an officer without the authenticator; each is good once.
CREATE TABLE officer_recovery (
    officer_id BIGINT NOT NULL REFERENCES officer (id),
    hash       BYTEA NOT NULL,
    used_at    BIGINT,
    PRIMARY KEY (officer_id, hash)
);

-- The officer's own NIK, as a keyed hash: acts on the person with this NIK are refused to them.
ALTER TABLE officer ADD COLUMN nik_lookup BYTEA;

-- Where a local officer works.
ALTER TABLE officer ADD COLUMN region TEXT;

ALTER TABLE officer ADD COLUMN place TEXT;

-- Why the command line added the officer although there were administrators.
ALTER TABLE officer ADD COLUMN emergency TEXT;
