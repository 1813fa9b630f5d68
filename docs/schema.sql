-- Written by `make schema` from a fresh database: every table with its indices, at the slice that writes it.

-- App/Access

-- Which officer read which person's data, why and from where. Rows are only ever added, and sealed in the log.
CREATE TABLE access_reading (
    id           INTEGER PRIMARY KEY,
    at           INTEGER NOT NULL,
    programme_at INTEGER NOT NULL,
    -- Zero for an operator at the command line, who has no account in the office.
    officer_id   INTEGER NOT NULL CHECK (officer_id >= 0),
    account_id   INTEGER NOT NULL,
    kind         TEXT NOT NULL,
    -- The item that led there, such as photo:5; empty where the officer stated a reason.
    work         TEXT NOT NULL,
    reason       TEXT NOT NULL,
    address      TEXT NOT NULL,
    -- The ten minutes of the reading: a reload within them adds no row.
    slot         INTEGER NOT NULL,
    code BLOB,
    role TEXT,
    UNIQUE (account_id, officer_id, kind, work, reason, slot),
    CHECK ((work = '') <> (reason = ''))
) STRICT;
-- Readings of a rare kind, such as files taken out, are found without going through all readings.
CREATE INDEX access_reading_kind ON access_reading (kind, id);
CREATE INDEX access_reading_officer ON access_reading (officer_id, id);


-- App/Accounts

-- A person's way of signing in. It exists from the moment a contact was proved.
CREATE TABLE account (
    id         INTEGER PRIMARY KEY,
    status     TEXT NOT NULL CHECK (status IN ('active', 'suspended', 'closed')),
    created_at INTEGER NOT NULL,
    payee_held_until INTEGER
) STRICT;

-- A proved contact: sealed, found by its keyed hash, which belongs to one person only.
CREATE TABLE account_contact (
    lookup    BLOB PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES account (id),
    kind      TEXT NOT NULL CHECK (kind IN ('email', 'phone')),
    sealed    BLOB NOT NULL,
    proved_at INTEGER NOT NULL,
    UNIQUE (person_id, kind)
) STRICT;

-- How many codes a destination got in a day or a month, by who asked for them: strangers who know an address cannot use
-- up what its owner may ask for.
CREATE TABLE code_budget (
    destination BLOB NOT NULL,
    budget      TEXT NOT NULL,
    period      TEXT NOT NULL,
    sent        INTEGER NOT NULL CHECK (sent >= 1),
    PRIMARY KEY (destination, budget, period)
) STRICT;

-- Somebody lost a proved contact and came to the office: one officer proposes the new one, one of another duty approves,
-- the present contacts are told and may stop it for three days, then the new contact may be proved by signing in with it.
CREATE TABLE contact_case (
    id             INTEGER PRIMARY KEY,
    person_id      INTEGER NOT NULL REFERENCES account (id),
    kind           TEXT NOT NULL CHECK (kind IN ('email', 'phone')),
    contact        BLOB NOT NULL,          -- the new one, sealed
    contact_lookup BLOB NOT NULL,
    reason         BLOB NOT NULL,          -- sealed
    state          TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'refused', 'stopped', 'done')),
    proposed_by    INTEGER NOT NULL REFERENCES officer (id),
    proposed_duty  TEXT NOT NULL,
    proposed_at    INTEGER NOT NULL,
    decided_by     INTEGER REFERENCES officer (id),
    decided_duty   TEXT,
    decided_at     INTEGER,
    opens_at       INTEGER,
    ended_at       INTEGER,
    evidence TEXT NOT NULL DEFAULT '',
    CHECK (decided_by IS NULL OR (decided_by <> proposed_by AND decided_duty <> proposed_duty)),
    CHECK ((opens_at IS NULL) = (state IN ('proposed', 'refused'))),
    CHECK ((decided_by IS NULL) = (state = 'proposed'))
) STRICT;
CREATE INDEX contact_case_contact ON contact_case (contact_lookup) WHERE state = 'approved';
-- One at a time.
CREATE UNIQUE INDEX contact_case_open ON contact_case (person_id) WHERE state IN ('proposed', 'approved');
-- Whether a person's money waits is asked before every payment.
CREATE INDEX contact_case_person ON contact_case (person_id, id);

-- A contact that is about to take the place of a proved one: its owner agrees by a code to the present contact, then
-- proves the new one by a code sent there.
CREATE TABLE contact_change (
    id        INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES account (id),
    kind      TEXT NOT NULL CHECK (kind IN ('email', 'phone')),
    contact   BLOB NOT NULL,              -- the new one, sealed
    state     TEXT NOT NULL CHECK (state IN ('begun', 'agreed', 'done', 'dropped')),
    begun_at  INTEGER NOT NULL,
    ended_at  INTEGER,
    CHECK ((state IN ('done', 'dropped')) = (ended_at IS NOT NULL))
) STRICT;
-- One under way for each kind of contact.
CREATE UNIQUE INDEX contact_change_open ON contact_change (person_id, kind) WHERE state IN ('begun', 'agreed');

-- As before, with two more purposes; `matter`, which is what exactly a code confirms, such as one bank account; and the
-- browser that used it.
CREATE TABLE one_time_code (
    id               INTEGER PRIMARY KEY,
    purpose          TEXT NOT NULL
        CHECK (purpose IN ('sign-up', 'sign-in', 'phone', 'purchase', 'payee', 'old-contact', 'new-contact')),
    subject          TEXT NOT NULL,
    matter           TEXT NOT NULL,
    destination      BLOB NOT NULL,
    destination_seal BLOB NOT NULL,
    hash             BLOB NOT NULL,
    link             BLOB UNIQUE,
    shown            BLOB,
    state            TEXT NOT NULL CHECK (state IN ('open', 'used', 'replaced')),
    tries            INTEGER NOT NULL CHECK (tries >= 0),
    resend           INTEGER NOT NULL CHECK (resend >= 0),
    issued_at        INTEGER NOT NULL,
    handed_over_at   INTEGER,
    used_at          INTEGER,
    used_by          TEXT,
    words BLOB CHECK (words IS NULL OR (state = 'open' AND handed_over_at IS NULL)),
    attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    delivered_at INTEGER,
    failed_at INTEGER,
    reason TEXT CHECK ((reason IS NULL) = (failed_at IS NULL)),
    CHECK ((state = 'used') = (used_at IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX one_time_code_open ON one_time_code (purpose, subject) WHERE state = 'open';
CREATE INDEX one_time_code_subject ON one_time_code (purpose, subject, id);
-- Codes that a gateway does not have yet, normally for milliseconds.
CREATE INDEX one_time_code_unsent ON one_time_code (id) WHERE words IS NOT NULL;


-- App/Applications

-- One person's request to take part, under the edition it was begun with.
CREATE TABLE application (
    id           INTEGER PRIMARY KEY,
    person_id    INTEGER NOT NULL UNIQUE REFERENCES account (id),
    edition      TEXT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('draft', 'submitted')),
    begun_at     INTEGER NOT NULL,
    submitted_at INTEGER,
    CHECK ((state = 'submitted') = (submitted_at IS NOT NULL))
) STRICT;

-- What a person declared: the hash is of the exact text that stood on the page.
CREATE TABLE declaration (
    person_id   INTEGER NOT NULL REFERENCES account (id),
    edition     TEXT NOT NULL,
    name        TEXT NOT NULL,
    text_hash   BLOB NOT NULL,
    declared_at INTEGER NOT NULL,
    PRIMARY KEY (person_id, edition, name)
) STRICT;

-- What a decision rests on: each rule's answer, and how old the list or the registry's answer behind it was.
CREATE TABLE eligibility_basis (
    decision_id INTEGER PRIMARY KEY REFERENCES eligibility_decision (id),
    findings    TEXT NOT NULL
) STRICT;

-- What the programme made of an application, each time that changed. The latest is in force; the others stay.
CREATE TABLE eligibility_decision (
    id             INTEGER PRIMARY KEY,
    person_id      INTEGER NOT NULL REFERENCES account (id),
    application_id INTEGER NOT NULL REFERENCES application (id),
    edition        TEXT NOT NULL,
    outcome        TEXT NOT NULL CHECK (outcome IN ('eligible', 'ineligible', 'waiting')),
    reasons        TEXT NOT NULL,
    decided_at     INTEGER NOT NULL,
    programme_date TEXT NOT NULL,
    revisit_on     TEXT            -- the day on which time alone changes the answer
) STRICT;
CREATE INDEX eligibility_decision_person ON eligibility_decision (person_id, id);
CREATE INDEX eligibility_decision_revisit ON eligibility_decision (revisit_on) WHERE revisit_on IS NOT NULL;

-- How far the names of before have been entered; one row.
CREATE TABLE name_index (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    through INTEGER NOT NULL
) STRICT;

-- What an address has beside street, province and regency: of the identity card, and of the place where the person lives
-- when that is another one. Addresses from before are one line in `personal_data` and have no row here.
CREATE TABLE person_address (
    person_id      INTEGER NOT NULL REFERENCES account (id),
    kind           TEXT NOT NULL CHECK (kind IN ('card', 'home')),
    -- NULL for the card: these three are in `personal_data`.
    street         TEXT,
    province       TEXT,
    regency        TEXT,
    district       TEXT NOT NULL CHECK (district <> ''),
    -- `82.71.02`; NULL where no list of districts was imported for the regency.
    district_code  TEXT,
    village        TEXT NOT NULL CHECK (village <> ''),
    -- Three digits.
    rukun_tetangga TEXT CHECK (LENGTH(rukun_tetangga) = 3),
    rukun_warga    TEXT CHECK (LENGTH(rukun_warga) = 3),
    -- Five digits.
    postcode       TEXT CHECK (LENGTH(postcode) = 5),
    sealed BLOB,
    PRIMARY KEY (person_id, kind),
    CHECK ((kind = 'card') = (street IS NULL)),
    CHECK ((street IS NULL) = (province IS NULL)),
    CHECK ((street IS NULL) = (regency IS NULL))
) STRICT;
CREATE INDEX person_address_unsealed ON person_address (person_id) WHERE sealed IS NULL;

-- The words of people's names as keyed hashes, so that a person is found by name and the table shows none.
CREATE TABLE person_name_word (
    word      BLOB NOT NULL,
    person_id INTEGER NOT NULL REFERENCES account (id),
    PRIMARY KEY (word, person_id)
) STRICT;
CREATE INDEX person_name_word_person ON person_name_word (person_id);

-- What applicants say of their work beside the occupation. Answers from before these questions have no row.
CREATE TABLE person_work (
    person_id INTEGER PRIMARY KEY REFERENCES account (id),
    -- NULL of people who do not work.
    form      TEXT CHECK (form IN ('formal', 'informal')),
    -- How the pandemic hit the work.
    impact    TEXT CHECK (impact IN ('lost-work', 'unpaid-leave', 'lost-income', 'business-shrunk', 'not-hit')),
    CHECK (form IS NOT NULL OR impact IS NOT NULL)
) STRICT;

CREATE TABLE personal_data (
    person_id           INTEGER PRIMARY KEY REFERENCES account (id),
    name                TEXT NOT NULL,
    address             TEXT NOT NULL,
    province            TEXT NOT NULL,
    regency             TEXT NOT NULL,
    citizen             INTEGER CHECK (citizen IN (0, 1)) NOT NULL,
    education           TEXT NOT NULL
        CHECK (education IN ('none', 'primary', 'junior-secondary', 'senior-secondary', 'diploma', 'bachelor', 'postgraduate')),
    in_formal_education INTEGER CHECK (in_formal_education IN (0, 1)) NOT NULL,
    occupation          TEXT NOT NULL,
    wanted_training     TEXT NOT NULL,
    saved_at            INTEGER NOT NULL,
    sealed_name BLOB,
    sealed_address BLOB,
    sealed_wanted_training BLOB
) STRICT;
CREATE INDEX personal_data_unsealed ON personal_data (person_id) WHERE sealed_name IS NULL;
CREATE INDEX personal_data_wish_unsealed ON personal_data (person_id)
    WHERE sealed_wanted_training IS NULL AND wanted_training <> '';

-- The questions of the test with their answers, encrypted: whoever reads the database, or a copy of it, reads none. An
-- edition names its bank by the digest; a bank stays for as long as somebody's test may have to be marked.
CREATE TABLE question_bank (
    id          INTEGER PRIMARY KEY,
    digest      BLOB NOT NULL UNIQUE,
    text        BLOB NOT NULL,
    imported_at INTEGER NOT NULL
) STRICT;

CREATE TABLE test_answer (
    sitting_id  INTEGER NOT NULL REFERENCES "test_sitting" (id),
    question    TEXT NOT NULL,
    choice      INTEGER NOT NULL CHECK (choice >= 0),
    answered_at INTEGER NOT NULL,
    PRIMARY KEY (sitting_id, question)
) STRICT;

-- A person may take the test again, so a sitting has a number, and each has the questions that were drawn for it. Neither
-- engine can drop a UNIQUE from a table on its own, so the sittings are written again with the same content, and their
-- answers with them.
CREATE TABLE test_grant (
    id         INTEGER PRIMARY KEY,
    person_id  INTEGER NOT NULL REFERENCES account (id),
    case_id    INTEGER NOT NULL UNIQUE REFERENCES service_case (id),
    granted_by INTEGER NOT NULL REFERENCES officer (id),
    granted_at INTEGER NOT NULL
) STRICT;
CREATE INDEX test_grant_person ON test_grant (person_id);

CREATE TABLE test_sitting (
    id          INTEGER PRIMARY KEY,
    person_id   INTEGER NOT NULL REFERENCES account (id),
    number      INTEGER NOT NULL CHECK (number >= 1),
    edition     TEXT NOT NULL,
    -- The ids of the questions in the order of the pages, separated by spaces; null where all of the bank were asked.
    questions   TEXT,
    -- How many questions have a right answer; null in sittings of earlier versions.
    asked       INTEGER CHECK (asked >= 0),
    -- The office gave this sitting on an appeal.
    grant_id    INTEGER UNIQUE REFERENCES test_grant (id),
    started_at  INTEGER NOT NULL,
    ends_at     INTEGER NOT NULL,
    finished_at INTEGER,
    score       INTEGER,
    UNIQUE (person_id, number),
    CHECK ((questions IS NULL) = (asked IS NULL)),
    CHECK (ends_at > started_at),
    CHECK ((finished_at IS NULL) = (score IS NULL))
) STRICT;


-- App/Cases

-- One answer for many cases of a category: drafted by one officer with the cases it is for, approved by another of a
-- different duty, then given by a job.
CREATE TABLE case_batch (
    id            INTEGER PRIMARY KEY,
    category      TEXT NOT NULL,
    template_id   INTEGER NOT NULL REFERENCES case_template (id),
    outcome       TEXT NOT NULL CHECK (outcome IN ('settled', 'explained')),
    reason        BLOB NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('drafted', 'running', 'done', 'refused')),
    proposed_by   INTEGER NOT NULL REFERENCES officer (id),
    proposed_duty TEXT NOT NULL,
    proposed_at   INTEGER NOT NULL,
    decided_by    INTEGER REFERENCES officer (id),
    decided_at    INTEGER,
    CHECK ((state = 'drafted') = (decided_by IS NULL)),
    CHECK (decided_by IS NULL OR decided_by <> proposed_by)
) STRICT;
CREATE INDEX case_batch_state ON case_batch (state, id);

CREATE TABLE case_batch_item (
    batch_id INTEGER NOT NULL REFERENCES case_batch (id),
    case_id  INTEGER NOT NULL REFERENCES "service_case" (id),
    state    TEXT NOT NULL CHECK (state IN ('waiting', 'answered', 'skipped')),
    PRIMARY KEY (batch_id, case_id)
) STRICT;
CREATE UNIQUE INDEX case_batch_item_waiting ON case_batch_item (case_id) WHERE state = 'waiting';

CREATE TABLE case_correction (
    case_id       INTEGER PRIMARY KEY REFERENCES "service_case" (id),
    answers       BLOB NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('asked', 'proposed', 'done')),
    proposed_by   INTEGER REFERENCES officer (id),
    proposed_duty TEXT,
    reason        BLOB,
    decided_by    INTEGER REFERENCES officer (id),
    decided_at    INTEGER,
    CHECK ((state = 'asked') = (proposed_by IS NULL)),
    CHECK ((proposed_by IS NULL) = (reason IS NULL)),
    CHECK ((state = 'done') = (decided_by IS NOT NULL)),
    CHECK (decided_by IS NULL OR decided_by <> proposed_by)
) STRICT;

-- What a case of a person is about who holds a receipt of a wave and is not in its draw. The entry is the one that the log
-- names; its row may be gone.
CREATE TABLE case_entry (
    case_id  INTEGER PRIMARY KEY REFERENCES service_case (id),
    wave_id  INTEGER NOT NULL REFERENCES wave (id),
    entry_id INTEGER NOT NULL,
    -- The round of the draw, or the announcement: nothing can be put right any more. Programme clock.
    until    INTEGER NOT NULL
) STRICT;
CREATE INDEX case_entry_entry ON case_entry (entry_id);

-- For the public figures: answers by month, category and working days, counted when they are given.
CREATE TABLE case_figure (
    month    TEXT NOT NULL,
    category TEXT NOT NULL,
    days     INTEGER NOT NULL CHECK (days >= 0),
    answers  INTEGER NOT NULL CHECK (answers > 0),
    in_time  INTEGER NOT NULL CHECK (in_time BETWEEN 0 AND answers),
    PRIMARY KEY (month, category, days)
) STRICT;

CREATE TABLE case_message (
    id         INTEGER PRIMARY KEY,
    case_id    INTEGER NOT NULL REFERENCES "service_case" (id),
    kind       TEXT NOT NULL CHECK (kind IN ('person', 'note', 'draft', 'answer', 'internal')),
    officer_id INTEGER REFERENCES officer (id),
    body       BLOB NOT NULL,
    written_at INTEGER NOT NULL
) STRICT;
CREATE INDEX case_message_case ON case_message (case_id, id);

CREATE TABLE case_ruling (
    id         INTEGER PRIMARY KEY,
    case_id    INTEGER NOT NULL REFERENCES "service_case" (id),
    officer_id INTEGER NOT NULL REFERENCES officer (id),
    ruled_at   INTEGER NOT NULL,
    was        TEXT NOT NULL,
    becomes    TEXT NOT NULL,
    findings   TEXT NOT NULL
) STRICT;
CREATE INDEX case_ruling_case ON case_ruling (case_id, id);

-- Answers written in advance, in both languages, with places such as {nama}.
CREATE TABLE case_template (
    id         INTEGER PRIMARY KEY,
    title      TEXT NOT NULL,
    text_id    TEXT NOT NULL,
    text_en    TEXT NOT NULL,
    written_by INTEGER NOT NULL REFERENCES officer (id),
    written_at INTEGER NOT NULL,
    -- When it was taken out of use; earlier answers keep their text.
    ended_at   INTEGER
) STRICT;

