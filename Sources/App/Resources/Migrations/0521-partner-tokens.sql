-- A token of the modern partner API, valid for an hour and no longer than the key it was made with.
CREATE TABLE partner_token (
    -- A keyed hash of the token's text.
    token      BYTEA PRIMARY KEY,
    partner_id BIGINT NOT NULL REFERENCES partner (id),
    key_id     BIGINT NOT NULL REFERENCES partner_key (id),
    -- Separated by spaces.
    scopes     TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    -- Ties the token to partner, key, scopes and end, under the installation's key.
    seal       BYTEA NOT NULL
);

CREATE INDEX partner_token_end ON partner_token (expires_at);
