-- A person of a platform or an institution, who works at the partner's desk. Never an officer and never a participant.
CREATE TABLE partner_person (
    id            BIGINT PRIMARY KEY,
    partner_id    BIGINT NOT NULL REFERENCES partner (id),
    name          TEXT NOT NULL,
    -- An e-mail address in lower case, by which the person signs in.
    sign_in       TEXT NOT NULL UNIQUE,
    role          TEXT NOT NULL CHECK (role IN ('administrator', 'staff')),
    -- NULL until the person chose a password.
    password_hash TEXT,
    -- Sealed.
    totp_secret   BYTEA NOT NULL,
    -- The last authenticator step that was used; the same or an older code is refused.
    totp_step     BIGINT NOT NULL,
    added_at      BIGINT NOT NULL,
    suspended_at  BIGINT,
    -- Which run of sessions is open: every end of the person's sessions begins the next, and a session of an earlier run
    -- opens nothing, also where its row is put back.
    session_run   BIGINT NOT NULL CHECK (session_run >= 1)
);

CREATE INDEX partner_person_partner ON partner_person (partner_id, name);

-- A link by which a person of a partner sets password and authenticator; deleted when it is used.
CREATE TABLE partner_person_setup (
    partner_person_id BIGINT PRIMARY KEY REFERENCES partner_person (id),
    -- A keyed hash of the token in the link.
    token             BYTEA NOT NULL UNIQUE,
    expires_at        BIGINT NOT NULL,
    -- The browser that opened it first.
    opened_by         TEXT,
    -- Ties the token to person and end, under the installation's key.
    seal              BYTEA NOT NULL
);

-- A signed-in browser of a person of a partner; found by the hash of its own cookie.
CREATE TABLE partner_session (
    hash              BYTEA PRIMARY KEY,
    partner_person_id BIGINT NOT NULL REFERENCES partner_person (id),
    run               BIGINT NOT NULL,
    begun_at          BIGINT NOT NULL,
    seen_at           BIGINT NOT NULL,
    ends_at           BIGINT NOT NULL,
    seal              BYTEA NOT NULL
);

CREATE INDEX partner_session_person ON partner_session (partner_person_id);

CREATE INDEX partner_session_ends ON partner_session (ends_at);

-- A change of a partner's people: one proposes it, another decides. Officers decide what officers proposed.
CREATE TABLE partner_person_request (
    id                 BIGINT PRIMARY KEY,
    partner_id         BIGINT NOT NULL REFERENCES partner (id),
    kind               TEXT NOT NULL CHECK (kind IN ('invite', 'role', 'reset', 'suspend', 'reinstate')),
    -- NULL where a person is to be invited.
    subject_id         BIGINT REFERENCES partner_person (id),
    name               TEXT,
    sign_in            TEXT,
    role               TEXT CHECK (role IN ('administrator', 'staff')),
    reason             TEXT NOT NULL,
    proposed_officer   BIGINT REFERENCES officer (id),
    proposed_duty      TEXT,
    proposed_colleague BIGINT REFERENCES partner_person (id),
    proposed_at        BIGINT NOT NULL,
    state              TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'refused')),
    decided_officer    BIGINT REFERENCES officer (id),
    decided_colleague  BIGINT REFERENCES partner_person (id),
    decided_at         BIGINT,
    decided_because    TEXT,
    CHECK ((kind = 'invite') = (subject_id IS NULL)),
    CHECK ((kind = 'invite') = (sign_in IS NOT NULL)),
    CHECK ((proposed_officer IS NULL) <> (proposed_colleague IS NULL)),
    CHECK ((state = 'proposed') = (decided_at IS NULL)),
    CHECK ((state = 'proposed') = (decided_officer IS NULL AND decided_colleague IS NULL)),
    CHECK (decided_officer IS NULL OR decided_colleague IS NULL),
    -- Who proposes never decides.
    CHECK (decided_officer IS NULL OR proposed_officer IS NULL OR decided_officer <> proposed_officer),
    CHECK (decided_colleague IS NULL OR decided_colleague <> proposed_colleague),
    CHECK (decided_colleague IS NULL OR proposed_officer IS NULL)
);

