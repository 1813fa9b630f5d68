-- Written by `make schema` from Sources/App/Resources/Migrations: every table, in the order it came.

-- 0001-clock-and-nodes

-- The programme clock's lead over the real one; at most one row.
CREATE TABLE programme_clock (
    id   BIGINT PRIMARY KEY CHECK (id = 1),
    lead BIGINT NOT NULL
);

-- Which process makes ids under which node number, and how far it has come.
CREATE TABLE node (
    number       BIGINT PRIMARY KEY CHECK (number >= 0 AND number < 1024),
    owner        TEXT NOT NULL,
    fence        BIGINT NOT NULL CHECK (fence >= 1),
    high_water   BIGINT NOT NULL CHECK (high_water >= 0),
    leased_until BIGINT NOT NULL
);

-- 0002-job

-- Work that follows from facts, taken in by the transaction that makes them.
CREATE TABLE job (
    id           BIGINT PRIMARY KEY,
    name         TEXT NOT NULL,
    payload      TEXT NOT NULL,
    unique_key   TEXT,
    state        TEXT NOT NULL CHECK (state IN ('available', 'running', 'done', 'dead')),
    run_at       BIGINT NOT NULL,
    attempt      BIGINT NOT NULL CHECK (attempt >= 0),
    max_attempts BIGINT NOT NULL CHECK (max_attempts >= 1),
    owner        TEXT,
    leased_until BIGINT,
    last_error   TEXT,
    created_at   BIGINT NOT NULL,
    finished_at  BIGINT,
    CHECK (state <> 'running' OR leased_until IS NOT NULL),
    CHECK (state NOT IN ('done', 'dead') OR finished_at IS NOT NULL)
);

CREATE INDEX job_due ON job (run_at, id) WHERE state = 'available';

CREATE INDEX job_leased ON job (leased_until) WHERE state = 'running';

-- While one waits, its twin is not taken in. One that runs does not count: what it has read may be older than the twin.
CREATE UNIQUE INDEX job_unique ON job (name, unique_key) WHERE state = 'available';

CREATE INDEX job_running ON job (name, unique_key) WHERE state = 'running';

-- 0003-audit

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

-- 0004-session

-- A signed-in browser; found by the hash of its cookie, so that a copy of this table signs nobody in.
CREATE TABLE session (
    hash       BYTEA PRIMARY KEY,
    person_id  BIGINT,
    officer_id BIGINT,
    begun_at   BIGINT NOT NULL,
    seen_at    BIGINT NOT NULL,
    ends_at    BIGINT NOT NULL,
    CHECK ((person_id IS NULL) <> (officer_id IS NULL))
);

CREATE INDEX session_person ON session (person_id) WHERE person_id IS NOT NULL;

CREATE INDEX session_officer ON session (officer_id) WHERE officer_id IS NOT NULL;

-- How often something limited was done in a window of time; the key is a keyed hash, never an address.
CREATE TABLE rate_window (
    key       BYTEA NOT NULL,
    window_at BIGINT NOT NULL,
    hits      BIGINT NOT NULL CHECK (hits >= 1),
    PRIMARY KEY (key, window_at)
);

-- 0005-ledger

-- The chart of accounts as far as it is in use. A sink's sum is computed from its postings: its row stays at zero, so that
-- a million payments need not wait for one another.
CREATE TABLE ledger_account (
    id     BIGINT PRIMARY KEY,
    code   TEXT NOT NULL UNIQUE,
    posted BIGINT NOT NULL,
    held   BIGINT NOT NULL CHECK (held >= 0),
    floor  BOOLEAN NOT NULL,
    sink   BOOLEAN NOT NULL,
    CHECK (NOT floor OR held <= posted),
    CHECK (NOT sink OR (posted = 0 AND held = 0))
);

-- One business event in the books. Never changed: a mistake is followed by another entry.
CREATE TABLE journal_entry (
    id      BIGINT PRIMARY KEY,
    key     TEXT NOT NULL UNIQUE,
    kind    TEXT NOT NULL CHECK (kind IN (
        'appropriation', 'cut', 'decree', 'release', 'reallocation', 'cards', 'purchase', 'milestone', 'refund',
        'settlement', 'settlement-paid', 'instalment-sent', 'instalment-paid', 'instalment-failed', 'bank-return',
        'expiry', 'recovery', 'correction')),
    content BYTEA NOT NULL,
    reason  TEXT NOT NULL,
    at      BIGINT NOT NULL
);

-- Money that left one account and reached another.
CREATE TABLE posting (
    entry_id BIGINT NOT NULL REFERENCES journal_entry (id),
    place    BIGINT NOT NULL CHECK (place >= 0),
    from_id  BIGINT NOT NULL REFERENCES ledger_account (id),
    to_id    BIGINT NOT NULL REFERENCES ledger_account (id),
    amount   BIGINT NOT NULL CHECK (amount > 0),
    PRIMARY KEY (entry_id, place),
    CHECK (from_id <> to_id)
);

CREATE INDEX posting_out ON posting (from_id, amount);

CREATE INDEX posting_in ON posting (to_id, amount);

-- Money reserved. It ends once: posted by an entry, voided or expired.
CREATE TABLE hold (
    id         BIGINT PRIMARY KEY,
    key        TEXT NOT NULL UNIQUE,
    account_id BIGINT NOT NULL REFERENCES ledger_account (id),
    amount     BIGINT NOT NULL CHECK (amount > 0),
    state      TEXT NOT NULL CHECK (state IN ('placed', 'posted', 'voided', 'expired')),
    placed_at  BIGINT NOT NULL,
    expires_at BIGINT,
    ended_at   BIGINT,
    entry_id   BIGINT REFERENCES journal_entry (id),
    CHECK ((state = 'placed') = (ended_at IS NULL)),
    CHECK ((state = 'posted') = (entry_id IS NOT NULL))
);

CREATE INDEX hold_placed ON hold (account_id) WHERE state = 'placed';

CREATE INDEX hold_due ON hold (expires_at, id) WHERE state = 'placed';

-- The accounts there is one of. Ids made by a running system are far above these.
INSERT INTO ledger_account (id, code, posted, held, floor, sink) VALUES
    (1, 'treasury', 0, 0, FALSE, FALSE),
    (2, 'suspense', 0, 0, TRUE, FALSE),
    (11, 'paid:training', 0, 0, TRUE, TRUE),
    (12, 'paid:incentive', 0, 0, TRUE, TRUE),
    (13, 'paid:fee', 0, 0, TRUE, TRUE),
    (14, 'returned', 0, 0, TRUE, TRUE),
    (15, 'written-off', 0, 0, TRUE, TRUE);

-- 0006-inbox

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

-- 0010-accounts

-- A person's way of signing in. It exists from the moment a contact was proved.
CREATE TABLE account (
    id         BIGINT PRIMARY KEY,
    status     TEXT NOT NULL CHECK (status IN ('active', 'suspended', 'closed')),
    created_at BIGINT NOT NULL
);

-- A proved contact: sealed, found by its keyed hash, which belongs to one person only.
CREATE TABLE account_contact (
    lookup    BYTEA PRIMARY KEY,
    person_id BIGINT NOT NULL REFERENCES account (id),
    kind      TEXT NOT NULL CHECK (kind IN ('email', 'phone')),
    sealed    BYTEA NOT NULL,
    proved_at BIGINT NOT NULL,
    UNIQUE (person_id, kind)
);

-- What somebody typed on the first page of signing up, until the second page is answered, and how they
-- want to be verified.
CREATE TABLE contact_attempt (
    visit    TEXT PRIMARY KEY,
    id       BIGINT NOT NULL UNIQUE,
    sealed   BYTEA NOT NULL,
    by_link  BOOLEAN NOT NULL,
    begun_at BIGINT NOT NULL
);

-- Six digits, kept as a keyed hash over purpose, subject, destination and digits. `subject` is who may type it in:
-- a browser, a person or a purchase. A decoy has a hash that nothing matches: it keeps the answer of the page the same
-- for an address we do not know.
CREATE TABLE one_time_code (
    id               BIGINT PRIMARY KEY,
    purpose          TEXT NOT NULL CHECK (purpose IN ('sign-up', 'sign-in', 'phone', 'purchase', 'payee')),
    subject          TEXT NOT NULL,
    destination      BYTEA NOT NULL,
    destination_seal BYTEA NOT NULL,
    hash             BYTEA NOT NULL,
    link             BYTEA UNIQUE,
    shown            BYTEA,
    state            TEXT NOT NULL CHECK (state IN ('open', 'used', 'replaced')),
    tries            BIGINT NOT NULL CHECK (tries >= 0),
    resend           BIGINT NOT NULL CHECK (resend >= 0),
    issued_at        BIGINT NOT NULL,
    handed_over_at   BIGINT,
    used_at          BIGINT,
    CHECK ((state = 'used') = (used_at IS NOT NULL))
);

-- One open code per purpose and subject: a newer one takes the place of the older.
CREATE UNIQUE INDEX one_time_code_open ON one_time_code (purpose, subject) WHERE state = 'open';

CREATE INDEX one_time_code_subject ON one_time_code (purpose, subject, id);

