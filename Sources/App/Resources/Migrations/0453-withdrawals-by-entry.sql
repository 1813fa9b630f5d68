-- A person who joins a wave again is compared with the event of their withdrawal, which names the entry.
CREATE INDEX audit_event_withdrawn ON audit_event (subject, detail) WHERE action = 'entry.withdrawn';
