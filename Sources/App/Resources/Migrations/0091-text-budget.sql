-- How many codes went out by text message in an hour or a day, for the whole programme. Spread over shards, so that a
-- thousand a second need not wait for one another; each may use its share.
CREATE TABLE text_budget (
    period BIGINT NOT NULL,
    span   TEXT NOT NULL CHECK (span IN ('hour', 'day')),
    shard  BIGINT NOT NULL CHECK (shard >= 0),
    sent   BIGINT NOT NULL CHECK (sent >= 1),
    PRIMARY KEY (period, span, shard)
);
