-- Which request for the instalment the payment is for: a later request needs another approval. Empty for earlier payments
-- that were sent.
ALTER TABLE disbursement ADD COLUMN attempt BIGINT;

UPDATE disbursement
SET attempt = (SELECT attempt FROM instalment WHERE instalment.id = disbursement.instalment_id)
WHERE state IN ('drafted', 'approved') AND withdrawn_at IS NULL;

-- Why a payment was taken out of a batch that was not refused.
ALTER TABLE disbursement ADD COLUMN withdrawal TEXT
    CHECK (withdrawal IN ('card-revoked', 'nik-of-another', 'request-changed'));
