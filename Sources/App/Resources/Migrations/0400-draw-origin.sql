-- The annexes of this installation, each as the site signed it: which chain of public randomness its draws wait for, and
-- the keys of its witnesses.
CREATE TABLE annex (
    digest        BYTEA PRIMARY KEY,
    note          TEXT NOT NULL,
    first_used_at BIGINT NOT NULL
);

-- Under which annex the draw was opened; none where the edition has no witnesses.
ALTER TABLE draw ADD COLUMN annex BYTEA REFERENCES annex (digest);

-- The second secret, from which tickets, household tags and salts follow, and its commitment; none in a wave that was
-- opened before there was one.
ALTER TABLE draw ADD COLUMN order_commitment BYTEA;
ALTER TABLE draw ADD COLUMN order_sealed BYTEA;

-- Written at sealing; none in a list that was sealed before, whose statement is of the earlier version.
ALTER TABLE draw ADD COLUMN edition_digest BYTEA;
ALTER TABLE draw ADD COLUMN joined BIGINT CHECK (joined >= 0);
ALTER TABLE draw ADD COLUMN withdrawn BIGINT CHECK (withdrawn >= 0);

-- How many people a list in force named.
ALTER TABLE draw_list ADD COLUMN size BIGINT CHECK (size >= 0);

-- How many were taken out before the sealing, each counted under the first reason.
CREATE TABLE draw_removal (
    wave_id BIGINT NOT NULL REFERENCES wave (id),
    reason  TEXT NOT NULL,
    entries BIGINT NOT NULL CHECK (entries >= 1),
    PRIMARY KEY (wave_id, reason)
);

-- How many sealed entries each province has, before small ones are merged; 0 is an unknown one.
CREATE TABLE draw_people (
    wave_id  BIGINT NOT NULL REFERENCES wave (id),
    province BIGINT NOT NULL,
    entries  BIGINT NOT NULL CHECK (entries >= 1),
    PRIMARY KEY (wave_id, province)
);
