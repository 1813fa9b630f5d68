-- The offices where people are helped with a computer and with signing up, as an operator imported them. An import
-- replaces the whole directory in one transaction; an office that stays keeps its id.
CREATE TABLE help_office (
    id        BIGINT PRIMARY KEY,
    kind      TEXT NOT NULL CHECK (kind IN ('labour', 'industry-and-trade', 'tourism', 'cooperatives')),
    -- The code of a regency or city: `32.73`.
    region    TEXT NOT NULL,
    name      TEXT NOT NULL CHECK (name <> ''),
    address   TEXT NOT NULL CHECK (address <> ''),
    -- `+62225550100`; NULL where the office has none.
    phone     TEXT,
    computers BIGINT NOT NULL CHECK (computers >= 0),
    -- Monday to Sunday, separated by semicolons: `08:00-12:00,13:00-16:00`, or nothing for a closed day.
    hours     TEXT NOT NULL,
    UNIQUE (region, kind, name)
);
