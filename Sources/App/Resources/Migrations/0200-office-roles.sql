-- Roles are a file beside the editions; an officer may hold several. The role of another officer is held as their deputy,
-- from one day to another.
CREATE TABLE officer_role (
    officer_id BIGINT NOT NULL REFERENCES officer (id),
    -- Whose role it is: the officer's own id, or that of the absent officer whose deputy they are.
    held_for   BIGINT NOT NULL REFERENCES officer (id),
    role       TEXT NOT NULL,
    from_at    BIGINT NOT NULL,
    until_at   BIGINT,
    PRIMARY KEY (officer_id, held_for, role, from_at),
    CHECK (until_at IS NULL OR until_at > from_at),
    CHECK (held_for = officer_id OR until_at IS NOT NULL)
);

CREATE INDEX officer_role_held_for ON officer_role (held_for);

INSERT INTO officer_role (officer_id, held_for, role, from_at)
SELECT id, id, 'wave-manager', added_at FROM officer WHERE role = 'operations'
UNION ALL
SELECT id, id, 'payout-maker', added_at FROM officer WHERE role = 'operations'
UNION ALL
SELECT id, id, 'partner-manager', added_at FROM officer WHERE role = 'operations'
UNION ALL
SELECT id, id, 'curator', added_at FROM officer WHERE role = 'verifier'
UNION ALL
SELECT id, id, 'helpdesk', added_at FROM officer WHERE role = 'verifier'
UNION ALL
SELECT id, id, 'identity-reviewer', added_at FROM officer WHERE role IN ('operations', 'verifier')
UNION ALL
SELECT id, id, 'programme-manager', added_at FROM officer WHERE role = 'approver'
UNION ALL
SELECT id, id, 'payout-checker', added_at FROM officer WHERE role = 'approver'
UNION ALL
SELECT id, id, 'auditor', added_at FROM officer WHERE role = 'auditor';

-- The duties under which officers acted before carry the names of the new roles. A signature from before duties were
-- noted has its officer's.
UPDATE decree_signature
SET duty = (
    SELECT officer.role
    FROM officer
    WHERE officer.id = decree_signature.officer_id
)
WHERE duty IS NULL AND place = 1;

UPDATE decree_signature
SET duty = CASE duty WHEN 'operations' THEN 'wave-manager' WHEN 'approver' THEN 'programme-manager' ELSE duty END
WHERE duty IS NOT NULL;

UPDATE contact_case
SET proposed_duty = CASE proposed_duty WHEN 'operations' THEN 'identity-reviewer'
        WHEN 'verifier' THEN 'identity-reviewer' WHEN 'approver' THEN 'payout-checker' ELSE proposed_duty END,
    decided_duty = CASE decided_duty WHEN 'operations' THEN 'identity-reviewer'
        WHEN 'verifier' THEN 'identity-reviewer' WHEN 'approver' THEN 'payout-checker' ELSE decided_duty END;

UPDATE identity_dispute
SET proposed_role = CASE proposed_role WHEN 'operations' THEN 'wave-manager' WHEN 'approver' THEN 'programme-manager'
        WHEN 'verifier' THEN 'identity-reviewer' ELSE proposed_role END
WHERE proposed_role IS NOT NULL;

UPDATE postponement_proposal
SET proposed_duty = CASE proposed_duty WHEN 'operations' THEN 'wave-manager'
        WHEN 'approver' THEN 'programme-manager' ELSE proposed_duty END,
    decided_duty = CASE decided_duty WHEN 'operations' THEN 'wave-manager'
        WHEN 'approver' THEN 'programme-manager' ELSE decided_duty END;

ALTER TABLE officer DROP COLUMN role;

-- The role files that were in force here, for a start without the file and for the audit log's digests.
CREATE TABLE office_role_file (
    digest  BYTEA NOT NULL,
    used_at BIGINT NOT NULL,
    text    TEXT NOT NULL,
    PRIMARY KEY (digest, used_at)
);

-- When the officer last gave the authenticator's code in this session; null for people.
ALTER TABLE session ADD COLUMN proved_at BIGINT;

UPDATE session SET proved_at = begun_at WHERE officer_id IS NOT NULL;