CREATE TABLE service_case (
    id            INTEGER PRIMARY KEY,
    number        TEXT NOT NULL,
    person_id     INTEGER REFERENCES account (id),
    name          BLOB,
    contact       BLOB,
    category      TEXT NOT NULL,
    channel       TEXT NOT NULL CHECK (channel IN ('site', 'phone', 'counter', 'letter')),
    state         TEXT NOT NULL CHECK (state IN ('open', 'proposed', 'answered', 'withdrawn')),
    stake         INTEGER NOT NULL CHECK (stake BETWEEN 1 AND 3),
    begun_at      INTEGER NOT NULL,
    running_since INTEGER NOT NULL,
    due_at        INTEGER NOT NULL,
    late_at       INTEGER,
    reopened      INTEGER NOT NULL CHECK (reopened BETWEEN 0 AND 3),
    entered_by    INTEGER REFERENCES officer (id),
    assigned_to   INTEGER REFERENCES officer (id),
    outcome       TEXT CHECK (outcome IN ('settled', 'explained', 'dismissed', 'granted')),
    proposed_by   INTEGER REFERENCES officer (id),
    proposed_duty TEXT,
    answered_by   INTEGER REFERENCES officer (id),
    answered_at   INTEGER,
    contested     TEXT CHECK (contested IN ('eligibility', 'photo', 'purchase', 'payout', 'suspension', 'revocation')),
    subject_id    INTEGER,
    result        TEXT,
    made_by       INTEGER REFERENCES officer (id),
    figure_month TEXT,
    figure_days INTEGER CHECK (figure_days >= 0),
    figure_in_time INTEGER CHECK (figure_in_time BETWEEN 0 AND 1),
    reopened_by INTEGER REFERENCES officer (id),
    CHECK ((person_id IS NULL) = (name IS NOT NULL)),
    CHECK ((person_id IS NULL) = (contact IS NOT NULL)),
    CHECK ((channel = 'site') = (entered_by IS NULL)),
    CHECK ((state IN ('proposed', 'answered')) = (outcome IS NOT NULL)),
    CHECK ((state = 'answered') = (answered_at IS NOT NULL)),
    CHECK ((proposed_by IS NULL) = (proposed_duty IS NULL)),
    CHECK (state <> 'proposed' OR proposed_by IS NOT NULL),
    CHECK (answered_by IS NULL OR entered_by IS NULL OR answered_by <> entered_by),
    CHECK (answered_by IS NULL OR proposed_by IS NULL OR answered_by <> proposed_by),
    CHECK ((contested IS NULL) = (subject_id IS NULL)),
    CHECK ((contested IS NULL) = (result IS NULL)),
    CHECK (outcome <> 'granted' OR contested IS NOT NULL)
) STRICT;
-- Reopened and withdrawn cases are counted from this index alone.
CREATE INDEX service_case_begun ON service_case (begun_at, state, reopened);
CREATE UNIQUE INDEX service_case_contested ON service_case (contested, subject_id)
WHERE state IN ('open', 'proposed') AND contested IS NOT NULL;
CREATE INDEX service_case_due ON service_case (due_at, stake, id) WHERE state IN ('open', 'proposed');
CREATE UNIQUE INDEX service_case_number ON service_case (number);
CREATE INDEX service_case_person ON service_case (person_id, id);


-- App/Certificates

-- The certificate of a completed training, as it was when the money was released; its words never change. The number is
-- what a reader checks it by, 65 random bits and three check characters.
CREATE TABLE certificate (
    id               INTEGER PRIMARY KEY,
    purchase_id      INTEGER NOT NULL UNIQUE REFERENCES purchase (id),
    person_id        INTEGER NOT NULL REFERENCES account (id),
    number           TEXT NOT NULL UNIQUE CHECK (LENGTH(number) = 16),
    name             TEXT NOT NULL,
    course_id        INTEGER NOT NULL REFERENCES course (id),
    course_title     TEXT NOT NULL,
    institution_id   INTEGER NOT NULL REFERENCES partner (id),
    institution_name TEXT NOT NULL,
    hours            INTEGER NOT NULL CHECK (hours > 0),
    -- NULL where the institution gave none.
    score            INTEGER CHECK (score >= 0 AND score <= 100),
    completed_at     INTEGER NOT NULL,
    issued_at        INTEGER NOT NULL,
    -- The bit that says in public whether it was withdrawn: the month's list, and a random place in it.
    status_list      INTEGER NOT NULL CHECK (status_list >= 202001 AND status_list <= 999912),
    status_index     INTEGER NOT NULL CHECK (status_index >= 0 AND status_index < 1048576),
    withdrawal       TEXT CHECK (withdrawal = 'card-revoked'),
    withdrawn_at     INTEGER,
    sealed_name BLOB,
    UNIQUE (status_list, status_index),
    CHECK ((withdrawal IS NULL) = (withdrawn_at IS NULL))
) STRICT;
CREATE INDEX certificate_person ON certificate (person_id, id);
CREATE INDEX certificate_unsealed ON certificate (id) WHERE sealed_name IS NULL;
CREATE INDEX certificate_withdrawn ON certificate (status_list, status_index) WHERE withdrawn_at IS NOT NULL;

-- Trainings that were completed before there were certificates: a job makes theirs and takes the rows away.
CREATE TABLE certificate_due (
    purchase_id INTEGER PRIMARY KEY REFERENCES purchase (id)
) STRICT;

-- The installation's keys for signing credentials. The newest signs; earlier ones stay published for what they signed.
CREATE TABLE credential_key (
    id         INTEGER PRIMARY KEY CHECK (id > 0),
    public_key BLOB NOT NULL UNIQUE,
    -- Encrypted by the vault.
    sealed_key BLOB NOT NULL,
    made_at    INTEGER NOT NULL
) STRICT;


-- App/Cards

-- What a beneficiary holds. `unfinished` is the guarded row on which two purchases of one card meet.
CREATE TABLE card (
    id                 INTEGER PRIMARY KEY,
    person_id          INTEGER NOT NULL UNIQUE REFERENCES account (id),
    edition            TEXT NOT NULL,
    wave               INTEGER NOT NULL,
    entry_id           INTEGER NOT NULL,
    status             TEXT NOT NULL CHECK (status IN ('active', 'suspended', 'expired', 'revoked', 'closed')),
    number             BLOB NOT NULL,
    last_four          TEXT NOT NULL,
    training           INTEGER NOT NULL CHECK (training > 0),
    incentive          INTEGER NOT NULL CHECK (incentive > 0),
    decreed_at         INTEGER NOT NULL,
    issued_at          INTEGER NOT NULL,
    first_use_by       INTEGER NOT NULL,
    first_used_at      INTEGER,
    unfinished         INTEGER NOT NULL CHECK (unfinished >= 0),
    training_closed_at INTEGER,
    ended_at           INTEGER,
    CHECK ((status IN ('expired', 'revoked', 'closed')) = (ended_at IS NOT NULL))
) STRICT;
-- An officer finds a card by its last digits, as its holder reads them aloud, and a payment by the bank's reference.
CREATE INDEX card_last_four ON card (last_four, id);
CREATE INDEX card_open_training ON card (id) WHERE status = 'active' AND training_closed_at IS NULL;
-- Cards whose days for a first purchase are running.
CREATE INDEX card_unused ON card (first_use_by, id) WHERE status = 'active' AND first_used_at IS NULL;
CREATE INDEX card_wave ON card (wave, entry_id);

-- A card lapsed unused under an edition that lets its holder join again: the entry it came from is no place any more, and
-- the same card may be given once more.
CREATE TABLE card_lapse (
    entry_id     INTEGER PRIMARY KEY,
    card_id      INTEGER NOT NULL REFERENCES card (id),
    issued_at    INTEGER NOT NULL,
    first_use_by INTEGER NOT NULL,
    lapsed_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX card_lapse_card ON card_lapse (card_id);

-- A card is found by the keyed hash of its number; a number belongs to one card for ever.
CREATE TABLE card_number (
    lookup  BLOB PRIMARY KEY,
    card_id INTEGER NOT NULL UNIQUE REFERENCES card (id)
) STRICT;

-- A reminder sent so many days before the card lapses; a new period of days is reminded of anew.
CREATE TABLE card_reminder (
    card_id      INTEGER NOT NULL REFERENCES card (id),
    first_use_by INTEGER NOT NULL,
    days         INTEGER NOT NULL CHECK (days > 0),
    sent_at      INTEGER NOT NULL,
    PRIMARY KEY (card_id, first_use_by, days)
) STRICT;


-- App/Courses

-- How often what the catalogue shows was changed. A process keeps the catalogue in memory and reads it again when this
-- differs.
CREATE TABLE catalogue_version (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL CHECK (version >= 0)
) STRICT;

-- A training an institution gives.
CREATE TABLE course (
    id             INTEGER PRIMARY KEY,
    code           TEXT NOT NULL UNIQUE,
    institution_id INTEGER NOT NULL REFERENCES partner (id),
    title          TEXT NOT NULL,
    summary        TEXT NOT NULL,
    category       TEXT NOT NULL,
    mode           TEXT NOT NULL CHECK (mode IN ('self-paced', 'webinar', 'offline')),
    hours          INTEGER NOT NULL CHECK (hours > 0),
    published_at   INTEGER NOT NULL
,
    state TEXT NOT NULL DEFAULT 'approved'
    CHECK (state IN ('proposed', 'approved', 'refused', 'withdrawn'))) STRICT;

-- A file that was uploaded and waits for the officer's confirmation, or was imported.
CREATE TABLE course_import (
    id         INTEGER PRIMARY KEY,
    name       TEXT NOT NULL,
    content    BLOB NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('waiting', 'done')),
    -- NULL where the command line imported it.
    officer_id INTEGER REFERENCES officer (id),
    at         INTEGER NOT NULL,
    done_at    INTEGER,
    CHECK ((state = 'done') = (done_at IS NOT NULL))
) STRICT;

-- Which platform sells it, for how much.
CREATE TABLE course_offer (
    course_id   INTEGER NOT NULL REFERENCES course (id),
    platform_id INTEGER NOT NULL REFERENCES partner (id),
    price       INTEGER NOT NULL CHECK (price > 0),
    url         TEXT NOT NULL,
    curated_price INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (course_id, platform_id)
) STRICT;
CREATE INDEX course_offer_platform ON course_offer (platform_id, price);

-- Every price a course had at a platform, by the programme's clock.
CREATE TABLE course_price (
    id          INTEGER PRIMARY KEY,
    course_id   INTEGER NOT NULL REFERENCES course (id),
    platform_id INTEGER NOT NULL REFERENCES partner (id),
    price       INTEGER NOT NULL CHECK (price > 0),
    from_at     INTEGER NOT NULL
) STRICT;
CREATE INDEX course_price_course ON course_price (course_id, id);

-- When it is given and how many may come. `taken` counts paid places; nobody can take one more than there are.
CREATE TABLE course_schedule (
    id        INTEGER PRIMARY KEY,
    course_id INTEGER NOT NULL REFERENCES course (id),
    code      TEXT NOT NULL UNIQUE,
    starts_at INTEGER NOT NULL,
    ends_at   INTEGER NOT NULL,
    quota     INTEGER NOT NULL CHECK (quota > 0),
    taken     INTEGER NOT NULL CHECK (taken >= 0 AND taken <= quota),
    CHECK (ends_at > starts_at)
) STRICT;
CREATE INDEX course_schedule_course ON course_schedule (course_id, starts_at);

-- What a curator found. One officer judges a version once.
CREATE TABLE course_verdict (
    version_id INTEGER NOT NULL REFERENCES course_version (id),
    officer_id INTEGER NOT NULL REFERENCES officer (id),
    accepted   INTEGER CHECK (accepted IN (0, 1)) NOT NULL,
    checks     TEXT NOT NULL,
    reason     TEXT NOT NULL,
    at         INTEGER NOT NULL,
    PRIMARY KEY (version_id, officer_id)
) STRICT;

-- Every content of a course that was ever proposed. The row of `course` has the content on sale.
CREATE TABLE course_version (
    id          INTEGER PRIMARY KEY,
    course_id   INTEGER NOT NULL REFERENCES course (id),
    number      INTEGER NOT NULL CHECK (number >= 1),
    title       TEXT NOT NULL,
    summary     TEXT NOT NULL,
    category    TEXT NOT NULL,
    mode        TEXT NOT NULL CHECK (mode IN ('self-paced', 'webinar', 'offline')),
    hours       INTEGER NOT NULL CHECK (hours > 0),
    competence  TEXT NOT NULL,
    assessment  TEXT NOT NULL,
    trainer     TEXT NOT NULL,
    completion  TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'refused', 'replaced')),
    -- NULL where the command line imported it, or where it is from before curation.
    proposed_by INTEGER REFERENCES officer (id),
    proposed_at INTEGER NOT NULL,
    decided_at  INTEGER,
    audience TEXT NOT NULL DEFAULT '',
    tools TEXT NOT NULL DEFAULT '',
    certificate TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    proposed_colleague INTEGER REFERENCES partner_person (id),
    UNIQUE (course_id, number)
) STRICT;
CREATE UNIQUE INDEX course_version_proposed ON course_version (course_id) WHERE state = 'proposed';

-- Prices that come into force with a version.
CREATE TABLE course_version_offer (
    version_id  INTEGER NOT NULL REFERENCES course_version (id),
    platform_id INTEGER NOT NULL REFERENCES partner (id),
    price       INTEGER NOT NULL CHECK (price > 0),
    url         TEXT NOT NULL,
    PRIMARY KEY (version_id, platform_id)
) STRICT;


-- App/Consents

-- One sign-in by a consent: the code that the partner exchanges once, and the tokens that follow from it.
CREATE TABLE consent_grant (
    id           INTEGER PRIMARY KEY,
    consent_id   INTEGER NOT NULL REFERENCES site_consent (id),
    -- A keyed hash.
    code         BLOB NOT NULL UNIQUE,
    redirect_uri TEXT NOT NULL,
    -- NULL where the partner sent none.
    challenge    TEXT,
    code_ends_at INTEGER NOT NULL,
    used_at      INTEGER,
    -- When a used code or refresh token came again.
    ended_at     INTEGER,
    -- The end of its last token; later the row is deleted.
    kept_until   INTEGER NOT NULL,
    -- Ties code, consent, address, challenge and end, under the installation's key.
    seal         BLOB NOT NULL
) STRICT;
CREATE INDEX consent_grant_consent ON consent_grant (consent_id);
CREATE INDEX consent_grant_end ON consent_grant (kept_until) WHERE ended_at IS NULL;

CREATE TABLE consent_token (
    -- A keyed hash of the token.
    hash     BLOB PRIMARY KEY,
    grant_id INTEGER NOT NULL REFERENCES consent_grant (id),
    kind     TEXT NOT NULL CHECK (kind IN ('access', 'refresh')),
    ends_at  INTEGER NOT NULL,
    -- When a refresh token was exchanged for the next one.
    used_at  INTEGER,
    -- Ties hash, grant, kind and end, under the installation's key.
    seal     BLOB NOT NULL
) STRICT;
CREATE INDEX consent_token_end ON consent_token (ends_at);
CREATE INDEX consent_token_grant ON consent_token (grant_id);

-- A person's consent that a partner reads some of their data. Never deleted. All times are of the real clock.
CREATE TABLE site_consent (
    id           INTEGER PRIMARY KEY,
    person_id    INTEGER NOT NULL REFERENCES account (id),
    partner_id   INTEGER NOT NULL REFERENCES partner (id),
    -- Words of the contract, with blanks between them.
    scopes       TEXT NOT NULL CHECK (scopes <> ''),
    given_at     INTEGER NOT NULL,
    ended_at     INTEGER CHECK (ended_at >= given_at),
    ending       TEXT CHECK (ending IN ('person', 'renewed', 'suspension', 'deletion')),
    last_read_at INTEGER,
    CHECK ((ended_at IS NULL) = (ending IS NULL))
) STRICT;
CREATE INDEX site_consent_partner ON site_consent (partner_id, given_at) WHERE ended_at IS NULL;
CREATE INDEX site_consent_person ON site_consent (person_id, id);
-- One at a time.
CREATE UNIQUE INDEX site_consent_running ON site_consent (person_id, partner_id) WHERE ended_at IS NULL;


-- App/Counter

