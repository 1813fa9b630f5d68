-- The statements of one purchase, as the product sends them to PostgreSQL: the partner's key for each of the two
-- requests, the request for a code, its hand-over to the gateway, and the authorisation. pgbench runs this script over
-- rows that peer.sql has made. Times and sealed bytes are of the size of real ones; what a worker does afterwards for the
-- notice to the cardholder is left out.
\set card 10000000 + random(1, 200000)
\set purse :card * 10
\set schedule 1100 + random(0, 63)
\set id random(100000000000, 9000000000000) * 16
\set id1 :id + 1
\set id2 :id + 2
\set id3 :id + 3
\set id4 :id + 4
\set id5 :id + 5
\set id6 :id + 6
\set id7 :id + 7
\set id8 :id + 8
\set id9 :id + 9
\set id10 :id + 10
BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY;
SELECT id, kind, name, client_code, redirect_uri, fee_basis_points, site FROM partner WHERE client_code = 'peer';
SELECT id, sign_key, made_at, ends_at FROM partner_key WHERE partner_id = 1001 AND (ends_at IS NULL OR ends_at >
    1587348000000) ORDER BY id DESC;
COMMIT;
BEGIN ISOLATION LEVEL READ COMMITTED, READ WRITE;
SELECT tried FROM unknown_number_user WHERE partner_id = 1001 AND hour = 440930 AND lookup = int8send(:card);
SELECT id, person_id, edition, wave, status, training, incentive, last_four, issued_at, first_use_by, first_used_at,
    unfinished FROM card WHERE id = (SELECT card_id FROM card_number WHERE lookup = int8send(:card));
SELECT id, code, institution_id, title, summary, category, mode, hours, state FROM course WHERE code = 'peer';
SELECT id, course_id, code, starts_at, ends_at, quota, taken FROM course_schedule WHERE code = 'peer-' || :schedule;
SELECT course_offer.platform_id, partner.name, course_offer.price, course_offer.url FROM course_offer JOIN partner
    ON partner.id = course_offer.platform_id WHERE course_offer.course_id = 1003 AND course_offer.platform_id =
    1001;
SELECT id, kind, name, website, state, state_reason, state_at, recorded_at FROM partner_record WHERE id = 1001;
SELECT number, from_day, to_day, fee_basis_points FROM partner_agreement WHERE partner_id = 1001 ORDER BY id DESC;
SELECT id, kind, name, website, state, state_reason, state_at, recorded_at FROM partner_record WHERE id = 1002;
SELECT number, from_day, to_day, fee_basis_points FROM partner_agreement WHERE partner_id = 1002 ORDER BY id DESC;
SELECT id, name FROM partner_record ORDER BY id;
SELECT partner_id, owner_key, name, share_basis_points, source FROM partner_owner ORDER BY partner_id, owner_key;
SELECT card_id FROM platform_user WHERE platform_id = 1001 AND lookup = int8send(:card);
SELECT id FROM ledger_account WHERE code = 'card:' || :card || ':' || 'training' FOR UPDATE;
SELECT posted, held, NULL AS entry_id, NULL AS place, NULL AS amount, NULL AS code, NULL AS from_code, NULL AS
    to_code FROM ledger_account WHERE code = 'card:' || :card || ':' || 'training' UNION ALL SELECT NULL, NULL,
    entry_id, place, amount, code, CAST('card:' || :card || ':' || 'training' AS TEXT), (SELECT other.code FROM
    ledger_account AS other WHERE other.id = outgoing.to_id) FROM (SELECT entry_id, place, amount, code, to_id FROM
    posting WHERE from_id = (SELECT id FROM ledger_account WHERE code = 'card:' || :card || ':' || 'training') ORDER
    BY entry_id LIMIT 1000) AS outgoing UNION ALL SELECT NULL, NULL, entry_id, place, amount, code, (SELECT
    other.code FROM ledger_account AS other WHERE other.id = incoming.from_id), CAST('card:' || :card || ':' ||
    'training' AS TEXT) FROM (SELECT entry_id, place, amount, code, from_id FROM posting WHERE to_id = (SELECT id
    FROM ledger_account WHERE code = 'card:' || :card || ':' || 'training') ORDER BY entry_id LIMIT 1000) AS
    incoming;
