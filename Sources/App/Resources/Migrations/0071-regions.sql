-- Provinces, regencies, districts and villages of other years than 2020, as the Ministry of Home Affairs published them.
CREATE TABLE region (
    edition TEXT NOT NULL,
    code    TEXT NOT NULL,
    name    TEXT NOT NULL,
    PRIMARY KEY (edition, code)
);

CREATE INDEX region_code ON region (code);
