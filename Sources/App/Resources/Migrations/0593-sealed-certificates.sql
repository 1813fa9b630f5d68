-- The holder's name on a certificate, and on the completion that it is made from.
ALTER TABLE completion ADD COLUMN sealed_participant_name BYTEA;

CREATE INDEX completion_unsealed ON completion (purchase_id) WHERE sealed_participant_name IS NULL;

ALTER TABLE certificate ADD COLUMN sealed_name BYTEA;

CREATE INDEX certificate_unsealed ON certificate (id) WHERE sealed_name IS NULL;