-- Persons whom local officers help at a counter: consent, how they are reached, and who helped. Written before the
-- person's session begins and never deleted.
CREATE TABLE counter_case (
    id             INTEGER PRIMARY KEY,
    -- Ten digits drawn at random, as printed on the slip.
    number         TEXT NOT NULL UNIQUE,
    officer_id     INTEGER NOT NULL REFERENCES officer (id),
    -- Code of the province, and the office where the officer worked at that moment.
    region         TEXT NOT NULL,
    place          TEXT NOT NULL,
    -- By the programme's clock, for the limit of a day: `2020-04-15`.
    day            TEXT NOT NULL,
    -- By which the officer recognises the person in the list of the day.
    label          TEXT NOT NULL CHECK (label <> ''),
    way            TEXT NOT NULL CHECK (way IN ('own', 'household', 'slip')),
    consent        TEXT NOT NULL CHECK (consent IN ('spoken', 'ticked', 'paper-form')),
    -- What the person said.
    words          TEXT NOT NULL CHECK (words <> ''),
    -- Whose number a household's is, with that member's consent.
    relation       TEXT CHECK (relation IN ('spouse', 'parent', 'child', 'sibling', 'other')),
    -- The number of an earlier case of the person's, with the same household member's number.
    earlier        TEXT,
    -- Where the code goes, sealed; of an own number only until it is proved.
    contact        BLOB,
    -- The keyed hash of a household member's number, by which the persons of one number are counted.
    contact_lookup BLOB,
    person_id      INTEGER REFERENCES account (id),
    state          TEXT NOT NULL CHECK (state IN ('begun', 'assisted', 'ended')),
    -- By the real clock.
    begun_at       INTEGER NOT NULL,
    assisted_at    INTEGER,
    ended_at       INTEGER,
    form INTEGER,
    sealed_label BLOB,
    sealed_words BLOB,
    CHECK ((way = 'household') = (relation IS NOT NULL)),
    CHECK ((way = 'household') = (contact_lookup IS NOT NULL)),
    CHECK (way <> 'slip' OR contact IS NULL),
    CHECK ((assisted_at IS NULL) = (person_id IS NULL)),
    CHECK (state <> 'begun' OR person_id IS NULL),
    CHECK (state <> 'assisted' OR person_id IS NOT NULL),
    CHECK ((state = 'ended') = (ended_at IS NOT NULL))
) STRICT;
-- Cases whose code was not typed yet, for the job that ends those of earlier days.
CREATE INDEX counter_case_begun ON counter_case (begun_at) WHERE state = 'begun';
CREATE UNIQUE INDEX counter_case_form ON counter_case (officer_id, form) WHERE form IS NOT NULL;
CREATE INDEX counter_case_household ON counter_case (contact_lookup) WHERE contact_lookup IS NOT NULL;
CREATE INDEX counter_case_officer ON counter_case (officer_id, day);
CREATE INDEX counter_case_person ON counter_case (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX counter_case_unsealed ON counter_case (id) WHERE sealed_label IS NULL;


-- App/Decrees

-- The decree that names a wave's beneficiaries and commits their money. One wave, one decree.
CREATE TABLE decree (
    id         INTEGER PRIMARY KEY,
    wave_id    INTEGER NOT NULL UNIQUE REFERENCES wave (id),
    people     INTEGER NOT NULL CHECK (people >= 0),
    amount     INTEGER NOT NULL CHECK (amount >= 0),
    drafted_by INTEGER NOT NULL REFERENCES officer (id),
    drafted_at INTEGER NOT NULL,
    signed_at  INTEGER,
    list_digest BLOB
) STRICT;

-- The numbers of decrees in force, without a gap, in the order in which they came into force.
CREATE TABLE decree_number (
    number    INTEGER PRIMARY KEY CHECK (number >= 1),
    decree_id INTEGER NOT NULL UNIQUE
) STRICT;

-- Two signatures of two people; the second one puts the decree in force.
CREATE TABLE decree_signature (
    decree_id  INTEGER NOT NULL REFERENCES decree (id),
    place      INTEGER NOT NULL CHECK (place IN (1, 2)),
    officer_id INTEGER NOT NULL REFERENCES officer (id),
    signed_at  INTEGER NOT NULL,
    duty TEXT,
    PRIMARY KEY (decree_id, place),
    UNIQUE (decree_id, officer_id)
) STRICT;
CREATE UNIQUE INDEX decree_signature_duty ON decree_signature (decree_id, duty);


-- App/Disqualifications

-- An entry is taken out after the draw: proposed by one officer, answered by another, contested by the person, judged by
-- a third. While it is open the entry stays selected: its place is kept.
CREATE TABLE disqualification (
    id           INTEGER PRIMARY KEY,
    wave_id      INTEGER NOT NULL REFERENCES wave (id),
    entry_id     INTEGER NOT NULL REFERENCES entry (id),
    person_id    INTEGER NOT NULL REFERENCES account (id),
    ticket       INTEGER NOT NULL CHECK (ticket >= 1),
    -- As the statement of the draw names it, and the very version of it.
    list         TEXT NOT NULL,
    kind         TEXT NOT NULL,
    import_id    INTEGER NOT NULL REFERENCES list_import (id),
    state        TEXT NOT NULL
        CHECK (state IN ('proposed', 'refused', 'told', 'reserved', 'upheld', 'dismissed', 'done')),
    proposed_by  INTEGER NOT NULL REFERENCES officer (id),
    proposed_at  INTEGER NOT NULL,
    answered_by  INTEGER REFERENCES officer (id),
    answered_at  INTEGER,
    contest_by   INTEGER,
    contest      BLOB,                   -- what the person says, sealed
    contested_at INTEGER,
    judged_by    INTEGER REFERENCES officer (id),
    judged_at    INTEGER,
    done_at      INTEGER,
    proposed_duty TEXT,
    CHECK ((answered_by IS NULL) = (state = 'proposed')),
    CHECK (answered_by IS NULL OR answered_by <> proposed_by),
    CHECK (judged_by IS NULL OR (judged_by <> proposed_by AND judged_by <> answered_by)),
    CHECK ((contest IS NULL) = (contested_at IS NULL)),
    CHECK (state NOT IN ('reserved', 'upheld', 'dismissed') OR contest IS NOT NULL),
    CHECK ((state = 'done') = (done_at IS NOT NULL))
) STRICT;
-- Once in a wave: whoever was right keeps the place.
CREATE UNIQUE INDEX disqualification_entry ON disqualification (entry_id) WHERE state <> 'refused';
CREATE INDEX disqualification_open ON disqualification (state, contest_by)
WHERE state IN ('proposed', 'told', 'reserved', 'dismissed');
CREATE INDEX disqualification_wave ON disqualification (wave_id, id);


-- App/Switches

-- What an operator has closed: making accounts, joining a wave, or buying. A door without a row is open.
CREATE TABLE closed_door (
    door      TEXT PRIMARY KEY CHECK (door IN ('sign-up', 'join', 'buy')),
    why_id    TEXT NOT NULL,
    why_en    TEXT NOT NULL,
    closed_at INTEGER NOT NULL
) STRICT;


-- App/Draws

-- The draw of a wave: begun with its opening, sealed when it has closed, drawn once nothing is left to wait for.
CREATE TABLE draw (
    wave_id   INTEGER PRIMARY KEY REFERENCES wave (id),
    opened_at INTEGER NOT NULL,
    -- The mark of whoever seals at the moment: another one takes it over, and the first stops.
    sealing   BLOB,
    entries   INTEGER CHECK (entries >= 0),
    root      BLOB,
    -- The roots of each 1,024 entries: from them and one such piece follows anybody's proof.
    pieces    BLOB,
    seed      BLOB,
    selected  INTEGER CHECK (selected >= 0),
    pages INTEGER CHECK (pages >= 0),
    annex BLOB REFERENCES annex (digest),
    order_commitment BLOB,
    order_sealed BLOB,
    edition_digest BLOB,
    joined INTEGER CHECK (joined >= 0),
    withdrawn INTEGER CHECK (withdrawn >= 0),
    CHECK ((root IS NULL) = (entries IS NULL)),
    CHECK (seed IS NULL OR root IS NOT NULL),
    CHECK (selected IS NULL OR seed IS NOT NULL)
) STRICT;

-- What the registry says of the people on a sealed list, in numbers, as its statement has them.
CREATE TABLE draw_answer (
    wave_id  INTEGER NOT NULL REFERENCES wave (id),
    answer   TEXT NOT NULL CHECK (answer IN ('registry', 'hand', 'disputed', 'differs', 'not-found', 'waiting')),
    entries  INTEGER NOT NULL CHECK (entries >= 1),
    -- The first and the last of these answers, by the programme's clock; only of the registry's confirmations.
    first_at INTEGER,
    last_at  INTEGER,
    PRIMARY KEY (wave_id, answer),
    CHECK ((first_at IS NULL) = (last_at IS NULL)),
    CHECK ((answer = 'registry') = (first_at IS NOT NULL))
) STRICT;

-- One try at a draw under witnesses. A try that too few signed stays, and is followed by the next.
CREATE TABLE draw_attempt (
    wave_id   INTEGER NOT NULL REFERENCES wave (id),
    number    INTEGER NOT NULL CHECK (number >= 1),
    round     INTEGER NOT NULL CHECK (round >= 1),
    begun_at  INTEGER NOT NULL,
    -- What is signed; written once all secrets are shown or their time is over.
    statement TEXT,
    stated_at INTEGER,
    chain INTEGER NOT NULL DEFAULT 1 CHECK (chain IN (1, 2)),
    PRIMARY KEY (wave_id, number),
    CHECK ((statement IS NULL) = (stated_at IS NULL))
) STRICT;

-- The value of public randomness that a wave's draw waited for.
CREATE TABLE draw_beacon (
    wave_id    INTEGER PRIMARY KEY REFERENCES wave (id),
    round      INTEGER NOT NULL,
    randomness TEXT NOT NULL,
    signature  TEXT NOT NULL,
    fetched_at INTEGER NOT NULL,
    previous_signature TEXT
) STRICT;

-- What became of a draw's places, as it is published.
CREATE TABLE draw_change (
    wave_id INTEGER NOT NULL REFERENCES wave (id),
    place   INTEGER NOT NULL CHECK (place >= 1),
    step    TEXT NOT NULL CHECK (step IN ('out', 'passed', 'up', 'empty')),
    ticket  INTEGER,
    reason TEXT
    CHECK (reason IS NULL OR (step = 'passed' AND reason IN ('ineligible', 'family-limit', 'other-place', 'absent'))),
    PRIMARY KEY (wave_id, place),
    CHECK ((step = 'empty') = (ticket IS NULL))
) STRICT;

-- How many sealed entries belong to each pool.
CREATE TABLE draw_count (
    wave_id INTEGER NOT NULL REFERENCES wave (id),
    stratum INTEGER NOT NULL,
    entries INTEGER NOT NULL CHECK (entries >= 0),
    PRIMARY KEY (wave_id, stratum)
) STRICT;

-- The lists in force when a wave was sealed.
CREATE TABLE draw_list (
    wave_id INTEGER NOT NULL REFERENCES wave (id),
    name    TEXT NOT NULL,
    digest  BLOB NOT NULL,
    size INTEGER CHECK (size >= 0),
    PRIMARY KEY (wave_id, name)
) STRICT;

-- A sealed list and its draw, 256 lines a page: written once, by sealing and drawing, and never changed. The kinds are
-- *list*, the published lines by ticket; *holder*, the entries of the same tickets; *ticket*, entries by id with their
-- tickets; *outcome*, the result of each line of the *ticket* page of the same `first` (docs/draw.md).
CREATE TABLE draw_page (
    wave_id INTEGER NOT NULL REFERENCES wave (id),
    kind    TEXT NOT NULL CHECK (kind IN ('list', 'holder', 'ticket', 'outcome')),
    -- The first ticket of a *list* or *holder*; the first entry of a *ticket* or *outcome*.
    first   INTEGER NOT NULL,
    bytes   BLOB NOT NULL,
    -- SHA-256 of `bytes`.
    digest  BLOB NOT NULL,
    PRIMARY KEY (wave_id, kind, first)
) STRICT;
CREATE INDEX draw_page_turn ON draw_page (wave_id, digest) WHERE kind = 'ticket';

-- How many sealed entries each province has, before small ones are merged; 0 is an unknown one.
CREATE TABLE draw_people (
    wave_id  INTEGER NOT NULL REFERENCES wave (id),
    province INTEGER NOT NULL,
    entries  INTEGER NOT NULL CHECK (entries >= 1),
    PRIMARY KEY (wave_id, province)
) STRICT;

-- How many a draw ranked and selected in each pool: what everybody's rank is read against.
CREATE TABLE draw_pool (
    wave_id  INTEGER NOT NULL REFERENCES wave (id),
    stratum  INTEGER NOT NULL,
    entries  INTEGER NOT NULL CHECK (entries >= 1),
    selected INTEGER NOT NULL CHECK (selected >= 0 AND selected <= entries),
    PRIMARY KEY (wave_id, stratum)
) STRICT;

-- How many were taken out before the sealing, each counted under the first reason.
CREATE TABLE draw_removal (
    wave_id INTEGER NOT NULL REFERENCES wave (id),
    reason  TEXT NOT NULL,
    entries INTEGER NOT NULL CHECK (entries >= 1),
    PRIMARY KEY (wave_id, reason)
) STRICT;

CREATE TABLE draw_signature (
    wave_id   INTEGER NOT NULL,
    attempt   INTEGER NOT NULL,
    witness   TEXT NOT NULL,
    line      TEXT NOT NULL,
    signed_at INTEGER NOT NULL,
    PRIMARY KEY (wave_id, attempt, witness),
    FOREIGN KEY (wave_id, attempt) REFERENCES draw_attempt (wave_id, number)
) STRICT;

-- Whoever keeps a secret for a wave: its lock, and the secret once it was shown. The system's own is kept sealed.
CREATE TABLE draw_witness (
    wave_id       INTEGER NOT NULL REFERENCES wave (id),
    witness       TEXT NOT NULL,
    commitment    BLOB NOT NULL,
    committed_at  INTEGER NOT NULL,
    -- The paper as it was handed in, with its signature; none from the system.
    paper         TEXT,
    secret_sealed BLOB,
    secret        BLOB,
    revealed_at   INTEGER,
    PRIMARY KEY (wave_id, witness)
) STRICT;


-- App/Editions

-- The annexes of this installation, each as the site signed it: which chain of public randomness its draws wait for, and
-- the keys of its witnesses.
CREATE TABLE annex (
    digest        BLOB PRIMARY KEY,
    note          TEXT NOT NULL,
    first_used_at INTEGER NOT NULL
) STRICT;

-- Every edition under which something was done here, with its text as it was read first. A published edition does not
-- change: its digest is compared at each start, and what was promised under it can be looked up for ever.
CREATE TABLE edition (
    id            TEXT PRIMARY KEY,
    digest        BLOB NOT NULL,
    text          TEXT NOT NULL,
    first_used_at INTEGER NOT NULL,
    number INTEGER
) STRICT;
CREATE UNIQUE INDEX edition_number ON edition (number);


-- App/Entries

-- Somebody's place in a wave, with what the draw needs to know of them as it was when they joined.
CREATE TABLE entry (
    id             INTEGER PRIMARY KEY,
    wave_id        INTEGER NOT NULL REFERENCES wave (id),
    person_id      INTEGER NOT NULL REFERENCES account (id),
    application_id INTEGER NOT NULL REFERENCES application (id),
    state          TEXT NOT NULL
        CHECK (state IN ('joined', 'sealed', 'selected', 'not-selected', 'withdrawn', 'disqualified')),
    arrived_at     INTEGER NOT NULL,
    shard          INTEGER NOT NULL CHECK (shard >= 0 AND shard < 64),
    priority       INTEGER CHECK (priority IN (0, 1)) NOT NULL,
    province       INTEGER NOT NULL CHECK (province >= 0 AND province <= 97),
    household      BLOB NOT NULL,
    -- From sealing on: the ticket and what its leaf holds.
    ticket         INTEGER CHECK (ticket >= 1),
    household_tag  BLOB,
    earlier        INTEGER CHECK (earlier >= 0),
    salt           BLOB,
    -- From the draw on: the pool it was last drawn in, and its place of how many there.
    stratum        INTEGER,
    position       INTEGER CHECK (position >= 1),
    pool           INTEGER CHECK (pool >= 1),
    code BLOB,
    UNIQUE (wave_id, person_id),
    UNIQUE (wave_id, ticket),
    CHECK ((state IN ('joined', 'withdrawn')) = (ticket IS NULL)),
    CHECK (state NOT IN ('selected', 'not-selected') OR position IS NOT NULL)
) STRICT;
CREATE INDEX entry_person ON entry (person_id, id);
CREATE INDEX entry_state ON entry (wave_id, state, id);

-- A place in a wave that the draw, or a later change of its places, gave to an entry. The row of an entry says that it
-- joined or withdrew; what the draw made of it stands here for the few with a place, and in `draw_page` for all others.
-- There is no foreign key to the entry: it would lock, and so write again, the row of each person who has a place.
CREATE TABLE entry_place (
    wave_id   INTEGER NOT NULL REFERENCES wave (id),
    entry_id  INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    household BLOB NOT NULL,
    ticket    INTEGER NOT NULL CHECK (ticket >= 1),
    -- The pool it got the place in, and its rank of how many there.
    stratum   INTEGER NOT NULL,
    position  INTEGER NOT NULL CHECK (position >= 1),
    pool      INTEGER NOT NULL CHECK (pool >= 1),
    state     TEXT NOT NULL CHECK (state IN ('selected', 'disqualified')),
    PRIMARY KEY (wave_id, entry_id),
    UNIQUE (wave_id, ticket)
) STRICT;
CREATE INDEX entry_place_household ON entry_place (household) WHERE state = 'selected';

-- Somebody who had joined and was not sealed: when the wave's entries were looked at once more, the rules did not let them
-- in any more. The entry itself is withdrawn; the reasons are those of the decision that day.
CREATE TABLE entry_removal (
    entry_id   INTEGER PRIMARY KEY REFERENCES entry (id),
    wave_id    INTEGER NOT NULL REFERENCES wave (id),
    reasons    TEXT NOT NULL,
    removed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX entry_removal_wave ON entry_removal (wave_id);

-- One round of an edition: when people may join, how many places it has, and how far it has come.
CREATE TABLE wave (
    id           INTEGER PRIMARY KEY,
    edition      TEXT NOT NULL,
    number       INTEGER NOT NULL CHECK (number >= 1),
    quota        INTEGER NOT NULL CHECK (quota >= 1),
    opens_at     INTEGER NOT NULL,
    closes_at    INTEGER NOT NULL,
    announces_at INTEGER NOT NULL,
    state        TEXT NOT NULL
        CHECK (state IN ('planned', 'open', 'closed', 'sealed', 'drawn', 'decreed', 'announced')),
    opened_at    INTEGER,
    closed_at    INTEGER,
    sealed_at    INTEGER,
    drawn_at     INTEGER,
    decreed_at   INTEGER,
    announced_at INTEGER,
    -- The last entry whose person was told the outcome; they are told in the order of their entries.
    told         INTEGER NOT NULL CHECK (told >= 0),
    address TEXT,
    books TEXT,
    abandoned_at INTEGER CHECK (abandoned_at IS NULL OR state = 'sealed'),
    UNIQUE (edition, number),
    CHECK (opens_at < closes_at AND closes_at < announces_at),
    CHECK ((state = 'planned') = (opened_at IS NULL)),
    CHECK ((state IN ('planned', 'open')) = (closed_at IS NULL)),
    CHECK (state NOT IN ('decreed', 'announced') OR decreed_at IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX wave_address ON wave (address);

-- The waves that were opened before entries had codes (0415): their entries may lack one. Any other wave requires them.
-- The first start of a server binds these rows; one that is put in later is not bound, and permits nothing.
CREATE TABLE wave_before_codes (
    wave_id INTEGER PRIMARY KEY REFERENCES wave (id)
) STRICT;

-- The door of a wave, in 64 leaves so that people who come together do not wait for each other. The live count is their sum.
CREATE TABLE wave_gate (
    wave_id INTEGER NOT NULL REFERENCES wave (id),
    shard   INTEGER NOT NULL CHECK (shard >= 0 AND shard < 64),
    open    INTEGER CHECK (open IN (0, 1)) NOT NULL,
    joined  INTEGER NOT NULL CHECK (joined >= 0),
    PRIMARY KEY (wave_id, shard)
) STRICT;

-- An announcement that was put off. The date that had been promised stays on record.
CREATE TABLE wave_postponement (
    wave_id    INTEGER NOT NULL REFERENCES wave (id),
    place      INTEGER NOT NULL CHECK (place >= 1),
    was        INTEGER NOT NULL,
    becomes    INTEGER NOT NULL,
    reason     TEXT NOT NULL,
    officer_id INTEGER NOT NULL REFERENCES officer (id),
    decided_at INTEGER NOT NULL,
    PRIMARY KEY (wave_id, place),
    CHECK (becomes > was)
) STRICT;


-- App/Exports

-- Each download: who, when, from where.
CREATE TABLE export_download (
    id         INTEGER PRIMARY KEY,
    export_id  INTEGER NOT NULL REFERENCES export_request (id),
    officer_id INTEGER NOT NULL REFERENCES officer (id),
    at         INTEGER NOT NULL,
    address    TEXT NOT NULL
) STRICT;
CREATE INDEX export_download_export ON export_download (export_id, id);

-- Whom the rows of a finished export are about, as ids with commas, sealed, as they were when it was made: a download is
-- recorded as a reading of their data. Deleted with the file.
CREATE TABLE export_people (
    id        INTEGER PRIMARY KEY,
    export_id INTEGER NOT NULL REFERENCES export_request (id),
    place     INTEGER NOT NULL CHECK (place >= 0),
    content   BLOB NOT NULL,
    UNIQUE (export_id, place)
) STRICT;

-- The file in pieces, sealed; deleted when it expires.
CREATE TABLE export_piece (
    id        INTEGER PRIMARY KEY,
    export_id INTEGER NOT NULL REFERENCES export_request (id),
    place     INTEGER NOT NULL CHECK (place >= 0),
    content   BLOB NOT NULL,
    UNIQUE (export_id, place)
) STRICT;

-- A table that an officer asked for, with its purpose. Where a row is about one person, an officer of another duty
-- agrees first.
CREATE TABLE export_request (
    id           INTEGER PRIMARY KEY,
    kind         TEXT NOT NULL CHECK (kind IN ('selected', 'batch', 'entries', 'audit', 'figures', 'cases')),
    part         TEXT NOT NULL,               -- which wave, batch or days
    purpose      TEXT NOT NULL,
    personal     INTEGER CHECK (personal IN (0, 1)) NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('asked', 'approved', 'refused', 'made', 'failed', 'expired')),
    asked_by     INTEGER NOT NULL REFERENCES officer (id),
    asked_duty   TEXT NOT NULL,
    asked_at     INTEGER NOT NULL,
    decided_by   INTEGER REFERENCES officer (id),
    decided_duty TEXT,
    decided_at   INTEGER,
    decision     TEXT,
    lines        INTEGER CHECK (lines >= 0),
    bytes        INTEGER CHECK (bytes >= 0),
    digest       BLOB,                       -- SHA-256 of the whole file
    made_at      INTEGER,                      -- real clock
    expires_at   INTEGER,
    trouble      TEXT,
    CHECK (decided_by IS NULL OR (decided_by <> asked_by AND decided_duty <> asked_duty)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    -- No person's data leaves without a second officer.
    CHECK (NOT personal OR state IN ('asked', 'refused') OR decided_by IS NOT NULL),
    CHECK (state NOT IN ('made', 'expired') OR (digest IS NOT NULL AND expires_at IS NOT NULL))
) STRICT;
CREATE INDEX export_request_open ON export_request (state, id) WHERE state IN ('asked', 'made');


-- App/HeldCompletions

-- What one officer proposes about such a report, and the second officer's answer.
CREATE TABLE completion_verdict (
    id              INTEGER PRIMARY KEY,
    held_id         INTEGER NOT NULL REFERENCES held_completion (id),
    verdict         TEXT NOT NULL CHECK (verdict IN ('accept', 'refuse')),
    reason          TEXT NOT NULL,
    proposed_by     INTEGER NOT NULL REFERENCES officer (id),
    proposed_duty   TEXT NOT NULL,
    proposed_at     INTEGER NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'refused', 'late')),
    decided_by      INTEGER REFERENCES officer (id),
    decided_because TEXT,
    decided_at      INTEGER,
    sealed_reason BLOB,
    sealed_decided_because BLOB,
    CHECK ((state = 'proposed') = (decided_at IS NULL)),
    CHECK ((state IN ('approved', 'refused')) = (decided_by IS NOT NULL)),
    CHECK ((decided_by IS NULL) = (decided_because IS NULL)),
    -- The proposer never decides.
    CHECK (decided_by IS NULL OR decided_by <> proposed_by)
) STRICT;
CREATE INDEX completion_verdict_answer_unsealed ON completion_verdict (id)
    WHERE sealed_decided_because IS NULL AND decided_because <> '';
CREATE INDEX completion_verdict_held ON completion_verdict (held_id, id);
CREATE UNIQUE INDEX completion_verdict_open ON completion_verdict (held_id) WHERE state = 'proposed';
CREATE INDEX completion_verdict_unsealed ON completion_verdict (id) WHERE sealed_reason IS NULL AND reason <> '';

-- A reported completion that was implausibly quick, or one of many at once: no money moves by it until two officers have
-- decided, or the last day for it is over.
CREATE TABLE held_completion (
    id                 INTEGER PRIMARY KEY,
    purchase_id        INTEGER NOT NULL REFERENCES purchase (id),
    person_id          INTEGER NOT NULL REFERENCES account (id),
    report_id          INTEGER NOT NULL UNIQUE REFERENCES training_report (id),
    -- NULL where the institution gave none.
    score              INTEGER CHECK (score >= 0 AND score <= 100),
    certificate_number TEXT NOT NULL,
    basis              TEXT NOT NULL CHECK (basis IN ('reported', 'post-test', 'attendance')),
    -- Words separated by blanks, as in the programme's rule.
    grounds            TEXT NOT NULL CHECK (LENGTH(grounds) > 0),
    -- What the rule compared: minutes since the first attendance, and completions in the window.
    minutes            INTEGER NOT NULL CHECK (minutes >= 0),
    of_institution     INTEGER NOT NULL CHECK (of_institution >= 0),
    of_course          INTEGER NOT NULL CHECK (of_course >= 0),
    reported_at        INTEGER NOT NULL,
    decide_by          INTEGER NOT NULL,
    state              TEXT NOT NULL CHECK (state IN ('waiting', 'accepted', 'refused', 'unanswered')),
    ended_at           INTEGER,
    set_aside_at INTEGER,
    CHECK (decide_by > reported_at),
    CHECK ((state = 'waiting') = (ended_at IS NULL))
) STRICT;
CREATE INDEX held_completion_due ON held_completion (decide_by) WHERE state = 'waiting';
CREATE INDEX held_completion_purchase ON held_completion (purchase_id, id);
CREATE UNIQUE INDEX held_completion_stands ON held_completion (purchase_id) WHERE state IN ('accepted', 'unanswered');
-- One report of a training waits, and one stands.
CREATE UNIQUE INDEX held_completion_waiting ON held_completion (purchase_id) WHERE state = 'waiting';


-- App/HeldMatters

-- What is held back because a row is not as an act left it, for the office: until the row is as it was again. It decides
-- nothing: an act compares the row itself, so that taking a row out of this table, or putting one in, releases and holds
-- nothing, and it is in no bound record.
CREATE TABLE held_matter (
    id              INTEGER PRIMARY KEY,
    cause           TEXT NOT NULL
        CHECK (cause IN ('record', 'balance', 'entries', 'proof', 'paid', 'unreadable')),
    -- The kind of the record, the ledger's account, or `table.column`.
    what            TEXT NOT NULL,
    -- The record, card, purchase or row; 0 of an account of the ledger.
    row_id          INTEGER NOT NULL,
    -- Whom and what it concerns, as the rows said when it was first met: ids without a reference, because SQL may have
    -- changed them.
    person_id       INTEGER,
    purchase_id     INTEGER,
    disbursement_id INTEGER,
    amount          INTEGER,
    -- Real clock.
    noted_at        INTEGER NOT NULL,
    last_at         INTEGER NOT NULL,
    checked_at      INTEGER NOT NULL,
    ended_at        INTEGER
) STRICT;
CREATE INDEX held_matter_check ON held_matter (checked_at) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX held_matter_open ON held_matter (cause, what, row_id) WHERE ended_at IS NULL;
CREATE INDEX held_matter_person ON held_matter (person_id) WHERE ended_at IS NULL;


-- App/HelpOffices

-- The offices where people are helped with a computer and with signing up, as an operator imported them. An import
-- replaces the whole directory in one transaction; an office that stays keeps its id.
CREATE TABLE help_office (
    id        INTEGER PRIMARY KEY,
    kind      TEXT NOT NULL CHECK (kind IN ('labour', 'industry-and-trade', 'tourism', 'cooperatives')),
    -- The code of a regency or city: `32.73`.
    region    TEXT NOT NULL,
    name      TEXT NOT NULL CHECK (name <> ''),
    address   TEXT NOT NULL CHECK (address <> ''),
    -- `+62225550100`; NULL where the office has none.
    phone     TEXT,
    computers INTEGER NOT NULL CHECK (computers >= 0),
    -- Monday to Sunday, separated by semicolons: `08:00-12:00,13:00-16:00`, or nothing for a closed day.
    hours     TEXT NOT NULL,
    UNIQUE (region, kind, name)
) STRICT;


-- App/Rights

-- A person asks to delete the account. It is carried out when the days of waiting are over, unless the person takes it
-- back or something has come up that the account is needed for. Times are the programme's.
CREATE TABLE account_deletion (
    id        INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES account (id),
    state     TEXT NOT NULL CHECK (state IN ('waiting', 'cancelled', 'stopped', 'done')),
    asked_at  INTEGER NOT NULL,
    due_at    INTEGER NOT NULL CHECK (due_at > asked_at),
    ended_at  INTEGER,
    CHECK ((state = 'waiting') = (ended_at IS NULL))
) STRICT;
CREATE INDEX account_deletion_due ON account_deletion (due_at, id) WHERE state = 'waiting';
-- One at a time.
CREATE UNIQUE INDEX account_deletion_waiting ON account_deletion (person_id) WHERE state = 'waiting';


-- App/Identity

-- What a person says their identity card says. A correction is a new claim; three NIKs may be tried.
CREATE TABLE identity_claim (
    id            INTEGER PRIMARY KEY,
    person_id     INTEGER NOT NULL REFERENCES account (id),
    attempt       INTEGER NOT NULL CHECK (attempt BETWEEN 1 AND 3),
    nik           BLOB NOT NULL,
    nik_lookup    BLOB NOT NULL,
    family_card   BLOB,
    household     BLOB NOT NULL,
    birth_date    TEXT NOT NULL,
    state         TEXT NOT NULL
        CHECK (state IN ('waiting', 'verified', 'mismatch', 'not-found', 'contested', 'replaced')),
    differing     TEXT NOT NULL,           -- names of fields, with commas
    counted       INTEGER CHECK (counted IN (0, 1)) NOT NULL,        -- whether verified_nik has counted this claim
    claimed_at    INTEGER NOT NULL,
    waiting_since INTEGER NOT NULL,
    checks        INTEGER NOT NULL CHECK (checks BETWEEN 0 AND 8),
    answered_at   INTEGER,
    refused_at INTEGER,
    UNIQUE (person_id, attempt)
) STRICT;
-- One claim in force per person.
CREATE UNIQUE INDEX identity_claim_current ON identity_claim (person_id) WHERE state <> 'replaced';
-- At most one claim holds a NIK, whatever the programme believes.
CREATE UNIQUE INDEX identity_claim_holder ON identity_claim (nik_lookup) WHERE state = 'verified';
CREATE INDEX identity_claim_nik ON identity_claim (nik_lookup);

-- A NIK that two people claim and the registry confirms for both: one row for each newer claim. Whom the registry
-- confirmed first goes on; the newer claim waits here. Times are the programme's, so that the edition's working days can
-- be counted from them.
CREATE TABLE identity_dispute (
    claim_id      INTEGER PRIMARY KEY REFERENCES identity_claim (id),
    nik_lookup    BLOB NOT NULL,
    newer_person  INTEGER NOT NULL REFERENCES account (id),
    older_claim   INTEGER NOT NULL REFERENCES identity_claim (id),
    older_person  INTEGER NOT NULL REFERENCES account (id),
    state         TEXT NOT NULL CHECK (state IN ('quiet', 'open', 'proposed', 'decided', 'dropped')),
    -- Whether the older person's new payee accounts and payments wait for it: only for the first dispute of a person.
    holds         INTEGER CHECK (holds IN (0, 1)) NOT NULL,
    begun_at      INTEGER NOT NULL,
    opened_at     INTEGER,
    decide_by     INTEGER,
    proposed_for  TEXT CHECK (proposed_for IN ('older', 'newer')),
    proposed_by   INTEGER REFERENCES officer (id),
    proposed_role TEXT,
    reason        BLOB,
    proposed_at   INTEGER,
    decided_for   TEXT CHECK (decided_for IN ('older', 'newer')),
    -- Empty where the days were over and no two officers had decided.
    decided_by    INTEGER REFERENCES officer (id),
    decided_at    INTEGER,
    CHECK ((opened_at IS NULL) = (decide_by IS NULL)),
    CHECK ((state = 'decided') = (decided_for IS NOT NULL))
) STRICT;
CREATE INDEX identity_dispute_nik ON identity_dispute (nik_lookup);
CREATE INDEX identity_dispute_older ON identity_dispute (older_person);
CREATE INDEX identity_dispute_state ON identity_dispute (state, claim_id);

-- The guarded row on which two people with one verified NIK meet: whoever comes second freezes both.
CREATE TABLE verified_nik (
    lookup  BLOB PRIMARY KEY,
    holders INTEGER NOT NULL CHECK (holders >= 0)
) STRICT;


-- App/Inbox

-- One way a message travels. `recipient` is the keyed hash of the destination, in whose order its notices leave.
CREATE TABLE delivery (
    id             INTEGER PRIMARY KEY,
    message_id     INTEGER NOT NULL REFERENCES message (id),
    person_id      INTEGER,
    channel        TEXT NOT NULL CHECK (channel IN ('email', 'sms')),
    recipient      BLOB NOT NULL,
    destination    BLOB NOT NULL,
    language       TEXT NOT NULL CHECK (language IN ('id', 'en')),
    code_purpose   TEXT,
    code_subject   TEXT,
    state          TEXT NOT NULL CHECK (state IN ('queued', 'handed-over', 'delivered', 'failed')),
    attempts       INTEGER NOT NULL CHECK (attempts >= 0),
    reason         TEXT,
    queued_at      INTEGER NOT NULL,
    handed_over_at INTEGER,
    delivered_at   INTEGER,
    failed_at      INTEGER,
    job_id INTEGER,
    CHECK ((code_purpose IS NULL) = (code_subject IS NULL)),
    CHECK (state NOT IN ('handed-over', 'delivered') OR handed_over_at IS NOT NULL),
    CHECK ((state = 'delivered') = (delivered_at IS NOT NULL)),
    CHECK ((state = 'failed') = (failed_at IS NOT NULL AND reason IS NOT NULL))
) STRICT;
CREATE INDEX delivery_failed ON delivery (failed_at) WHERE state = 'failed';
CREATE INDEX delivery_message ON delivery (message_id);
CREATE INDEX delivery_waiting ON delivery (recipient, id) WHERE state = 'queued';

-- Everything ever told to a person, and every code sent to an address that is being proved. The words are sealed; those
-- of a code are forgotten once the gateway has it.
CREATE TABLE message (
    id           INTEGER PRIMARY KEY,
    person_id    INTEGER,
    kind         TEXT NOT NULL CHECK (kind IN ('notice', 'code')),
    content      BLOB,
    created_at   INTEGER NOT NULL,
    programme_at INTEGER NOT NULL,
    read_at      INTEGER,
    sealed_for INTEGER,
    CHECK (kind = 'code' OR (person_id IS NOT NULL AND content IS NOT NULL))
) STRICT;
CREATE INDEX message_inbox ON message (person_id, id) WHERE kind = 'notice';
CREATE INDEX message_of_earlier ON message (id) WHERE sealed_for IS NULL AND kind = 'notice';

-- The language somebody last asked for a code in: what comes later without being asked for is written in it too.
CREATE TABLE recipient_language (
    recipient BLOB PRIMARY KEY,
    language  TEXT NOT NULL CHECK (language IN ('id', 'en'))
) STRICT;

-- How many codes went out by text message in an hour or a day, for the whole programme. Spread over shards, so that a
-- thousand a second need not wait for one another; each may use its share.
CREATE TABLE text_budget (
    period INTEGER NOT NULL,
    span   TEXT NOT NULL CHECK (span IN ('hour', 'day')),
    shard  INTEGER NOT NULL CHECK (shard >= 0),
    sent   INTEGER NOT NULL CHECK (sent >= 1),
    PRIMARY KEY (period, span, shard)
) STRICT;


-- App/Incentives

-- One payment of the programme to a beneficiary. `next_look` is the day on which something can change by itself.
CREATE TABLE instalment (
    id          INTEGER PRIMARY KEY,
    person_id   INTEGER NOT NULL REFERENCES account (id),
    card_id     INTEGER NOT NULL REFERENCES card (id),
    purchase_id INTEGER NOT NULL REFERENCES purchase (id),
    kind        TEXT NOT NULL CHECK (kind IN ('incentive', 'survey')),
    number      INTEGER NOT NULL CHECK (number >= 1),
    amount      INTEGER NOT NULL CHECK (amount > 0),
    due_on      TEXT,
    state       TEXT NOT NULL
        CHECK (state IN ('planned', 'earned', 'requested', 'sent', 'paid', 'failed', 'forfeited')),
    failure     TEXT,
    attempt     INTEGER NOT NULL CHECK (attempt >= 0),
    changed_on  TEXT NOT NULL,
    next_look   TEXT,
    UNIQUE (card_id, kind, number),
    CHECK ((state = 'failed') = (failure IS NOT NULL)),
    CHECK (state NOT IN ('requested', 'sent', 'paid', 'failed') OR attempt >= 1),
    CHECK (state NOT IN ('requested', 'sent', 'paid', 'forfeited') OR next_look IS NULL)
) STRICT;
CREATE INDEX instalment_look ON instalment (next_look, id) WHERE next_look IS NOT NULL;
CREATE INDEX instalment_person ON instalment (person_id, kind, number);
CREATE INDEX instalment_requested ON instalment (id) WHERE state = 'requested';


-- App/Ledger

-- Money reserved. It ends once: posted by an entry, voided or expired.
CREATE TABLE hold (
    id         INTEGER PRIMARY KEY,
    key        TEXT NOT NULL UNIQUE,
    account_id INTEGER NOT NULL REFERENCES ledger_account (id),
    amount     INTEGER NOT NULL CHECK (amount > 0),
    state      TEXT NOT NULL CHECK (state IN ('placed', 'posted', 'voided', 'expired')),
    placed_at  INTEGER NOT NULL,
    expires_at INTEGER,
    ended_at   INTEGER,
    entry_id   INTEGER REFERENCES journal_entry (id),
    CHECK ((state = 'placed') = (ended_at IS NULL)),
    CHECK ((state = 'posted') = (entry_id IS NOT NULL))
) STRICT;
CREATE INDEX hold_due ON hold (expires_at, id) WHERE state = 'placed';
CREATE INDEX hold_placed ON hold (account_id) WHERE state = 'placed';

-- One business event in the books. Never changed: a mistake is followed by another entry.
CREATE TABLE journal_entry (
    id      INTEGER PRIMARY KEY,
    key     TEXT NOT NULL UNIQUE,
    kind    TEXT NOT NULL CHECK (kind IN (
        'appropriation', 'cut', 'decree', 'release', 'reallocation', 'cards', 'purchase', 'milestone', 'refund',
        'settlement', 'settlement-paid', 'instalment-sent', 'instalment-paid', 'instalment-failed', 'bank-return',
        'expiry', 'recovery', 'correction')),
    content BLOB NOT NULL,
    reason  TEXT NOT NULL,
    at      INTEGER NOT NULL,
    code BLOB
) STRICT;
-- The entries from before they had codes, which the first start of a server binds.
CREATE INDEX journal_entry_uncoded ON journal_entry (id) WHERE code IS NULL;

-- The chart of accounts as far as it is in use. A sink's sum is computed from its postings: its row stays at zero, so that
-- a million payments need not wait for one another.
CREATE TABLE ledger_account (
    id     INTEGER PRIMARY KEY,
    code   TEXT NOT NULL UNIQUE,
    posted INTEGER NOT NULL,
    held   INTEGER NOT NULL CHECK (held >= 0),
    floor  INTEGER CHECK (floor IN (0, 1)) NOT NULL,
    sink   INTEGER CHECK (sink IN (0, 1)) NOT NULL,
    CHECK (NOT floor OR held <= posted),
    CHECK (NOT sink OR (posted = 0 AND held = 0))
) STRICT;

-- Money that left one account and reached another.
CREATE TABLE posting (
    entry_id INTEGER NOT NULL REFERENCES journal_entry (id),
    place    INTEGER NOT NULL CHECK (place >= 0),
    from_id  INTEGER NOT NULL REFERENCES ledger_account (id),
    to_id    INTEGER NOT NULL REFERENCES ledger_account (id),
    amount   INTEGER NOT NULL CHECK (amount > 0),
    code BLOB,
    PRIMARY KEY (entry_id, place),
    CHECK (from_id <> to_id)
) STRICT;
CREATE INDEX posting_in ON posting (to_id, entry_id, amount);
CREATE INDEX posting_out ON posting (from_id, entry_id, amount);

-- Which sealed entries of the journal each card and each purchase has. The sealer adds the rows with the leaves, so that an
-- entry that is taken away with its postings is missed at once (docs/decisions/0028). Rows are added and never changed.
CREATE TABLE sealed_entry (
    -- The account's code and not its id, which SQL could give to another account.
    account  TEXT NOT NULL,
    entry_id INTEGER NOT NULL,
    PRIMARY KEY (account, entry_id)
) STRICT;


-- App/Lists

-- Somebody on a priority list was invited, once in their life.
CREATE TABLE invitation (
    lookup     BLOB PRIMARY KEY,
    import_id  INTEGER NOT NULL REFERENCES list_import (id),
    invited_at INTEGER NOT NULL
) STRICT;
CREATE INDEX invitation_import ON invitation (import_id);
CREATE INDEX invitation_time ON invitation (invited_at);

-- Invitations of one list, counted before they are approved: drafted by one officer, started by another, then sent some
-- at a time. `position` is the last row of `list_contact` that was counted or, from the start on, invited. Real clock.
CREATE TABLE invitation_batch (
    id             INTEGER PRIMARY KEY,
    import_id      INTEGER NOT NULL REFERENCES list_import (id),
    state          TEXT NOT NULL CHECK (state IN ('counting', 'drafted', 'running', 'paused', 'done', 'refused')),
    reason         TEXT NOT NULL,
    -- The amount that the text names.
    benefit        INTEGER NOT NULL CHECK (benefit > 0),
    position       INTEGER NOT NULL CHECK (position >= 0),
    people         INTEGER NOT NULL CHECK (people >= 0),
    registered     INTEGER NOT NULL CHECK (registered >= 0),
    invited_before INTEGER NOT NULL CHECK (invited_before >= 0),
    texts          INTEGER NOT NULL CHECK (texts >= 0),
    mails          INTEGER NOT NULL CHECK (mails >= 0),
    counted_at     INTEGER,
    proposed_by    INTEGER NOT NULL REFERENCES officer (id),
    proposed_duty  TEXT NOT NULL,
    proposed_at    INTEGER NOT NULL,
    decided_by     INTEGER REFERENCES officer (id),
    decided_at     INTEGER,
    answer         TEXT,
    -- People invited, and what became of their messages when it was last counted.
    invited        INTEGER NOT NULL CHECK (invited >= 0),
    sent           INTEGER NOT NULL CHECK (sent >= 0),
    delivered      INTEGER NOT NULL CHECK (delivered >= 0),
    failed         INTEGER NOT NULL CHECK (failed >= 0),
    figures_at     INTEGER,
    CHECK ((state = 'counting') = (counted_at IS NULL)),
    CHECK ((state IN ('counting', 'drafted')) = (decided_by IS NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK ((decided_by IS NULL) = (answer IS NULL)),
    CHECK (decided_by IS NULL OR decided_by <> proposed_by)
) STRICT;
CREATE INDEX invitation_batch_import ON invitation_batch (import_id, id);
-- One at a time for each list.
CREATE UNIQUE INDEX invitation_batch_list ON invitation_batch (import_id)
WHERE state IN ('counting', 'drafted', 'running', 'paused');

-- The messages of a batch, by which their deliveries are counted.
CREATE TABLE invitation_message (
    batch_id   INTEGER NOT NULL REFERENCES invitation_batch (id),
    message_id INTEGER NOT NULL REFERENCES message (id),
    PRIMARY KEY (batch_id, message_id)
) STRICT;

-- The lines that differ. Kept only where there is a version to compare with.
CREATE TABLE list_change (
    difference_id INTEGER NOT NULL REFERENCES list_difference (id),
    change        TEXT NOT NULL CHECK (change IN ('added', 'removed', 'changed')),
    lookup        BLOB NOT NULL,
    PRIMARY KEY (difference_id, change, lookup)
) STRICT;

-- How people on a list can be reached, sealed, where the office that keeps it said so.
CREATE TABLE list_contact (
    id        INTEGER PRIMARY KEY,
    import_id INTEGER NOT NULL REFERENCES list_import (id),
    lookup    BLOB NOT NULL,
    contacts  BLOB NOT NULL,
    fingerprint BLOB
) STRICT;
CREATE INDEX list_contact_import ON list_contact (import_id, id);
-- A person who stands on a list several times is reached once.
CREATE INDEX list_contact_person ON list_contact (import_id, lookup);

-- What a version of a list changes against the one in force, or what withdrawing a list changes: counted in pieces, in
-- the order of the hashes, so that two lists of a million lines are never in memory. Real clock.
CREATE TABLE list_difference (
    id         INTEGER PRIMARY KEY,
    import_id  INTEGER NOT NULL REFERENCES list_import (id),
    purpose    TEXT NOT NULL CHECK (purpose IN ('version', 'withdrawal')),
    -- The version that was in force; NULL for the first version and for a withdrawal.
    against_id INTEGER REFERENCES list_import (id),
    state      TEXT NOT NULL CHECK (state IN ('counting', 'counted')),
    -- The hash up to which both lists are compared.
    position   BLOB NOT NULL,
    added      INTEGER NOT NULL CHECK (added >= 0),
    removed    INTEGER NOT NULL CHECK (removed >= 0),
    unchanged  INTEGER NOT NULL CHECK (unchanged >= 0),
    -- Of the unchanged people, those with other contacts.
    changed    INTEGER NOT NULL CHECK (changed BETWEEN 0 AND unchanged),
    -- Of the people added or removed, the ones who were invited and have no account.
    invited    INTEGER NOT NULL CHECK (invited >= 0),
    begun_at   INTEGER NOT NULL,
    counted_at INTEGER,
    CHECK ((state = 'counted') = (counted_at IS NOT NULL))
) STRICT;
CREATE INDEX list_difference_counting ON list_difference (begun_at) WHERE state = 'counting';
CREATE INDEX list_difference_import ON list_difference (import_id, id);

-- Who stands on it. Found by the hash, whatever list it is on.
CREATE TABLE list_entry (
    lookup    BLOB NOT NULL,
    import_id INTEGER NOT NULL REFERENCES list_import (id),
    PRIMARY KEY (lookup, import_id)
) STRICT;
-- One list is gone through from its beginning to its end when it is counted who of it has come.
CREATE INDEX list_entry_import ON list_entry (import_id, lookup);

-- A list of another office, as it was brought in. Nobody's NIK is kept, only its keyed hash.
CREATE TABLE list_import (
    id          INTEGER PRIMARY KEY,
    kind        TEXT NOT NULL,
    source      TEXT NOT NULL,
    as_of       TEXT NOT NULL,
    expires_on  TEXT,
    state       TEXT NOT NULL CHECK (state IN ('reading', 'proposed', 'in-force', 'refused', 'replaced')),
    digest      BLOB,                     -- SHA-256 of the file, once it was read to its end
    accepted    INTEGER NOT NULL CHECK (accepted >= 0),
    duplicates  INTEGER NOT NULL CHECK (duplicates >= 0),
    bad         INTEGER NOT NULL CHECK (bad >= 0),
    contacts    INTEGER NOT NULL CHECK (contacts >= 0),
    imported_by INTEGER REFERENCES officer (id),   -- NULL for the command line
    imported_at INTEGER NOT NULL,
    decided_by  INTEGER REFERENCES officer (id),
    decided_at  INTEGER,
    reason TEXT,
    unread_contacts INTEGER NOT NULL DEFAULT 0 CHECK (unread_contacts >= 0),
    trouble TEXT,
    trouble_en TEXT,
    withdrawn_at INTEGER,
    imported_duty TEXT,
    CHECK ((state = 'reading') = (digest IS NULL)),
    CHECK (decided_by IS NULL OR imported_by IS NULL OR decided_by <> imported_by),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL))
) STRICT;
-- One list in force of each kind and source.
CREATE UNIQUE INDEX list_import_in_force ON list_import (kind, source) WHERE state = 'in-force';

-- One person removed from one office's list on proof, whichever version carries the line: proposed by one officer, put
-- in force by another, and ended by two. The line itself stays in `list_entry`. NIK, proof and reasons are sealed.
-- Real clock.
CREATE TABLE list_removal (
    id                INTEGER PRIMARY KEY,
    kind              TEXT NOT NULL,
    source            TEXT NOT NULL,
    lookup            BLOB NOT NULL,
    -- The version in which the officer found the line.
    import_id         INTEGER NOT NULL REFERENCES list_import (id),
    -- Empty for a person without an account.
    person_id         INTEGER REFERENCES account (id),
    case_id           INTEGER REFERENCES service_case (id),
    nik               BLOB NOT NULL,
    proof             BLOB NOT NULL,
    reason            BLOB NOT NULL,
    state             TEXT NOT NULL CHECK (state IN ('proposed', 'in-force', 'refused', 'ending', 'ended')),
    proposed_by       INTEGER NOT NULL REFERENCES officer (id),
    proposed_duty     TEXT NOT NULL,
    proposed_at       INTEGER NOT NULL,
    decided_by        INTEGER REFERENCES officer (id),
    decided_at        INTEGER,
    answer            BLOB,
    end_reason        BLOB,
    end_proposed_by   INTEGER REFERENCES officer (id),
    end_proposed_duty TEXT,
    ended_by          INTEGER REFERENCES officer (id),
    ended_at          INTEGER,
    CHECK ((state = 'proposed') = (decided_by IS NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK ((decided_by IS NULL) = (answer IS NULL)),
    CHECK (decided_by IS NULL OR decided_by <> proposed_by),
    CHECK ((state IN ('ending', 'ended')) = (end_proposed_by IS NOT NULL)),
    CHECK ((end_proposed_by IS NULL) = (end_proposed_duty IS NULL)),
    CHECK ((end_proposed_by IS NULL) = (end_reason IS NULL)),
    CHECK ((state = 'ended') = (ended_by IS NOT NULL)),
    CHECK ((ended_by IS NULL) = (ended_at IS NULL)),
    CHECK (ended_by IS NULL OR ended_by <> end_proposed_by)
) STRICT;
-- One at a time for each line; also asked for each eligibility.
CREATE UNIQUE INDEX list_removal_line ON list_removal (lookup, kind, source)
WHERE state IN ('proposed', 'in-force', 'ending');
CREATE INDEX list_removal_list ON list_removal (kind, source, id);
CREATE INDEX list_removal_person ON list_removal (person_id);
CREATE INDEX list_removal_waiting ON list_removal (id) WHERE state IN ('proposed', 'ending');

-- Lines that could not be read: where and why, never what they held. The first so many of each list.
CREATE TABLE list_slip (
    import_id INTEGER NOT NULL REFERENCES list_import (id),
    line      INTEGER NOT NULL CHECK (line >= 1),
    reason    TEXT NOT NULL,
    PRIMARY KEY (import_id, line)
) STRICT;

-- How many of a list came to the programme, as last counted.
CREATE TABLE list_take_up (
    import_id  INTEGER PRIMARY KEY REFERENCES list_import (id),
    registered INTEGER NOT NULL,
    joined     INTEGER NOT NULL,
    selected   INTEGER NOT NULL,
    invited    INTEGER NOT NULL,
    counted_at INTEGER NOT NULL
) STRICT;

-- People with an account whom a difference touches, as they stood when it was counted.
CREATE TABLE list_touch (
    difference_id INTEGER NOT NULL REFERENCES list_difference (id),
    person_id     INTEGER NOT NULL REFERENCES account (id),
    change        TEXT NOT NULL CHECK (change IN ('added', 'removed')),
    standing      TEXT NOT NULL,
    consequence   TEXT NOT NULL,
    PRIMARY KEY (difference_id, person_id)
) STRICT;
CREATE INDEX list_touch_group ON list_touch (difference_id, standing, consequence, person_id);

-- How many people stand where, added up while the pieces are counted.
CREATE TABLE list_touch_count (
    difference_id INTEGER NOT NULL REFERENCES list_difference (id),
    standing      TEXT NOT NULL,
    consequence   TEXT NOT NULL,
    people        INTEGER NOT NULL CHECK (people > 0),
    PRIMARY KEY (difference_id, standing, consequence)
) STRICT;

CREATE TABLE list_withdrawal (
    id            INTEGER PRIMARY KEY,
    import_id     INTEGER NOT NULL REFERENCES list_import (id),
    reason        TEXT NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('proposed', 'in-force', 'refused')),
    proposed_by   INTEGER NOT NULL REFERENCES officer (id),
    proposed_duty TEXT NOT NULL,
    proposed_at   INTEGER NOT NULL,
    decided_by    INTEGER REFERENCES officer (id),
    decided_at    INTEGER,
    answer        TEXT,
    CHECK ((state = 'proposed') = (decided_by IS NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK ((decided_by IS NULL) = (answer IS NULL)),
    CHECK (decided_by IS NULL OR decided_by <> proposed_by)
) STRICT;
-- One at a time for each list, and none after it is withdrawn.
CREATE UNIQUE INDEX list_withdrawal_list ON list_withdrawal (import_id) WHERE state IN ('proposed', 'in-force');


-- App/Office

-- The people and cases that an officer opened last, for the officer's own desk: eight at most, names sealed.
CREATE TABLE officer_visit (
    officer_id INTEGER NOT NULL REFERENCES officer (id),
    path       TEXT NOT NULL,
    label      BLOB NOT NULL,
    opened_at  INTEGER NOT NULL,
    PRIMARY KEY (officer_id, path)
) STRICT;


-- App/Officers

-- The role files that were in force here, for a start without the file and for the audit log's digests.
CREATE TABLE office_role_file (
    digest  BLOB NOT NULL,
    used_at INTEGER NOT NULL,
    text    TEXT NOT NULL,
    PRIMARY KEY (digest, used_at)
) STRICT;

-- Somebody of the office: password and authenticator, one role. Suspended, never deleted: signatures point here.
CREATE TABLE officer (
    id            INTEGER PRIMARY KEY,
    name          TEXT NOT NULL,
    sign_in       TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    totp_secret   BLOB NOT NULL,
    -- The last authenticator step that was used; the same or an older code is refused.
    totp_step     INTEGER NOT NULL,
    added_at      INTEGER NOT NULL,
    suspended_at  INTEGER,
    nik_lookup BLOB,
    region TEXT,
    place TEXT,
    emergency TEXT
) STRICT;
CREATE INDEX officer_nik_lookup ON officer (nik_lookup) WHERE nik_lookup IS NOT NULL;

-- Refused tries under an officer's name since the officer last said they had seen them. One row an officer, however many
-- tries there are; a name that is no officer's leaves none.
CREATE TABLE officer_failure (
    officer_id INTEGER PRIMARY KEY REFERENCES officer (id),
    tries      INTEGER NOT NULL CHECK (tries >= 1),
    first_at   INTEGER NOT NULL,
    last_at    INTEGER NOT NULL
) STRICT;

-- Whether an officer is the person of the NIK that they stated: the registry answers, or two administrators. Officers from
-- before have no row: they state their NIK once more.
CREATE TABLE officer_identity (
    officer_id   INTEGER PRIMARY KEY REFERENCES officer (id),
    state        TEXT NOT NULL CHECK (state IN ('asked', 'confirmed', 'differs', 'unknown')),
    -- Sealed, until the registry has answered.
    nik          BLOB,
    checks       INTEGER NOT NULL CHECK (checks >= 0),
    asked_at     INTEGER NOT NULL,
    decided_at   INTEGER,
    -- The second administrator; NULL where the registry answered.
    confirmed_by INTEGER REFERENCES officer (id),
    CHECK ((state = 'asked') = (nik IS NOT NULL)),
    CHECK ((state = 'asked') = (decided_at IS NULL)),
    CHECK (confirmed_by IS NULL OR state = 'confirmed')
) STRICT;

-- A NIK belongs to one officer, the first who stated it. Of accounts that stated the same one before, the oldest.
CREATE TABLE officer_nik (
    nik_lookup BLOB PRIMARY KEY,
    officer_id INTEGER NOT NULL UNIQUE REFERENCES officer (id)
) STRICT;

-- Codes for an officer without the authenticator; each is good once.
CREATE TABLE officer_recovery (
    officer_id INTEGER NOT NULL REFERENCES officer (id),
    hash       BLOB NOT NULL,
    used_at    INTEGER,
    PRIMARY KEY (officer_id, hash)
) STRICT;

-- Two administrators confirm an officer. Neither engine can widen a CHECK, so the table is written again, with the same
-- content.
CREATE TABLE officer_request (
    id          INTEGER PRIMARY KEY,
    kind        TEXT NOT NULL CHECK (
        kind IN ('invite', 'roles', 'reset', 'suspend', 'reinstate', 'deputy', 'identity')
    ),
    -- Null where an officer is to be invited.
    officer_id  INTEGER REFERENCES officer (id),
    name        TEXT,
    sign_in     TEXT,
    -- Slugs, separated by commas, in the order of the role file; empty where roles do not change.
    roles       TEXT NOT NULL,
    -- Province and office of a local officer.
    region      TEXT,
    place       TEXT,
    -- The absent officer and the days, for a deputy.
    held_for    INTEGER REFERENCES officer (id),
    from_at     INTEGER,
    until_at    INTEGER,
    reason      TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'refused')),
    proposed_by INTEGER NOT NULL REFERENCES officer (id),
    proposed_at INTEGER NOT NULL,
    decided_by  INTEGER REFERENCES officer (id),
    decided_at  INTEGER,
    CHECK ((kind = 'invite') = (name IS NOT NULL)),
    CHECK ((kind = 'invite') = (sign_in IS NOT NULL)),
    CHECK (kind = 'invite' OR officer_id IS NOT NULL),
    CHECK ((kind = 'deputy') = (held_for IS NOT NULL)),
    CHECK ((region IS NULL) = (place IS NULL)),
    CHECK (officer_id IS NULL OR proposed_by <> officer_id),
    CHECK ((state = 'proposed') = (decided_by IS NULL)),
    CHECK (state <> 'approved' OR (decided_by <> proposed_by AND (officer_id IS NULL OR decided_by <> officer_id)))
) STRICT;
CREATE UNIQUE INDEX officer_request_invite ON officer_request (sign_in) WHERE state = 'proposed';
CREATE INDEX officer_request_officer ON officer_request (officer_id);
CREATE UNIQUE INDEX officer_request_open ON officer_request (officer_id) WHERE state = 'proposed';

-- Roles are a file beside the editions; an officer may hold several. The role of another officer is held as their deputy,
-- from one day to another.
CREATE TABLE officer_role (
    officer_id INTEGER NOT NULL REFERENCES officer (id),
    -- Whose role it is: the officer's own id, or that of the absent officer whose deputy they are.
    held_for   INTEGER NOT NULL REFERENCES officer (id),
    role       TEXT NOT NULL,
    from_at    INTEGER NOT NULL,
    until_at   INTEGER,
    PRIMARY KEY (officer_id, held_for, role, from_at),
    CHECK (until_at IS NULL OR until_at > from_at),
    CHECK (held_for = officer_id OR until_at IS NOT NULL)
) STRICT;
CREATE INDEX officer_role_held_for ON officer_role (held_for);

-- A link by which an officer sets password and authenticator, once and within a day. It belongs to the browser that
-- opened it first, so that whoever comes second learns that it was opened.
CREATE TABLE officer_setup (
    officer_id INTEGER PRIMARY KEY REFERENCES officer (id),
    token      BLOB NOT NULL UNIQUE,
    expires_at INTEGER NOT NULL,
    opened_by  TEXT,
    seal BLOB
) STRICT;


-- App/Partners

-- A digital platform or a training institution that speaks the partner API.
CREATE TABLE partner (
    id               INTEGER PRIMARY KEY,
    kind             TEXT NOT NULL CHECK (kind IN ('platform', 'institution')),
    name             TEXT NOT NULL,
    client_code      TEXT NOT NULL UNIQUE,
    redirect_uri     TEXT,
    fee_basis_points INTEGER NOT NULL CHECK (fee_basis_points >= 0 AND fee_basis_points <= 10000),
    registered_at    INTEGER NOT NULL,
    site TEXT,
    sign_in_uris TEXT,
    CHECK (kind = 'platform' OR fee_basis_points = 0),
    CHECK (kind = 'institution' OR redirect_uri IS NULL)
) STRICT;

-- Every agreement with a partner, the latest recorded last.
CREATE TABLE partner_agreement (
    id               INTEGER PRIMARY KEY,
    partner_id       INTEGER NOT NULL REFERENCES partner_record (id),
    number           TEXT NOT NULL,
    from_day         TEXT NOT NULL,
    to_day           TEXT NOT NULL,
    fee_basis_points INTEGER NOT NULL CHECK (fee_basis_points >= 0 AND fee_basis_points <= 10000),
    recorded_at      INTEGER NOT NULL,
    UNIQUE (partner_id, number),
    CHECK (to_day >= from_day)
) STRICT;

-- The answer given to a request of the newer API: the same key with the same body gets it again.
CREATE TABLE partner_answer (
    partner_id INTEGER NOT NULL REFERENCES partner (id),
    key        TEXT NOT NULL,
    content    BLOB NOT NULL,
    status     INTEGER NOT NULL,
    body       TEXT NOT NULL,
    at         INTEGER NOT NULL,
    PRIMARY KEY (partner_id, key)
) STRICT;

-- What partners' programs called: for the partner's own desk, pruned after 30 days, and a bounded number an hour. No
-- value of a request is stored: of a refused signature the text as we signed it, with every value left out.
CREATE TABLE partner_call (
    id            INTEGER PRIMARY KEY,
    partner_id    INTEGER NOT NULL REFERENCES partner (id),
    at            INTEGER NOT NULL,
    -- As the routes have it: an address with a redeem code has {code} in its place.
    route         TEXT NOT NULL,
    status        INTEGER NOT NULL CHECK (status >= 100 AND status <= 599),
    error_code    TEXT,
    milliseconds  INTEGER NOT NULL CHECK (milliseconds >= 0),
    request_id    TEXT NOT NULL,
    signed_text   TEXT,
    -- The first characters of the signature that was received.
    signature     TEXT,
    body_bytes    INTEGER,
    -- By how many seconds the partner's clock was ahead of ours.
    clock_seconds INTEGER
) STRICT;
CREATE INDEX partner_call_at ON partner_call (at);
CREATE INDEX partner_call_partner ON partner_call (partner_id, id);

-- A partner's signing keys. The newest has no end; an earlier one is accepted until its end. `sign_key` is encrypted
-- under the name partner.sign_key with this row's id, which is the partner's id for keys from before this table.
CREATE TABLE partner_key (
    id         INTEGER PRIMARY KEY,
    partner_id INTEGER NOT NULL REFERENCES partner (id),
    sign_key   BLOB NOT NULL,
    made_at    INTEGER NOT NULL,
    made_by    INTEGER REFERENCES officer (id),
    -- When it was shown, once; NULL until then.
    shown_at   INTEGER,
    ends_at    INTEGER
) STRICT;
CREATE UNIQUE INDEX partner_key_newest ON partner_key (partner_id) WHERE ends_at IS NULL;
CREATE INDEX partner_key_partner ON partner_key (partner_id, id);

-- A partner's signing key reaches only the partner: by a link to the address that was agreed with it. The link is deleted
-- when it is used.
CREATE TABLE partner_key_link (
    key_id     INTEGER PRIMARY KEY REFERENCES partner_key (id),
    -- A keyed hash of the token in the link.
    token      BLOB NOT NULL UNIQUE,
    expires_at INTEGER NOT NULL,
    -- Ties the token to key, partner and end, under the installation's key.
    seal       BLOB NOT NULL
) STRICT;

-- When each signing key was last used, to within the pause between two writings.
CREATE TABLE partner_key_use (
    key_id  INTEGER PRIMARY KEY REFERENCES partner_key (id),
    used_at INTEGER NOT NULL
) STRICT;

-- Who owns a partner. Two partners with one `owner_key` belong together: a group or company by its name, or a partner
-- that owns another (`partner:<id>`, which it also has itself).
CREATE TABLE partner_owner (
    partner_id         INTEGER NOT NULL REFERENCES partner_record (id),
    owner_key          TEXT NOT NULL,
    name               TEXT NOT NULL,
    -- NULL where the share is not known, which counts as the whole.
    share_basis_points INTEGER CHECK (share_basis_points >= 1 AND share_basis_points <= 10000),
    source             TEXT NOT NULL,
    recorded_by        INTEGER REFERENCES officer (id),
    recorded_at        INTEGER NOT NULL,
    PRIMARY KEY (partner_id, owner_key)
) STRICT;
CREATE INDEX partner_owner_key ON partner_owner (owner_key);

-- People of a partner propose its webhooks too. Neither engine can widen a CHECK, so the table is written again, with the
-- same content.
CREATE TABLE partner_proposal (
    id                 INTEGER PRIMARY KEY,
    partner_id         INTEGER NOT NULL REFERENCES partner_record (id),
    act                TEXT NOT NULL
        CHECK (
            act IN (
                'activate', 'rotate-key', 'agreement', 'addresses', 'contact', 'release', 'end', 'webhook',
                'webhook-secret', 'webhook-end'
            )
        ),
    content            TEXT NOT NULL,
    reason             TEXT NOT NULL,
    -- NULL where the command line or a person of the partner proposed it.
    proposed_by        INTEGER REFERENCES officer (id),
    proposed_at        INTEGER NOT NULL,
    state              TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'refused')),
    decided_by         INTEGER REFERENCES officer (id),
    decided_at         INTEGER,
    decided_because    TEXT,
    proposed_duty      TEXT,
    proposed_colleague INTEGER REFERENCES partner_person (id),
    decided_colleague  INTEGER REFERENCES partner_person (id),
    CHECK ((state = 'proposed') = (decided_at IS NULL)),
    CHECK ((state = 'proposed') = (decided_by IS NULL AND decided_colleague IS NULL)),
    CHECK (proposed_by IS NULL OR proposed_colleague IS NULL),
    CHECK (decided_by IS NULL OR decided_colleague IS NULL),
    -- The proposer never decides.
    CHECK (decided_by IS NULL OR proposed_by IS NULL OR decided_by <> proposed_by),
    -- People of a partner propose and decide keys, and propose addresses and webhooks; nothing else.
    CHECK (
        proposed_colleague IS NULL
        OR act IN ('rotate-key', 'addresses', 'webhook', 'webhook-secret', 'webhook-end')
    ),
    CHECK (decided_colleague IS NULL OR (act = 'rotate-key' AND decided_colleague <> proposed_colleague)),
    CHECK (decided_colleague IS NULL OR proposed_colleague IS NOT NULL)
) STRICT;
-- One open proposal of a kind for each partner.
CREATE UNIQUE INDEX partner_proposal_open ON partner_proposal (partner_id, act) WHERE state = 'proposed';
CREATE INDEX partner_proposal_state ON partner_proposal (state, id);

-- What the office records about every partner. Only platforms and institutions call the API: their row of `partner`
-- has the same id.
CREATE TABLE partner_record (
    id               INTEGER PRIMARY KEY,
    kind             TEXT NOT NULL
        CHECK (kind IN ('platform', 'institution', 'payment-provider', 'job-portal', 'association')),
    name             TEXT NOT NULL,
    website          TEXT,
    state            TEXT NOT NULL CHECK (state IN ('invited', 'active', 'suspended', 'ended')),
    state_reason     TEXT,
    state_at         INTEGER NOT NULL,
    recorded_at      INTEGER NOT NULL,
    recorded_by      INTEGER REFERENCES officer (id),
    -- The agreement in force; earlier ones are in partner_agreement. NULL where none was recorded.
    agreement_number TEXT,
    agreement_from   TEXT,
    agreement_to     TEXT,
    contact TEXT,
    CHECK ((agreement_number IS NULL) = (agreement_from IS NULL)),
    CHECK ((agreement_from IS NULL) = (agreement_to IS NULL)),
    CHECK (agreement_to >= agreement_from)
) STRICT;
CREATE INDEX partner_record_kind ON partner_record (kind, name);

-- How many card numbers nobody has a partner tried in an hour; the limit is part of the statement that counts.
CREATE TABLE unknown_number_count (
    partner_id INTEGER NOT NULL REFERENCES partner (id),
    hour       INTEGER NOT NULL,
    tried      INTEGER NOT NULL CHECK (tried >= 1),
    PRIMARY KEY (partner_id, hour)
) STRICT;

-- How many unknown card numbers one account of a platform has tried in an hour.
CREATE TABLE unknown_number_user (
    partner_id INTEGER NOT NULL REFERENCES partner (id),
    hour       INTEGER NOT NULL,
    lookup     BLOB NOT NULL,
    tried      INTEGER NOT NULL CHECK (tried >= 1),
    PRIMARY KEY (partner_id, hour, lookup)
) STRICT;


-- App/PartnerAPI

-- A token of the modern partner API, valid for an hour and no longer than the key it was made with.
CREATE TABLE partner_token (
    -- A keyed hash of the token's text.
    token      BLOB PRIMARY KEY,
    partner_id INTEGER NOT NULL REFERENCES partner (id),
    key_id     INTEGER NOT NULL REFERENCES partner_key (id),
    -- Separated by spaces.
    scopes     TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    -- Ties the token to partner, key, scopes and end, under the installation's key.
    seal       BLOB NOT NULL
) STRICT;
CREATE INDEX partner_token_end ON partner_token (expires_at);


-- App/PartnerDesk

-- A file of courses that a person of a partner uploaded, until they confirm it.
CREATE TABLE partner_course_file (
    id                INTEGER PRIMARY KEY,
    partner_id        INTEGER NOT NULL REFERENCES partner (id),
    partner_person_id INTEGER NOT NULL REFERENCES partner_person (id),
    name              TEXT NOT NULL,
    content           BLOB NOT NULL,
    at                INTEGER NOT NULL,
    done_at           INTEGER
) STRICT;
CREATE INDEX partner_course_file_partner ON partner_course_file (partner_id, id);

-- A person of a platform or an institution, who works at the partner's desk. Never an officer and never a participant.
CREATE TABLE partner_person (
    id            INTEGER PRIMARY KEY,
    partner_id    INTEGER NOT NULL REFERENCES partner (id),
    name          TEXT NOT NULL,
    -- An e-mail address in lower case, by which the person signs in.
    sign_in       TEXT NOT NULL UNIQUE,
    role          TEXT NOT NULL CHECK (role IN ('administrator', 'staff')),
    -- NULL until the person chose a password.
    password_hash TEXT,
    -- Sealed.
    totp_secret   BLOB NOT NULL,
    -- The last authenticator step that was used; the same or an older code is refused.
    totp_step     INTEGER NOT NULL,
    added_at      INTEGER NOT NULL,
    suspended_at  INTEGER,
    -- Which run of sessions is open: every end of the person's sessions begins the next, and a session of an earlier run
    -- opens nothing, also where its row is put back.
    session_run   INTEGER NOT NULL CHECK (session_run >= 1)
) STRICT;
CREATE INDEX partner_person_partner ON partner_person (partner_id, name);

-- Codes for a person of a partner without the authenticator; each is good once. A keyed hash of each.
CREATE TABLE partner_person_recovery (
    partner_person_id INTEGER NOT NULL REFERENCES partner_person (id),
    hash              BLOB NOT NULL,
    used_at           INTEGER,
    PRIMARY KEY (partner_person_id, hash)
) STRICT;

-- A change of a partner's people: one proposes it, another decides. Officers decide what officers proposed.
CREATE TABLE partner_person_request (
    id                 INTEGER PRIMARY KEY,
    partner_id         INTEGER NOT NULL REFERENCES partner (id),
    kind               TEXT NOT NULL CHECK (kind IN ('invite', 'role', 'reset', 'suspend', 'reinstate')),
    -- NULL where a person is to be invited.
    subject_id         INTEGER REFERENCES partner_person (id),
    name               TEXT,
    sign_in            TEXT,
    role               TEXT CHECK (role IN ('administrator', 'staff')),
    reason             TEXT NOT NULL,
    proposed_officer   INTEGER REFERENCES officer (id),
    proposed_duty      TEXT,
    proposed_colleague INTEGER REFERENCES partner_person (id),
    proposed_at        INTEGER NOT NULL,
    state              TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'refused')),
    decided_officer    INTEGER REFERENCES officer (id),
    decided_colleague  INTEGER REFERENCES partner_person (id),
    decided_at         INTEGER,
    decided_because    TEXT,
    CHECK ((kind = 'invite') = (subject_id IS NULL)),
    CHECK ((kind = 'invite') = (sign_in IS NOT NULL)),
    CHECK ((proposed_officer IS NULL) <> (proposed_colleague IS NULL)),
    CHECK ((state = 'proposed') = (decided_at IS NULL)),
    CHECK ((state = 'proposed') = (decided_officer IS NULL AND decided_colleague IS NULL)),
    CHECK (decided_officer IS NULL OR decided_colleague IS NULL),
    -- Who proposes never decides.
    CHECK (decided_officer IS NULL OR proposed_officer IS NULL OR decided_officer <> proposed_officer),
    CHECK (decided_colleague IS NULL OR decided_colleague <> proposed_colleague),
    CHECK (decided_colleague IS NULL OR proposed_officer IS NULL)
) STRICT;
CREATE UNIQUE INDEX partner_person_request_address ON partner_person_request (sign_in)
WHERE state = 'proposed' AND sign_in IS NOT NULL;
-- One open request about a person, and one about an address.
CREATE UNIQUE INDEX partner_person_request_open ON partner_person_request (subject_id)
WHERE state = 'proposed' AND subject_id IS NOT NULL;
CREATE INDEX partner_person_request_partner ON partner_person_request (partner_id, id);
CREATE INDEX partner_person_request_state ON partner_person_request (state, id);

