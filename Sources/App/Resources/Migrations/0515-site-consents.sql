-- Addresses of a partner's site where people who sign in with Prakerja return to, one a line; NULL for a partner that
-- does not use the sign-in.
ALTER TABLE partner ADD COLUMN sign_in_uris TEXT;

-- A person's consent that a partner reads some of their data. Never deleted. All times are of the real clock.
CREATE TABLE site_consent (
    id           BIGINT PRIMARY KEY,
    person_id    BIGINT NOT NULL REFERENCES account (id),
    partner_id   BIGINT NOT NULL REFERENCES partner (id),
    -- Words of the contract, with blanks between them.
    scopes       TEXT NOT NULL CHECK (scopes <> ''),
    given_at     BIGINT NOT NULL,
    ended_at     BIGINT CHECK (ended_at >= given_at),
    ending       TEXT CHECK (ending IN ('person', 'renewed', 'suspension', 'deletion')),
    last_read_at BIGINT,
    CHECK ((ended_at IS NULL) = (ending IS NULL))
);

-- One at a time.
CREATE UNIQUE INDEX site_consent_running ON site_consent (person_id, partner_id) WHERE ended_at IS NULL;

CREATE INDEX site_consent_person ON site_consent (person_id, id);

CREATE INDEX site_consent_partner ON site_consent (partner_id, given_at) WHERE ended_at IS NULL;

-- One sign-in by a consent: the code that the partner exchanges once, and the tokens that follow from it.
CREATE TABLE consent_grant (
    id           BIGINT PRIMARY KEY,
    consent_id   BIGINT NOT NULL REFERENCES site_consent (id),
    -- A keyed hash.
    code         BYTEA NOT NULL UNIQUE,
    redirect_uri TEXT NOT NULL,
    -- NULL where the partner sent none.
    challenge    TEXT,
    code_ends_at BIGINT NOT NULL,
    used_at      BIGINT,
    -- When a used code or refresh token came again.
    ended_at     BIGINT,
    -- The end of its last token; later the row is deleted.
    kept_until   BIGINT NOT NULL,
    -- Ties code, consent, address, challenge and end, under the installation's key.
    seal         BYTEA NOT NULL
);

CREATE INDEX consent_grant_consent ON consent_grant (consent_id);

CREATE INDEX consent_grant_end ON consent_grant (kept_until) WHERE ended_at IS NULL;

CREATE TABLE consent_token (
    -- A keyed hash of the token.
    hash     BYTEA PRIMARY KEY,
    grant_id BIGINT NOT NULL REFERENCES consent_grant (id),
    kind     TEXT NOT NULL CHECK (kind IN ('access', 'refresh')),
    ends_at  BIGINT NOT NULL,
    -- When a refresh token was exchanged for the next one.
    used_at  BIGINT,
    -- Ties hash, grant, kind and end, under the installation's key.
    seal     BYTEA NOT NULL
);

CREATE INDEX consent_token_grant ON consent_token (grant_id);

CREATE INDEX consent_token_end ON consent_token (ends_at);
