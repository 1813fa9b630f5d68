-- A complaint or an appeal. Times are the programme's, so that working days can be counted from them.
CREATE TABLE service_case (
    id            BIGINT PRIMARY KEY,
    -- Nine digits, the last of them a check digit; drawn at random.
    number        TEXT NOT NULL,
    -- Empty for a person without an account, whose name and contact are then sealed in the row.
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
    -- When the person was notified that the answer is late.
    late_at       BIGINT,
    reopened      BIGINT NOT NULL CHECK (reopened BETWEEN 0 AND 3),
    entered_by    BIGINT REFERENCES officer (id),
    assigned_to   BIGINT REFERENCES officer (id),
    outcome       TEXT CHECK (outcome IN ('settled', 'explained', 'dismissed', 'granted')),
    proposed_by   BIGINT REFERENCES officer (id),
    proposed_duty TEXT,
    answered_by   BIGINT REFERENCES officer (id),
    answered_at   BIGINT,
    -- The decision that an appeal contests, its result at that time, and the officer who made it, if one did.
    contested     TEXT CHECK (contested IN ('eligibility', 'photo', 'purchase', 'payout')),
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
    -- Two people: who enters a case does not answer it, and who proposes an answer does not confirm it.
    CHECK (answered_by IS NULL OR entered_by IS NULL OR answered_by <> entered_by),
    CHECK (answered_by IS NULL OR proposed_by IS NULL OR answered_by <> proposed_by),
    CHECK ((contested IS NULL) = (subject_id IS NULL)),
    CHECK ((contested IS NULL) = (result IS NULL)),
    CHECK (outcome <> 'granted' OR contested IS NOT NULL)
);

CREATE UNIQUE INDEX service_case_number ON service_case (number);

CREATE INDEX service_case_person ON service_case (person_id, id);

-- The queue.
CREATE INDEX service_case_due ON service_case (due_at, stake, id) WHERE state IN ('open', 'proposed');

-- One appeal at a time against one decision.
CREATE UNIQUE INDEX service_case_contested ON service_case (contested, subject_id)
WHERE state IN ('open', 'proposed') AND contested IS NOT NULL;

-- What people and officers wrote, sealed. A draft is an answer that waits for a second officer.
CREATE TABLE case_message (
    id         BIGINT PRIMARY KEY,
    case_id    BIGINT NOT NULL REFERENCES service_case (id),
    kind       TEXT NOT NULL CHECK (kind IN ('person', 'note', 'draft', 'answer', 'internal')),
    officer_id BIGINT REFERENCES officer (id),
    body       BYTEA NOT NULL,
    written_at BIGINT NOT NULL
);

CREATE INDEX case_message_case ON case_message (case_id, id);

-- A self-declared answer of the application that the person says was wrong: accepted by one officer, confirmed by
-- another of a different duty, then carried out and the rules run again.
CREATE TABLE case_correction (
    case_id       BIGINT PRIMARY KEY REFERENCES service_case (id),
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

-- Each time the rules were run again for an appeal, with every rule's answer.
CREATE TABLE case_ruling (
    id         BIGINT PRIMARY KEY,
    case_id    BIGINT NOT NULL REFERENCES service_case (id),
    officer_id BIGINT NOT NULL REFERENCES officer (id),
    ruled_at   BIGINT NOT NULL,
    was        TEXT NOT NULL,
    becomes    TEXT NOT NULL,
    findings   TEXT NOT NULL
);

CREATE INDEX case_ruling_case ON case_ruling (case_id, id);

-- For the public figures: answers by month, category and working days, counted when they are given.
CREATE TABLE case_figure (
    month    TEXT NOT NULL,
    category TEXT NOT NULL,
    days     BIGINT NOT NULL CHECK (days >= 0),
    answers  BIGINT NOT NULL CHECK (answers > 0),
    in_time  BIGINT NOT NULL CHECK (in_time BETWEEN 0 AND answers),
    PRIMARY KEY (month, category, days)
);
