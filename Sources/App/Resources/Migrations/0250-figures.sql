-- How many people reached a step of the programme, by day, wave and province. One job counts the rows themselves from
-- time to time, so that no request does: figures of a million people are read from some thousand rows.
CREATE TABLE daily_count (
    what     TEXT NOT NULL CHECK (what IN (
        'account', 'identity', 'sent', 'eligible', 'joined', 'selected', 'card', 'bought', 'completed', 'paid',
        'entries', 'arrived', 'came-back')),
    day      BIGINT NOT NULL,                 -- days since 1970-01-01, by the programme's clock in WIB
    wave_id  BIGINT NOT NULL,                 -- 0 before a wave
    province BIGINT NOT NULL CHECK (province >= 0 AND province <= 97),   -- 0 where it is not known
    people   BIGINT NOT NULL CHECK (people >= 0),
    PRIMARY KEY (what, day, wave_id, province)
);

-- Where the budget is. The rows with scope 'whole' are the ledger's accounts added up; those with scope 'part' are the
-- same money by edition, wave and province, in as many places as can be told apart there.
CREATE TABLE budget_figure (
    scope    TEXT NOT NULL CHECK (scope IN ('whole', 'part')),
    edition  TEXT NOT NULL,
    wave_id  BIGINT NOT NULL,
    province BIGINT NOT NULL CHECK (province >= 0 AND province <= 97),
    place    TEXT NOT NULL CHECK (place IN (
        'given', 'available', 'committed', 'card', 'returned', 'escrow', 'payable', 'paid', 'other', 'passed-on')),
    amount   BIGINT NOT NULL,
    PRIMARY KEY (scope, edition, wave_id, province, place)
);

-- When each was last counted, and how long that took: it is counted the more rarely the longer it takes.
CREATE TABLE figure_count (
    kind         TEXT PRIMARY KEY CHECK (kind IN ('people', 'money')),
    counted_at   BIGINT NOT NULL,             -- real clock
    programme_at BIGINT NOT NULL,
    milliseconds BIGINT NOT NULL CHECK (milliseconds >= 0),
    -- For money: the number of journal entries in the snapshot that was added up.
    entries      BIGINT NOT NULL CHECK (entries >= 0)
);

-- An account's postings are shown newest first, also of one that a million payments reached.
DROP INDEX posting_in;
DROP INDEX posting_out;
CREATE INDEX posting_in ON posting (to_id, entry_id, amount);
CREATE INDEX posting_out ON posting (from_id, entry_id, amount);
