-- Which workers run, and when each last went through its housekeeping: what shows that there is one at all.
CREATE TABLE worker (
    owner   TEXT PRIMARY KEY,
    seen_at BIGINT NOT NULL
);
