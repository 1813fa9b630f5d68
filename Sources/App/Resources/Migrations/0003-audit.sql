-- Who did what to what. Rows are only ever added.
CREATE TABLE audit_event (
    id           BIGINT PRIMARY KEY,
    at           BIGINT NOT NULL,
    programme_at BIGINT NOT NULL,
    actor_kind   TEXT NOT NULL CHECK (actor_kind IN ('person', 'officer', 'partner', 'system')),
    actor_id     BIGINT,
    action       TEXT NOT NULL,
    subject      TEXT NOT NULL,
    detail       TEXT NOT NULL,
    CHECK ((actor_kind = 'system') = (actor_id IS NULL))
);

CREATE INDEX audit_event_subject ON audit_event (subject, id);