-- One open request about a person, and one about an address.
CREATE UNIQUE INDEX partner_person_request_open ON partner_person_request (subject_id)
WHERE state = 'proposed' AND subject_id IS NOT NULL;

CREATE UNIQUE INDEX partner_person_request_address ON partner_person_request (sign_in)
WHERE state = 'proposed' AND sign_in IS NOT NULL;

CREATE INDEX partner_person_request_partner ON partner_person_request (partner_id, id);

CREATE INDEX partner_person_request_state ON partner_person_request (state, id);

-- A file of courses that a person of a partner uploaded, until they confirm it.
CREATE TABLE partner_course_file (
    id                BIGINT PRIMARY KEY,
    partner_id        BIGINT NOT NULL REFERENCES partner (id),
    partner_person_id BIGINT NOT NULL REFERENCES partner_person (id),
    name              TEXT NOT NULL,
    content           BYTEA NOT NULL,
    at                BIGINT NOT NULL,
    done_at           BIGINT
);

CREATE INDEX partner_course_file_partner ON partner_course_file (partner_id, id);

-- What officers proposed about partners, now also what people of a partner propose and decide. Neither engine can widen
-- a CHECK, so the table is written again, with the same content.
CREATE TABLE wider_partner_proposal (
    id                 BIGINT PRIMARY KEY,
    partner_id         BIGINT NOT NULL REFERENCES partner_record (id),
    act                TEXT NOT NULL
        CHECK (
            act IN (
                'activate', 'rotate-key', 'agreement', 'addresses', 'contact', 'release', 'end', 'webhook',
                'webhook-secret', 'webhook-end'
            )
        ),
    content            TEXT NOT NULL,
    reason             TEXT NOT NULL,
    -- NULL where the command line or a person of the partner proposed it.
    proposed_by        BIGINT REFERENCES officer (id),
    proposed_at        BIGINT NOT NULL,
    state              TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'refused')),
    decided_by         BIGINT REFERENCES officer (id),
    decided_at         BIGINT,
    decided_because    TEXT,
    proposed_duty      TEXT,
    proposed_colleague BIGINT REFERENCES partner_person (id),
    decided_colleague  BIGINT REFERENCES partner_person (id),
    CHECK ((state = 'proposed') = (decided_at IS NULL)),
    CHECK ((state = 'proposed') = (decided_by IS NULL AND decided_colleague IS NULL)),
    CHECK (proposed_by IS NULL OR proposed_colleague IS NULL),
    CHECK (decided_by IS NULL OR decided_colleague IS NULL),
    -- The proposer never decides.
    CHECK (decided_by IS NULL OR proposed_by IS NULL OR decided_by <> proposed_by),
    -- People of a partner propose and decide keys, and propose addresses; nothing else.
    CHECK (proposed_colleague IS NULL OR act IN ('rotate-key', 'addresses')),
    CHECK (decided_colleague IS NULL OR (act = 'rotate-key' AND decided_colleague <> proposed_colleague)),
    CHECK (decided_colleague IS NULL OR proposed_colleague IS NOT NULL)
);

INSERT INTO wider_partner_proposal (id, partner_id, act, content, reason, proposed_by, proposed_at, state, decided_by,
    decided_at, decided_because, proposed_duty)
SELECT id, partner_id, act, content, reason, proposed_by, proposed_at, state, decided_by, decided_at, decided_because,
    proposed_duty
FROM partner_proposal;

DROP TABLE partner_proposal;

ALTER TABLE wider_partner_proposal RENAME TO partner_proposal;

-- One open proposal of a kind for each partner.
CREATE UNIQUE INDEX partner_proposal_open ON partner_proposal (partner_id, act) WHERE state = 'proposed';

CREATE INDEX partner_proposal_state ON partner_proposal (state, id);

-- The person of a partner who proposed a version of a course; NULL for officers and the command line.
ALTER TABLE course_version ADD COLUMN proposed_colleague BIGINT REFERENCES partner_person (id);
