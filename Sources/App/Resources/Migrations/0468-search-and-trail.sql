-- An officer finds a card by its last digits, as its holder reads them aloud, and a payment by the bank's reference.
CREATE INDEX card_last_four ON card (last_four, id);

CREATE INDEX disbursement_reference ON disbursement (rail_reference) WHERE rail_reference IS NOT NULL;

-- The audit log is filtered by act, and by the officer who did it.
CREATE INDEX audit_event_action ON audit_event (action, id);

CREATE INDEX audit_event_officer ON audit_event (actor_id, id) WHERE actor_kind = 'officer';
