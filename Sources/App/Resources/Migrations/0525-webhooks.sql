-- Where a partner is told of events: one address for each partner.
CREATE TABLE webhook_endpoint (
    partner_id BIGINT PRIMARY KEY REFERENCES partner_record (id),
    address    TEXT NOT NULL,
    -- Types of events, sorted, separated by blanks.
    types      TEXT NOT NULL CHECK (types <> ''),
    set_at     BIGINT NOT NULL,
    set_by     BIGINT REFERENCES officer (id),
    -- failing: the last event was given up. disabled: the partner's server answered 410. ended: by two officers.
    state      TEXT NOT NULL CHECK (state IN ('active', 'failing', 'disabled', 'ended')),
    state_at   BIGINT NOT NULL
);

CREATE INDEX webhook_endpoint_state ON webhook_endpoint (state);

CREATE TABLE webhook_secret (
    id         BIGINT PRIMARY KEY,
    partner_id BIGINT NOT NULL REFERENCES webhook_endpoint (partner_id),
    secret     BYTEA NOT NULL,
    made_at    BIGINT NOT NULL,
    made_by    BIGINT REFERENCES officer (id),
    -- When the partner fetched it; it signs before that too.
    shown_at   BIGINT,
    ends_at    BIGINT
);

CREATE INDEX webhook_secret_partner ON webhook_secret (partner_id, id);

-- A link by which a partner fetches a secret, once; deleted when it is used.
CREATE TABLE webhook_secret_link (
    secret_id  BIGINT PRIMARY KEY REFERENCES webhook_secret (id),
    -- A keyed hash of the token in the link.
    token      BYTEA NOT NULL UNIQUE,
    expires_at BIGINT NOT NULL,
    -- Ties the token to secret, partner and end, under the installation's key.
    seal       BYTEA NOT NULL
);

-- What one partner is told of one purchase, in order. Its row is locked by each new event.
CREATE TABLE webhook_object (
    id            BIGINT PRIMARY KEY,
    partner_id    BIGINT NOT NULL REFERENCES webhook_endpoint (partner_id),
    purchase_id   BIGINT NOT NULL REFERENCES purchase (id),
    -- Objects of one lane are told one after the other.
    lane          BIGINT NOT NULL,
    last_sequence BIGINT NOT NULL CHECK (last_sequence >= 1),
    -- When its first waiting event is tried next, by the real clock; NULL where none waits.
    due_at        BIGINT,
    UNIQUE (partner_id, purchase_id)
);

CREATE INDEX webhook_object_due ON webhook_object (partner_id, lane, due_at) WHERE due_at IS NOT NULL;

CREATE TABLE webhook_event (
    id          BIGINT PRIMARY KEY,
    object_id   BIGINT NOT NULL REFERENCES webhook_object (id),
    partner_id  BIGINT NOT NULL REFERENCES webhook_endpoint (partner_id),
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

CREATE INDEX webhook_event_partner ON webhook_event (partner_id, id);

CREATE INDEX webhook_event_waiting ON webhook_event (object_id, sequence) WHERE state = 'waiting';

CREATE INDEX webhook_event_age ON webhook_event (recorded_at) WHERE state <> 'waiting';

CREATE TABLE webhook_attempt (
    event_id     BIGINT NOT NULL REFERENCES webhook_event (id),
    number       BIGINT NOT NULL CHECK (number >= 1),
    at           BIGINT NOT NULL,
    -- NULL where no answer came.
    status       BIGINT,
    milliseconds BIGINT NOT NULL CHECK (milliseconds >= 0),
    -- The beginning of the answer, or why there was none.
    answer       TEXT NOT NULL,
    PRIMARY KEY (event_id, number)
);
