-- The duty under which an officer proposed, which the second officer's is compared with: it must not change with a role
-- that the proposer gets or loses meanwhile. Proposals from before have none.
ALTER TABLE list_import ADD COLUMN imported_duty TEXT;
ALTER TABLE partner_proposal ADD COLUMN proposed_duty TEXT;
ALTER TABLE statement_finding ADD COLUMN proposed_duty TEXT;
ALTER TABLE payee_question ADD COLUMN proposed_duty TEXT;
ALTER TABLE disqualification ADD COLUMN proposed_duty TEXT;
