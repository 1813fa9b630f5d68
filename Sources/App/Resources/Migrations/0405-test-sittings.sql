-- A person may take the test again, so a sitting has a number, and each has the questions that were drawn for it. Neither
-- engine can drop a UNIQUE from a table on its own, so the sittings are written again with the same content, and their
-- answers with them.
CREATE TABLE test_grant (
    id         BIGINT PRIMARY KEY,
    person_id  BIGINT NOT NULL REFERENCES account (id),
    case_id    BIGINT NOT NULL UNIQUE REFERENCES service_case (id),
    granted_by BIGINT NOT NULL REFERENCES officer (id),
    granted_at BIGINT NOT NULL
);

CREATE INDEX test_grant_person ON test_grant (person_id);

CREATE TABLE wider_test_sitting (
    id          BIGINT PRIMARY KEY,
    person_id   BIGINT NOT NULL REFERENCES account (id),
    number      BIGINT NOT NULL CHECK (number >= 1),
    edition     TEXT NOT NULL,
    -- The ids of the questions in the order of the pages, separated by spaces; null where all of the bank were asked.
    questions   TEXT,
    -- How many questions have a right answer; null in sittings of earlier versions.
    asked       BIGINT CHECK (asked >= 0),
    -- The office gave this sitting on an appeal.
    grant_id    BIGINT UNIQUE REFERENCES test_grant (id),
    started_at  BIGINT NOT NULL,
    ends_at     BIGINT NOT NULL,
    finished_at BIGINT,
    score       BIGINT,
    UNIQUE (person_id, number),
    CHECK ((questions IS NULL) = (asked IS NULL)),
    CHECK (ends_at > started_at),
    CHECK ((finished_at IS NULL) = (score IS NULL))
);

CREATE TABLE wider_test_answer (
    sitting_id  BIGINT NOT NULL REFERENCES wider_test_sitting (id),
    question    TEXT NOT NULL,
    choice      BIGINT NOT NULL CHECK (choice >= 0),
    answered_at BIGINT NOT NULL,
    PRIMARY KEY (sitting_id, question)
);

INSERT INTO wider_test_sitting (id, person_id, number, edition, started_at, ends_at, finished_at, score)
SELECT id, person_id, 1, edition, started_at, ends_at, finished_at, score
FROM test_sitting;

INSERT INTO wider_test_answer (sitting_id, question, choice, answered_at)
SELECT sitting_id, question, choice, answered_at
FROM test_answer;

DROP TABLE test_answer;

DROP TABLE test_sitting;

ALTER TABLE wider_test_sitting RENAME TO test_sitting;

ALTER TABLE wider_test_answer RENAME TO test_answer;
