-- Somebody of the office: password and authenticator, one role. Suspended, never deleted: signatures point here.
CREATE TABLE officer (
    id            BIGINT PRIMARY KEY,
    name          TEXT NOT NULL,
    sign_in       TEXT NOT NULL UNIQUE,
    role          TEXT NOT NULL CHECK (role IN ('verifier', 'operations', 'approver', 'auditor')),
    password_hash TEXT NOT NULL,
    totp_secret   BYTEA NOT NULL,
    -- The last authenticator step that was used; the same or an older code is refused.
    totp_step     BIGINT NOT NULL,
    added_at      BIGINT NOT NULL,
    suspended_at  BIGINT
);

-- Tries to sign in, counted by a keyed hash of the name typed, whether or not there is such an officer.
CREATE TABLE officer_attempt (
    lookup    BYTEA PRIMARY KEY,
    tries     BIGINT NOT NULL CHECK (tries >= 1),
    window_at BIGINT NOT NULL
);
