-- What different accounts of one platform ask for on the same card stands side by side: a stranger who knows a card's
-- number can neither use up the tries of its holder's code nor be bound to the card in the holder's place.
DROP INDEX purchase_held;

CREATE UNIQUE INDEX purchase_held ON purchase (card_id, platform_id, schedule_id, platform_user) WHERE state = 'held';

-- How many unknown card numbers one account of a platform has tried in an hour.
CREATE TABLE unknown_number_user (
    partner_id BIGINT NOT NULL REFERENCES partner (id),
    hour       BIGINT NOT NULL,
    lookup     BYTEA NOT NULL,
    tried      BIGINT NOT NULL CHECK (tried >= 1),
    PRIMARY KEY (partner_id, hour, lookup)
);

-- The holder of a card was told on this day that another person's account of the platform had tried to pay with it.
CREATE TABLE card_warning (
    card_id     BIGINT NOT NULL REFERENCES card (id),
    platform_id BIGINT NOT NULL REFERENCES partner (id),
    day         TEXT NOT NULL,
    PRIMARY KEY (card_id, platform_id, day)
);
