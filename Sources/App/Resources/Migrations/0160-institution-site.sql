-- Where participants type their redeem codes: an institution's own page. NULL where only the address they return to is known.
ALTER TABLE partner ADD COLUMN site TEXT;
