-- A platform's share of a purchase follows the agreement that was in force when it was paid.
ALTER TABLE purchase ADD COLUMN fee_basis_points BIGINT
    CHECK (fee_basis_points >= 0 AND fee_basis_points <= 10000);

UPDATE purchase
SET fee_basis_points = (SELECT fee_basis_points FROM partner WHERE partner.id = purchase.platform_id)
WHERE paid_at IS NOT NULL;

-- The agreement that applies is found by its days among partner_agreement; these columns are no longer used.
UPDATE partner_record
SET agreement_number = NULL, agreement_from = NULL, agreement_to = NULL;