-- How many codes a destination got in a day or a month; the limit is part of the statement that counts.
CREATE TABLE code_allowance (
    destination BYTEA NOT NULL,
    period      TEXT NOT NULL,
    sent        BIGINT NOT NULL CHECK (sent >= 1),
    PRIMARY KEY (destination, period)
);

-- 0011-identity

-- What a person says their identity card says. A correction is a new claim; three NIKs may be tried.
CREATE TABLE identity_claim (
    id            BIGINT PRIMARY KEY,
    person_id     BIGINT NOT NULL REFERENCES account (id),
    attempt       BIGINT NOT NULL CHECK (attempt BETWEEN 1 AND 3),
    nik           BYTEA NOT NULL,
    nik_lookup    BYTEA NOT NULL,
    family_card   BYTEA,
    household     BYTEA NOT NULL,
    birth_date    TEXT NOT NULL,
    state         TEXT NOT NULL
        CHECK (state IN ('waiting', 'verified', 'mismatch', 'not-found', 'contested', 'replaced')),
    differing     TEXT NOT NULL,           -- names of fields, with commas
    counted       BOOLEAN NOT NULL,        -- whether verified_nik has counted this claim
    claimed_at    BIGINT NOT NULL,
    waiting_since BIGINT NOT NULL,
    checks        BIGINT NOT NULL CHECK (checks BETWEEN 0 AND 8),
    answered_at   BIGINT,
    UNIQUE (person_id, attempt)
);

-- One claim in force per person.
CREATE UNIQUE INDEX identity_claim_current ON identity_claim (person_id) WHERE state <> 'replaced';

CREATE INDEX identity_claim_nik ON identity_claim (nik_lookup);

-- The guarded row on which two people with one verified NIK meet: whoever comes second freezes both.
CREATE TABLE verified_nik (
    lookup  BYTEA PRIMARY KEY,
    holders BIGINT NOT NULL CHECK (holders >= 0)
);

-- 0012-applications

-- One person's request to take part, under the edition it was begun with.
CREATE TABLE application (
    id           BIGINT PRIMARY KEY,
    person_id    BIGINT NOT NULL UNIQUE REFERENCES account (id),
    edition      TEXT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('draft', 'submitted')),
    begun_at     BIGINT NOT NULL,
    submitted_at BIGINT,
    CHECK ((state = 'submitted') = (submitted_at IS NOT NULL))
);

CREATE TABLE personal_data (
    person_id           BIGINT PRIMARY KEY REFERENCES account (id),
    name                TEXT NOT NULL,
    address             TEXT NOT NULL,
    province            TEXT NOT NULL,
    regency             TEXT NOT NULL,
    citizen             BOOLEAN NOT NULL,
    education           TEXT NOT NULL
        CHECK (education IN ('none', 'primary', 'junior-secondary', 'senior-secondary', 'diploma', 'bachelor', 'postgraduate')),
    in_formal_education BOOLEAN NOT NULL,
    occupation          TEXT NOT NULL,
    wanted_training     TEXT NOT NULL,
    saved_at            BIGINT NOT NULL
);

-- What a person declared: the hash is of the exact text that stood on the page.
CREATE TABLE declaration (
    person_id   BIGINT NOT NULL REFERENCES account (id),
    edition     TEXT NOT NULL,
    name        TEXT NOT NULL,
    text_hash   BYTEA NOT NULL,
    declared_at BIGINT NOT NULL,
    PRIMARY KEY (person_id, edition, name)
);

-- One person's time with the test, on the real clock.
CREATE TABLE test_sitting (
    id          BIGINT PRIMARY KEY,
    person_id   BIGINT NOT NULL UNIQUE REFERENCES account (id),
    edition     TEXT NOT NULL,
    started_at  BIGINT NOT NULL,
    ends_at     BIGINT NOT NULL,
    finished_at BIGINT,
    score       BIGINT,
    CHECK (ends_at > started_at),
    CHECK ((finished_at IS NULL) = (score IS NULL))
);

CREATE TABLE test_answer (
    sitting_id  BIGINT NOT NULL REFERENCES test_sitting (id),
    question    TEXT NOT NULL,
    choice      BIGINT NOT NULL CHECK (choice >= 0),
    answered_at BIGINT NOT NULL,
    PRIMARY KEY (sitting_id, question)
);

-- What the programme made of an application, each time that changed. The latest is in force; the others stay.
CREATE TABLE eligibility_decision (
    id             BIGINT PRIMARY KEY,
    person_id      BIGINT NOT NULL REFERENCES account (id),
    application_id BIGINT NOT NULL REFERENCES application (id),
    edition        TEXT NOT NULL,
    outcome        TEXT NOT NULL CHECK (outcome IN ('eligible', 'ineligible', 'waiting')),
    reasons        TEXT NOT NULL,
    decided_at     BIGINT NOT NULL,
    programme_date TEXT NOT NULL,
    revisit_on     TEXT            -- the day on which time alone changes the answer
);

CREATE INDEX eligibility_decision_revisit ON eligibility_decision (revisit_on) WHERE revisit_on IS NOT NULL;

CREATE INDEX eligibility_decision_person ON eligibility_decision (person_id, id);

-- 0013-photos

-- A photo of the identity card, or of the person with it. The picture lies sealed in a file named after the id.
CREATE TABLE identity_document (
    id          BIGINT PRIMARY KEY,
    person_id   BIGINT NOT NULL REFERENCES account (id),
    kind        TEXT NOT NULL CHECK (kind IN ('card', 'selfie')),
    state       TEXT NOT NULL CHECK (state IN ('uploaded', 'accepted', 'rejected', 'replaced')),
    width       BIGINT NOT NULL CHECK (width > 0),
    height      BIGINT NOT NULL CHECK (height > 0),
    bytes       BIGINT NOT NULL CHECK (bytes > 0),
    uploaded_at BIGINT NOT NULL
);

-- One photo of each kind in force per person.
CREATE UNIQUE INDEX identity_document_current ON identity_document (person_id, kind) WHERE state <> 'replaced';

CREATE INDEX identity_document_waiting ON identity_document (id) WHERE state = 'uploaded';

-- What an officer found.
CREATE TABLE photo_review (
    document_id BIGINT PRIMARY KEY REFERENCES identity_document (id),
    officer_id  BIGINT NOT NULL,
    verdict     TEXT NOT NULL CHECK (verdict IN ('accepted', 'rejected')),
    reason      TEXT,
    note        TEXT NOT NULL,
    reviewed_at BIGINT NOT NULL,
    CHECK ((verdict = 'rejected') = (reason IS NOT NULL))
);

-- 0020-officers

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

-- 0021-waves

-- One round of an edition: when people may join, how many places it has, and how far it has come.
CREATE TABLE wave (
    id           BIGINT PRIMARY KEY,
    edition      TEXT NOT NULL,
    number       BIGINT NOT NULL CHECK (number >= 1),
    quota        BIGINT NOT NULL CHECK (quota >= 1),
    opens_at     BIGINT NOT NULL,
    closes_at    BIGINT NOT NULL,
    announces_at BIGINT NOT NULL,
    state        TEXT NOT NULL
        CHECK (state IN ('planned', 'open', 'closed', 'sealed', 'drawn', 'decreed', 'announced')),
    opened_at    BIGINT,
    closed_at    BIGINT,
    sealed_at    BIGINT,
    drawn_at     BIGINT,
    decreed_at   BIGINT,
    announced_at BIGINT,
    -- The last entry whose person was told the outcome; they are told in the order of their entries.
    told         BIGINT NOT NULL CHECK (told >= 0),
    UNIQUE (edition, number),
    CHECK (opens_at < closes_at AND closes_at < announces_at),
    CHECK ((state = 'planned') = (opened_at IS NULL)),
    CHECK ((state IN ('planned', 'open')) = (closed_at IS NULL)),
    CHECK (state NOT IN ('decreed', 'announced') OR decreed_at IS NOT NULL)
);

-- The door of a wave, in 64 leaves so that people who come together do not wait for each other. The live count is their sum.
CREATE TABLE wave_gate (
    wave_id BIGINT NOT NULL REFERENCES wave (id),
    shard   BIGINT NOT NULL CHECK (shard >= 0 AND shard < 64),
    open    BOOLEAN NOT NULL,
    joined  BIGINT NOT NULL CHECK (joined >= 0),
    PRIMARY KEY (wave_id, shard)
);

-- Somebody's place in a wave, with what the draw needs to know of them as it was when they joined.
CREATE TABLE entry (
    id             BIGINT PRIMARY KEY,
    wave_id        BIGINT NOT NULL REFERENCES wave (id),
    person_id      BIGINT NOT NULL REFERENCES account (id),
    application_id BIGINT NOT NULL REFERENCES application (id),
    state          TEXT NOT NULL
        CHECK (state IN ('joined', 'sealed', 'selected', 'not-selected', 'withdrawn', 'disqualified')),
    arrived_at     BIGINT NOT NULL,
    shard          BIGINT NOT NULL CHECK (shard >= 0 AND shard < 64),
    priority       BOOLEAN NOT NULL,
    province       BIGINT NOT NULL CHECK (province >= 0 AND province <= 97),
    household      BYTEA NOT NULL,
    -- From sealing on: the ticket and what its leaf holds.
    ticket         BIGINT CHECK (ticket >= 1),
    household_tag  BYTEA,
    earlier        BIGINT CHECK (earlier >= 0),
    salt           BYTEA,
    -- From the draw on: the pool it was last drawn in, and its place of how many there.
    stratum        BIGINT,
    position       BIGINT CHECK (position >= 1),
    pool           BIGINT CHECK (pool >= 1),
    UNIQUE (wave_id, person_id),
    UNIQUE (wave_id, ticket),
    CHECK ((state IN ('joined', 'withdrawn')) = (ticket IS NULL)),
    CHECK (state NOT IN ('selected', 'not-selected') OR position IS NOT NULL)
);

