-- The words of people's names as keyed hashes, so that a person is found by name and the table shows none.
CREATE TABLE person_name_word (
    word      BYTEA NOT NULL,
    person_id BIGINT NOT NULL REFERENCES account (id),
    PRIMARY KEY (word, person_id)
);
CREATE INDEX person_name_word_person ON person_name_word (person_id);

-- How far the names of before have been entered; one row.
CREATE TABLE name_index (
    id      BIGINT PRIMARY KEY CHECK (id = 1),
    through BIGINT NOT NULL
);

-- How often an officer has searched for people in an hour of the real clock; the limit is part of the statement that
-- counts.
CREATE TABLE person_search (
    officer_id BIGINT NOT NULL REFERENCES officer (id),
    hour       BIGINT NOT NULL,
    searched   BIGINT NOT NULL CHECK (searched >= 1),
    refused    BIGINT NOT NULL CHECK (refused >= 0),
    PRIMARY KEY (officer_id, hour)
);
CREATE INDEX person_search_refused ON person_search (hour) WHERE refused > 0;

-- Why an officer may see a person's page at the moment: the item that led there, or the reason as stated, sealed. Times
-- are of the real clock. Each view is recorded besides.
CREATE TABLE person_opening (
    officer_id  BIGINT NOT NULL REFERENCES officer (id),
    person_id   BIGINT NOT NULL REFERENCES account (id),
    work        TEXT NOT NULL,
    reason      BYTEA,
    opened_at   BIGINT NOT NULL,
    ends_at     BIGINT NOT NULL,
    shown_until BIGINT,
    PRIMARY KEY (officer_id, person_id),
    CHECK (ends_at > opened_at)
);

-- All photos of a person, and a transaction by its code.
CREATE INDEX identity_document_person ON identity_document (person_id, id);