SELECT id FROM purchase WHERE person_id = :card AND card_id = :card AND paid_at IS NOT NULL;
SELECT edition FROM card WHERE id = :card;
SELECT id, person_id, card_id, platform_id, course_id, schedule_id, price, state, attempt, asked_at, paid_at,
    invoice_code, transaction_code, redeem_code, redeemed_at, ended_at FROM purchase WHERE card_id = :card AND
    platform_id = 1001 AND schedule_id = :schedule AND platform_user = int8send(:card) AND state = 'held';
SELECT CAST(COALESCE(SUM(attempt), 0) AS BIGINT) AS asked FROM purchase WHERE person_id = :card AND card_id = :card
    AND platform_id = 1001 AND platform_user = int8send(:card) AND state IN ('held', 'expired') AND asked_at >
    1587261600000;
INSERT INTO purchase (id, person_id, card_id, platform_id, course_id, schedule_id, platform_user, price, state,
    attempt, hold_until, asked_at) VALUES (:id, :card, :card, 1001, 1003, :schedule, int8send(:card), 600000,
    'held', 1, 1587349800000, 1587348000000) ON CONFLICT (card_id, platform_id, schedule_id, platform_user) WHERE
    state = 'held' DO NOTHING;
SELECT id, code FROM ledger_account WHERE code = 'card:' || :card || ':' || 'training';
UPDATE ledger_account SET held = held + 600000 WHERE id = :purse AND (NOT floor OR posted - held >= 600000);
INSERT INTO hold (id, key, account_id, amount, state, placed_at, expires_at) VALUES (:id1, 'purchase:' || :id ||
    '/1', :purse, 600000, 'placed', 1587348000000, 1587349800000) ON CONFLICT (key) DO NOTHING;
SELECT kind, sealed FROM account_contact WHERE person_id = :card ORDER BY kind;
SELECT given.column1 AS place, code.id, code.destination, code.matter, code.state, code.tries, code.resend,
    code.issued_at, code.handed_over_at, today.sent AS today, month.sent AS month FROM (VALUES (0, 'purchase',
    CAST(:id AS TEXT), int8send(:card), 'purchases', '2020-04-20', '2020-04')) AS given LEFT JOIN one_time_code AS
    code ON code.id = ( SELECT MAX(other.id) FROM one_time_code AS other WHERE other.purpose = given.column2 AND
    other.subject = given.column3 ) LEFT JOIN code_budget AS today ON today.destination = given.column4 AND
    today.budget = given.column5 AND today.period = given.column6 LEFT JOIN code_budget AS month ON
    month.destination = given.column4 AND month.budget = given.column5 AND month.period = given.column7 WHERE
    given.column1 >= 0;
SELECT given.column1 AS place, recipient_language.language FROM (VALUES (0, int8send(:card))) AS given JOIN
    recipient_language ON recipient_language.recipient = given.column2 WHERE given.column1 >= 0;
INSERT INTO code_budget (destination, budget, period, sent) SELECT given.column2, given.column3, given.column4, 1
    FROM (VALUES (0, int8send(:card), 'purchases', '2020-04-20'), (1, int8send(:card), 'purchases', '2020-04'), (-1,
    CAST('' AS BYTEA), '', ''), (-1, CAST('' AS BYTEA), '', '')) AS given WHERE given.column1 >= 0 ON CONFLICT
    (destination, budget, period) DO UPDATE SET sent = code_budget.sent + 1 WHERE code_budget.sent < CASE
    code_budget.period WHEN '2020-04' THEN CAST(120 AS BIGINT) ELSE CAST(20 AS BIGINT) END;
