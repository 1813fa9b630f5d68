-- Persons whom local officers help at a counter: consent, how they are reached, and who helped. Written before the
-- person's session begins and never deleted.
CREATE TABLE counter_case (
    id             BIGINT PRIMARY KEY,
    -- Ten digits drawn at random, as printed on the slip.
    number         TEXT NOT NULL UNIQUE,
    officer_id     BIGINT NOT NULL REFERENCES officer (id),
    -- Code of the province, and the office where the officer worked at that moment.
    region         TEXT NOT NULL,
    place          TEXT NOT NULL,
    -- By the programme's clock, for the limit of a day: `2020-04-15`.
    day            TEXT NOT NULL,
    -- By which the officer recognises the person in the list of the day.
    label          TEXT NOT NULL CHECK (label <> ''),
    way            TEXT NOT NULL CHECK (way IN ('own', 'household', 'slip')),
    consent        TEXT NOT NULL CHECK (consent IN ('spoken', 'ticked', 'paper-form')),
    -- What the person said.
    words          TEXT NOT NULL CHECK (words <> ''),
    -- Whose number a household's is, with that member's consent.
    relation       TEXT CHECK (relation IN ('spouse', 'parent', 'child', 'sibling', 'other')),
    -- The number of an earlier case of the person's, with the same household member's number.
    earlier        TEXT,
    -- Where the code goes, sealed; of an own number only until it is proved.
    contact        BYTEA,
    -- The keyed hash of a household member's number, by which the persons of one number are counted.
    contact_lookup BYTEA,
    person_id      BIGINT REFERENCES account (id),
    state          TEXT NOT NULL CHECK (state IN ('begun', 'assisted', 'ended')),
    -- By the real clock.
    begun_at       BIGINT NOT NULL,
    assisted_at    BIGINT,
    ended_at       BIGINT,
    CHECK ((way = 'household') = (relation IS NOT NULL)),
    CHECK ((way = 'household') = (contact_lookup IS NOT NULL)),
    CHECK (way <> 'slip' OR contact IS NULL),
    CHECK ((assisted_at IS NULL) = (person_id IS NULL)),
    CHECK (state <> 'begun' OR person_id IS NULL),
    CHECK (state <> 'assisted' OR person_id IS NOT NULL),
    CHECK ((state = 'ended') = (ended_at IS NOT NULL))
);

CREATE INDEX counter_case_officer ON counter_case (officer_id, day);

CREATE INDEX counter_case_person ON counter_case (person_id) WHERE person_id IS NOT NULL;

CREATE INDEX counter_case_household ON counter_case (contact_lookup) WHERE contact_lookup IS NOT NULL;