CREATE INDEX entry_person ON entry (person_id, id);

CREATE INDEX entry_state ON entry (wave_id, state, id);

CREATE INDEX entry_household ON entry (household) WHERE state = 'selected';

-- The draw of a wave: committed when it opens, sealed when it has closed, revealed when it is drawn.
CREATE TABLE draw (
    wave_id       BIGINT PRIMARY KEY REFERENCES wave (id),
    commitment    BYTEA NOT NULL,
    committed_at  BIGINT NOT NULL,
    secret_sealed BYTEA NOT NULL,
    entries       BIGINT CHECK (entries >= 0),
    root          BYTEA,
    secret        BYTEA,
    seed          BYTEA,
    selected      BIGINT CHECK (selected >= 0),
    CHECK ((root IS NULL) = (entries IS NULL)),
    CHECK ((seed IS NULL) = (secret IS NULL)),
    CHECK ((seed IS NULL) = (selected IS NULL)),
    CHECK (seed IS NULL OR root IS NOT NULL)
);

-- 0022-decrees

-- The decree that names a wave's beneficiaries and commits their money. One wave, one decree.
CREATE TABLE decree (
    id         BIGINT PRIMARY KEY,
    wave_id    BIGINT NOT NULL UNIQUE REFERENCES wave (id),
    people     BIGINT NOT NULL CHECK (people >= 0),
    amount     BIGINT NOT NULL CHECK (amount >= 0),
    drafted_by BIGINT NOT NULL REFERENCES officer (id),
    drafted_at BIGINT NOT NULL,
    signed_at  BIGINT
);

-- Two signatures of two people; the second one puts the decree in force.
CREATE TABLE decree_signature (
    decree_id  BIGINT NOT NULL REFERENCES decree (id),
    place      BIGINT NOT NULL CHECK (place IN (1, 2)),
    officer_id BIGINT NOT NULL REFERENCES officer (id),
    signed_at  BIGINT NOT NULL,
    PRIMARY KEY (decree_id, place),
    UNIQUE (decree_id, officer_id)
);

-- 0023-draw-pools

-- How many a draw ranked and selected in each pool: what everybody's rank is read against.
CREATE TABLE draw_pool (
    wave_id  BIGINT NOT NULL REFERENCES wave (id),
    stratum  BIGINT NOT NULL,
    entries  BIGINT NOT NULL CHECK (entries >= 1),
    selected BIGINT NOT NULL CHECK (selected >= 0 AND selected <= entries),
    PRIMARY KEY (wave_id, stratum)
);

-- 0030-partners

-- A digital platform or a training institution that speaks the partner API.
CREATE TABLE partner (
    id               BIGINT PRIMARY KEY,
    kind             TEXT NOT NULL CHECK (kind IN ('platform', 'institution')),
    name             TEXT NOT NULL,
    client_code      TEXT NOT NULL UNIQUE,
    sign_key         BYTEA NOT NULL,
    redirect_uri     TEXT,
    fee_basis_points BIGINT NOT NULL CHECK (fee_basis_points >= 0 AND fee_basis_points <= 10000),
    status           TEXT NOT NULL CHECK (status IN ('active', 'suspended')),
    registered_at    BIGINT NOT NULL,
    CHECK (kind = 'platform' OR fee_basis_points = 0),
    CHECK (kind = 'institution' OR redirect_uri IS NULL)
);

-- How many card numbers nobody has a partner tried in an hour; the limit is part of the statement that counts.
CREATE TABLE unknown_number_count (
    partner_id BIGINT NOT NULL REFERENCES partner (id),
    hour       BIGINT NOT NULL,
    tried      BIGINT NOT NULL CHECK (tried >= 1),
    PRIMARY KEY (partner_id, hour)
);

-- The answer given to a request of the newer API: the same key with the same body gets it again.
CREATE TABLE partner_answer (
    partner_id BIGINT NOT NULL REFERENCES partner (id),
    key        TEXT NOT NULL,
    content    BYTEA NOT NULL,
    status     BIGINT NOT NULL,
    body       TEXT NOT NULL,
    at         BIGINT NOT NULL,
    PRIMARY KEY (partner_id, key)
);

-- 0031-courses

-- A training an institution gives.
CREATE TABLE course (
    id             BIGINT PRIMARY KEY,
    code           TEXT NOT NULL UNIQUE,
    institution_id BIGINT NOT NULL REFERENCES partner (id),
    title          TEXT NOT NULL,
    summary        TEXT NOT NULL,
    category       TEXT NOT NULL,
    mode           TEXT NOT NULL CHECK (mode IN ('self-paced', 'webinar', 'offline')),
    hours          BIGINT NOT NULL CHECK (hours > 0),
    published_at   BIGINT NOT NULL
);

-- When it is given and how many may come. `taken` counts paid places; nobody can take one more than there are.
CREATE TABLE course_schedule (
    id        BIGINT PRIMARY KEY,
    course_id BIGINT NOT NULL REFERENCES course (id),
    code      TEXT NOT NULL UNIQUE,
    starts_at BIGINT NOT NULL,
    ends_at   BIGINT NOT NULL,
    quota     BIGINT NOT NULL CHECK (quota > 0),
    taken     BIGINT NOT NULL CHECK (taken >= 0 AND taken <= quota),
    CHECK (ends_at > starts_at)
);

CREATE INDEX course_schedule_course ON course_schedule (course_id, starts_at);

-- Which platform sells it, for how much.
CREATE TABLE course_offer (
    course_id   BIGINT NOT NULL REFERENCES course (id),
    platform_id BIGINT NOT NULL REFERENCES partner (id),
    price       BIGINT NOT NULL CHECK (price > 0),
    url         TEXT NOT NULL,
    PRIMARY KEY (course_id, platform_id)
);

CREATE INDEX course_offer_platform ON course_offer (platform_id, price);

-- 0032-cards

-- What a beneficiary holds. `unfinished` is the guarded row on which two purchases of one card meet.
CREATE TABLE card (
    id                 BIGINT PRIMARY KEY,
    person_id          BIGINT NOT NULL UNIQUE REFERENCES account (id),
    edition            TEXT NOT NULL,
    wave               BIGINT NOT NULL,
    entry_id           BIGINT NOT NULL,
    status             TEXT NOT NULL CHECK (status IN ('active', 'suspended', 'expired', 'revoked', 'closed')),
    number             BYTEA NOT NULL,
    last_four          TEXT NOT NULL,
    training           BIGINT NOT NULL CHECK (training > 0),
    incentive          BIGINT NOT NULL CHECK (incentive > 0),
    decreed_at         BIGINT NOT NULL,
    issued_at          BIGINT NOT NULL,
    first_use_by       BIGINT NOT NULL,
    first_used_at      BIGINT,
    unfinished         BIGINT NOT NULL CHECK (unfinished >= 0),
    training_closed_at BIGINT,
    ended_at           BIGINT,
    CHECK ((status IN ('expired', 'revoked', 'closed')) = (ended_at IS NOT NULL))
);

CREATE INDEX card_wave ON card (wave, entry_id);

-- Cards whose days for a first purchase are running.
CREATE INDEX card_unused ON card (first_use_by, id) WHERE status = 'active' AND first_used_at IS NULL;

CREATE INDEX card_open_training ON card (id) WHERE status = 'active' AND training_closed_at IS NULL;

-- A card is found by the keyed hash of its number; a number belongs to one card for ever.
CREATE TABLE card_number (
    lookup  BYTEA PRIMARY KEY,
    card_id BIGINT NOT NULL UNIQUE REFERENCES card (id)
);

-- A reminder sent so many days before the card lapses; a new period of days is reminded of anew.
CREATE TABLE card_reminder (
    card_id      BIGINT NOT NULL REFERENCES card (id),
    first_use_by BIGINT NOT NULL,
    days         BIGINT NOT NULL CHECK (days > 0),
    sent_at      BIGINT NOT NULL,
    PRIMARY KEY (card_id, first_use_by, days)
);

-- 0033-purchases