INSERT INTO one_time_code (id, purpose, subject, matter, destination, destination_seal, hash, link, shown, words,
    resend, issued_at, state, tries, attempts) SELECT given.column2, given.column3, given.column4, given.column5,
    given.column6, given.column7, given.column8, given.column9, given.column10, given.column11, given.column12,
    given.column13, 'open', 0, 0 FROM (VALUES (0, CAST(:id2 AS BIGINT), 'purchase', CAST(:id AS TEXT), '',
    int8send(:card), decode(repeat('5a', 43), 'hex'), decode(repeat('5a', 32), 'hex'), CAST(NULL AS BYTEA),
    CAST(NULL AS BYTEA), decode(repeat('5a', 431), 'hex'), 0, 1587348000000)) AS given WHERE given.column1 >= 0;
INSERT INTO audit_event (id, at, programme_at, actor_kind, actor_id, action, subject, detail, code) SELECT
    given.column2, given.column3, given.column4, given.column5, given.column6, given.column7, given.column8,
    given.column9, given.column10 FROM (VALUES (0, CAST(:id3 AS BIGINT), 1587348000000, 1587348000000, 'partner',
    1001, 'purchase.asked', 'purchase:' || :id, '{"amount":"Rp600.000"}', decode(repeat('5a', 32), 'hex'))) AS given
    WHERE given.column1 >= 0;
COMMIT;
BEGIN ISOLATION LEVEL READ COMMITTED, READ WRITE;
SELECT set_config('plan_cache_mode', 'force_generic_plan', TRUE), set_config('enable_seqscan', 'off', TRUE),
    set_config('enable_hashjoin', 'off', TRUE), set_config('enable_mergejoin', 'off', TRUE),
    set_config('cpu_tuple_cost', '1', TRUE);
UPDATE one_time_code SET handed_over_at = given.column3, attempts = one_time_code.attempts + 1, words = NULL FROM
    (VALUES (0, CAST(:id2 AS BIGINT), 1587348000000, 0)) AS given WHERE one_time_code.id = given.column2 AND
    given.column1 >= 0 AND COALESCE(one_time_code.handed_over_at, one_time_code.failed_at, 0) = given.column4;
COMMIT;
BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY;
SELECT id, kind, name, client_code, redirect_uri, fee_basis_points, site FROM partner WHERE client_code = 'peer';
SELECT id, sign_key, made_at, ends_at FROM partner_key WHERE partner_id = 1001 AND (ends_at IS NULL OR ends_at >
    1587348000000) ORDER BY id DESC;
COMMIT;
BEGIN ISOLATION LEVEL READ COMMITTED, READ WRITE;
SELECT id, person_id, card_id, platform_id, course_id, schedule_id, price, state, attempt, asked_at, paid_at,
    invoice_code, transaction_code, redeem_code, redeemed_at, ended_at FROM purchase WHERE platform_id = 1001 AND id
    = :id;
SELECT id, code, institution_id, title, summary, category, mode, hours, state FROM course WHERE id = 1003;
SELECT id, kind, name, website, state, state_reason, state_at, recorded_at FROM partner_record WHERE id = 1001;
SELECT number, from_day, to_day, fee_basis_points FROM partner_agreement WHERE partner_id = 1001 ORDER BY id DESC;
SELECT id, kind, name, website, state, state_reason, state_at, recorded_at FROM partner_record WHERE id = 1002;
SELECT number, from_day, to_day, fee_basis_points FROM partner_agreement WHERE partner_id = 1002 ORDER BY id DESC;
SELECT id, name FROM partner_record ORDER BY id;
SELECT partner_id, owner_key, name, share_basis_points, source FROM partner_owner ORDER BY partner_id, owner_key;
SELECT given.column1 AS place, code.id, code.purpose, code.subject, code.matter, code.destination,
    code.destination_seal, code.hash, code.shown, code.state, code.tries, code.resend, code.issued_at,
    code.handed_over_at, code.used_at, code.used_by FROM (VALUES (0, 'purchase', CAST(:id AS TEXT))) AS given JOIN
    one_time_code AS code ON code.id = ( SELECT MAX(other.id) FROM one_time_code AS other WHERE other.purpose =
    given.column2 AND other.subject = given.column3 ) WHERE given.column1 >= 0;
