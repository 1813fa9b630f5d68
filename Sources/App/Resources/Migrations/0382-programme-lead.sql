-- Every lead that the programme clock has had, and since when by the real clock: what happened before the clock was moved
-- keeps its day. The first row counts from the beginning.
CREATE TABLE programme_lead (
    since BIGINT PRIMARY KEY,
    lead  BIGINT NOT NULL
);

INSERT INTO programme_lead (since, lead) SELECT 0, lead FROM programme_clock;