-- A link by which a person of a partner sets password and authenticator; deleted when it is used.
CREATE TABLE partner_person_setup (
    partner_person_id INTEGER PRIMARY KEY REFERENCES partner_person (id),
    -- A keyed hash of the token in the link.
    token             BLOB NOT NULL UNIQUE,
    expires_at        INTEGER NOT NULL,
    -- The browser that opened it first.
    opened_by         TEXT,
    -- Ties the token to person and end, under the installation's key.
    seal              BLOB NOT NULL
) STRICT;

-- A signed-in browser of a person of a partner; found by the hash of its own cookie.
CREATE TABLE partner_session (
    hash              BLOB PRIMARY KEY,
    partner_person_id INTEGER NOT NULL REFERENCES partner_person (id),
    run               INTEGER NOT NULL,
    begun_at          INTEGER NOT NULL,
    seen_at           INTEGER NOT NULL,
    ends_at           INTEGER NOT NULL,
    seal              BLOB NOT NULL
) STRICT;
CREATE INDEX partner_session_ends ON partner_session (ends_at);
CREATE INDEX partner_session_person ON partner_session (partner_person_id);


-- App/Payouts

-- One instruction to the rail. `told` is set before the rail is told and cleared only when surely nothing arrived there.
CREATE TABLE disbursement (
    id             INTEGER PRIMARY KEY,
    person_id      INTEGER NOT NULL REFERENCES account (id),
    batch_id       INTEGER NOT NULL REFERENCES payout_batch (id),
    instalment_id  INTEGER NOT NULL REFERENCES instalment (id),
    payee_id       INTEGER NOT NULL REFERENCES payee_account (id),
    amount         INTEGER NOT NULL CHECK (amount > 0),
    state          TEXT NOT NULL CHECK (state IN ('drafted', 'approved', 'sent', 'paid', 'failed', 'missing')),
    told           INTEGER CHECK (told IN (0, 1)) NOT NULL,
    asked          INTEGER NOT NULL CHECK (asked >= 0),
    failure        TEXT,
    rail_reference TEXT,
    drafted_at     INTEGER NOT NULL,
    sent_at        INTEGER,
    ended_at       INTEGER,
    withdrawn_at INTEGER,
    trouble TEXT,
    attempt INTEGER,
    withdrawal TEXT
    CHECK (withdrawal IN ('card-revoked', 'nik-of-another', 'request-changed')),
    taken_out_by INTEGER REFERENCES officer (id)
    CHECK (taken_out_by IS NULL OR withdrawn_at IS NOT NULL),
    taken_out_because TEXT
    CHECK ((taken_out_because IS NULL) = (taken_out_by IS NULL)),
    sealed_taken_out_because BLOB,
    CHECK ((state IN ('drafted', 'approved')) = (sent_at IS NULL)),
    CHECK ((state = 'failed') = (failure IS NOT NULL)),
    CHECK ((state = 'paid') = (rail_reference IS NOT NULL)),
    CHECK ((state IN ('paid', 'failed')) = (ended_at IS NOT NULL))
) STRICT;
CREATE INDEX disbursement_batch ON disbursement (batch_id, id);
CREATE INDEX disbursement_drafted ON disbursement (batch_id, amount) WHERE state = 'drafted';
CREATE INDEX disbursement_missing ON disbursement (id) WHERE state = 'missing';
-- An instalment is on its way once at most, and paid once at most.
CREATE UNIQUE INDEX disbursement_once ON disbursement (instalment_id) WHERE state <> 'failed' AND withdrawn_at IS NULL;
CREATE INDEX disbursement_person ON disbursement (person_id, id);
CREATE INDEX disbursement_reference ON disbursement (rail_reference) WHERE rail_reference IS NOT NULL;
CREATE INDEX disbursement_unsealed ON disbursement (id)
    WHERE sealed_taken_out_because IS NULL AND taken_out_because <> '';