UPDATE one_time_code SET state = given.column5, tries = given.column6, used_at = given.column7, used_by =
    given.column8, words = CASE WHEN given.column5 = 'used' THEN NULL ELSE one_time_code.words END FROM (VALUES (0,
    CAST(:id2 AS BIGINT), 0, 'open', 'used', 1, CAST(1587348000000 AS BIGINT), CAST(NULL AS TEXT))) AS given WHERE
    one_time_code.id = given.column2 AND one_time_code.tries = given.column3 AND one_time_code.state = given.column4
    AND given.column1 >= 0;
SELECT id, person_id, card_id, platform_id, course_id, schedule_id, price, state, attempt, asked_at, paid_at,
    invoice_code, transaction_code, redeem_code, redeemed_at, ended_at FROM purchase WHERE platform_id = 1001 AND
    invoice_code = 'INV-' || :id;
INSERT INTO platform_user (platform_id, lookup, card_id) SELECT platform_id, platform_user, card_id FROM purchase
    WHERE id = :id ON CONFLICT (platform_id, lookup) DO NOTHING;
SELECT edition FROM card WHERE id = :card;
SELECT id, person_id, edition, wave, status, training, incentive, last_four, issued_at, first_use_by, first_used_at,
    unfinished FROM card WHERE id = :card;
SELECT id FROM ledger_account WHERE code = 'card:' || :card || ':' || 'training' FOR UPDATE;
SELECT posted, held, NULL AS entry_id, NULL AS place, NULL AS amount, NULL AS code, NULL AS from_code, NULL AS
    to_code FROM ledger_account WHERE code = 'card:' || :card || ':' || 'training' UNION ALL SELECT NULL, NULL,
    entry_id, place, amount, code, CAST('card:' || :card || ':' || 'training' AS TEXT), (SELECT other.code FROM
    ledger_account AS other WHERE other.id = outgoing.to_id) FROM (SELECT entry_id, place, amount, code, to_id FROM
    posting WHERE from_id = (SELECT id FROM ledger_account WHERE code = 'card:' || :card || ':' || 'training') ORDER
    BY entry_id LIMIT 1000) AS outgoing UNION ALL SELECT NULL, NULL, entry_id, place, amount, code, (SELECT
    other.code FROM ledger_account AS other WHERE other.id = incoming.from_id), CAST('card:' || :card || ':' ||
    'training' AS TEXT) FROM (SELECT entry_id, place, amount, code, from_id FROM posting WHERE to_id = (SELECT id
    FROM ledger_account WHERE code = 'card:' || :card || ':' || 'training') ORDER BY entry_id LIMIT 1000) AS
    incoming;
SELECT id FROM purchase WHERE person_id = :card AND card_id = :card AND paid_at IS NOT NULL;
UPDATE course_schedule SET taken = taken + 1 WHERE id = :schedule AND taken < quota;
UPDATE card SET unfinished = unfinished + 1, first_used_at = COALESCE(first_used_at, 1587348000000) WHERE id = :card
    AND status = 'active' AND (unfinished = 0 OR NOT TRUE);
UPDATE purchase SET state = 'posted', paid_at = 1587348000000, invoice_code = 'INV-' || :id, invoice_url =
    'https://dp.example/inv', transaction_code = 'TRX' || :id, redeem_code = 'RD' || :id, fee_basis_points = 1000
    WHERE id = :id AND state = 'held' AND attempt = 1;
SELECT hold.id, hold.key, hold.account_id, ledger_account.code, hold.amount, hold.state, hold.expires_at FROM hold
    JOIN ledger_account ON ledger_account.id = hold.account_id WHERE hold.key = 'purchase:' || :id || '/1';
INSERT INTO ledger_account (id, code, posted, held, floor, sink) VALUES (:id4, 'purchase:' || :id || ':' ||
    'escrow', 0, 0, TRUE, FALSE) ON CONFLICT (code) DO NOTHING;
SELECT hold.id, hold.key, hold.account_id, ledger_account.code, hold.amount, hold.state, hold.expires_at FROM hold
    JOIN ledger_account ON ledger_account.id = hold.account_id WHERE hold.key = 'purchase:' || :id || '/1';
