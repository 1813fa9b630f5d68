-- The programme clock's lead over the real one; at most one row.
CREATE TABLE programme_clock (
    id   BIGINT PRIMARY KEY CHECK (id = 1),
    lead BIGINT NOT NULL
);

-- Which process makes ids under which node number, and how far it has come.
CREATE TABLE node (
    number       BIGINT PRIMARY KEY CHECK (number >= 0 AND number < 1024),
    owner        TEXT NOT NULL,
    fence        BIGINT NOT NULL CHECK (fence >= 1),
    high_water   BIGINT NOT NULL CHECK (high_water >= 0),
    leased_until BIGINT NOT NULL
);
