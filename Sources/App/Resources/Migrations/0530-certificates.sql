-- The certificate of a completed training, as it was when the money was released; its words never change. The number is
-- what a reader checks it by, 65 random bits and three check characters.
CREATE TABLE certificate (
    id               BIGINT PRIMARY KEY,
    purchase_id      BIGINT NOT NULL UNIQUE REFERENCES purchase (id),
    person_id        BIGINT NOT NULL REFERENCES account (id),
    number           TEXT NOT NULL UNIQUE CHECK (LENGTH(number) = 16),
    name             TEXT NOT NULL,
    course_id        BIGINT NOT NULL REFERENCES course (id),
    course_title     TEXT NOT NULL,
    institution_id   BIGINT NOT NULL REFERENCES partner (id),
    institution_name TEXT NOT NULL,
    hours            BIGINT NOT NULL CHECK (hours > 0),
    -- NULL where the institution gave none.
    score            BIGINT CHECK (score >= 0 AND score <= 100),
    completed_at     BIGINT NOT NULL,
    issued_at        BIGINT NOT NULL,
    -- The bit that says in public whether it was withdrawn: the month's list, and a random place in it.
    status_list      BIGINT NOT NULL CHECK (status_list >= 202001 AND status_list <= 999912),
    status_index     BIGINT NOT NULL CHECK (status_index >= 0 AND status_index < 1048576),
    withdrawal       TEXT CHECK (withdrawal = 'card-revoked'),
    withdrawn_at     BIGINT,
    UNIQUE (status_list, status_index),
    CHECK ((withdrawal IS NULL) = (withdrawn_at IS NULL))
);

CREATE INDEX certificate_person ON certificate (person_id, id);

CREATE INDEX certificate_withdrawn ON certificate (status_list, status_index) WHERE withdrawn_at IS NOT NULL;
