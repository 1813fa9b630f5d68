-- What an address has beside street, province and regency: of the identity card, and of the place where the person lives
-- when that is another one. Addresses from before are one line in `personal_data` and have no row here.
CREATE TABLE person_address (
    person_id      BIGINT NOT NULL REFERENCES account (id),
    kind           TEXT NOT NULL CHECK (kind IN ('card', 'home')),
    -- NULL for the card: these three are in `personal_data`.
    street         TEXT,
    province       TEXT,
    regency        TEXT,
    district       TEXT NOT NULL CHECK (district <> ''),
    -- `82.71.02`; NULL where no list of districts was imported for the regency.
    district_code  TEXT,
    village        TEXT NOT NULL CHECK (village <> ''),
    -- Three digits.
    rukun_tetangga TEXT CHECK (LENGTH(rukun_tetangga) = 3),
    rukun_warga    TEXT CHECK (LENGTH(rukun_warga) = 3),
    -- Five digits.
    postcode       TEXT CHECK (LENGTH(postcode) = 5),
    PRIMARY KEY (person_id, kind),
    CHECK ((kind = 'card') = (street IS NULL)),
    CHECK ((street IS NULL) = (province IS NULL)),
    CHECK ((street IS NULL) = (regency IS NULL))
);
