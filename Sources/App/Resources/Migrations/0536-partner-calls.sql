-- What partners' programs called: for the partner's own desk, pruned after 30 days, and a bounded number an hour. No
-- value of a request is stored: of a refused signature the text as we signed it, with every value left out.
CREATE TABLE partner_call (
    id            BIGINT PRIMARY KEY,
    partner_id    BIGINT NOT NULL REFERENCES partner (id),
    at            BIGINT NOT NULL,
    -- As the routes have it: an address with a redeem code has {code} in its place.
    route         TEXT NOT NULL,
    status        BIGINT NOT NULL CHECK (status >= 100 AND status <= 599),
    error_code    TEXT,
    milliseconds  BIGINT NOT NULL CHECK (milliseconds >= 0),
    request_id    TEXT NOT NULL,
    signed_text   TEXT,
    -- The first characters of the signature that was received.
    signature     TEXT,
    body_bytes    BIGINT,
    -- By how many seconds the partner's clock was ahead of ours.
    clock_seconds BIGINT
);

CREATE INDEX partner_call_partner ON partner_call (partner_id, id);

CREATE INDEX partner_call_at ON partner_call (at);

-- When each signing key was last used, to within the pause between two writings.
CREATE TABLE partner_key_use (
    key_id  BIGINT PRIMARY KEY REFERENCES partner_key (id),
    used_at BIGINT NOT NULL
);
