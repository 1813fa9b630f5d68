-- A card lapsed unused under an edition that lets its holder join again: the entry it came from is no place any more, and
-- the same card may be given once more.
CREATE TABLE card_lapse (
    entry_id     BIGINT PRIMARY KEY,
    card_id      BIGINT NOT NULL REFERENCES card (id),
    issued_at    BIGINT NOT NULL,
    first_use_by BIGINT NOT NULL,
    lapsed_at    BIGINT NOT NULL
);

CREATE INDEX card_lapse_card ON card_lapse (card_id);
