-- What the office records about every partner. Only platforms and institutions call the API: their row of `partner`
-- has the same id.
CREATE TABLE partner_record (
    id               BIGINT PRIMARY KEY,
    kind             TEXT NOT NULL
        CHECK (kind IN ('platform', 'institution', 'payment-provider', 'job-portal', 'association')),
    name             TEXT NOT NULL,
    website          TEXT,
    state            TEXT NOT NULL CHECK (state IN ('invited', 'active', 'suspended', 'ended')),
    state_reason     TEXT,
    state_at         BIGINT NOT NULL,
    recorded_at      BIGINT NOT NULL,
    recorded_by      BIGINT REFERENCES officer (id),
    -- The agreement in force; earlier ones are in partner_agreement. NULL where none was recorded.
    agreement_number TEXT,
    agreement_from   TEXT,
    agreement_to     TEXT,
    CHECK ((agreement_number IS NULL) = (agreement_from IS NULL)),
    CHECK ((agreement_from IS NULL) = (agreement_to IS NULL)),
    CHECK (agreement_to >= agreement_from)
);

CREATE INDEX partner_record_kind ON partner_record (kind, name);

INSERT INTO partner_record (id, kind, name, state, state_at, recorded_at)
SELECT id, kind, name, status, registered_at, registered_at FROM partner;

-- Every agreement with a partner, the latest recorded last.
CREATE TABLE partner_agreement (
    id               BIGINT PRIMARY KEY,
    partner_id       BIGINT NOT NULL REFERENCES partner_record (id),
    number           TEXT NOT NULL,
    from_day         TEXT NOT NULL,
    to_day           TEXT NOT NULL,
    fee_basis_points BIGINT NOT NULL CHECK (fee_basis_points >= 0 AND fee_basis_points <= 10000),
    recorded_at      BIGINT NOT NULL,
    UNIQUE (partner_id, number),
    CHECK (to_day >= from_day)
);

-- A partner's signing keys. The newest has no end; an earlier one is accepted until its end. `sign_key` is encrypted
-- under the name partner.sign_key with this row's id, which is the partner's id for keys from before this table.
CREATE TABLE partner_key (
    id         BIGINT PRIMARY KEY,
    partner_id BIGINT NOT NULL REFERENCES partner (id),
    sign_key   BYTEA NOT NULL,
    made_at    BIGINT NOT NULL,
    made_by    BIGINT REFERENCES officer (id),
    -- When it was shown, once; NULL until then.
    shown_at   BIGINT,
    ends_at    BIGINT
);

CREATE INDEX partner_key_partner ON partner_key (partner_id, id);

CREATE UNIQUE INDEX partner_key_newest ON partner_key (partner_id) WHERE ends_at IS NULL;

INSERT INTO partner_key (id, partner_id, sign_key, made_at, shown_at)
SELECT id, id, sign_key, registered_at, registered_at FROM partner;

ALTER TABLE partner DROP COLUMN sign_key;

ALTER TABLE partner DROP COLUMN status;

-- An act on a partner that waits for a second officer, and what was decided. `content` is the act with its values.
CREATE TABLE partner_proposal (
    id              BIGINT PRIMARY KEY,
    partner_id      BIGINT NOT NULL REFERENCES partner_record (id),
    act             TEXT NOT NULL
        CHECK (act IN ('activate', 'rotate-key', 'agreement', 'addresses', 'release', 'end')),
    content         TEXT NOT NULL,
    reason          TEXT NOT NULL,
    -- NULL where the command line proposed it.
    proposed_by     BIGINT REFERENCES officer (id),
    proposed_at     BIGINT NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'refused')),
    decided_by      BIGINT REFERENCES officer (id),
    decided_at      BIGINT,
    decided_because TEXT,
    CHECK ((state = 'proposed') = (decided_at IS NULL)),
    CHECK ((state = 'proposed') = (decided_by IS NULL)),
    -- The proposer never decides.
    CHECK (decided_by IS NULL OR proposed_by IS NULL OR decided_by <> proposed_by)
);

-- One open proposal of a kind for each partner.
CREATE UNIQUE INDEX partner_proposal_open ON partner_proposal (partner_id, act) WHERE state = 'proposed';

CREATE INDEX partner_proposal_state ON partner_proposal (state, id);

-- Who owns a partner. Two partners with one `owner_key` belong together: a group or company by its name, or a partner
-- that owns another (`partner:<id>`, which it also has itself).
CREATE TABLE partner_owner (
    partner_id         BIGINT NOT NULL REFERENCES partner_record (id),
    owner_key          TEXT NOT NULL,
    name               TEXT NOT NULL,
    -- NULL where the share is not known, which counts as the whole.
    share_basis_points BIGINT CHECK (share_basis_points >= 1 AND share_basis_points <= 10000),
    source             TEXT NOT NULL,
    recorded_by        BIGINT REFERENCES officer (id),
    recorded_at        BIGINT NOT NULL,
    PRIMARY KEY (partner_id, owner_key)
);

CREATE INDEX partner_owner_key ON partner_owner (owner_key);
