-- Buying a course at a platform with the card.
CREATE TABLE purchase (
    id               BIGINT PRIMARY KEY,
    person_id        BIGINT NOT NULL REFERENCES account (id),
    card_id          BIGINT NOT NULL REFERENCES card (id),
    platform_id      BIGINT NOT NULL REFERENCES partner (id),
    course_id        BIGINT NOT NULL REFERENCES course (id),
    schedule_id      BIGINT NOT NULL REFERENCES course_schedule (id),
    platform_user    BYTEA NOT NULL,
    price            BIGINT NOT NULL CHECK (price > 0),
    state            TEXT NOT NULL
        CHECK (state IN ('held', 'posted', 'attended', 'completed', 'voided', 'lapsed', 'expired')),
    attempt          BIGINT NOT NULL CHECK (attempt >= 1),
    hold_until       BIGINT NOT NULL,
    asked_at         BIGINT NOT NULL,
    paid_at          BIGINT,
    invoice_code     TEXT,
    invoice_url      TEXT,
    transaction_code TEXT UNIQUE,
    redeem_code      TEXT UNIQUE,
    redeemed_at      BIGINT,
    ended_at         BIGINT,
    CHECK ((state IN ('held', 'expired')) = (paid_at IS NULL)),
    CHECK ((paid_at IS NULL) = (invoice_code IS NULL)),
    CHECK ((paid_at IS NULL) = (transaction_code IS NULL)),
    CHECK ((paid_at IS NULL) = (redeem_code IS NULL)),
    CHECK (redeemed_at IS NULL OR paid_at IS NOT NULL),
    CHECK ((state IN ('voided', 'lapsed', 'expired', 'completed')) = (ended_at IS NOT NULL))
);

CREATE INDEX purchase_person ON purchase (person_id, id);

CREATE INDEX purchase_hold ON purchase (hold_until) WHERE state = 'held';

CREATE INDEX purchase_posted ON purchase (schedule_id) WHERE state = 'posted';

-- One price reserved at a time for the same course on the same card at the same platform.
CREATE UNIQUE INDEX purchase_held ON purchase (card_id, platform_id, schedule_id) WHERE state = 'held';

CREATE UNIQUE INDEX purchase_invoice ON purchase (platform_id, invoice_code) WHERE invoice_code IS NOT NULL;

-- One account at a platform pays with one card.
CREATE TABLE platform_user (
    platform_id BIGINT NOT NULL REFERENCES partner (id),
    lookup      BYTEA NOT NULL,
    card_id     BIGINT NOT NULL REFERENCES card (id),
    PRIMARY KEY (platform_id, lookup)
);
