-- A draft looks for payments of its requests that were withdrawn, and compares them with what their acts bound.
CREATE INDEX disbursement_withdrawn ON disbursement (instalment_id) WHERE withdrawn_at IS NOT NULL;
