-- The office decided that the NIK of this claim is another person's; the claim stays 'contested' for good.
ALTER TABLE identity_claim ADD COLUMN refused_at BIGINT;

-- A NIK that two people claim and the registry confirms for both: one row for each newer claim. Whom the registry
-- confirmed first goes on; the newer claim waits here. Times are the programme's, so that the edition's working days can
-- be counted from them.
CREATE TABLE identity_dispute (
    claim_id      BIGINT PRIMARY KEY REFERENCES identity_claim (id),
    nik_lookup    BYTEA NOT NULL,
    newer_person  BIGINT NOT NULL REFERENCES account (id),
    older_claim   BIGINT NOT NULL REFERENCES identity_claim (id),
    older_person  BIGINT NOT NULL REFERENCES account (id),
    state         TEXT NOT NULL CHECK (state IN ('quiet', 'open', 'proposed', 'decided', 'dropped')),
    -- Whether the older person's new payee accounts and payments wait for it: only for the first dispute of a person.
    holds         BOOLEAN NOT NULL,
    begun_at      BIGINT NOT NULL,
    opened_at     BIGINT,
    decide_by     BIGINT,
    proposed_for  TEXT CHECK (proposed_for IN ('older', 'newer')),
    proposed_by   BIGINT REFERENCES officer (id),
    proposed_role TEXT,
    reason        BYTEA,
    proposed_at   BIGINT,
    decided_for   TEXT CHECK (decided_for IN ('older', 'newer')),
    -- Empty where the days were over and no two officers had decided.
    decided_by    BIGINT REFERENCES officer (id),
    decided_at    BIGINT,
    CHECK ((opened_at IS NULL) = (decide_by IS NULL)),
    CHECK ((state = 'decided') = (decided_for IS NOT NULL))
);

CREATE INDEX identity_dispute_state ON identity_dispute (state, claim_id);

CREATE INDEX identity_dispute_nik ON identity_dispute (nik_lookup);

CREATE INDEX identity_dispute_older ON identity_dispute (older_person);

-- Until now both people were frozen. The first claim of each NIK holds it again; the others wait in a dispute.
UPDATE identity_claim
SET state = 'verified', counted = true
WHERE state = 'contested' AND NOT EXISTS (
    SELECT 1 FROM identity_claim AS earlier
    WHERE earlier.nik_lookup = identity_claim.nik_lookup AND earlier.state IN ('contested', 'verified')
        AND earlier.id < identity_claim.id
);

UPDATE identity_claim SET counted = false WHERE state = 'contested';

UPDATE verified_nik
SET holders = (
    SELECT COUNT(*) FROM identity_claim
    WHERE identity_claim.nik_lookup = verified_nik.lookup AND identity_claim.counted = true
);

INSERT INTO identity_dispute (claim_id, nik_lookup, newer_person, older_claim, older_person, state, holds, begun_at)
SELECT newer.id, newer.nik_lookup, newer.person_id, older.id, older.person_id, 'quiet', false, newer.claimed_at
FROM identity_claim AS newer
JOIN identity_claim AS older ON older.nik_lookup = newer.nik_lookup AND older.state = 'verified'
WHERE newer.state = 'contested';

-- People who hold the NIK again are decided on again, today.
UPDATE eligibility_decision
SET revisit_on = programme_date
WHERE outcome = 'waiting' AND reasons LIKE '%dispute%' AND person_id IN (
    SELECT older_person FROM identity_dispute
);

-- At most one claim holds a NIK, whatever the programme believes.
CREATE UNIQUE INDEX identity_claim_holder ON identity_claim (nik_lookup) WHERE state = 'verified';
