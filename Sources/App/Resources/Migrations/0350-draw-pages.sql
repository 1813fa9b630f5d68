-- A place in a wave that the draw, or a later change of its places, gave to an entry. The row of an entry says that it
-- joined or withdrew; what the draw made of it stands here for the few with a place, and in `draw_page` for all others.
-- There is no foreign key to the entry: it would lock, and so write again, the row of each person who has a place.
CREATE TABLE entry_place (
    wave_id   BIGINT NOT NULL REFERENCES wave (id),
    entry_id  BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    household BYTEA NOT NULL,
    ticket    BIGINT NOT NULL CHECK (ticket >= 1),
    -- The pool it got the place in, and its rank of how many there.
    stratum   BIGINT NOT NULL,
    position  BIGINT NOT NULL CHECK (position >= 1),
    pool      BIGINT NOT NULL CHECK (pool >= 1),
    state     TEXT NOT NULL CHECK (state IN ('selected', 'disqualified')),
    PRIMARY KEY (wave_id, entry_id),
    UNIQUE (wave_id, ticket)
);

INSERT INTO entry_place (wave_id, entry_id, person_id, household, ticket, stratum, position, pool, state)
SELECT wave_id, id, person_id, household, ticket, stratum, position, pool, state
FROM entry
WHERE state IN ('selected', 'disqualified');

CREATE INDEX entry_place_household ON entry_place (household) WHERE state = 'selected';

-- It was read for places only.
DROP INDEX entry_household;

-- A sealed list and its draw, 256 lines a page: written once, by sealing and drawing, and never changed. The kinds are
-- *list*, the published lines by ticket; *holder*, the entries of the same tickets; *ticket*, entries by id with their
-- tickets; *outcome*, the result of each line of the *ticket* page of the same `first` (docs/draw.md).
CREATE TABLE draw_page (
    wave_id BIGINT NOT NULL REFERENCES wave (id),
    kind    TEXT NOT NULL CHECK (kind IN ('list', 'holder', 'ticket', 'outcome')),
    -- The first ticket of a *list* or *holder*; the first entry of a *ticket* or *outcome*.
    first   BIGINT NOT NULL,
    bytes   BYTEA NOT NULL,
    -- SHA-256 of `bytes`.
    digest  BYTEA NOT NULL,
    PRIMARY KEY (wave_id, kind, first)
);

-- How many pages of each kind the sealed list has; empty before it is sealed, and for a wave that was sealed before there
-- were pages until they are written.
ALTER TABLE draw ADD COLUMN pages BIGINT CHECK (pages >= 0);
