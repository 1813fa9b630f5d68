-- From here on the seal of an officer's session covers when it was last used and the ends of earlier ones: officers sign
-- in again.
DELETE FROM session WHERE officer_id IS NOT NULL;
