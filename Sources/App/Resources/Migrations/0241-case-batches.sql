-- Answers written in advance, in both languages, with places such as {nama}.
CREATE TABLE case_template (
    id         BIGINT PRIMARY KEY,
    title      TEXT NOT NULL,
    text_id    TEXT NOT NULL,
    text_en    TEXT NOT NULL,
    written_by BIGINT NOT NULL REFERENCES officer (id),
    written_at BIGINT NOT NULL,
    -- When it was taken out of use; earlier answers keep their text.
    ended_at   BIGINT
);

-- One answer for many cases of a category: drafted by one officer with the cases it is for, approved by another of a
-- different duty, then given by a job.
CREATE TABLE case_batch (
    id            BIGINT PRIMARY KEY,
    category      TEXT NOT NULL,
    template_id   BIGINT NOT NULL REFERENCES case_template (id),
    outcome       TEXT NOT NULL CHECK (outcome IN ('settled', 'explained')),
    reason        BYTEA NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('drafted', 'running', 'done', 'refused')),
    proposed_by   BIGINT NOT NULL REFERENCES officer (id),
    proposed_duty TEXT NOT NULL,
    proposed_at   BIGINT NOT NULL,
    decided_by    BIGINT REFERENCES officer (id),
    decided_at    BIGINT,
    CHECK ((state = 'drafted') = (decided_by IS NULL)),
    CHECK (decided_by IS NULL OR decided_by <> proposed_by)
);

CREATE INDEX case_batch_state ON case_batch (state, id);

CREATE TABLE case_batch_item (
    batch_id BIGINT NOT NULL REFERENCES case_batch (id),
    case_id  BIGINT NOT NULL REFERENCES service_case (id),
    -- Skipped: answered, withdrawn or taken by an officer meanwhile.
    state    TEXT NOT NULL CHECK (state IN ('waiting', 'answered', 'skipped')),
    PRIMARY KEY (batch_id, case_id)
);

-- A case waits for one batch at a time.
CREATE UNIQUE INDEX case_batch_item_waiting ON case_batch_item (case_id) WHERE state = 'waiting';
