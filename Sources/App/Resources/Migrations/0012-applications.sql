-- One person's request to take part, under the edition it was begun with.
CREATE TABLE application (
    id           BIGINT PRIMARY KEY,
    person_id    BIGINT NOT NULL UNIQUE REFERENCES account (id),
    edition      TEXT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('draft', 'submitted')),
    begun_at     BIGINT NOT NULL,
    submitted_at BIGINT,
    CHECK ((state = 'submitted') = (submitted_at IS NOT NULL))
);

CREATE TABLE personal_data (
    person_id           BIGINT PRIMARY KEY REFERENCES account (id),
    name                TEXT NOT NULL,
    address             TEXT NOT NULL,
    province            TEXT NOT NULL,
    regency             TEXT NOT NULL,
    citizen             BOOLEAN NOT NULL,
    education           TEXT NOT NULL
        CHECK (education IN ('none', 'primary', 'junior-secondary', 'senior-secondary', 'diploma', 'bachelor', 'postgraduate')),
    in_formal_education BOOLEAN NOT NULL,
    occupation          TEXT NOT NULL,
    wanted_training     TEXT NOT NULL,
    saved_at            BIGINT NOT NULL
);

-- What a person declared: the hash is of the exact text that stood on the page.
CREATE TABLE declaration (
    person_id   BIGINT NOT NULL REFERENCES account (id),
    edition     TEXT NOT NULL,
    name        TEXT NOT NULL,
    text_hash   BYTEA NOT NULL,
    declared_at BIGINT NOT NULL,
    PRIMARY KEY (person_id, edition, name)
);

-- One person's time with the test, on the real clock.
CREATE TABLE test_sitting (
    id          BIGINT PRIMARY KEY,
    person_id   BIGINT NOT NULL UNIQUE REFERENCES account (id),
    edition     TEXT NOT NULL,
    started_at  BIGINT NOT NULL,
    ends_at     BIGINT NOT NULL,
    finished_at BIGINT,
    score       BIGINT,
    CHECK (ends_at > started_at),
    CHECK ((finished_at IS NULL) = (score IS NULL))
);

CREATE TABLE test_answer (
    sitting_id  BIGINT NOT NULL REFERENCES test_sitting (id),
    question    TEXT NOT NULL,
    choice      BIGINT NOT NULL CHECK (choice >= 0),
    answered_at BIGINT NOT NULL,
    PRIMARY KEY (sitting_id, question)
);

-- What the programme made of an application, each time that changed. The latest is in force; the others stay.
CREATE TABLE eligibility_decision (
    id             BIGINT PRIMARY KEY,
    person_id      BIGINT NOT NULL REFERENCES account (id),
    application_id BIGINT NOT NULL REFERENCES application (id),
    edition        TEXT NOT NULL,
    outcome        TEXT NOT NULL CHECK (outcome IN ('eligible', 'ineligible', 'waiting')),
    reasons        TEXT NOT NULL,
    decided_at     BIGINT NOT NULL,
    programme_date TEXT NOT NULL,
    revisit_on     TEXT            -- the day on which time alone changes the answer
);

CREATE INDEX eligibility_decision_revisit ON eligibility_decision (revisit_on) WHERE revisit_on IS NOT NULL;

CREATE INDEX eligibility_decision_person ON eligibility_decision (person_id, id);