-- Buying a course at a platform with the card.
CREATE TABLE purchase (
    id               BIGINT PRIMARY KEY,
    person_id        BIGINT NOT NULL REFERENCES account (id),
    card_id          BIGINT NOT NULL REFERENCES card (id),
    platform_id      BIGINT NOT NULL REFERENCES partner (id),
    course_id        BIGINT NOT NULL REFERENCES course (id),
    schedule_id      BIGINT NOT NULL REFERENCES course_schedule (id),
    platform_user    BYTEA NOT NULL,
    price            BIGINT NOT NULL CHECK (price > 0),
    state            TEXT NOT NULL
        CHECK (state IN ('held', 'posted', 'attended', 'completed', 'voided', 'lapsed', 'expired')),
    attempt          BIGINT NOT NULL CHECK (attempt >= 1),
    hold_until       BIGINT NOT NULL,
    asked_at         BIGINT NOT NULL,
    paid_at          BIGINT,
    invoice_code     TEXT,
    invoice_url      TEXT,
    transaction_code TEXT UNIQUE,
    redeem_code      TEXT UNIQUE,
    redeemed_at      BIGINT,
    ended_at         BIGINT,
    CHECK ((state IN ('held', 'expired')) = (paid_at IS NULL)),
    CHECK ((paid_at IS NULL) = (invoice_code IS NULL)),
    CHECK ((paid_at IS NULL) = (transaction_code IS NULL)),
    CHECK ((paid_at IS NULL) = (redeem_code IS NULL)),
    CHECK (redeemed_at IS NULL OR paid_at IS NOT NULL),
    CHECK ((state IN ('voided', 'lapsed', 'expired', 'completed')) = (ended_at IS NOT NULL))
);

CREATE INDEX purchase_person ON purchase (person_id, id);

CREATE INDEX purchase_hold ON purchase (hold_until) WHERE state = 'held';

CREATE INDEX purchase_posted ON purchase (schedule_id) WHERE state = 'posted';

-- One price reserved at a time for the same course on the same card at the same platform.
CREATE UNIQUE INDEX purchase_held ON purchase (card_id, platform_id, schedule_id) WHERE state = 'held';

CREATE UNIQUE INDEX purchase_invoice ON purchase (platform_id, invoice_code) WHERE invoice_code IS NOT NULL;

-- One account at a platform pays with one card.
CREATE TABLE platform_user (
    platform_id BIGINT NOT NULL REFERENCES partner (id),
    lookup      BYTEA NOT NULL,
    card_id     BIGINT NOT NULL REFERENCES card (id),
    PRIMARY KEY (platform_id, lookup)
);

-- 0034-attendance

-- A participant was seen: 1 is the first attendance, 999 the post-test.
CREATE TABLE attendance (
    purchase_id BIGINT NOT NULL REFERENCES purchase (id),
    sequence    BIGINT NOT NULL CHECK ((sequence >= 1 AND sequence <= 10) OR sequence = 999),
    verified_at BIGINT NOT NULL,
    PRIMARY KEY (purchase_id, sequence)
);

-- An institution sent a participant to confirm; the state is what it finds its own user by when the browser comes back.
CREATE TABLE attendance_request (
    state        TEXT PRIMARY KEY,
    purchase_id  BIGINT NOT NULL REFERENCES purchase (id),
    sequence     BIGINT NOT NULL CHECK ((sequence >= 1 AND sequence <= 10) OR sequence = 999),
    redirect_uri TEXT NOT NULL,
    asked_at     BIGINT NOT NULL,
    confirmed_at BIGINT
);

-- One address at an institution takes a course once.
CREATE TABLE participant_email (
    course_id   BIGINT NOT NULL REFERENCES course (id),
    lookup      BYTEA NOT NULL,
    purchase_id BIGINT NOT NULL REFERENCES purchase (id),
    PRIMARY KEY (course_id, lookup)
);

-- The institution's report that somebody finished, with the certificate.
CREATE TABLE completion (
    purchase_id        BIGINT PRIMARY KEY REFERENCES purchase (id),
    person_id          BIGINT NOT NULL REFERENCES account (id),
    score              BIGINT NOT NULL CHECK (score >= 0 AND score <= 100),
    certificate_number TEXT NOT NULL,
    participant_name   TEXT NOT NULL,
    completed_at       BIGINT NOT NULL
);

-- 0040-payees

-- Where somebody's money goes. A row only ever ends; another account is another row, so that a payment can be traced.
CREATE TABLE payee_account (
    id          BIGINT PRIMARY KEY,
    person_id   BIGINT NOT NULL REFERENCES account (id),
    partner     TEXT NOT NULL,
    number      BYTEA NOT NULL,
    last_four   TEXT NOT NULL,
    lookup      BYTEA NOT NULL,
    holder      TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('checked', 'dropped', 'linked', 'unlinked')),
    checked_at  BIGINT NOT NULL,
    linked_at   BIGINT,
    unlinked_at BIGINT,
    CHECK ((state IN ('linked', 'unlinked')) = (linked_at IS NOT NULL)),
    CHECK ((state = 'unlinked') = (unlinked_at IS NOT NULL))
);

-- One that waits for its code and one that is linked, at most.
CREATE UNIQUE INDEX payee_account_checked ON payee_account (person_id) WHERE state = 'checked';

CREATE UNIQUE INDEX payee_account_linked ON payee_account (person_id) WHERE state = 'linked';

-- One account belongs to one person.
CREATE TABLE payee_number (
    lookup    BYTEA PRIMARY KEY,
    person_id BIGINT NOT NULL REFERENCES account (id)
);

-- 0041-instalments

-- One payment of the programme to a beneficiary. `next_look` is the day on which something can change by itself.
CREATE TABLE instalment (
    id          BIGINT PRIMARY KEY,
    person_id   BIGINT NOT NULL REFERENCES account (id),
    card_id     BIGINT NOT NULL REFERENCES card (id),
    purchase_id BIGINT NOT NULL REFERENCES purchase (id),
    kind        TEXT NOT NULL CHECK (kind IN ('incentive', 'survey')),
    number      BIGINT NOT NULL CHECK (number >= 1),
    amount      BIGINT NOT NULL CHECK (amount > 0),
    due_on      TEXT,
    state       TEXT NOT NULL
        CHECK (state IN ('planned', 'earned', 'requested', 'sent', 'paid', 'failed', 'forfeited')),
    failure     TEXT,
    attempt     BIGINT NOT NULL CHECK (attempt >= 0),
    changed_on  TEXT NOT NULL,
    next_look   TEXT,
    UNIQUE (card_id, kind, number),
    CHECK ((state = 'failed') = (failure IS NOT NULL)),
    CHECK (state NOT IN ('requested', 'sent', 'paid', 'failed') OR attempt >= 1),
    CHECK (state NOT IN ('requested', 'sent', 'paid', 'forfeited') OR next_look IS NULL)
);

CREATE INDEX instalment_person ON instalment (person_id, kind, number);

CREATE INDEX instalment_look ON instalment (next_look, id) WHERE next_look IS NOT NULL;

CREATE INDEX instalment_requested ON instalment (id) WHERE state = 'requested';

-- What somebody thought of a training they completed.
CREATE TABLE review (
    purchase_id BIGINT PRIMARY KEY REFERENCES purchase (id),
    person_id   BIGINT NOT NULL REFERENCES account (id),
    course_id   BIGINT NOT NULL REFERENCES course (id),
    rating      BIGINT NOT NULL CHECK (rating >= 1 AND rating <= 5),
    words       TEXT NOT NULL,
    given_on    TEXT NOT NULL
);

CREATE INDEX review_course ON review (course_id);

-- What a survey was answered with; read for statistics, never for a payment.
CREATE TABLE survey_answer (
    instalment_id BIGINT PRIMARY KEY REFERENCES instalment (id),
    person_id     BIGINT NOT NULL REFERENCES account (id),
    answers       TEXT NOT NULL,
    given_on      TEXT NOT NULL
);

-- 0042-payouts

-- Payments sent together. Whoever drafted a batch does not approve it.
CREATE TABLE payout_batch (
    id          BIGINT PRIMARY KEY,
    author_id   BIGINT NOT NULL REFERENCES officer (id),
    approver_id BIGINT REFERENCES officer (id),
    state       TEXT NOT NULL CHECK (state IN ('drafted', 'approved', 'sent', 'settled', 'differing')),
    drafted_at  BIGINT NOT NULL,
    approved_at BIGINT,
    changes     BIGINT NOT NULL,
    CHECK (approver_id IS NULL OR approver_id <> author_id),
    CHECK ((state = 'drafted') = (approver_id IS NULL)),
    CHECK ((approver_id IS NULL) = (approved_at IS NULL))
);

-- One instruction to the rail. `told` is set before the rail is told and cleared only when surely nothing arrived there.
CREATE TABLE disbursement (
    id             BIGINT PRIMARY KEY,
    person_id      BIGINT NOT NULL REFERENCES account (id),
    batch_id       BIGINT NOT NULL REFERENCES payout_batch (id),
    instalment_id  BIGINT NOT NULL REFERENCES instalment (id),
    payee_id       BIGINT NOT NULL REFERENCES payee_account (id),
    amount         BIGINT NOT NULL CHECK (amount > 0),
    state          TEXT NOT NULL CHECK (state IN ('drafted', 'approved', 'sent', 'paid', 'failed', 'missing')),
    told           BOOLEAN NOT NULL,
    asked          BIGINT NOT NULL CHECK (asked >= 0),
    failure        TEXT,
    rail_reference TEXT,
    drafted_at     BIGINT NOT NULL,
    sent_at        BIGINT,
    ended_at       BIGINT,
    CHECK ((state IN ('drafted', 'approved')) = (sent_at IS NULL)),
    CHECK ((state = 'failed') = (failure IS NOT NULL)),
    CHECK ((state = 'paid') = (rail_reference IS NOT NULL)),
    CHECK ((state IN ('paid', 'failed')) = (ended_at IS NOT NULL))
);

