-- What an operator has closed: making accounts, joining a wave, or buying. A door without a row is open.
CREATE TABLE closed_door (
    door      TEXT PRIMARY KEY CHECK (door IN ('sign-up', 'join', 'buy')),
    why_id    TEXT NOT NULL,
    why_en    TEXT NOT NULL,
    closed_at BIGINT NOT NULL
);
