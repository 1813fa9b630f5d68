-- One payment of the programme to a beneficiary. `next_look` is the day on which something can change by itself.
CREATE TABLE instalment (
    id          BIGINT PRIMARY KEY,
    person_id   BIGINT NOT NULL REFERENCES account (id),
    card_id     BIGINT NOT NULL REFERENCES card (id),
    purchase_id BIGINT NOT NULL REFERENCES purchase (id),
    kind        TEXT NOT NULL CHECK (kind IN ('incentive', 'survey')),
    number      BIGINT NOT NULL CHECK (number >= 1),
    amount      BIGINT NOT NULL CHECK (amount > 0),
    due_on      TEXT,
    state       TEXT NOT NULL
        CHECK (state IN ('planned', 'earned', 'requested', 'sent', 'paid', 'failed', 'forfeited')),
    failure     TEXT,
    attempt     BIGINT NOT NULL CHECK (attempt >= 0),
    changed_on  TEXT NOT NULL,
    next_look   TEXT,
    UNIQUE (card_id, kind, number),
    CHECK ((state = 'failed') = (failure IS NOT NULL)),
    CHECK (state NOT IN ('requested', 'sent', 'paid', 'failed') OR attempt >= 1),
    CHECK (state NOT IN ('requested', 'sent', 'paid', 'forfeited') OR next_look IS NULL)
);

CREATE INDEX instalment_person ON instalment (person_id, kind, number);

CREATE INDEX instalment_look ON instalment (next_look, id) WHERE next_look IS NOT NULL;

CREATE INDEX instalment_requested ON instalment (id) WHERE state = 'requested';

-- What somebody thought of a training they completed.
CREATE TABLE review (
    purchase_id BIGINT PRIMARY KEY REFERENCES purchase (id),
    person_id   BIGINT NOT NULL REFERENCES account (id),
    course_id   BIGINT NOT NULL REFERENCES course (id),
    rating      BIGINT NOT NULL CHECK (rating >= 1 AND rating <= 5),
    words       TEXT NOT NULL,
    given_on    TEXT NOT NULL
);

CREATE INDEX review_course ON review (course_id);

-- What a survey was answered with; read for statistics, never for a payment.
CREATE TABLE survey_answer (
    instalment_id BIGINT PRIMARY KEY REFERENCES instalment (id),
    person_id     BIGINT NOT NULL REFERENCES account (id),
    answers       TEXT NOT NULL,
    given_on      TEXT NOT NULL
);
