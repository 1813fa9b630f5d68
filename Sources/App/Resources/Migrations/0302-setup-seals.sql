-- What ties a set-up link to its officer and its end, under a key from the master key. A link from before has none and
-- is not accepted: it is sent again.
ALTER TABLE officer_setup ADD COLUMN seal BYTEA;
