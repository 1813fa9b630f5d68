-- Whether an officer is the person of the NIK that they stated: the registry answers, or two administrators. Officers from
-- before have no row: they state their NIK once more.
CREATE TABLE officer_identity (
    officer_id   BIGINT PRIMARY KEY REFERENCES officer (id),
    state        TEXT NOT NULL CHECK (state IN ('asked', 'confirmed', 'differs', 'unknown')),
    -- Sealed, until the registry has answered.
    nik          BYTEA,
    checks       BIGINT NOT NULL CHECK (checks >= 0),
    asked_at     BIGINT NOT NULL,
    decided_at   BIGINT,
    -- The second administrator; NULL where the registry answered.
    confirmed_by BIGINT REFERENCES officer (id),
    CHECK ((state = 'asked') = (nik IS NOT NULL)),
    CHECK ((state = 'asked') = (decided_at IS NULL)),
    CHECK (confirmed_by IS NULL OR state = 'confirmed')
);

-- Two administrators confirm an officer. Neither engine can widen a CHECK, so the table is written again, with the same
-- content.
CREATE TABLE wider_officer_request (
    id          BIGINT PRIMARY KEY,
    kind        TEXT NOT NULL CHECK (
        kind IN ('invite', 'roles', 'reset', 'suspend', 'reinstate', 'deputy', 'identity')
    ),
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

INSERT INTO wider_officer_request (
    id, kind, officer_id, name, sign_in, roles, region, place, held_for, from_at, until_at, reason, state, proposed_by,
    proposed_at, decided_by, decided_at
)
SELECT
    id, kind, officer_id, name, sign_in, roles, region, place, held_for, from_at, until_at, reason, state, proposed_by,
    proposed_at, decided_by, decided_at
FROM officer_request;

DROP TABLE officer_request;

ALTER TABLE wider_officer_request RENAME TO officer_request;

CREATE UNIQUE INDEX officer_request_open ON officer_request (officer_id) WHERE state = 'proposed';

CREATE UNIQUE INDEX officer_request_invite ON officer_request (sign_in) WHERE state = 'proposed';

CREATE INDEX officer_request_officer ON officer_request (officer_id);
