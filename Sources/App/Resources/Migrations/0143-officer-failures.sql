-- Tries are counted in memory, by name and network together: nobody writes these rows any more.
DROP TABLE officer_attempt;

-- Refused tries under an officer's name since the officer last said they had seen them. One row an officer, however many
-- tries there are; a name that is no officer's leaves none.
CREATE TABLE officer_failure (
    officer_id BIGINT PRIMARY KEY REFERENCES officer (id),
    tries      BIGINT NOT NULL CHECK (tries >= 1),
    first_at   BIGINT NOT NULL,
    last_at    BIGINT NOT NULL
);
