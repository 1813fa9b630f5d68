-- A partner may have several endpoints, each with secrets and types of events of its own. An endpoint from before has
-- the number of its partner. Neither engine can take a reference from a column, so the tables are written again, with
-- the same content.
CREATE TABLE several_webhook_endpoint (
    id         BIGINT PRIMARY KEY,
    partner_id BIGINT NOT NULL REFERENCES partner_record (id),
    address    TEXT NOT NULL,
    -- Types of events, sorted, separated by blanks.
    types      TEXT NOT NULL CHECK (types <> ''),
    set_at     BIGINT NOT NULL,
    set_by     BIGINT REFERENCES officer (id),
    -- failing: the last event was given up. disabled: the partner's server answered 410. ended: by two officers.
    state      TEXT NOT NULL CHECK (state IN ('active', 'failing', 'disabled', 'ended')),
    state_at   BIGINT NOT NULL
);

CREATE TABLE several_webhook_secret (
    id          BIGINT PRIMARY KEY,
    endpoint_id BIGINT NOT NULL REFERENCES several_webhook_endpoint (id),
    secret      BYTEA NOT NULL,
    made_at     BIGINT NOT NULL,
    made_by     BIGINT REFERENCES officer (id),
    -- When the partner fetched it; it signs before that too.
    shown_at    BIGINT,
    ends_at     BIGINT
);

-- A link by which a partner fetches a secret, once; deleted when it is used.
CREATE TABLE several_webhook_secret_link (
    secret_id  BIGINT PRIMARY KEY REFERENCES several_webhook_secret (id),
    -- A keyed hash of the token in the link.
    token      BYTEA NOT NULL UNIQUE,
    expires_at BIGINT NOT NULL,
    -- Ties the token to secret, partner and end, under the installation's key.
    seal       BYTEA NOT NULL
);

-- What one endpoint is told of one purchase, in order. Its row is locked by each new event.
CREATE TABLE several_webhook_object (
    id            BIGINT PRIMARY KEY,
    endpoint_id   BIGINT NOT NULL REFERENCES several_webhook_endpoint (id),
    purchase_id   BIGINT NOT NULL REFERENCES purchase (id),
    -- Objects of one lane are told one after the other.
    lane          BIGINT NOT NULL,
    last_sequence BIGINT NOT NULL CHECK (last_sequence >= 1),
    -- When its first waiting event is tried next, by the real clock; NULL where none waits.
    due_at        BIGINT,
    UNIQUE (endpoint_id, purchase_id)
);

CREATE TABLE several_webhook_event (
    id          BIGINT PRIMARY KEY,
    object_id   BIGINT NOT NULL REFERENCES several_webhook_object (id),
    endpoint_id BIGINT NOT NULL REFERENCES several_webhook_endpoint (id),
    -- The endpoint's, so that the log of a partner is read in order over all of its endpoints.
    partner_id  BIGINT NOT NULL REFERENCES partner_record (id),
    sequence    BIGINT NOT NULL CHECK (sequence >= 1),
    type        TEXT NOT NULL,
    body        TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed')),
    state_at    BIGINT NOT NULL,
    -- All attempts, and those since it was last put into the queue.
    attempts    BIGINT NOT NULL CHECK (attempts >= 0),
    tries       BIGINT NOT NULL CHECK (tries >= 0 AND tries <= attempts),
    UNIQUE (object_id, sequence)
);

CREATE TABLE several_webhook_attempt (
    event_id     BIGINT NOT NULL REFERENCES several_webhook_event (id),
    number       BIGINT NOT NULL CHECK (number >= 1),
    at           BIGINT NOT NULL,
    -- NULL where no answer came.
    status       BIGINT,
    milliseconds BIGINT NOT NULL CHECK (milliseconds >= 0),
    -- The beginning of the answer, or why there was none.
    answer       TEXT NOT NULL,
    PRIMARY KEY (event_id, number)
);

INSERT INTO several_webhook_endpoint (id, partner_id, address, types, set_at, set_by, state, state_at)
SELECT partner_id, partner_id, address, types, set_at, set_by, state, state_at
FROM webhook_endpoint;

INSERT INTO several_webhook_secret (id, endpoint_id, secret, made_at, made_by, shown_at, ends_at)
SELECT id, partner_id, secret, made_at, made_by, shown_at, ends_at
FROM webhook_secret;

INSERT INTO several_webhook_secret_link (secret_id, token, expires_at, seal)
SELECT secret_id, token, expires_at, seal
FROM webhook_secret_link;

INSERT INTO several_webhook_object (id, endpoint_id, purchase_id, lane, last_sequence, due_at)
SELECT id, partner_id, purchase_id, lane, last_sequence, due_at
FROM webhook_object;

INSERT INTO several_webhook_event (
    id, object_id, endpoint_id, partner_id, sequence, type, body, recorded_at, state, state_at, attempts, tries
)
SELECT
    id, object_id, partner_id, partner_id, sequence, type, body, recorded_at, state, state_at, attempts, tries
FROM webhook_event;

INSERT INTO several_webhook_attempt (event_id, number, at, status, milliseconds, answer)
SELECT event_id, number, at, status, milliseconds, answer
FROM webhook_attempt;

DROP TABLE webhook_attempt;

DROP TABLE webhook_event;

DROP TABLE webhook_object;

DROP TABLE webhook_secret_link;

DROP TABLE webhook_secret;

DROP TABLE webhook_endpoint;

ALTER TABLE several_webhook_endpoint RENAME TO webhook_endpoint;

ALTER TABLE several_webhook_secret RENAME TO webhook_secret;

ALTER TABLE several_webhook_secret_link RENAME TO webhook_secret_link;

ALTER TABLE several_webhook_object RENAME TO webhook_object;

ALTER TABLE several_webhook_event RENAME TO webhook_event;

ALTER TABLE several_webhook_attempt RENAME TO webhook_attempt;

CREATE INDEX webhook_endpoint_partner ON webhook_endpoint (partner_id, id);

CREATE INDEX webhook_endpoint_state ON webhook_endpoint (state);

CREATE INDEX webhook_secret_endpoint ON webhook_secret (endpoint_id, id);

CREATE INDEX webhook_object_due ON webhook_object (endpoint_id, lane, due_at) WHERE due_at IS NOT NULL;

CREATE INDEX webhook_event_partner ON webhook_event (partner_id, id);

CREATE INDEX webhook_event_endpoint ON webhook_event (endpoint_id) WHERE state = 'waiting';

CREATE INDEX webhook_event_waiting ON webhook_event (object_id, sequence) WHERE state = 'waiting';

CREATE INDEX webhook_event_age ON webhook_event (recorded_at) WHERE state <> 'waiting';
