-- The duty each officer signed in: two signatures of one duty do not bind. Signatures from before have none noted.
ALTER TABLE decree_signature ADD COLUMN duty TEXT;

CREATE UNIQUE INDEX decree_signature_duty ON decree_signature (decree_id, duty);

-- Why a list was put in force or sent back; lists decided before have no reason noted.
ALTER TABLE list_import ADD COLUMN reason TEXT;
