-- Codes for a person of a partner without the authenticator; each is good once. A keyed hash of each.
CREATE TABLE partner_person_recovery (
    partner_person_id BIGINT NOT NULL REFERENCES partner_person (id),
    hash              BYTEA NOT NULL,
    used_at           BIGINT,
    PRIMARY KEY (partner_person_id, hash)
);