-- A draft looks for payments of its requests that were withdrawn, and compares them with what their acts bound.
CREATE INDEX disbursement_withdrawn ON disbursement (instalment_id) WHERE withdrawn_at IS NOT NULL;

-- Where somebody's money goes. A row only ever ends; another account is another row, so that a payment can be traced.
CREATE TABLE payee_account (
    id          INTEGER PRIMARY KEY,
    person_id   INTEGER NOT NULL REFERENCES account (id),
    partner     TEXT NOT NULL,
    number      BLOB NOT NULL,
    last_four   TEXT NOT NULL,
    lookup      BLOB NOT NULL,
    holder      TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('checked', 'dropped', 'linked', 'unlinked')),
    checked_at  INTEGER NOT NULL,
    linked_at   INTEGER,
    unlinked_at INTEGER,
    sealed_holder BLOB,
    CHECK ((state IN ('linked', 'unlinked')) = (linked_at IS NOT NULL)),
    CHECK ((state = 'unlinked') = (unlinked_at IS NOT NULL))
) STRICT;
-- One that waits for its code and one that is linked, at most.
CREATE UNIQUE INDEX payee_account_checked ON payee_account (person_id) WHERE state = 'checked';
CREATE UNIQUE INDEX payee_account_linked ON payee_account (person_id) WHERE state = 'linked';
CREATE INDEX payee_account_unsealed ON payee_account (id) WHERE sealed_holder IS NULL;

