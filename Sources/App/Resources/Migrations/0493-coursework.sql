-- Works of participants that an institution submitted, and what it wrote about them: the contract's tpm calls. A row is
-- added and never changed.
CREATE TABLE coursework (
    id          BIGINT PRIMARY KEY,
    purchase_id BIGINT NOT NULL REFERENCES purchase (id),
    kind        TEXT NOT NULL CHECK (kind IN ('submission', 'feedback')),
    -- tpm is an exercise, uk the final test.
    scope       TEXT NOT NULL CHECK (scope IN ('tpm', 'uk')),
    sequence    BIGINT NOT NULL CHECK (sequence >= 1 AND sequence <= 999),
    -- The address of a file; empty for feedback without one.
    url_file    TEXT NOT NULL,
    -- Empty for a submission.
    notes       TEXT NOT NULL,
    at          BIGINT NOT NULL,
    CHECK ((scope = 'uk') = (sequence = 999)),
    CHECK (kind = 'feedback' OR (url_file <> '' AND notes = ''))
);
CREATE INDEX coursework_purchase ON coursework (purchase_id, scope, sequence, kind);

-- What proved a completion: NULL where the institution reported it with a score; the contract's calls have no score.
ALTER TABLE completion ADD COLUMN basis TEXT CHECK (basis IS NULL OR score = 0 AND basis IN ('post-test', 'attendance'));

CREATE INDEX purchase_attended ON purchase (schedule_id) WHERE state = 'attended';

CREATE INDEX purchase_taught ON purchase (schedule_id) WHERE redeemed_at IS NOT NULL;
