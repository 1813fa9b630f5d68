-- How often a person had a bank or wallet asked whose account a number is, in an hour or a day.
CREATE TABLE payee_inquiry (
    person_id BIGINT NOT NULL REFERENCES account (id),
    span      TEXT NOT NULL CHECK (span IN ('hour', 'day')),
    period    BIGINT NOT NULL,
    asked     BIGINT NOT NULL CHECK (asked >= 1),
    PRIMARY KEY (person_id, span, period)
);