CREATE INDEX disbursement_batch ON disbursement (batch_id, id);

CREATE INDEX disbursement_person ON disbursement (person_id, id);

-- An instalment is on its way once at most, and paid once at most.
CREATE UNIQUE INDEX disbursement_once ON disbursement (instalment_id) WHERE state <> 'failed';

-- 0060-log

-- The log over journal and audit trail (RFC 6962): one leaf for each row, in the order they were sealed. Rows are only ever
-- added, and by the sealer alone.
CREATE TABLE log_leaf (
    sequence BIGINT PRIMARY KEY CHECK (sequence >= 0),
    kind     TEXT NOT NULL CHECK (kind IN ('journal', 'audit')),
    row_id   BIGINT NOT NULL,
    hash     BYTEA NOT NULL,
    UNIQUE (kind, row_id)
);

-- How far the log has come; one row. The frontier is the hexadecimal roots of its complete subtrees. No row whose id is
-- below `through` is sealed any more: what turns up there later was put there behind our back.
CREATE TABLE log_head (
    id       BIGINT PRIMARY KEY CHECK (id = 1),
    size     BIGINT NOT NULL CHECK (size >= 0),
    frontier TEXT NOT NULL,
    through  BIGINT NOT NULL CHECK (through >= 0)
);

INSERT INTO log_head (id, size, frontier, through) VALUES (1, 0, '', 0);

-- Size and root of the log, signed; what is published.
CREATE TABLE checkpoint (
    size BIGINT PRIMARY KEY,
    root BYTEA NOT NULL,
    at   BIGINT NOT NULL,
    note TEXT NOT NULL
);

-- 0070-editions

-- Every edition under which something was done here, with its text as it was read first. A published edition does not
-- change: its digest is compared at each start, and what was promised under it can be looked up for ever.
CREATE TABLE edition (
    id            TEXT PRIMARY KEY,
    digest        BYTEA NOT NULL,
    text          TEXT NOT NULL,
    first_used_at BIGINT NOT NULL
);

-- 0071-regions

-- Provinces, regencies, districts and villages of other years than 2020, as the Ministry of Home Affairs published them.
CREATE TABLE region (
    edition TEXT NOT NULL,
    code    TEXT NOT NULL,
    name    TEXT NOT NULL,
    PRIMARY KEY (edition, code)
);

CREATE INDEX region_code ON region (code);

-- 0072-lists

-- A list of another office, as it was brought in. Nobody's NIK is kept, only its keyed hash.
CREATE TABLE list_import (
    id          BIGINT PRIMARY KEY,
    kind        TEXT NOT NULL,
    source      TEXT NOT NULL,
    as_of       TEXT NOT NULL,
    expires_on  TEXT,
    state       TEXT NOT NULL CHECK (state IN ('reading', 'proposed', 'in-force', 'refused', 'replaced')),
    digest      BYTEA,                     -- SHA-256 of the file, once it was read to its end
    accepted    BIGINT NOT NULL CHECK (accepted >= 0),
    duplicates  BIGINT NOT NULL CHECK (duplicates >= 0),
    bad         BIGINT NOT NULL CHECK (bad >= 0),
    contacts    BIGINT NOT NULL CHECK (contacts >= 0),
    imported_by BIGINT REFERENCES officer (id),   -- NULL for the command line
    imported_at BIGINT NOT NULL,
    decided_by  BIGINT REFERENCES officer (id),
    decided_at  BIGINT,
    CHECK ((state = 'reading') = (digest IS NULL)),
    CHECK (decided_by IS NULL OR imported_by IS NULL OR decided_by <> imported_by),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL))
);

-- One list in force of each kind and source.
CREATE UNIQUE INDEX list_import_in_force ON list_import (kind, source) WHERE state = 'in-force';

-- Who stands on it. Found by the hash, whatever list it is on.
CREATE TABLE list_entry (
    lookup    BYTEA NOT NULL,
    import_id BIGINT NOT NULL REFERENCES list_import (id),
    PRIMARY KEY (lookup, import_id)
);

-- How people on a list can be reached, sealed, where the office that keeps it said so.
CREATE TABLE list_contact (
    id        BIGINT PRIMARY KEY,
    import_id BIGINT NOT NULL REFERENCES list_import (id),
    lookup    BYTEA NOT NULL,
    contacts  BYTEA NOT NULL
);

CREATE INDEX list_contact_import ON list_contact (import_id, id);

-- Lines that could not be read: where and why, never what they held. The first so many of each list.
CREATE TABLE list_slip (
    import_id BIGINT NOT NULL REFERENCES list_import (id),
    line      BIGINT NOT NULL CHECK (line >= 1),
    reason    TEXT NOT NULL,
    PRIMARY KEY (import_id, line)
);

-- Somebody on a priority list was invited, once in their life.
CREATE TABLE invitation (
    lookup     BYTEA PRIMARY KEY,
    import_id  BIGINT NOT NULL REFERENCES list_import (id),
    invited_at BIGINT NOT NULL
);

CREATE INDEX invitation_import ON invitation (import_id);

CREATE INDEX invitation_time ON invitation (invited_at);

-- How many of a list came to the programme, as last counted.
CREATE TABLE list_take_up (
    import_id  BIGINT PRIMARY KEY REFERENCES list_import (id),
    registered BIGINT NOT NULL,
    joined     BIGINT NOT NULL,
    selected   BIGINT NOT NULL,
    invited    BIGINT NOT NULL,
    counted_at BIGINT NOT NULL
);

-- 0073-decision-basis

-- What a decision rests on: each rule's answer, and how old the list or the registry's answer behind it was.
CREATE TABLE eligibility_basis (
    decision_id BIGINT PRIMARY KEY REFERENCES eligibility_decision (id),
    findings    TEXT NOT NULL
);

-- 0080-witnesses

-- The draw of a wave: begun with its opening, sealed when it has closed, drawn once nothing is left to wait for.
CREATE TABLE witnessed_draw (
    wave_id   BIGINT PRIMARY KEY REFERENCES wave (id),
    opened_at BIGINT NOT NULL,
    -- The mark of whoever seals at the moment: another one takes it over, and the first stops.
    sealing   BYTEA,
    entries   BIGINT CHECK (entries >= 0),
    root      BYTEA,
    -- The roots of each 1,024 entries: from them and one such piece follows anybody's proof.
    pieces    BYTEA,
    seed      BYTEA,
    selected  BIGINT CHECK (selected >= 0),
    CHECK ((root IS NULL) = (entries IS NULL)),
    CHECK (seed IS NULL OR root IS NOT NULL),
    CHECK (selected IS NULL OR seed IS NOT NULL)
);

-- Whoever keeps a secret for a wave: its lock, and the secret once it was shown. The system's own is kept sealed.
CREATE TABLE draw_witness (
    wave_id       BIGINT NOT NULL REFERENCES wave (id),
    witness       TEXT NOT NULL,
    commitment    BYTEA NOT NULL,
    committed_at  BIGINT NOT NULL,
    -- The paper as it was handed in, with its signature; none from the system.
    paper         TEXT,
    secret_sealed BYTEA,
    secret        BYTEA,
    revealed_at   BIGINT,
    PRIMARY KEY (wave_id, witness)
);

INSERT INTO witnessed_draw (wave_id, opened_at, entries, root, seed, selected)
SELECT wave_id, committed_at, entries, root, seed, selected
FROM draw;

INSERT INTO draw_witness (wave_id, witness, commitment, committed_at, secret_sealed, secret)
SELECT wave_id, 'sistem', commitment, committed_at, secret_sealed, secret
FROM draw;

DROP TABLE draw;

ALTER TABLE witnessed_draw RENAME TO draw;

-- One try at a draw under witnesses. A try that too few signed stays, and is followed by the next.
CREATE TABLE draw_attempt (
    wave_id   BIGINT NOT NULL REFERENCES wave (id),
    number    BIGINT NOT NULL CHECK (number >= 1),
    round     BIGINT NOT NULL CHECK (round >= 1),
    begun_at  BIGINT NOT NULL,
    -- What is signed; written once all secrets are shown or their time is over.
    statement TEXT,
    stated_at BIGINT,
    PRIMARY KEY (wave_id, number),
    CHECK ((statement IS NULL) = (stated_at IS NULL))
);

CREATE TABLE draw_signature (
    wave_id   BIGINT NOT NULL,
    attempt   BIGINT NOT NULL,
    witness   TEXT NOT NULL,
    line      TEXT NOT NULL,
    signed_at BIGINT NOT NULL,
    PRIMARY KEY (wave_id, attempt, witness),
    FOREIGN KEY (wave_id, attempt) REFERENCES draw_attempt (wave_id, number)
);

-- The value of public randomness that a wave's draw waited for.
CREATE TABLE draw_beacon (
    wave_id    BIGINT PRIMARY KEY REFERENCES wave (id),
    round      BIGINT NOT NULL,
    randomness TEXT NOT NULL,
    signature  TEXT NOT NULL,
    fetched_at BIGINT NOT NULL
);

