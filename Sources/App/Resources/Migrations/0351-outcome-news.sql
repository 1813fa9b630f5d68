-- How far the people of an announced wave were sent its outcome, a page of its list at a time. The pages come in the order
-- of their digests: a random one, fixed when the list was sealed, so that no person hears later because they joined later.
-- Real clock.
CREATE TABLE outcome_news (
    wave_id  BIGINT PRIMARY KEY REFERENCES wave (id),
    people   BIGINT NOT NULL CHECK (people >= 0),
    told     BIGINT NOT NULL CHECK (told >= 0 AND told <= people),
    -- The digest of the last page whose people were told.
    turn     BYTEA NOT NULL,
    begun_at BIGINT NOT NULL,
    ended_at BIGINT
);

CREATE INDEX draw_page_turn ON draw_page (wave_id, digest) WHERE kind = 'ticket';
