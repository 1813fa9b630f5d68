-- A digital platform or a training institution that speaks the partner API.
CREATE TABLE partner (
    id               BIGINT PRIMARY KEY,
    kind             TEXT NOT NULL CHECK (kind IN ('platform', 'institution')),
    name             TEXT NOT NULL,
    client_code      TEXT NOT NULL UNIQUE,
    sign_key         BYTEA NOT NULL,
    redirect_uri     TEXT,
    fee_basis_points BIGINT NOT NULL CHECK (fee_basis_points >= 0 AND fee_basis_points <= 10000),
    status           TEXT NOT NULL CHECK (status IN ('active', 'suspended')),
    registered_at    BIGINT NOT NULL,
    CHECK (kind = 'platform' OR fee_basis_points = 0),
    CHECK (kind = 'institution' OR redirect_uri IS NULL)
);

-- How many card numbers nobody has a partner tried in an hour; the limit is part of the statement that counts.
CREATE TABLE unknown_number_count (
    partner_id BIGINT NOT NULL REFERENCES partner (id),
    hour       BIGINT NOT NULL,
    tried      BIGINT NOT NULL CHECK (tried >= 1),
    PRIMARY KEY (partner_id, hour)
);

-- The answer given to a request of the newer API: the same key with the same body gets it again.
CREATE TABLE partner_answer (
    partner_id BIGINT NOT NULL REFERENCES partner (id),
    key        TEXT NOT NULL,
    content    BYTEA NOT NULL,
    status     BIGINT NOT NULL,
    body       TEXT NOT NULL,
    at         BIGINT NOT NULL,
    PRIMARY KEY (partner_id, key)
);
