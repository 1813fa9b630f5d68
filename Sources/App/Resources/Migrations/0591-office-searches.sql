-- What an officer searched for, sealed, for some minutes: results have an address without personal data, so that the
-- browser's way back leads to them. `was_shown` is 1 once the people found were opened for the officer. Times are of the
-- real clock.
CREATE TABLE office_search (
    id         BIGINT PRIMARY KEY,
    officer_id BIGINT NOT NULL REFERENCES officer (id),
    typed      BYTEA NOT NULL,
    -- NULL while the officer has not said why.
    reason     BYTEA,
    was_shown  BIGINT NOT NULL CHECK (was_shown IN (0, 1)),
    ends_at    BIGINT NOT NULL
);
CREATE INDEX office_search_end ON office_search (ends_at);
