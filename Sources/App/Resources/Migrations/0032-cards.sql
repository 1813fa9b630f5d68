-- What a beneficiary holds. `unfinished` is the guarded row on which two purchases of one card meet.
CREATE TABLE card (
    id                 BIGINT PRIMARY KEY,
    person_id          BIGINT NOT NULL UNIQUE REFERENCES account (id),
    edition            TEXT NOT NULL,
    wave               BIGINT NOT NULL,
    entry_id           BIGINT NOT NULL,
    status             TEXT NOT NULL CHECK (status IN ('active', 'suspended', 'expired', 'revoked', 'closed')),
    number             BYTEA NOT NULL,
    last_four          TEXT NOT NULL,
    training           BIGINT NOT NULL CHECK (training > 0),
    incentive          BIGINT NOT NULL CHECK (incentive > 0),
    decreed_at         BIGINT NOT NULL,
    issued_at          BIGINT NOT NULL,
    first_use_by       BIGINT NOT NULL,
    first_used_at      BIGINT,
    unfinished         BIGINT NOT NULL CHECK (unfinished >= 0),
    training_closed_at BIGINT,
    ended_at           BIGINT,
    CHECK ((status IN ('expired', 'revoked', 'closed')) = (ended_at IS NOT NULL))
);

CREATE INDEX card_wave ON card (wave, entry_id);

-- Cards whose days for a first purchase are running.
CREATE INDEX card_unused ON card (first_use_by, id) WHERE status = 'active' AND first_used_at IS NULL;

CREATE INDEX card_open_training ON card (id) WHERE status = 'active' AND training_closed_at IS NULL;

-- A card is found by the keyed hash of its number; a number belongs to one card for ever.
CREATE TABLE card_number (
    lookup  BYTEA PRIMARY KEY,
    card_id BIGINT NOT NULL UNIQUE REFERENCES card (id)
);

-- A reminder sent so many days before the card lapses; a new period of days is reminded of anew.
CREATE TABLE card_reminder (
    card_id      BIGINT NOT NULL REFERENCES card (id),
    first_use_by BIGINT NOT NULL,
    days         BIGINT NOT NULL CHECK (days > 0),
    sent_at      BIGINT NOT NULL,
    PRIMARY KEY (card_id, first_use_by, days)
);
