-- Each attendance and each completion as it was reported, with the number of its receipt: eleven random digits and a
-- check digit. Attendances and completions from before have no receipt.
CREATE TABLE training_report (
    id             BIGINT PRIMARY KEY,
    number         TEXT NOT NULL UNIQUE CHECK (LENGTH(number) = 12),
    purchase_id    BIGINT NOT NULL REFERENCES purchase (id),
    course_id      BIGINT NOT NULL REFERENCES course (id),
    institution_id BIGINT NOT NULL REFERENCES partner (id),
    -- Of an attendance; NULL for a completion.
    sequence       BIGINT CHECK (sequence >= 1 AND sequence <= 999),
    path           TEXT NOT NULL CHECK (path IN ('participant', 'contract', 'api')),
    received_at    BIGINT NOT NULL
);

CREATE INDEX training_report_purchase ON training_report (purchase_id, id);

-- Counted before a completion stands.
CREATE INDEX training_report_course ON training_report (course_id, received_at) WHERE sequence IS NULL;

CREATE INDEX training_report_institution ON training_report (institution_id, received_at) WHERE sequence IS NULL;