-- How often a person had a bank or wallet asked whose account a number is, in an hour or a day.
CREATE TABLE payee_inquiry (
    person_id INTEGER NOT NULL REFERENCES account (id),
    span      TEXT NOT NULL CHECK (span IN ('hour', 'day')),
    period    INTEGER NOT NULL,
    asked     INTEGER NOT NULL CHECK (asked >= 1),
    PRIMARY KEY (person_id, span, period)
) STRICT;

-- One account belongs to one person.
CREATE TABLE payee_number (
    lookup    BLOB PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES account (id)
) STRICT;

-- A bank or wallet names a holder whose name differs from the registry's in something a person may well have: an initial,
-- a cut end, an alias. One officer proposes, another of another duty decides; then the person may link the account.
CREATE TABLE payee_question (
    id            INTEGER PRIMARY KEY,
    person_id     INTEGER NOT NULL REFERENCES account (id),
    partner       TEXT NOT NULL,
    last_four     TEXT NOT NULL,
    lookup        BLOB NOT NULL,
    registry_name TEXT NOT NULL,
    holder        TEXT NOT NULL,
    difference    TEXT NOT NULL,
    asked_at      INTEGER NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('asked', 'proposed', 'allowed', 'refused')),
    allows        INTEGER CHECK (allows IN (0, 1)),
    proposed_by   INTEGER REFERENCES officer (id),
    proposal      TEXT,
    decided_by    INTEGER REFERENCES officer (id),
    decision      TEXT,
    decided_at    INTEGER,
    proposed_duty TEXT,
    sealed_registry_name BLOB,
    sealed_holder BLOB,
    names BLOB,
    sealed_proposal BLOB,
    sealed_decision BLOB,
    CHECK ((state = 'asked') = (proposed_by IS NULL)),
    CHECK ((proposed_by IS NULL) = (allows IS NULL)),
    CHECK ((proposed_by IS NULL) = (proposal IS NULL)),
    CHECK ((state IN ('allowed', 'refused')) = (decided_by IS NOT NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK (decided_by IS NULL OR decided_by <> proposed_by)
) STRICT;
CREATE INDEX payee_question_decision_unsealed ON payee_question (id) WHERE sealed_decision IS NULL AND decision <> '';
CREATE UNIQUE INDEX payee_question_once ON payee_question (person_id, lookup, names);
CREATE INDEX payee_question_open ON payee_question (id) WHERE state IN ('asked', 'proposed');
CREATE INDEX payee_question_proposal_unsealed ON payee_question (id) WHERE sealed_proposal IS NULL AND proposal <> '';
CREATE INDEX payee_question_unsealed ON payee_question (id) WHERE sealed_holder IS NULL;

-- Payments sent together. Whoever drafted a batch does not approve it.
CREATE TABLE payout_batch (
    id          INTEGER PRIMARY KEY,
    author_id   INTEGER NOT NULL REFERENCES officer (id),
    approver_id INTEGER REFERENCES officer (id),
    state       TEXT NOT NULL CHECK (state IN ('drafted', 'approved', 'sent', 'settled', 'differing')),
    drafted_at  INTEGER NOT NULL,
    approved_at INTEGER,
    changes     INTEGER NOT NULL,
    refused_by INTEGER REFERENCES officer (id),
    refused_at INTEGER,
    refusal TEXT,
    number INTEGER,
    sealed_refusal BLOB,
    CHECK (approver_id IS NULL OR approver_id <> author_id),
    CHECK ((state = 'drafted') = (approver_id IS NULL)),
    CHECK ((approver_id IS NULL) = (approved_at IS NULL))
) STRICT;
CREATE INDEX payout_batch_drafted ON payout_batch (drafted_at) WHERE state = 'drafted';
CREATE UNIQUE INDEX payout_batch_number ON payout_batch (number);
CREATE INDEX payout_batch_unsealed ON payout_batch (id) WHERE sealed_refusal IS NULL AND refusal <> '';

-- A statement of the payment provider as an officer took it in: the name and digest of its file, and one row for each
-- payment that it names.
CREATE TABLE provider_statement (
    id        INTEGER PRIMARY KEY,
    name      TEXT NOT NULL,
    -- SHA-256 of the file: the same file is taken in once.
    digest    BLOB NOT NULL UNIQUE,
    first_day TEXT NOT NULL,
    last_day  TEXT NOT NULL,
    entries   INTEGER NOT NULL CHECK (entries >= 1),
    amount    INTEGER NOT NULL CHECK (amount >= 1),
    taken_by  INTEGER NOT NULL REFERENCES officer (id),
    taken_at  INTEGER NOT NULL,
    CHECK (first_day <= last_day)
) STRICT;

CREATE TABLE provider_statement_line (
    statement_id    INTEGER NOT NULL REFERENCES provider_statement (id),
    -- The line of the file, from 1.
    line            INTEGER NOT NULL CHECK (line >= 1),
    day             TEXT NOT NULL,
    -- What was submitted as ours, and the provider's own number.
    reference       TEXT NOT NULL,
    number          TEXT NOT NULL,
    amount          INTEGER NOT NULL CHECK (amount >= 1),
    -- The payment of ours with this reference; NULL where there is none.
    disbursement_id INTEGER REFERENCES disbursement (id),
    -- Whether an earlier line of the same statement has the same reference.
    repeated        INTEGER CHECK (repeated IN (0, 1)) NOT NULL,
    PRIMARY KEY (statement_id, line)
) STRICT;
CREATE INDEX provider_statement_line_payment ON provider_statement_line (disbursement_id)
WHERE disbursement_id IS NOT NULL;

-- What an officer found in the rail's statement about a payment the rail does not know. It changes nothing before an
-- officer of another duty has confirmed it.
CREATE TABLE statement_finding (
    id              INTEGER PRIMARY KEY,
    disbursement_id INTEGER NOT NULL REFERENCES disbursement (id),
    arrived         INTEGER CHECK (arrived IN (0, 1)) NOT NULL,
    number          TEXT NOT NULL,
    reason          TEXT NOT NULL,
    proposed_by     INTEGER NOT NULL REFERENCES officer (id),
    proposed_at     INTEGER NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('proposed', 'confirmed', 'refused')),
    decided_by      INTEGER REFERENCES officer (id),
    decision        TEXT,
    decided_at      INTEGER,
    proposed_duty TEXT,
    sealed_reason BLOB,
    sealed_decision BLOB,
    CHECK (decided_by IS NULL OR decided_by <> proposed_by),
    CHECK ((state = 'proposed') = (decided_by IS NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK ((decided_by IS NULL) = (decision IS NULL))
) STRICT;
CREATE INDEX statement_finding_decision_unsealed ON statement_finding (id)
    WHERE sealed_decision IS NULL AND decision <> '';
CREATE UNIQUE INDEX statement_finding_open ON statement_finding (disbursement_id) WHERE state = 'proposed';
CREATE INDEX statement_finding_unsealed ON statement_finding (id) WHERE sealed_reason IS NULL AND reason <> '';


-- App/PersonActs

-- An account that may not join, buy or be paid. `confirm_by` is set while one officer alone has suspended it.
CREATE TABLE account_suspension (
    id         INTEGER PRIMARY KEY,
    person_id  INTEGER NOT NULL REFERENCES account (id),
    cause      TEXT NOT NULL,
    -- What the person reads.
    reason     BLOB NOT NULL,
    began_by   INTEGER NOT NULL REFERENCES officer (id),
    began_at   INTEGER NOT NULL,
    confirm_by INTEGER,
    -- The proposal that confirms it, or confirmed it.
    proposal   INTEGER NOT NULL REFERENCES person_proposal (id),
    ended_at   INTEGER,
    ending     TEXT CHECK (ending IN ('lifted', 'refused', 'lapsed')),
    CHECK ((ended_at IS NULL) = (ending IS NULL)),
    CHECK (confirm_by IS NULL OR confirm_by > began_at),
    CHECK (ending IS NULL OR (ending = 'lifted') = (confirm_by IS NULL))
) STRICT;
CREATE INDEX account_suspension_due ON account_suspension (confirm_by) WHERE ended_at IS NULL AND confirm_by IS NOT NULL;
CREATE INDEX account_suspension_person ON account_suspension (person_id, id);
CREATE UNIQUE INDEX account_suspension_running ON account_suspension (person_id) WHERE ended_at IS NULL;

-- A card that two officers revoked, with what it returned; and when it was given back.
CREATE TABLE card_revocation (
    id          INTEGER PRIMARY KEY,
    card_id     INTEGER NOT NULL REFERENCES card (id),
    person_id   INTEGER NOT NULL REFERENCES account (id),
    proposal    INTEGER NOT NULL UNIQUE REFERENCES person_proposal (id),
    -- Whether the card was suspended before, or active.
    was         TEXT NOT NULL CHECK (was IN ('active', 'suspended')),
    training    INTEGER NOT NULL CHECK (training >= 0),
    incentive   INTEGER NOT NULL CHECK (incentive >= 0),
    training_closed_at INTEGER,
    revoked_at  INTEGER NOT NULL,
    restored_at INTEGER
) STRICT;
CREATE INDEX card_revocation_person ON card_revocation (person_id, id);
CREATE UNIQUE INDEX card_revocation_running ON card_revocation (card_id) WHERE restored_at IS NULL;

-- How many messages officers sent again to a person on a day, so that no person is flooded.
CREATE TABLE message_repetition (
    person_id INTEGER NOT NULL REFERENCES account (id),
    day       TEXT NOT NULL,
    sent      INTEGER NOT NULL CHECK (sent BETWEEN 1 AND 3),
    PRIMARY KEY (person_id, day)
) STRICT;

-- Acts on one person that take two officers of different duties: what one proposes, and what another decided.
CREATE TABLE person_proposal (
    id            INTEGER PRIMARY KEY,
    person_id     INTEGER NOT NULL REFERENCES account (id),
    act           TEXT NOT NULL CHECK (act IN ('correction', 'suspension', 'lifting', 'revocation', 'restoration')),
    state         TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'refused', 'lapsed')),
    cause         TEXT,
    -- What the person reads.
    reason        BLOB NOT NULL,
    -- What the first officer saw or was given; for officers only.
    proof         BLOB NOT NULL,
    -- The data before and after a correction.
    content       BLOB,
    proposed_by   INTEGER NOT NULL REFERENCES officer (id),
    proposed_duty TEXT NOT NULL,
    proposed_at   INTEGER NOT NULL,
    decided_by    INTEGER REFERENCES officer (id),
    decided_duty  TEXT,
    decided_at    INTEGER,
    answer        BLOB,
    CHECK ((act IN ('suspension', 'revocation')) = (cause IS NOT NULL)),
    CHECK ((act = 'correction') = (content IS NOT NULL)),
    CHECK ((state IN ('approved', 'refused')) = (decided_by IS NOT NULL)),
    CHECK ((decided_by IS NULL) = (decided_duty IS NULL)),
    CHECK ((decided_by IS NULL) = (answer IS NULL)),
    CHECK ((state = 'proposed') = (decided_at IS NULL)),
    -- Two people of two duties.
    CHECK (decided_by IS NULL OR decided_by <> proposed_by),
    CHECK (decided_duty IS NULL OR decided_duty <> proposed_duty)
) STRICT;
CREATE INDEX person_proposal_person ON person_proposal (person_id, id);
CREATE INDEX person_proposal_queue ON person_proposal (proposed_at, id) WHERE state = 'proposed';
-- One of each kind at a time for each person.
CREATE UNIQUE INDEX person_proposal_waiting ON person_proposal (person_id, act) WHERE state = 'proposed';