-- How many sealed entries belong to each pool.
CREATE TABLE draw_count (
    wave_id BIGINT NOT NULL REFERENCES wave (id),
    stratum BIGINT NOT NULL,
    entries BIGINT NOT NULL CHECK (entries >= 0),
    PRIMARY KEY (wave_id, stratum)
);

-- The lists in force when a wave was sealed.
CREATE TABLE draw_list (
    wave_id BIGINT NOT NULL REFERENCES wave (id),
    name    TEXT NOT NULL,
    digest  BYTEA NOT NULL,
    PRIMARY KEY (wave_id, name)
);

-- 0081-postponements

-- An announcement that was put off. The date that had been promised stays on record.
CREATE TABLE wave_postponement (
    wave_id    BIGINT NOT NULL REFERENCES wave (id),
    place      BIGINT NOT NULL CHECK (place >= 1),
    was        BIGINT NOT NULL,
    becomes    BIGINT NOT NULL,
    reason     TEXT NOT NULL,
    officer_id BIGINT NOT NULL REFERENCES officer (id),
    decided_at BIGINT NOT NULL,
    PRIMARY KEY (wave_id, place),
    CHECK (becomes > was)
);

-- 0090-contact-attempts

-- What somebody typed on the first page of signing up is carried by their browser, sealed, and lies nowhere with us.
DROP TABLE contact_attempt;

-- 0091-text-budget

-- How many codes went out by text message in an hour or a day, for the whole programme. Spread over shards, so that a
-- thousand a second need not wait for one another; each may use its share.
CREATE TABLE text_budget (
    period BIGINT NOT NULL,
    span   TEXT NOT NULL CHECK (span IN ('hour', 'day')),
    shard  BIGINT NOT NULL CHECK (shard >= 0),
    sent   BIGINT NOT NULL CHECK (sent >= 1),
    PRIMARY KEY (period, span, shard)
);

-- 0092-jobs-without-twins

-- Most jobs have no unique key, and no twin to be looked for: they stand in no index of keys.
DROP INDEX job_unique;

DROP INDEX job_running;

CREATE UNIQUE INDEX job_unique ON job (name, unique_key) WHERE state = 'available' AND unique_key IS NOT NULL;

CREATE INDEX job_running ON job (name, unique_key) WHERE state = 'running' AND unique_key IS NOT NULL;

-- 0093-disqualifications

-- An entry is taken out after the draw: proposed by one officer, answered by another, contested by the person, judged by
-- a third. While it is open the entry stays selected: its place is kept.
CREATE TABLE disqualification (
    id           BIGINT PRIMARY KEY,
    wave_id      BIGINT NOT NULL REFERENCES wave (id),
    entry_id     BIGINT NOT NULL REFERENCES entry (id),
    person_id    BIGINT NOT NULL REFERENCES account (id),
    ticket       BIGINT NOT NULL CHECK (ticket >= 1),
    -- As the statement of the draw names it, and the very version of it.
    list         TEXT NOT NULL,
    kind         TEXT NOT NULL,
    import_id    BIGINT NOT NULL REFERENCES list_import (id),
    state        TEXT NOT NULL
        CHECK (state IN ('proposed', 'refused', 'told', 'reserved', 'upheld', 'dismissed', 'done')),
    proposed_by  BIGINT NOT NULL REFERENCES officer (id),
    proposed_at  BIGINT NOT NULL,
    answered_by  BIGINT REFERENCES officer (id),
    answered_at  BIGINT,
    contest_by   BIGINT,
    contest      BYTEA,                   -- what the person says, sealed
    contested_at BIGINT,
    judged_by    BIGINT REFERENCES officer (id),
    judged_at    BIGINT,
    done_at      BIGINT,
    CHECK ((answered_by IS NULL) = (state = 'proposed')),
    CHECK (answered_by IS NULL OR answered_by <> proposed_by),
    CHECK (judged_by IS NULL OR (judged_by <> proposed_by AND judged_by <> answered_by)),
    CHECK ((contest IS NULL) = (contested_at IS NULL)),
    CHECK (state NOT IN ('reserved', 'upheld', 'dismissed') OR contest IS NOT NULL),
    CHECK ((state = 'done') = (done_at IS NOT NULL))
);

-- Once in a wave: whoever was right keeps the place.
CREATE UNIQUE INDEX disqualification_entry ON disqualification (entry_id) WHERE state <> 'refused';

CREATE INDEX disqualification_wave ON disqualification (wave_id, id);

CREATE INDEX disqualification_open ON disqualification (state, contest_by)
WHERE state IN ('proposed', 'told', 'reserved', 'dismissed');

-- What became of a draw's places, as it is published.
CREATE TABLE draw_change (
    wave_id BIGINT NOT NULL REFERENCES wave (id),
    place   BIGINT NOT NULL CHECK (place >= 1),
    step    TEXT NOT NULL CHECK (step IN ('out', 'passed', 'up', 'empty')),
    ticket  BIGINT,
    PRIMARY KEY (wave_id, place),
    CHECK ((step = 'empty') = (ticket IS NULL))
);

-- 0094-card-lapses

-- A card lapsed unused under an edition that lets its holder join again: the entry it came from is no place any more, and
-- the same card may be given once more.
CREATE TABLE card_lapse (
    entry_id     BIGINT PRIMARY KEY,
    card_id      BIGINT NOT NULL REFERENCES card (id),
    issued_at    BIGINT NOT NULL,
    first_use_by BIGINT NOT NULL,
    lapsed_at    BIGINT NOT NULL
);

CREATE INDEX card_lapse_card ON card_lapse (card_id);

-- 0095-list-by-import

-- One list is gone through from its beginning to its end when it is counted who of it has come.
CREATE INDEX list_entry_import ON list_entry (import_id, lookup);

-- 0096-no-rate-window

-- What is limited is counted in memory, by each node for itself: nobody writes these rows any more.
DROP TABLE rate_window;

-- 0097-delivery-job

-- The job that hands a message over, so that whoever is next in line for one recipient need not be waited for.
ALTER TABLE delivery ADD COLUMN job_id BIGINT;

-- 0100-job-lost

-- How often a worker was lost while it ran the job, since the job last came to something. Such a job may be what ends
-- the process: it is run by itself, and buried when it has happened too often.
ALTER TABLE job ADD COLUMN lost BIGINT NOT NULL DEFAULT 0 CHECK (lost >= 0);

CREATE INDEX job_lost ON job (lost, run_at, id) WHERE state = 'available' AND lost > 0;

-- 0110-codes-by-asker

-- How many codes a destination got in a day or a month, by who asked for them: strangers who know an address cannot use
-- up what its owner may ask for.
CREATE TABLE code_budget (
    destination BYTEA NOT NULL,
    budget      TEXT NOT NULL,
    period      TEXT NOT NULL,
    sent        BIGINT NOT NULL CHECK (sent >= 1),
    PRIMARY KEY (destination, budget, period)
);

INSERT INTO code_budget (destination, budget, period, sent)
SELECT destination, 'strangers', period, sent
FROM code_allowance;

DROP TABLE code_allowance;

-- As before, with two more purposes; `matter`, which is what exactly a code confirms, such as one bank account; and the
-- browser that used it.
CREATE TABLE one_time_code_new (
    id               BIGINT PRIMARY KEY,
    purpose          TEXT NOT NULL
        CHECK (purpose IN ('sign-up', 'sign-in', 'phone', 'purchase', 'payee', 'old-contact', 'new-contact')),
    subject          TEXT NOT NULL,
    matter           TEXT NOT NULL,
    destination      BYTEA NOT NULL,
    destination_seal BYTEA NOT NULL,
    hash             BYTEA NOT NULL,
    link             BYTEA UNIQUE,
    shown            BYTEA,
    state            TEXT NOT NULL CHECK (state IN ('open', 'used', 'replaced')),
    tries            BIGINT NOT NULL CHECK (tries >= 0),
    resend           BIGINT NOT NULL CHECK (resend >= 0),
    issued_at        BIGINT NOT NULL,
    handed_over_at   BIGINT,
    used_at          BIGINT,
    used_by          TEXT,
    CHECK ((state = 'used') = (used_at IS NOT NULL))
);

INSERT INTO one_time_code_new (id, purpose, subject, matter, destination, destination_seal, hash, link, shown, state,
    tries, resend, issued_at, handed_over_at, used_at)
SELECT id, purpose, subject, '', destination, destination_seal, hash, link, shown, state, tries, resend, issued_at,
    handed_over_at, used_at
FROM one_time_code;

DROP TABLE one_time_code;

ALTER TABLE one_time_code_new RENAME TO one_time_code;

CREATE UNIQUE INDEX one_time_code_open ON one_time_code (purpose, subject) WHERE state = 'open';

CREATE INDEX one_time_code_subject ON one_time_code (purpose, subject, id);

-- 0111-devices

-- What somebody recognises the device of a session by, such as `chrome/android`; sessions older than this say nothing.
ALTER TABLE session ADD COLUMN device TEXT;

-- Sessions that have ended are forgotten.
CREATE INDEX session_ends ON session (ends_at);

-- 0112-contact-changes

