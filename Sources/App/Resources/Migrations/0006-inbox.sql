-- Everything ever told to a person, and every code sent to an address that is being proved. The words are sealed; those
-- of a code are forgotten once the gateway has it.
CREATE TABLE message (
    id           BIGINT PRIMARY KEY,
    person_id    BIGINT,
    kind         TEXT NOT NULL CHECK (kind IN ('notice', 'code')),
    content      BYTEA,
    created_at   BIGINT NOT NULL,
    programme_at BIGINT NOT NULL,
    read_at      BIGINT,
    CHECK (kind = 'code' OR (person_id IS NOT NULL AND content IS NOT NULL))
);

CREATE INDEX message_inbox ON message (person_id, id) WHERE kind = 'notice';

-- One way a message travels. `recipient` is the keyed hash of the destination, in whose order its notices leave.
CREATE TABLE delivery (
    id             BIGINT PRIMARY KEY,
    message_id     BIGINT NOT NULL REFERENCES message (id),
    person_id      BIGINT,
    channel        TEXT NOT NULL CHECK (channel IN ('email', 'sms')),
    recipient      BYTEA NOT NULL,
    destination    BYTEA NOT NULL,
    language       TEXT NOT NULL CHECK (language IN ('id', 'en')),
    code_purpose   TEXT,
    code_subject   TEXT,
    state          TEXT NOT NULL CHECK (state IN ('queued', 'handed-over', 'delivered', 'failed')),
    attempts       BIGINT NOT NULL CHECK (attempts >= 0),
    reason         TEXT,
    queued_at      BIGINT NOT NULL,
    handed_over_at BIGINT,
    delivered_at   BIGINT,
    failed_at      BIGINT,
    CHECK ((code_purpose IS NULL) = (code_subject IS NULL)),
    CHECK (state NOT IN ('handed-over', 'delivered') OR handed_over_at IS NOT NULL),
    CHECK ((state = 'delivered') = (delivered_at IS NOT NULL)),
    CHECK ((state = 'failed') = (failed_at IS NOT NULL AND reason IS NOT NULL))
);

CREATE INDEX delivery_message ON delivery (message_id);

CREATE INDEX delivery_waiting ON delivery (recipient, id) WHERE state = 'queued';

CREATE INDEX delivery_failed ON delivery (failed_at) WHERE state = 'failed';

-- The language somebody last asked for a code in: what comes later without being asked for is written in it too.
CREATE TABLE recipient_language (
    recipient BYTEA PRIMARY KEY,
    language  TEXT NOT NULL CHECK (language IN ('id', 'en'))
);
