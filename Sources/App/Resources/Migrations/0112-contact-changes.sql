-- A contact that is about to take the place of a proved one: its owner agrees by a code to the present contact, then
-- proves the new one by a code sent there.
CREATE TABLE contact_change (
    id        BIGINT PRIMARY KEY,
    person_id BIGINT NOT NULL REFERENCES account (id),
    kind      TEXT NOT NULL CHECK (kind IN ('email', 'phone')),
    contact   BYTEA NOT NULL,              -- the new one, sealed
    state     TEXT NOT NULL CHECK (state IN ('begun', 'agreed', 'done', 'dropped')),
    begun_at  BIGINT NOT NULL,
    ended_at  BIGINT,
    CHECK ((state IN ('done', 'dropped')) = (ended_at IS NOT NULL))
);

-- One under way for each kind of contact.
CREATE UNIQUE INDEX contact_change_open ON contact_change (person_id, kind) WHERE state IN ('begun', 'agreed');

-- Until when the person's account for incentives stays as it is, by the programme's clock; nothing where it may change.
ALTER TABLE account ADD COLUMN payee_held_until BIGINT;
