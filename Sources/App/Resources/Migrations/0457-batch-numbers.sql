-- The number by which officers name a batch of payments: from 1, in the order in which batches were drafted.
ALTER TABLE payout_batch ADD COLUMN number BIGINT;

UPDATE payout_batch
SET number = (SELECT COUNT(*) FROM payout_batch AS other WHERE other.id <= payout_batch.id);

CREATE UNIQUE INDEX payout_batch_number ON payout_batch (number);
