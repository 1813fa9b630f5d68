-- In a sandbox only: which steps an institution has taken with a test code. No purchase and no money is behind one.
CREATE TABLE test_code_step (
    partner_id BIGINT NOT NULL REFERENCES partner (id),
    code       TEXT NOT NULL,
    step       TEXT NOT NULL CHECK (step IN ('use', 'attendance', 'submission', 'feedback')),
    -- 0 where the code was used.
    sequence   BIGINT NOT NULL CHECK (sequence >= 0 AND sequence <= 999),
    at         BIGINT NOT NULL,
    PRIMARY KEY (partner_id, code, step, sequence)
);