-- A contact that is about to take the place of a proved one: its owner agrees by a code to the present contact, then
-- proves the new one by a code sent there.
CREATE TABLE contact_change (
    id        BIGINT PRIMARY KEY,
    person_id BIGINT NOT NULL REFERENCES account (id),
    kind      TEXT NOT NULL CHECK (kind IN ('email', 'phone')),
    contact   BYTEA NOT NULL,              -- the new one, sealed
    state     TEXT NOT NULL CHECK (state IN ('begun', 'agreed', 'done', 'dropped')),
    begun_at  BIGINT NOT NULL,
    ended_at  BIGINT,
    CHECK ((state IN ('done', 'dropped')) = (ended_at IS NOT NULL))
);

-- One under way for each kind of contact.
CREATE UNIQUE INDEX contact_change_open ON contact_change (person_id, kind) WHERE state IN ('begun', 'agreed');

-- Until when the person's account for incentives stays as it is, by the programme's clock; nothing where it may change.
ALTER TABLE account ADD COLUMN payee_held_until BIGINT;

-- 0113-payee-inquiries

-- How often a person had a bank or wallet asked whose account a number is, in an hour or a day.
CREATE TABLE payee_inquiry (
    person_id BIGINT NOT NULL REFERENCES account (id),
    span      TEXT NOT NULL CHECK (span IN ('hour', 'day')),
    period    BIGINT NOT NULL,
    asked     BIGINT NOT NULL CHECK (asked >= 1),
    PRIMARY KEY (person_id, span, period)
);

-- 0114-contact-cases

-- Somebody lost a proved contact and came to the office: one officer proposes the new one, one of another duty approves,
-- the present contacts are told and may stop it for three days, then the new contact may be proved by signing in with it.
CREATE TABLE contact_case (
    id             BIGINT PRIMARY KEY,
    person_id      BIGINT NOT NULL REFERENCES account (id),
    kind           TEXT NOT NULL CHECK (kind IN ('email', 'phone')),
    contact        BYTEA NOT NULL,          -- the new one, sealed
    contact_lookup BYTEA NOT NULL,
    reason         BYTEA NOT NULL,          -- sealed
    state          TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'refused', 'stopped', 'done')),
    proposed_by    BIGINT NOT NULL REFERENCES officer (id),
    proposed_duty  TEXT NOT NULL,
    proposed_at    BIGINT NOT NULL,
    decided_by     BIGINT REFERENCES officer (id),
    decided_duty   TEXT,
    decided_at     BIGINT,
    opens_at       BIGINT,
    ended_at       BIGINT,
    CHECK (decided_by IS NULL OR (decided_by <> proposed_by AND decided_duty <> proposed_duty)),
    CHECK ((opens_at IS NULL) = (state IN ('proposed', 'refused'))),
    CHECK ((decided_by IS NULL) = (state = 'proposed'))
);

-- One at a time.
CREATE UNIQUE INDEX contact_case_open ON contact_case (person_id) WHERE state IN ('proposed', 'approved');

CREATE INDEX contact_case_contact ON contact_case (contact_lookup) WHERE state = 'approved';

-- 0120-platform-users

-- What different accounts of one platform ask for on the same card stands side by side: a stranger who knows a card's
-- number can neither use up the tries of its holder's code nor be bound to the card in the holder's place.
DROP INDEX purchase_held;

CREATE UNIQUE INDEX purchase_held ON purchase (card_id, platform_id, schedule_id, platform_user) WHERE state = 'held';

-- How many unknown card numbers one account of a platform has tried in an hour.
CREATE TABLE unknown_number_user (
    partner_id BIGINT NOT NULL REFERENCES partner (id),
    hour       BIGINT NOT NULL,
    lookup     BYTEA NOT NULL,
    tried      BIGINT NOT NULL CHECK (tried >= 1),
    PRIMARY KEY (partner_id, hour, lookup)
);

-- The holder of a card was told on this day that another person's account of the platform had tried to pay with it.
CREATE TABLE card_warning (
    card_id     BIGINT NOT NULL REFERENCES card (id),
    platform_id BIGINT NOT NULL REFERENCES partner (id),
    day         TEXT NOT NULL,
    PRIMARY KEY (card_id, platform_id, day)
);

-- 0121-payout-decisions

-- A batch that was refused before it was approved, by whom and why: it is never sent.
ALTER TABLE payout_batch ADD COLUMN refused_by BIGINT REFERENCES officer (id);

ALTER TABLE payout_batch ADD COLUMN refused_at BIGINT;

ALTER TABLE payout_batch ADD COLUMN refusal TEXT;

-- Its batch was refused: it never goes out, and what it would have paid waits for another batch.
ALTER TABLE disbursement ADD COLUMN withdrawn_at BIGINT;

-- Why it does not go on, as the rail said it last; empty once it was told again.
ALTER TABLE disbursement ADD COLUMN trouble TEXT;

DROP INDEX disbursement_once;

-- An instalment is on its way once at most, and paid once at most.
CREATE UNIQUE INDEX disbursement_once ON disbursement (instalment_id) WHERE state <> 'failed' AND withdrawn_at IS NULL;

-- What an officer found in the rail's statement about a payment the rail does not know. It changes nothing before an
-- officer of another duty has confirmed it.
CREATE TABLE statement_finding (
    id              BIGINT PRIMARY KEY,
    disbursement_id BIGINT NOT NULL REFERENCES disbursement (id),
    arrived         BOOLEAN NOT NULL,
    number          TEXT NOT NULL,
    reason          TEXT NOT NULL,
    proposed_by     BIGINT NOT NULL REFERENCES officer (id),
    proposed_at     BIGINT NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('proposed', 'confirmed', 'refused')),
    decided_by      BIGINT REFERENCES officer (id),
    decision        TEXT,
    decided_at      BIGINT,
    CHECK (decided_by IS NULL OR decided_by <> proposed_by),
    CHECK ((state = 'proposed') = (decided_by IS NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK ((decided_by IS NULL) = (decision IS NULL))
);

CREATE UNIQUE INDEX statement_finding_open ON statement_finding (disbursement_id) WHERE state = 'proposed';

-- 0122-payee-names

-- A bank or wallet names a holder whose name differs from the registry's in something a person may well have: an initial,
-- a cut end, an alias. One officer proposes, another of another duty decides; then the person may link the account.
CREATE TABLE payee_question (
    id            BIGINT PRIMARY KEY,
    person_id     BIGINT NOT NULL REFERENCES account (id),
    partner       TEXT NOT NULL,
    last_four     TEXT NOT NULL,
    lookup        BYTEA NOT NULL,
    registry_name TEXT NOT NULL,
    holder        TEXT NOT NULL,
    difference    TEXT NOT NULL,
    asked_at      BIGINT NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('asked', 'proposed', 'allowed', 'refused')),
    allows        BOOLEAN,
    proposed_by   BIGINT REFERENCES officer (id),
    proposal      TEXT,
    decided_by    BIGINT REFERENCES officer (id),
    decision      TEXT,
    decided_at    BIGINT,
    CHECK ((state = 'asked') = (proposed_by IS NULL)),
    CHECK ((proposed_by IS NULL) = (allows IS NULL)),
    CHECK ((proposed_by IS NULL) = (proposal IS NULL)),
    CHECK ((state IN ('allowed', 'refused')) = (decided_by IS NOT NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK (decided_by IS NULL OR decided_by <> proposed_by)
);

-- The same account and the same two names are one question, for ever.
CREATE UNIQUE INDEX payee_question_once ON payee_question (person_id, lookup, holder, registry_name);

CREATE INDEX payee_question_open ON payee_question (id) WHERE state IN ('asked', 'proposed');

-- 0130-identity-disputes

-- The office decided that the NIK of this claim is another person's; the claim stays 'contested' for good.
ALTER TABLE identity_claim ADD COLUMN refused_at BIGINT;

-- A NIK that two people claim and the registry confirms for both: one row for each newer claim. Whom the registry
-- confirmed first goes on; the newer claim waits here. Times are the programme's, so that the edition's working days can
-- be counted from them.
CREATE TABLE identity_dispute (
    claim_id      BIGINT PRIMARY KEY REFERENCES identity_claim (id),
    nik_lookup    BYTEA NOT NULL,
    newer_person  BIGINT NOT NULL REFERENCES account (id),
    older_claim   BIGINT NOT NULL REFERENCES identity_claim (id),
    older_person  BIGINT NOT NULL REFERENCES account (id),
    state         TEXT NOT NULL CHECK (state IN ('quiet', 'open', 'proposed', 'decided', 'dropped')),
    -- Whether the older person's new payee accounts and payments wait for it: only for the first dispute of a person.
    holds         BOOLEAN NOT NULL,
    begun_at      BIGINT NOT NULL,
    opened_at     BIGINT,
    decide_by     BIGINT,
    proposed_for  TEXT CHECK (proposed_for IN ('older', 'newer')),
    proposed_by   BIGINT REFERENCES officer (id),
    proposed_role TEXT,
    reason        BYTEA,
    proposed_at   BIGINT,
    decided_for   TEXT CHECK (decided_for IN ('older', 'newer')),
    -- Empty where the days were over and no two officers had decided.
    decided_by    BIGINT REFERENCES officer (id),
    decided_at    BIGINT,
    CHECK ((opened_at IS NULL) = (decide_by IS NULL)),
    CHECK ((state = 'decided') = (decided_for IS NOT NULL))
);

CREATE INDEX identity_dispute_state ON identity_dispute (state, claim_id);

CREATE INDEX identity_dispute_nik ON identity_dispute (nik_lookup);

CREATE INDEX identity_dispute_older ON identity_dispute (older_person);

-- Until now both people were frozen. The first claim of each NIK holds it again; the others wait in a dispute.
UPDATE identity_claim
SET state = 'verified', counted = true
WHERE state = 'contested' AND NOT EXISTS (
    SELECT 1 FROM identity_claim AS earlier
    WHERE earlier.nik_lookup = identity_claim.nik_lookup AND earlier.state IN ('contested', 'verified')
        AND earlier.id < identity_claim.id
);

UPDATE identity_claim SET counted = false WHERE state = 'contested';

UPDATE verified_nik
SET holders = (
    SELECT COUNT(*) FROM identity_claim
    WHERE identity_claim.nik_lookup = verified_nik.lookup AND identity_claim.counted = true
);

INSERT INTO identity_dispute (claim_id, nik_lookup, newer_person, older_claim, older_person, state, holds, begun_at)
SELECT newer.id, newer.nik_lookup, newer.person_id, older.id, older.person_id, 'quiet', false, newer.claimed_at
FROM identity_claim AS newer
JOIN identity_claim AS older ON older.nik_lookup = newer.nik_lookup AND older.state = 'verified'
WHERE newer.state = 'contested';

-- People who hold the NIK again are decided on again, today.
UPDATE eligibility_decision
SET revisit_on = programme_date
WHERE outcome = 'waiting' AND reasons LIKE '%dispute%' AND person_id IN (
    SELECT older_person FROM identity_dispute
);

-- At most one claim holds a NIK, whatever the programme believes.
CREATE UNIQUE INDEX identity_claim_holder ON identity_claim (nik_lookup) WHERE state = 'verified';

-- 0131-photo-claims

-- Which officer looks at a photo at the moment, and until when by the real clock: another officer is led to the next.
CREATE TABLE photo_claim (
    document_id BIGINT PRIMARY KEY REFERENCES identity_document (id),
    officer_id  BIGINT NOT NULL,
    until       BIGINT NOT NULL
);

-- 0140-two-duties

-- The duty each officer signed in: two signatures of one duty do not bind. Signatures from before have none noted.
ALTER TABLE decree_signature ADD COLUMN duty TEXT;

CREATE UNIQUE INDEX decree_signature_duty ON decree_signature (decree_id, duty);

-- Why a list was put in force or sent back; lists decided before have no reason noted.
ALTER TABLE list_import ADD COLUMN reason TEXT;

-- 0141-postponement-proposals

-- An officer asks to put an announcement off, and what an officer of another duty made of it. Only an approved one moves
-- the date; one that was refused, or taken back by its author, stays on record.
CREATE TABLE postponement_proposal (
    id            BIGINT PRIMARY KEY,
    wave_id       BIGINT NOT NULL REFERENCES wave (id),
    was           BIGINT NOT NULL,
    becomes       BIGINT NOT NULL,
    reason        TEXT NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'refused')),
    proposed_by   BIGINT NOT NULL REFERENCES officer (id),
    proposed_duty TEXT NOT NULL,
    proposed_at   BIGINT NOT NULL,
    decided_by    BIGINT REFERENCES officer (id),
    decided_duty  TEXT,
    decided_at    BIGINT,
    CHECK (becomes > was),
    CHECK ((decided_by IS NULL) = (state = 'proposed')),
    CHECK (state <> 'approved' OR (decided_by <> proposed_by AND decided_duty <> proposed_duty))
);

