-- On which of the annex's chains an attempt waits for its round: the second where the first is silent.
ALTER TABLE draw_attempt ADD COLUMN chain BIGINT NOT NULL DEFAULT 1 CHECK (chain IN (1, 2));