INSERT INTO journal_entry (id, key, kind, content, reason, at, code) VALUES (:id5, 'purchase:' || :id, 'purchase',
    decode(repeat('5a', 32), 'hex'), 'Purchase ' || :id || ' authorised', 1587348000000, decode(repeat('5a', 32),
    'hex')) ON CONFLICT (key) DO NOTHING;
SELECT id, code FROM ledger_account WHERE code IN ('card:' || :card || ':' || 'training', 'purchase:' || :id || ':'
    || 'escrow');
UPDATE hold SET state = 'posted', ended_at = 1587348000000, entry_id = :id5 WHERE id = :id1 AND state = 'placed';
UPDATE ledger_account SET posted = posted + -600000, held = held - 600000 WHERE id = :purse AND held >= 600000 AND
    (NOT floor OR posted + -600000 >= held - 600000);
UPDATE ledger_account SET posted = posted + 600000, held = held - 0 WHERE id = :id4 AND held >= 0 AND (NOT floor OR
    posted + 600000 >= held - 0);
INSERT INTO posting (entry_id, place, from_id, to_id, amount, code) VALUES (:id5, 0, :purse, :id4, 600000,
    decode(repeat('5a', 16), 'hex'));
SELECT id, person_id, card_id, platform_id, course_id, schedule_id, price, fee_basis_points, paid_at, invoice_code,
    transaction_code, redeem_code FROM purchase WHERE id IN (:id);
SELECT purchase_id AS id, person_id, score, certificate_number, completed_at FROM completion WHERE purchase_id IN
    (:id);
INSERT INTO bound_record (id, at, kind, row_id, digest) VALUES (:id6, 1587348000000, 'purchase', :id,
    'm1-16c8403d03127766be900780eda8a335bb7b62553dbc930880f549dfff65c2a9');
SELECT id, code, institution_id, title, summary, category, mode, hours, state FROM course WHERE id = 1003;
SELECT id, kind, name, client_code, redirect_uri, fee_basis_points, site FROM partner WHERE id = 1002;
SELECT province FROM personal_data WHERE person_id = :card;
INSERT INTO message (id, person_id, kind, content, created_at, programme_at) VALUES (:id7, :card, 'notice',
    decode(repeat('5a', 906), 'hex'), 1587348000000, 1587348000000);
SELECT kind, sealed FROM account_contact WHERE person_id = :card ORDER BY kind;
SELECT language FROM recipient_language WHERE recipient = int8send(:card);
INSERT INTO delivery (id, message_id, person_id, channel, recipient, destination, language, state, attempts,
    queued_at, job_id) VALUES (:id8, :id7, :card, 'sms', int8send(:card), decode(repeat('5a', 43), 'hex'), 'id',
    'queued', 0, 1587348000000, :id9);
INSERT INTO job (id, name, payload, unique_key, state, run_at, attempt, max_attempts, created_at) SELECT
    given.column2, given.column3, given.column4, given.column5, 'available', given.column6, 0, given.column7,
    given.column8 FROM (VALUES (0, CAST(:id9 AS BIGINT), 'inbox.send', '{"delivery":"' || :id8 || '"}', CAST(NULL AS
    TEXT), 1587348000000, 12, 1587348000000)) AS given WHERE given.column1 >= 0 ON CONFLICT (name, unique_key) WHERE
    state = 'available' AND unique_key IS NOT NULL DO NOTHING;
INSERT INTO audit_event (id, at, programme_at, actor_kind, actor_id, action, subject, detail, code) SELECT
    given.column2, given.column3, given.column4, given.column5, given.column6, given.column7, given.column8,
    given.column9, given.column10 FROM (VALUES (0, CAST(:id10 AS BIGINT), 1587348000000, 1587348000000, 'partner',
    1001, 'purchase.paid', 'purchase:' || :id, '{"amount":"Rp600.000"}', decode(repeat('5a', 32), 'hex'))) AS given
    WHERE given.column1 >= 0;
SELECT name, sealed_name FROM personal_data WHERE person_id = :card;
COMMIT;
