-- Signatures of witnesses under checkpoints of the log, the newest few of each. A line is verified before it is stored and
-- again before it is shown, by the key in the annex, so a change of it by SQL only makes it disappear.
CREATE TABLE log_cosignature (
    witness     TEXT NOT NULL,
    -- Of the checkpoint that is signed.
    size        BIGINT NOT NULL CHECK (size > 0),
    -- The line below the checkpoint, as in a signed note.
    line        TEXT NOT NULL,
    -- By the witness's clock, as the signature says.
    signed_at   BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    PRIMARY KEY (witness, size)
);