-- The instalments that a revocation forfeited, with the state that each had.
CREATE TABLE revoked_instalment (
    revocation    INTEGER NOT NULL REFERENCES card_revocation (id),
    instalment_id INTEGER NOT NULL REFERENCES instalment (id),
    was           TEXT NOT NULL CHECK (was IN ('planned', 'earned', 'requested', 'failed')),
    PRIMARY KEY (revocation, instalment_id)
) STRICT;


-- App/People

-- What an officer searched for, sealed, for some minutes: results have an address without personal data, so that the
-- browser's way back leads to them. `was_shown` is 1 once the people found were opened for the officer. Times are of the
-- real clock.
CREATE TABLE office_search (
    id         INTEGER PRIMARY KEY,
    officer_id INTEGER NOT NULL REFERENCES officer (id),
    typed      BLOB NOT NULL,
    -- NULL while the officer has not said why.
    reason     BLOB,
    was_shown  INTEGER NOT NULL CHECK (was_shown IN (0, 1)),
    ends_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX office_search_end ON office_search (ends_at);

-- Why an officer may see a person's page at the moment: the item that led there, or the reason as stated, sealed. Times
-- are of the real clock. Each view is recorded besides.
CREATE TABLE person_opening (
    officer_id  INTEGER NOT NULL REFERENCES officer (id),
    person_id   INTEGER NOT NULL REFERENCES account (id),
    work        TEXT NOT NULL,
    reason      BLOB,
    opened_at   INTEGER NOT NULL,
    ends_at     INTEGER NOT NULL,
    shown_until INTEGER,
    PRIMARY KEY (officer_id, person_id),
    CHECK (ends_at > opened_at)
) STRICT;

-- How often an officer has searched for people in an hour of the real clock; the limit is part of the statement that
-- counts.
CREATE TABLE person_search (
    officer_id INTEGER NOT NULL REFERENCES officer (id),
    hour       INTEGER NOT NULL,
    searched   INTEGER NOT NULL CHECK (searched >= 1),
    refused    INTEGER NOT NULL CHECK (refused >= 0),
    PRIMARY KEY (officer_id, hour)
) STRICT;
CREATE INDEX person_search_refused ON person_search (hour) WHERE refused > 0;


-- App/Photos

-- A photo of the identity card, or of the person with it. The picture lies sealed in a file named after the id.
CREATE TABLE identity_document (
    id          INTEGER PRIMARY KEY,
    person_id   INTEGER NOT NULL REFERENCES account (id),
    kind        TEXT NOT NULL CHECK (kind IN ('card', 'selfie')),
    state       TEXT NOT NULL CHECK (state IN ('uploaded', 'accepted', 'rejected', 'replaced')),
    width       INTEGER NOT NULL CHECK (width > 0),
    height      INTEGER NOT NULL CHECK (height > 0),
    bytes       INTEGER NOT NULL CHECK (bytes > 0),
    uploaded_at INTEGER NOT NULL
) STRICT;
-- One photo of each kind in force per person.
CREATE UNIQUE INDEX identity_document_current ON identity_document (person_id, kind) WHERE state <> 'replaced';
-- Waiting pairs of photos are counted in the order of their people.
CREATE INDEX identity_document_pairs ON identity_document (person_id, uploaded_at) WHERE state = 'uploaded';
-- All photos of a person, and a transaction by its code.
CREATE INDEX identity_document_person ON identity_document (person_id, id);
-- What the desk counts at every opening: each reads only the rows that wait.
CREATE INDEX identity_document_queue ON identity_document (uploaded_at, person_id) WHERE state = 'uploaded';
CREATE INDEX identity_document_waiting ON identity_document (id) WHERE state = 'uploaded';

-- Which officer looks at a photo at the moment, and until when by the real clock: another officer is led to the next.
CREATE TABLE photo_claim (
    document_id INTEGER PRIMARY KEY REFERENCES identity_document (id),
    officer_id  INTEGER NOT NULL,
    until       INTEGER NOT NULL
) STRICT;

-- What a program measured on a photo, for hints: nothing is decided by it. A replaced photo's row is deleted. A photo of
-- before has none. Real clock.
CREATE TABLE photo_measure (
    document_id INTEGER PRIMARY KEY REFERENCES identity_document (id),
    measured_at INTEGER NOT NULL,
    -- Mean of the pixels.
    brightness  INTEGER NOT NULL CHECK (brightness BETWEEN 0 AND 255),
    -- Of a thousand pixels, the nearly black and the white ones.
    dark        INTEGER NOT NULL CHECK (dark BETWEEN 0 AND 1000),
    bright      INTEGER NOT NULL CHECK (bright BETWEEN 0 AND 1000),
    sharpness   INTEGER NOT NULL CHECK (sharpness >= 0),
    -- Whether print of a card was read; NULL where it was not tried, or the reader failed.
    has_print   INTEGER CHECK (has_print IN (0, 1)),
    -- The number that was read, encrypted.
    number      BLOB
) STRICT;

-- What an officer found.
CREATE TABLE photo_review (
    document_id INTEGER PRIMARY KEY REFERENCES identity_document (id),
    officer_id  INTEGER NOT NULL,
    verdict     TEXT NOT NULL CHECK (verdict IN ('accepted', 'rejected')),
    reason      TEXT,
    note        TEXT NOT NULL,
    reviewed_at INTEGER NOT NULL,
    sealed_note BLOB,
    CHECK ((verdict = 'rejected') = (reason IS NOT NULL))
) STRICT;
-- An officer's last verdict is found by officer and time, to undo it.
CREATE INDEX photo_review_officer ON photo_review (officer_id, reviewed_at);
CREATE INDEX photo_review_unsealed ON photo_review (document_id) WHERE sealed_note IS NULL AND note <> '';

-- Accepted pairs of photos drawn for a second look by another officer, who does not see the first verdict. Real clock.
CREATE TABLE photo_second_look (
    id               INTEGER PRIMARY KEY,
    person_id        INTEGER NOT NULL REFERENCES account (id),
    card_id          INTEGER NOT NULL REFERENCES identity_document (id),
    selfie_id        INTEGER NOT NULL REFERENCES identity_document (id),
    first_officer_id INTEGER NOT NULL,
    asked_at         INTEGER NOT NULL,
    officer_id       INTEGER,
    verdict          TEXT CHECK (verdict IN ('accepted', 'rejected')),
    reason           TEXT,
    looked_at        INTEGER,
    CHECK (officer_id <> first_officer_id),
    CHECK ((officer_id IS NULL) = (verdict IS NULL)),
    CHECK ((officer_id IS NULL) = (looked_at IS NULL)),
    CHECK ((reason IS NOT NULL) = (verdict IS NOT NULL AND verdict = 'rejected'))
) STRICT;
CREATE INDEX photo_second_look_open ON photo_second_look (id) WHERE officer_id IS NULL;
CREATE UNIQUE INDEX photo_second_look_pair ON photo_second_look (card_id, selfie_id);
CREATE INDEX photo_second_look_person ON photo_second_look (person_id);

-- Pairs on which the second reviewer did not agree with the first, put to a third one. Until the third decides the pair
-- stays accepted. A verdict that falls takes its open request with it. Real clock.
CREATE TABLE photo_third_look (
    look_id    INTEGER PRIMARY KEY REFERENCES photo_second_look (id),
    person_id  INTEGER NOT NULL REFERENCES account (id),
    asked_at   INTEGER NOT NULL,
    officer_id INTEGER,
    verdict    TEXT CHECK (verdict IN ('accepted', 'rejected')),
    -- Which photo is to be sent again, and why.
    kind       TEXT CHECK (kind IN ('card', 'selfie')),
    reason     TEXT,
    looked_at  INTEGER,
    CHECK ((officer_id IS NULL) = (verdict IS NULL)),
    CHECK ((officer_id IS NULL) = (looked_at IS NULL)),
    CHECK ((reason IS NOT NULL) = (verdict IS NOT NULL AND verdict = 'rejected')),
    CHECK ((reason IS NULL) = (kind IS NULL))
) STRICT;
CREATE INDEX photo_third_look_open ON photo_third_look (look_id) WHERE officer_id IS NULL;
CREATE INDEX photo_third_look_person ON photo_third_look (person_id);


-- App/Reports

-- Where the budget is. The rows with scope 'whole' are the ledger's accounts added up; those with scope 'part' are the
-- same money by edition, wave and province, in as many places as can be told apart there.
CREATE TABLE budget_figure (
    scope    TEXT NOT NULL CHECK (scope IN ('whole', 'part')),
    edition  TEXT NOT NULL,
    wave_id  INTEGER NOT NULL,
    province INTEGER NOT NULL CHECK (province >= 0 AND province <= 97),
    place    TEXT NOT NULL CHECK (place IN (
        'given', 'available', 'committed', 'card', 'returned', 'escrow', 'payable', 'paid', 'other', 'passed-on')),
    amount   INTEGER NOT NULL,
    PRIMARY KEY (scope, edition, wave_id, province, place)
) STRICT;

-- How many people reached a step of the programme, by day, wave and province. One job counts the rows themselves from
-- time to time, so that no request does: figures of a million people are read from some thousand rows.
CREATE TABLE daily_count (
    what     TEXT NOT NULL CHECK (what IN (
        'account', 'identity', 'sent', 'eligible', 'joined', 'selected', 'card', 'bought', 'completed', 'paid',
        'entries', 'arrived', 'came-back')),
    day      INTEGER NOT NULL,                 -- days since 1970-01-01, by the programme's clock in WIB
    wave_id  INTEGER NOT NULL,                 -- 0 before a wave
    province INTEGER NOT NULL CHECK (province >= 0 AND province <= 97),   -- 0 where it is not known
    people   INTEGER NOT NULL CHECK (people >= 0),
    PRIMARY KEY (what, day, wave_id, province)
) STRICT;

-- When each was last counted, and how long that took: it is counted the more rarely the longer it takes.
CREATE TABLE figure_count (
    kind         TEXT PRIMARY KEY CHECK (kind IN ('people', 'money')),
    counted_at   INTEGER NOT NULL,             -- real clock
    programme_at INTEGER NOT NULL,
    milliseconds INTEGER NOT NULL CHECK (milliseconds >= 0),
    -- For money: the number of journal entries in the snapshot that was added up.
    entries      INTEGER NOT NULL CHECK (entries >= 0)
) STRICT;


-- App/Proofs

-- Size and root of the log, signed; what is published.
CREATE TABLE checkpoint (
    size INTEGER PRIMARY KEY,
    root BLOB NOT NULL,
    at   INTEGER NOT NULL,
    note TEXT NOT NULL
) STRICT;

-- Signatures of witnesses under checkpoints of the log, the newest few of each. A line is verified before it is stored and
-- again before it is shown, by the key in the annex, so a change of it by SQL only makes it disappear.
CREATE TABLE log_cosignature (
    witness     TEXT NOT NULL,
    -- Of the checkpoint that is signed.
    size        INTEGER NOT NULL CHECK (size > 0),
    -- The line below the checkpoint, as in a signed note.
    line        TEXT NOT NULL,
    -- By the witness's clock, as the signature says.
    signed_at   INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    PRIMARY KEY (witness, size)
) STRICT;

-- How far the log has come; one row. The frontier is the hexadecimal roots of its complete subtrees.
-- The sealer derives from the leaves which rows it may still seal: a number that one UPDATE can raise stopped it.
CREATE TABLE log_head (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    size     INTEGER NOT NULL CHECK (size >= 0),
    frontier TEXT NOT NULL) STRICT;

-- The log now has leaves of readings and of bound records too.
CREATE TABLE log_leaf (
    sequence INTEGER PRIMARY KEY CHECK (sequence >= 0),
    kind     TEXT NOT NULL CHECK (kind IN ('journal', 'audit', 'reading', 'record')),
    row_id   INTEGER NOT NULL,
    hash     BLOB NOT NULL,
    UNIQUE (kind, row_id)
) STRICT;


-- App/Purchases

-- A participant was seen: 1 is the first attendance, 999 the post-test.
CREATE TABLE attendance (
    purchase_id INTEGER NOT NULL REFERENCES purchase (id),
    sequence    INTEGER NOT NULL CHECK ((sequence >= 1 AND sequence <= 10) OR sequence = 999),
    verified_at INTEGER NOT NULL,
    PRIMARY KEY (purchase_id, sequence)
) STRICT;

-- An institution sent a participant to confirm; the state is what it finds its own user by when the browser comes back.
CREATE TABLE attendance_request (
    state        TEXT PRIMARY KEY,
    purchase_id  INTEGER NOT NULL REFERENCES purchase (id),
    sequence     INTEGER NOT NULL CHECK ((sequence >= 1 AND sequence <= 10) OR sequence = 999),
    redirect_uri TEXT NOT NULL,
    asked_at     INTEGER NOT NULL,
    confirmed_at INTEGER
) STRICT;

-- The holder of a card was told on this day that another person's account of the platform had tried to pay with it.
CREATE TABLE card_warning (
    card_id     INTEGER NOT NULL REFERENCES card (id),
    platform_id INTEGER NOT NULL REFERENCES partner (id),
    day         TEXT NOT NULL,
    PRIMARY KEY (card_id, platform_id, day)
) STRICT;

-- The institution's report that somebody finished, with the certificate.
CREATE TABLE completion (
    purchase_id        INTEGER PRIMARY KEY REFERENCES purchase (id),
    person_id          INTEGER NOT NULL REFERENCES account (id),
    score              INTEGER NOT NULL CHECK (score >= 0 AND score <= 100),
    certificate_number TEXT NOT NULL,
    participant_name   TEXT NOT NULL,
    completed_at       INTEGER NOT NULL,
    basis TEXT CHECK (basis IS NULL OR score = 0 AND basis IN ('post-test', 'attendance')),
    sealed_participant_name BLOB
) STRICT;
-- For the office's page, which names institutions whose completions of the last day are implausibly quick or many.
CREATE INDEX completion_at ON completion (completed_at);
CREATE INDEX completion_unsealed ON completion (purchase_id) WHERE sealed_participant_name IS NULL;

-- Works of participants that an institution submitted, and what it wrote about them: the contract's tpm calls. A row is
-- added and never changed.
CREATE TABLE coursework (
    id          INTEGER PRIMARY KEY,
    purchase_id INTEGER NOT NULL REFERENCES purchase (id),
    kind        TEXT NOT NULL CHECK (kind IN ('submission', 'feedback')),
    -- tpm is an exercise, uk the final test.
    scope       TEXT NOT NULL CHECK (scope IN ('tpm', 'uk')),
    sequence    INTEGER NOT NULL CHECK (sequence >= 1 AND sequence <= 999),
    -- The address of a file; empty for feedback without one.
    url_file    TEXT NOT NULL,
    -- Empty for a submission.
    notes       TEXT NOT NULL,
    at          INTEGER NOT NULL,
    sealed_notes BLOB,
    sealed_url_file BLOB,
    CHECK ((scope = 'uk') = (sequence = 999)),
    CHECK (kind = 'feedback' OR (url_file <> '' AND notes = ''))
) STRICT;
CREATE INDEX coursework_file_unsealed ON coursework (id) WHERE sealed_url_file IS NULL AND url_file <> '-';
CREATE INDEX coursework_purchase ON coursework (purchase_id, scope, sequence, kind);
CREATE INDEX coursework_unsealed ON coursework (id) WHERE sealed_notes IS NULL AND notes <> '';

-- One address at an institution takes a course once.
CREATE TABLE participant_email (
    course_id   INTEGER NOT NULL REFERENCES course (id),
    lookup      BLOB NOT NULL,
    purchase_id INTEGER NOT NULL REFERENCES purchase (id),
    PRIMARY KEY (course_id, lookup)
) STRICT;

-- One account at a platform pays with one card.
CREATE TABLE platform_user (
    platform_id INTEGER NOT NULL REFERENCES partner (id),
    lookup      BLOB NOT NULL,
    card_id     INTEGER NOT NULL REFERENCES card (id),
    PRIMARY KEY (platform_id, lookup)
) STRICT;

-- Buying a course at a platform with the card.
CREATE TABLE purchase (
    id               INTEGER PRIMARY KEY,
    person_id        INTEGER NOT NULL REFERENCES account (id),
    card_id          INTEGER NOT NULL REFERENCES card (id),
    platform_id      INTEGER NOT NULL REFERENCES partner (id),
    course_id        INTEGER NOT NULL REFERENCES course (id),
    schedule_id      INTEGER NOT NULL REFERENCES course_schedule (id),
    platform_user    BLOB NOT NULL,
    price            INTEGER NOT NULL CHECK (price > 0),
    state            TEXT NOT NULL
        CHECK (state IN ('held', 'posted', 'attended', 'completed', 'voided', 'lapsed', 'expired')),
    attempt          INTEGER NOT NULL CHECK (attempt >= 1),
    hold_until       INTEGER NOT NULL,
    asked_at         INTEGER NOT NULL,
    paid_at          INTEGER,
    invoice_code     TEXT,
    invoice_url      TEXT,
    transaction_code TEXT UNIQUE,
    redeem_code      TEXT UNIQUE,
    redeemed_at      INTEGER,
    ended_at         INTEGER,
    fee_basis_points INTEGER
    CHECK (fee_basis_points >= 0 AND fee_basis_points <= 10000),
    CHECK ((state IN ('held', 'expired')) = (paid_at IS NULL)),
    CHECK ((paid_at IS NULL) = (invoice_code IS NULL)),
    CHECK ((paid_at IS NULL) = (transaction_code IS NULL)),
    CHECK ((paid_at IS NULL) = (redeem_code IS NULL)),
    CHECK (redeemed_at IS NULL OR paid_at IS NOT NULL),
    CHECK ((state IN ('voided', 'lapsed', 'expired', 'completed')) = (ended_at IS NOT NULL))
) STRICT;
CREATE INDEX purchase_attended ON purchase (schedule_id) WHERE state = 'attended';
CREATE INDEX purchase_course ON purchase (course_id, state, price);
CREATE UNIQUE INDEX purchase_held ON purchase (card_id, platform_id, schedule_id, platform_user) WHERE state = 'held';
CREATE INDEX purchase_hold ON purchase (hold_until) WHERE state = 'held';
CREATE UNIQUE INDEX purchase_invoice ON purchase (platform_id, invoice_code) WHERE invoice_code IS NOT NULL;
CREATE INDEX purchase_person ON purchase (person_id, id);
-- Sales are counted by platform, and by course for its institution, from these indexes alone.
CREATE INDEX purchase_platform ON purchase (platform_id, state, price);
CREATE INDEX purchase_posted ON purchase (schedule_id) WHERE state = 'posted';
CREATE INDEX purchase_taught ON purchase (schedule_id) WHERE redeemed_at IS NOT NULL;

-- When what a partner sees of a paid purchase changed last, by the programme's clock: the order of the lists of the
-- modern API. A platform sees payment and return, the institution also use of the code, attendance and completion.
CREATE TABLE purchase_change (
    purchase_id    INTEGER PRIMARY KEY REFERENCES purchase (id),
    platform_id    INTEGER NOT NULL REFERENCES partner (id),
    institution_id INTEGER NOT NULL REFERENCES partner (id),
    platform_at    INTEGER NOT NULL,
    institution_at INTEGER NOT NULL
) STRICT;
CREATE INDEX purchase_change_institution ON purchase_change (institution_id, institution_at, purchase_id);
CREATE INDEX purchase_change_platform ON purchase_change (platform_id, platform_at, purchase_id);

-- In a sandbox only: which steps an institution has taken with a test code. No purchase and no money is behind one.
CREATE TABLE test_code_step (
    partner_id INTEGER NOT NULL REFERENCES partner (id),
    code       TEXT NOT NULL,
    step       TEXT NOT NULL CHECK (step IN ('use', 'attendance', 'submission', 'feedback')),
    -- 0 where the code was used.
    sequence   INTEGER NOT NULL CHECK (sequence >= 0 AND sequence <= 999),
    at         INTEGER NOT NULL,
    PRIMARY KEY (partner_id, code, step, sequence)
) STRICT;

-- Each attendance and each completion as it was reported, with the number of its receipt: eleven random digits and a
-- check digit. Attendances and completions from before have no receipt.
CREATE TABLE training_report (
    id             INTEGER PRIMARY KEY,
    number         TEXT NOT NULL UNIQUE CHECK (LENGTH(number) = 12),
    purchase_id    INTEGER NOT NULL REFERENCES purchase (id),
    course_id      INTEGER NOT NULL REFERENCES course (id),
    institution_id INTEGER NOT NULL REFERENCES partner (id),
    -- Of an attendance; NULL for a completion.
    sequence       INTEGER CHECK (sequence >= 1 AND sequence <= 999),
    path           TEXT NOT NULL CHECK (path IN ('participant', 'contract', 'api')),
    received_at    INTEGER NOT NULL
) STRICT;
-- Counted before a completion stands.
CREATE INDEX training_report_course ON training_report (course_id, received_at) WHERE sequence IS NULL;
CREATE INDEX training_report_institution ON training_report (institution_id, received_at) WHERE sequence IS NULL;
CREATE INDEX training_report_purchase ON training_report (purchase_id, id);


-- App/Regions

-- Provinces, regencies, districts and villages of other years than 2020, as the Ministry of Home Affairs published them.
CREATE TABLE region (
    edition TEXT NOT NULL,
    code    TEXT NOT NULL,
    name    TEXT NOT NULL,
    PRIMARY KEY (edition, code)
) STRICT;
CREATE INDEX region_code ON region (code);


-- App/Reviews

-- What somebody thought of a training they completed.
CREATE TABLE review (
    purchase_id INTEGER PRIMARY KEY REFERENCES purchase (id),
    person_id   INTEGER NOT NULL REFERENCES account (id),
    course_id   INTEGER NOT NULL REFERENCES course (id),
    rating      INTEGER NOT NULL CHECK (rating >= 1 AND rating <= 5),
    words       TEXT NOT NULL,
    given_on    TEXT NOT NULL
) STRICT;
-- Averages of ratings are read from the index alone.
CREATE INDEX review_rating ON review (course_id, rating);


-- App/Surveys

-- What a survey was answered with; read for statistics, never for a payment.
CREATE TABLE survey_answer (
    instalment_id INTEGER PRIMARY KEY REFERENCES instalment (id),
    person_id     INTEGER NOT NULL REFERENCES account (id),
    answers       TEXT NOT NULL,
    given_on      TEXT NOT NULL
) STRICT;


-- App/Webhooks

CREATE TABLE webhook_attempt (
    event_id     INTEGER NOT NULL REFERENCES "webhook_event" (id),
    number       INTEGER NOT NULL CHECK (number >= 1),
    at           INTEGER NOT NULL,
    -- NULL where no answer came.
    status       INTEGER,
    milliseconds INTEGER NOT NULL CHECK (milliseconds >= 0),
    -- The beginning of the answer, or why there was none.
    answer       TEXT NOT NULL,
    PRIMARY KEY (event_id, number)
) STRICT;

-- A partner may have several endpoints, each with secrets and types of events of its own. An endpoint from before has
-- the number of its partner. Neither engine can take a reference from a column, so the tables are written again, with
-- the same content.
CREATE TABLE webhook_endpoint (
    id         INTEGER PRIMARY KEY,
    partner_id INTEGER NOT NULL REFERENCES partner_record (id),
    address    TEXT NOT NULL,
    -- Types of events, sorted, separated by blanks.
    types      TEXT NOT NULL CHECK (types <> ''),
    set_at     INTEGER NOT NULL,
    set_by     INTEGER REFERENCES officer (id),
    -- failing: the last event was given up. disabled: the partner's server answered 410. ended: by two officers.
    state      TEXT NOT NULL CHECK (state IN ('active', 'failing', 'disabled', 'ended')),
    state_at   INTEGER NOT NULL
) STRICT;
CREATE INDEX webhook_endpoint_partner ON webhook_endpoint (partner_id, id);
CREATE INDEX webhook_endpoint_state ON webhook_endpoint (state);

CREATE TABLE webhook_event (
    id          INTEGER PRIMARY KEY,
    object_id   INTEGER NOT NULL REFERENCES "webhook_object" (id),
    endpoint_id INTEGER NOT NULL REFERENCES "webhook_endpoint" (id),
    -- The endpoint's, so that the log of a partner is read in order over all of its endpoints.
    partner_id  INTEGER NOT NULL REFERENCES partner_record (id),
    sequence    INTEGER NOT NULL CHECK (sequence >= 1),
    type        TEXT NOT NULL,
    body        TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed')),
    state_at    INTEGER NOT NULL,
    -- All attempts, and those since it was last put into the queue.
    attempts    INTEGER NOT NULL CHECK (attempts >= 0),
    tries       INTEGER NOT NULL CHECK (tries >= 0 AND tries <= attempts),
    UNIQUE (object_id, sequence)
) STRICT;
CREATE INDEX webhook_event_age ON webhook_event (recorded_at) WHERE state <> 'waiting';
CREATE INDEX webhook_event_endpoint ON webhook_event (endpoint_id) WHERE state = 'waiting';
CREATE INDEX webhook_event_partner ON webhook_event (partner_id, id);
CREATE INDEX webhook_event_waiting ON webhook_event (object_id, sequence) WHERE state = 'waiting';

-- What one endpoint is told of one purchase, in order. Its row is locked by each new event.
CREATE TABLE webhook_object (
    id            INTEGER PRIMARY KEY,
    endpoint_id   INTEGER NOT NULL REFERENCES "webhook_endpoint" (id),
    purchase_id   INTEGER NOT NULL REFERENCES purchase (id),
    -- Objects of one lane are told one after the other.
    lane          INTEGER NOT NULL,
    last_sequence INTEGER NOT NULL CHECK (last_sequence >= 1),
    -- When its first waiting event is tried next, by the real clock; NULL where none waits.
    due_at        INTEGER,
    UNIQUE (endpoint_id, purchase_id)
) STRICT;
CREATE INDEX webhook_object_due ON webhook_object (endpoint_id, lane, due_at) WHERE due_at IS NOT NULL;

CREATE TABLE webhook_secret (
    id          INTEGER PRIMARY KEY,
    endpoint_id INTEGER NOT NULL REFERENCES "webhook_endpoint" (id),
    secret      BLOB NOT NULL,
    made_at     INTEGER NOT NULL,
    made_by     INTEGER REFERENCES officer (id),
    -- When the partner fetched it; it signs before that too.
    shown_at    INTEGER,
    ends_at     INTEGER
) STRICT;
CREATE INDEX webhook_secret_endpoint ON webhook_secret (endpoint_id, id);

-- A link by which a partner fetches a secret, once; deleted when it is used.
CREATE TABLE webhook_secret_link (
    secret_id  INTEGER PRIMARY KEY REFERENCES "webhook_secret" (id),
    -- A keyed hash of the token in the link.
    token      BLOB NOT NULL UNIQUE,
    expires_at INTEGER NOT NULL,
    -- Ties the token to secret, partner and end, under the installation's key.
    seal       BLOB NOT NULL
) STRICT;


-- App/Waves

-- An officer asks to end a wave without a draw, and what an officer of another duty made of it. The reason is published.
CREATE TABLE abandonment_proposal (
    id            INTEGER PRIMARY KEY,
    wave_id       INTEGER NOT NULL REFERENCES wave (id),
    reason        TEXT NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'refused')),
    proposed_by   INTEGER NOT NULL REFERENCES officer (id),
    proposed_duty TEXT NOT NULL,
    proposed_at   INTEGER NOT NULL,
    decided_by    INTEGER REFERENCES officer (id),
    decided_duty  TEXT,
    decided_at    INTEGER,
    CHECK ((decided_by IS NULL) = (state = 'proposed')),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK (state <> 'approved' OR (decided_by <> proposed_by AND decided_duty <> proposed_duty))
) STRICT;
-- One at a time, and none after one was approved.
CREATE UNIQUE INDEX abandonment_proposal_open ON abandonment_proposal (wave_id) WHERE state <> 'refused';