-- One at a time.
CREATE UNIQUE INDEX postponement_proposal_open ON postponement_proposal (wave_id) WHERE state = 'proposed';

-- 0142-entry-removals

-- Somebody who had joined and was not sealed: when the wave's entries were looked at once more, the rules did not let them
-- in any more. The entry itself is withdrawn; the reasons are those of the decision that day.
CREATE TABLE entry_removal (
    entry_id   BIGINT PRIMARY KEY REFERENCES entry (id),
    wave_id    BIGINT NOT NULL REFERENCES wave (id),
    reasons    TEXT NOT NULL,
    removed_at BIGINT NOT NULL
);

CREATE INDEX entry_removal_wave ON entry_removal (wave_id);

-- 0143-officer-failures

-- Tries are counted in memory, by name and network together: nobody writes these rows any more.
DROP TABLE officer_attempt;

-- Refused tries under an officer's name since the officer last said they had seen them. One row an officer, however many
-- tries there are; a name that is no officer's leaves none.
CREATE TABLE officer_failure (
    officer_id BIGINT PRIMARY KEY REFERENCES officer (id),
    tries      BIGINT NOT NULL CHECK (tries >= 1),
    first_at   BIGINT NOT NULL,
    last_at    BIGINT NOT NULL
);

-- 0144-wave-news

-- What people are told of a wave before its outcome: that it opens, that it closes soon, that its announcement was put off
-- or is late.
-- The last person told is kept with the messages, so that an interrupted run goes on where it stopped.
CREATE TABLE wave_news (
    wave_id  BIGINT NOT NULL REFERENCES wave (id),
    news     TEXT NOT NULL CHECK (news IN ('opened', 'closing', 'postponed', 'late')),
    -- How many postponements there had been; 0 before the closing.
    place    BIGINT NOT NULL CHECK (place >= 0),
    told     BIGINT NOT NULL CHECK (told >= 0),
    begun_at BIGINT NOT NULL,
    PRIMARY KEY (wave_id, news, place)
);

-- 0150-wave-addresses

-- What a wave is called for good, whatever edition comes later: `address` in the paths of its pages, `books` in the ledger
-- and in the audit trail. The number alone belongs to the wave that opened first under it; where none has, to the edition
-- that was used last.
ALTER TABLE wave ADD COLUMN address TEXT;

ALTER TABLE wave ADD COLUMN books TEXT;

UPDATE wave
SET address = CASE
    WHEN id = (
        SELECT other.id
        FROM wave AS other
        WHERE other.number = wave.number
        ORDER BY CASE WHEN other.opened_at IS NULL THEN 1 ELSE 0 END, other.opened_at, other.id DESC
        LIMIT 1
    ) THEN CAST(number AS TEXT)
    ELSE edition || '.' || CAST(number AS TEXT)
END;

-- Waves that have begun were written down by their number alone. That stays as it is: leaves of the log are sealed.
UPDATE wave
SET books = CASE WHEN opened_at IS NULL THEN address ELSE CAST(number AS TEXT) END;

CREATE UNIQUE INDEX wave_address ON wave (address);

-- 0151-question-banks

-- The questions of the test with their answers, encrypted: whoever reads the database, or a copy of it, reads none. An
-- edition names its bank by the digest; a bank stays for as long as somebody's test may have to be marked.
CREATE TABLE question_bank (
    id          BIGINT PRIMARY KEY,
    digest      BYTEA NOT NULL UNIQUE,
    text        BYTEA NOT NULL,
    imported_at BIGINT NOT NULL
);

-- 0160-institution-site

-- Where participants type their redeem codes: an institution's own page. NULL where only the address they return to is known.
ALTER TABLE partner ADD COLUMN site TEXT;

-- 0170-master-key

-- What tells the master key this database was sealed with from any other: a keyed hash of a fixed text, which gives
-- nothing of the key away. At most one row.
CREATE TABLE master_key (
    id       BIGINT PRIMARY KEY CHECK (id = 1),
    mark     BYTEA NOT NULL,
    noted_at BIGINT NOT NULL
);

-- 0171-worker

-- Which workers run, and when each last went through its housekeeping: what shows that there is one at all.
CREATE TABLE worker (
    owner   TEXT PRIMARY KEY,
    seen_at BIGINT NOT NULL
);

-- 0172-closed-door

-- What an operator has closed: making accounts, joining a wave, or buying. A door without a row is open.
CREATE TABLE closed_door (
    door      TEXT PRIMARY KEY CHECK (door IN ('sign-up', 'join', 'buy')),
    why_id    TEXT NOT NULL,
    why_en    TEXT NOT NULL,
    closed_at BIGINT NOT NULL
);

-- 0173-officer-setup

-- A link by which an officer sets password and authenticator, once and within a day. It belongs to the browser that
-- opened it first, so that whoever comes second learns that it was opened.
CREATE TABLE officer_setup (
    officer_id BIGINT PRIMARY KEY REFERENCES officer (id),
    token      BYTEA NOT NULL UNIQUE,
    expires_at BIGINT NOT NULL,
    opened_by  TEXT
);

-- 0180-list-contacts

-- Telephone numbers and addresses of a list that could not be read: shown before the list comes into force.
ALTER TABLE list_import ADD COLUMN unread_contacts BIGINT NOT NULL DEFAULT 0 CHECK (unread_contacts >= 0);

-- A person who stands on a list several times is reached once.
CREATE INDEX list_contact_person ON list_contact (import_id, lookup);
