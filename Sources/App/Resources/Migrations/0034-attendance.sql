-- A participant was seen: 1 is the first attendance, 999 the post-test.
CREATE TABLE attendance (
    purchase_id BIGINT NOT NULL REFERENCES purchase (id),
    sequence    BIGINT NOT NULL CHECK ((sequence >= 1 AND sequence <= 10) OR sequence = 999),
    verified_at BIGINT NOT NULL,
    PRIMARY KEY (purchase_id, sequence)
);

-- An institution sent a participant to confirm; the state is what it finds its own user by when the browser comes back.
CREATE TABLE attendance_request (
    state        TEXT PRIMARY KEY,
    purchase_id  BIGINT NOT NULL REFERENCES purchase (id),
    sequence     BIGINT NOT NULL CHECK ((sequence >= 1 AND sequence <= 10) OR sequence = 999),
    redirect_uri TEXT NOT NULL,
    asked_at     BIGINT NOT NULL,
    confirmed_at BIGINT
);

-- One address at an institution takes a course once.
CREATE TABLE participant_email (
    course_id   BIGINT NOT NULL REFERENCES course (id),
    lookup      BYTEA NOT NULL,
    purchase_id BIGINT NOT NULL REFERENCES purchase (id),
    PRIMARY KEY (course_id, lookup)
);

-- The institution's report that somebody finished, with the certificate.
CREATE TABLE completion (
    purchase_id        BIGINT PRIMARY KEY REFERENCES purchase (id),
    person_id          BIGINT NOT NULL REFERENCES account (id),
    score              BIGINT NOT NULL CHECK (score >= 0 AND score <= 100),
    certificate_number TEXT NOT NULL,
    participant_name   TEXT NOT NULL,
    completed_at       BIGINT NOT NULL
);