-- How far the people of an announced wave were sent its outcome, a page of its list at a time. The pages come in the order
-- of their digests: a random one, fixed when the list was sealed, so that no person hears later because they joined later.
-- Real clock.
CREATE TABLE outcome_news (
    wave_id  INTEGER PRIMARY KEY REFERENCES wave (id),
    people   INTEGER NOT NULL CHECK (people >= 0),
    told     INTEGER NOT NULL CHECK (told >= 0 AND told <= people),
    -- The digest of the last page whose people were told.
    turn     BLOB NOT NULL,
    begun_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;

-- An officer asks to put an announcement off, and what an officer of another duty made of it. Only an approved one moves
-- the date; one that was refused, or taken back by its author, stays on record.
CREATE TABLE postponement_proposal (
    id            INTEGER PRIMARY KEY,
    wave_id       INTEGER NOT NULL REFERENCES wave (id),
    was           INTEGER NOT NULL,
    becomes       INTEGER NOT NULL,
    reason        TEXT NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'refused')),
    proposed_by   INTEGER NOT NULL REFERENCES officer (id),
    proposed_duty TEXT NOT NULL,
    proposed_at   INTEGER NOT NULL,
    decided_by    INTEGER REFERENCES officer (id),
    decided_duty  TEXT,
    decided_at    INTEGER,
    CHECK (becomes > was),
    CHECK ((decided_by IS NULL) = (state = 'proposed')),
    CHECK (state <> 'approved' OR (decided_by <> proposed_by AND decided_duty <> proposed_duty))
) STRICT;
-- One at a time.
CREATE UNIQUE INDEX postponement_proposal_open ON postponement_proposal (wave_id) WHERE state = 'proposed';

-- What people are told of a wave: also that it ended without a draw. Neither engine can widen a CHECK, so the table is
-- written again, with the same content.
CREATE TABLE wave_news (
    wave_id  INTEGER NOT NULL REFERENCES wave (id),
    news     TEXT NOT NULL CHECK (news IN ('opened', 'closing', 'postponed', 'late', 'abandoned')),
    -- How many postponements there had been; 0 before the closing.
    place    INTEGER NOT NULL CHECK (place >= 0),
    -- The last person told, so that an interrupted run goes on where it stopped.
    told     INTEGER NOT NULL CHECK (told >= 0),
    begun_at INTEGER NOT NULL,
    PRIMARY KEY (wave_id, news, place)
) STRICT;


-- App/System/Audit

-- Who did what to what. Rows are only ever added.
CREATE TABLE audit_event (
    id           INTEGER PRIMARY KEY,
    at           INTEGER NOT NULL,
    programme_at INTEGER NOT NULL,
    actor_kind   TEXT NOT NULL CHECK (actor_kind IN ('person', 'officer', 'partner', 'system')),
    actor_id     INTEGER,
    action       TEXT NOT NULL,
    subject      TEXT NOT NULL,
    detail       TEXT NOT NULL,
    code BLOB,
    CHECK ((actor_kind = 'system') = (actor_id IS NULL))
) STRICT;
-- The audit log is filtered by act, and by the officer who did it.
CREATE INDEX audit_event_action ON audit_event (action, id);
CREATE INDEX audit_event_officer ON audit_event (actor_id, id) WHERE actor_kind = 'officer';
CREATE INDEX audit_event_subject ON audit_event (subject, id);
-- A person who joins a wave again is compared with the event of their withdrawal, which names the entry.
CREATE INDEX audit_event_withdrawn ON audit_event (subject, detail) WHERE action = 'entry.withdrawn';

-- A record such as an approved batch, a decree or an officer's role, as it was at the moment of an act: the digest of its
-- columns. A later change by other means differs from the newest digest. Rows are only ever added, and sealed in the log.
CREATE TABLE bound_record (
    id     INTEGER PRIMARY KEY,
    at     INTEGER NOT NULL,
    kind   TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    digest TEXT NOT NULL
) STRICT;
CREATE INDEX bound_record_row ON bound_record (kind, row_id, id);


-- App/System/Clock

-- Which process makes ids under which node number, and how far it has come.
CREATE TABLE node (
    number       INTEGER PRIMARY KEY CHECK (number >= 0 AND number < 1024),
    owner        TEXT NOT NULL,
    fence        INTEGER NOT NULL CHECK (fence >= 1),
    high_water   INTEGER NOT NULL CHECK (high_water >= 0),
    leased_until INTEGER NOT NULL
) STRICT;

-- The programme clock's lead over the real one; at most one row.
CREATE TABLE programme_clock (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    lead INTEGER NOT NULL
) STRICT;

-- Every lead that the programme clock has had, and since when by the real clock: what happened before the clock was moved
-- keeps its day. The first row counts from the beginning.
CREATE TABLE programme_lead (
    since INTEGER PRIMARY KEY,
    lead  INTEGER NOT NULL
) STRICT;


-- App/System/Jobs

-- Work that follows from facts, taken in by the transaction that makes them.
CREATE TABLE job (
    id           INTEGER PRIMARY KEY,
    name         TEXT NOT NULL,
    payload      TEXT NOT NULL,
    unique_key   TEXT,
    state        TEXT NOT NULL CHECK (state IN ('available', 'running', 'done', 'dead')),
    run_at       INTEGER NOT NULL,
    attempt      INTEGER NOT NULL CHECK (attempt >= 0),
    max_attempts INTEGER NOT NULL CHECK (max_attempts >= 1),
    owner        TEXT,
    leased_until INTEGER,
    last_error   TEXT,
    created_at   INTEGER NOT NULL,
    finished_at  INTEGER,
    lost INTEGER NOT NULL DEFAULT 0 CHECK (lost >= 0),
    CHECK (state <> 'running' OR leased_until IS NOT NULL),
    CHECK (state NOT IN ('done', 'dead') OR finished_at IS NOT NULL)
) STRICT;
-- Dead jobs are counted and grouped on the office's pages; there are few among many.
CREATE INDEX job_dead ON job (name, id) WHERE state = 'dead';
CREATE INDEX job_dead_since ON job (finished_at) WHERE state = 'dead';
CREATE INDEX job_due ON job (run_at, id) WHERE state = 'available';
CREATE INDEX job_leased ON job (leased_until) WHERE state = 'running';
CREATE INDEX job_lost ON job (lost, run_at, id) WHERE state = 'available' AND lost > 0;
CREATE INDEX job_running ON job (name, unique_key) WHERE state = 'running' AND unique_key IS NOT NULL;
CREATE UNIQUE INDEX job_unique ON job (name, unique_key) WHERE state = 'available' AND unique_key IS NOT NULL;

-- Which workers run, and when each last went through its housekeeping: what shows that there is one at all.
CREATE TABLE worker (
    owner   TEXT PRIMARY KEY,
    seen_at INTEGER NOT NULL
) STRICT;


-- App/System/Sandbox

-- What this database is for, as its first server said. A server of the other kind does not start on it.
CREATE TABLE installation (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    kind     TEXT NOT NULL CHECK (kind IN ('programme', 'sandbox')),
    noted_at INTEGER NOT NULL
) STRICT;


-- App/System/Vault

-- What tells the master key this database was sealed with from any other: a keyed hash of a fixed text, which gives
-- nothing of the key away. At most one row.
CREATE TABLE master_key (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    mark     BLOB NOT NULL,
    noted_at INTEGER NOT NULL
) STRICT;


-- App/System/Web

-- A signed-in browser; found by the hash of its cookie, so that a copy of this table signs nobody in.
CREATE TABLE session (
    hash       BLOB PRIMARY KEY,
    person_id  INTEGER,
    officer_id INTEGER,
    begun_at   INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL,
    ends_at    INTEGER NOT NULL,
    device TEXT,
    proved_at INTEGER,
    seal BLOB,
    keys_off INTEGER CHECK (keys_off IN (0, 1)) NOT NULL DEFAULT FALSE,
    counter_case_id INTEGER REFERENCES counter_case (id),
    CHECK ((person_id IS NULL) <> (officer_id IS NULL))
) STRICT;
-- Sessions that have ended are forgotten.
CREATE INDEX session_ends ON session (ends_at);
CREATE INDEX session_officer ON session (officer_id) WHERE officer_id IS NOT NULL;
CREATE INDEX session_person ON session (person_id) WHERE person_id IS NOT NULL;
