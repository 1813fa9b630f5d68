-- Officers' reasons about one person's account or payment, and why a batch was refused.
ALTER TABLE payee_question ADD COLUMN sealed_proposal BYTEA;

CREATE INDEX payee_question_proposal_unsealed ON payee_question (id) WHERE sealed_proposal IS NULL AND proposal <> '';

ALTER TABLE payee_question ADD COLUMN sealed_decision BYTEA;

CREATE INDEX payee_question_decision_unsealed ON payee_question (id) WHERE sealed_decision IS NULL AND decision <> '';

ALTER TABLE disbursement ADD COLUMN sealed_taken_out_because BYTEA;

CREATE INDEX disbursement_unsealed ON disbursement (id)
    WHERE sealed_taken_out_because IS NULL AND taken_out_because <> '';

ALTER TABLE payout_batch ADD COLUMN sealed_refusal BYTEA;

CREATE INDEX payout_batch_unsealed ON payout_batch (id) WHERE sealed_refusal IS NULL AND refusal <> '';

ALTER TABLE statement_finding ADD COLUMN sealed_reason BYTEA;

CREATE INDEX statement_finding_unsealed ON statement_finding (id) WHERE sealed_reason IS NULL AND reason <> '';

ALTER TABLE statement_finding ADD COLUMN sealed_decision BYTEA;

CREATE INDEX statement_finding_decision_unsealed ON statement_finding (id)
    WHERE sealed_decision IS NULL AND decision <> '';
