-- A reported completion that was implausibly quick, or one of many at once: no money moves by it until two officers have
-- decided, or the last day for it is over.
CREATE TABLE held_completion (
    id                 BIGINT PRIMARY KEY,
    purchase_id        BIGINT NOT NULL REFERENCES purchase (id),
    person_id          BIGINT NOT NULL REFERENCES account (id),
    report_id          BIGINT NOT NULL UNIQUE REFERENCES training_report (id),
    -- NULL where the institution gave none.
    score              BIGINT CHECK (score >= 0 AND score <= 100),
    certificate_number TEXT NOT NULL,
    basis              TEXT NOT NULL CHECK (basis IN ('reported', 'post-test', 'attendance')),
    -- Words separated by blanks, as in the programme's rule.
    grounds            TEXT NOT NULL CHECK (LENGTH(grounds) > 0),
    -- What the rule compared: minutes since the first attendance, and completions in the window.
    minutes            BIGINT NOT NULL CHECK (minutes >= 0),
    of_institution     BIGINT NOT NULL CHECK (of_institution >= 0),
    of_course          BIGINT NOT NULL CHECK (of_course >= 0),
    reported_at        BIGINT NOT NULL,
    decide_by          BIGINT NOT NULL,
    state              TEXT NOT NULL CHECK (state IN ('waiting', 'accepted', 'refused', 'unanswered')),
    ended_at           BIGINT,
    CHECK (decide_by > reported_at),
    CHECK ((state = 'waiting') = (ended_at IS NULL))
);

-- One report of a training waits, and one stands.
CREATE UNIQUE INDEX held_completion_waiting ON held_completion (purchase_id) WHERE state = 'waiting';

CREATE UNIQUE INDEX held_completion_stands ON held_completion (purchase_id) WHERE state IN ('accepted', 'unanswered');

CREATE INDEX held_completion_purchase ON held_completion (purchase_id, id);

CREATE INDEX held_completion_due ON held_completion (decide_by) WHERE state = 'waiting';

-- What one officer proposes about such a report, and the second officer's answer.
CREATE TABLE completion_verdict (
    id              BIGINT PRIMARY KEY,
    held_id         BIGINT NOT NULL REFERENCES held_completion (id),
    verdict         TEXT NOT NULL CHECK (verdict IN ('accept', 'refuse')),
    reason          TEXT NOT NULL,
    proposed_by     BIGINT NOT NULL REFERENCES officer (id),
    proposed_duty   TEXT NOT NULL,
    proposed_at     BIGINT NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'refused', 'late')),
    decided_by      BIGINT REFERENCES officer (id),
    decided_because TEXT,
    decided_at      BIGINT,
    CHECK ((state = 'proposed') = (decided_at IS NULL)),
    CHECK ((state IN ('approved', 'refused')) = (decided_by IS NOT NULL)),
    CHECK ((decided_by IS NULL) = (decided_because IS NULL)),
    -- The proposer never decides.
    CHECK (decided_by IS NULL OR decided_by <> proposed_by)
);

CREATE UNIQUE INDEX completion_verdict_open ON completion_verdict (held_id) WHERE state = 'proposed';

CREATE INDEX completion_verdict_held ON completion_verdict (held_id, id);
