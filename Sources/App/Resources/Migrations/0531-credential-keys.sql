-- The installation's keys for signing credentials. The newest signs; earlier ones stay published for what they signed.
CREATE TABLE credential_key (
    id         BIGINT PRIMARY KEY CHECK (id > 0),
    public_key BYTEA NOT NULL UNIQUE,
    -- Encrypted by the vault.
    sealed_key BYTEA NOT NULL,
    made_at    BIGINT NOT NULL
);
