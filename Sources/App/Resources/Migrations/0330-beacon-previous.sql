-- The signature of the round before, which a chained scheme of drand signs, too. NULL for any other scheme.
ALTER TABLE draw_beacon ADD COLUMN previous_signature TEXT;
