-- A code is its own delivery: its row holds the words of its message, sealed, until the gateway has them, and what became
-- of them. `attempts` are those on which the gateway did not accept them yet.
ALTER TABLE one_time_code ADD COLUMN words BYTEA CHECK (words IS NULL OR (state = 'open' AND handed_over_at IS NULL));

ALTER TABLE one_time_code ADD COLUMN attempts BIGINT NOT NULL DEFAULT 0 CHECK (attempts >= 0);

ALTER TABLE one_time_code ADD COLUMN delivered_at BIGINT;

ALTER TABLE one_time_code ADD COLUMN failed_at BIGINT;

ALTER TABLE one_time_code ADD COLUMN reason TEXT CHECK ((reason IS NULL) = (failed_at IS NULL));

-- Codes that a gateway does not have yet, normally for milliseconds.
CREATE INDEX one_time_code_unsent ON one_time_code (id) WHERE words IS NOT NULL;

-- Codes that were still queued as messages: people ask for another one.
UPDATE message
SET content = NULL
WHERE kind = 'code' AND id IN (SELECT message_id FROM delivery WHERE state = 'queued' AND code_purpose IS NOT NULL);

UPDATE delivery
SET state = 'failed', failed_at = queued_at, reason = 'not sent before codes carried their own words'
WHERE state = 'queued' AND code_purpose IS NOT NULL;
