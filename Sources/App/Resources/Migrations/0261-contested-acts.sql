-- Suspensions of accounts and revoked cards can be contested too. Neither engine can widen a CHECK, so the table of cases
-- and those that refer to it are written again, with the same content.

CREATE TABLE wider_service_case (
    id            BIGINT PRIMARY KEY,
    number        TEXT NOT NULL,
    person_id     BIGINT REFERENCES account (id),
    name          BYTEA,
    contact       BYTEA,
    category      TEXT NOT NULL,
    channel       TEXT NOT NULL CHECK (channel IN ('site', 'phone', 'counter', 'letter')),
    state         TEXT NOT NULL CHECK (state IN ('open', 'proposed', 'answered', 'withdrawn')),
    stake         BIGINT NOT NULL CHECK (stake BETWEEN 1 AND 3),
    begun_at      BIGINT NOT NULL,
    running_since BIGINT NOT NULL,
    due_at        BIGINT NOT NULL,
    late_at       BIGINT,
    reopened      BIGINT NOT NULL CHECK (reopened BETWEEN 0 AND 3),
    entered_by    BIGINT REFERENCES officer (id),
    assigned_to   BIGINT REFERENCES officer (id),
    outcome       TEXT CHECK (outcome IN ('settled', 'explained', 'dismissed', 'granted')),
    proposed_by   BIGINT REFERENCES officer (id),
    proposed_duty TEXT,
    answered_by   BIGINT REFERENCES officer (id),
    answered_at   BIGINT,
    contested     TEXT CHECK (contested IN ('eligibility', 'photo', 'purchase', 'payout', 'suspension', 'revocation')),
    subject_id    BIGINT,
    result        TEXT,
    made_by       BIGINT REFERENCES officer (id),
    CHECK ((person_id IS NULL) = (name IS NOT NULL)),
    CHECK ((person_id IS NULL) = (contact IS NOT NULL)),
    CHECK ((channel = 'site') = (entered_by IS NULL)),
    CHECK ((state IN ('proposed', 'answered')) = (outcome IS NOT NULL)),
    CHECK ((state = 'answered') = (answered_at IS NOT NULL)),
    CHECK ((proposed_by IS NULL) = (proposed_duty IS NULL)),
    CHECK (state <> 'proposed' OR proposed_by IS NOT NULL),
    CHECK (answered_by IS NULL OR entered_by IS NULL OR answered_by <> entered_by),
    CHECK (answered_by IS NULL OR proposed_by IS NULL OR answered_by <> proposed_by),
    CHECK ((contested IS NULL) = (subject_id IS NULL)),
    CHECK ((contested IS NULL) = (result IS NULL)),
    CHECK (outcome <> 'granted' OR contested IS NOT NULL)
);

INSERT INTO wider_service_case (
    id, number, person_id, name, contact, category, channel, state, stake, begun_at, running_since, due_at,
    late_at, reopened, entered_by, assigned_to, outcome, proposed_by, proposed_duty, answered_by, answered_at,
    contested, subject_id, result, made_by
)
SELECT
    id, number, person_id, name, contact, category, channel, state, stake, begun_at, running_since, due_at,
    late_at, reopened, entered_by, assigned_to, outcome, proposed_by, proposed_duty, answered_by, answered_at,
    contested, subject_id, result, made_by
FROM service_case;

CREATE TABLE wider_case_message (
    id         BIGINT PRIMARY KEY,
    case_id    BIGINT NOT NULL REFERENCES wider_service_case (id),
    kind       TEXT NOT NULL CHECK (kind IN ('person', 'note', 'draft', 'answer', 'internal')),
    officer_id BIGINT REFERENCES officer (id),
    body       BYTEA NOT NULL,
    written_at BIGINT NOT NULL
);

INSERT INTO wider_case_message (
    id, case_id, kind, officer_id, body, written_at
)
SELECT
    id, case_id, kind, officer_id, body, written_at
FROM case_message;

CREATE TABLE wider_case_correction (
    case_id       BIGINT PRIMARY KEY REFERENCES wider_service_case (id),
    answers       BYTEA NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('asked', 'proposed', 'done')),
    proposed_by   BIGINT REFERENCES officer (id),
    proposed_duty TEXT,
    reason        BYTEA,
    decided_by    BIGINT REFERENCES officer (id),
    decided_at    BIGINT,
    CHECK ((state = 'asked') = (proposed_by IS NULL)),
    CHECK ((proposed_by IS NULL) = (reason IS NULL)),
    CHECK ((state = 'done') = (decided_by IS NOT NULL)),
    CHECK (decided_by IS NULL OR decided_by <> proposed_by)
);

INSERT INTO wider_case_correction (
    case_id, answers, state, proposed_by, proposed_duty, reason, decided_by, decided_at
)
SELECT
    case_id, answers, state, proposed_by, proposed_duty, reason, decided_by, decided_at
FROM case_correction;

CREATE TABLE wider_case_ruling (
    id         BIGINT PRIMARY KEY,
    case_id    BIGINT NOT NULL REFERENCES wider_service_case (id),
    officer_id BIGINT NOT NULL REFERENCES officer (id),
    ruled_at   BIGINT NOT NULL,
    was        TEXT NOT NULL,
    becomes    TEXT NOT NULL,
    findings   TEXT NOT NULL
);

INSERT INTO wider_case_ruling (
    id, case_id, officer_id, ruled_at, was, becomes, findings
)
SELECT
    id, case_id, officer_id, ruled_at, was, becomes, findings
FROM case_ruling;

CREATE TABLE wider_case_batch_item (
    batch_id BIGINT NOT NULL REFERENCES case_batch (id),
    case_id  BIGINT NOT NULL REFERENCES wider_service_case (id),
    state    TEXT NOT NULL CHECK (state IN ('waiting', 'answered', 'skipped')),
    PRIMARY KEY (batch_id, case_id)
);

INSERT INTO wider_case_batch_item (
    batch_id, case_id, state
)
SELECT
    batch_id, case_id, state
FROM case_batch_item;

DROP TABLE case_batch_item;

DROP TABLE case_ruling;

DROP TABLE case_correction;

DROP TABLE case_message;

DROP TABLE service_case;

ALTER TABLE wider_service_case RENAME TO service_case;

ALTER TABLE wider_case_message RENAME TO case_message;

ALTER TABLE wider_case_correction RENAME TO case_correction;

ALTER TABLE wider_case_ruling RENAME TO case_ruling;

ALTER TABLE wider_case_batch_item RENAME TO case_batch_item;

CREATE UNIQUE INDEX service_case_number ON service_case (number);

CREATE INDEX service_case_person ON service_case (person_id, id);

CREATE INDEX service_case_due ON service_case (due_at, stake, id) WHERE state IN ('open', 'proposed');

CREATE UNIQUE INDEX service_case_contested ON service_case (contested, subject_id)
WHERE state IN ('open', 'proposed') AND contested IS NOT NULL;

CREATE INDEX case_message_case ON case_message (case_id, id);

CREATE INDEX case_ruling_case ON case_ruling (case_id, id);

CREATE UNIQUE INDEX case_batch_item_waiting ON case_batch_item (case_id) WHERE state = 'waiting';
