-- Two hundred thousand cardholders, a course with 64 schedules, and its seller, with ids that purchase.sql can compute.
INSERT INTO partner_record (id, kind, name, state, state_at, recorded_at)
VALUES (1001, 'platform', 'Peer', 'active', 0, 0), (1002, 'institution', 'School', 'active', 0, 0);
INSERT INTO partner (id, kind, name, client_code, fee_basis_points, registered_at)
VALUES (1001, 'platform', 'Peer', 'peer', 1000, 0), (1002, 'institution', 'School', 'school', 0, 0);
INSERT INTO partner_key (id, partner_id, sign_key, made_at) VALUES (1001, 1001, decode(repeat('5a', 60), 'hex'), 0);
INSERT INTO course (id, code, institution_id, title, summary, category, mode, hours, published_at, state)
VALUES (1003, 'peer', 1002, 'Dasar Barista', 'Kopi', 'Kuliner', 'self-paced', 12, 0, 'approved');
INSERT INTO course_offer (course_id, platform_id, price, url) VALUES (1003, 1001, 600000, 'https://dp.example/barista');
INSERT INTO course_schedule (id, course_id, code, starts_at, ends_at, quota, taken)
SELECT 1100 + place, 1003, 'peer-' || (1100 + place), 0, 1900000000000, 100000000, 0
FROM generate_series(0, 63) AS place;
INSERT INTO account (id, status, created_at)
SELECT 10000000 + number, 'active', 0
FROM generate_series(1, 200000) AS number;
INSERT INTO account_contact (lookup, person_id, kind, sealed, proved_at)
SELECT int8send(id), id, 'phone', decode(repeat('5a', 43), 'hex'), 0
FROM account
WHERE id > 10000000 AND id <= 10200000;
INSERT INTO personal_data (person_id, name, address, province, regency, citizen, education, in_formal_education,
    occupation, wanted_training, saved_at, sealed_name, sealed_address)
SELECT id, '', '', '31', '31.71', TRUE, 'senior-secondary', FALSE, 'job-seeker', 'kopi', 0,
    decode(repeat('5a', 43), 'hex'), decode(repeat('5a', 43), 'hex')
FROM account
WHERE id > 10000000 AND id <= 10200000;
INSERT INTO card (id, person_id, edition, wave, entry_id, status, number, last_four, training, incentive, decreed_at,
    issued_at, first_use_by, unfinished)
SELECT id, id, '2020-1', 1, 1, 'active', decode(repeat('5a', 45), 'hex'), '1234', 1000000, 2550000, 0, 0, 1900000000000, 0
FROM account
WHERE id > 10000000 AND id <= 10200000;
INSERT INTO card_number (lookup, card_id) SELECT int8send(id), id FROM card WHERE id > 10000000 AND id <= 10200000;
INSERT INTO ledger_account (id, code, posted, held, floor, sink)
SELECT id * 10, 'card:' || id || ':training', 100000000000, 0, TRUE, FALSE
FROM card
WHERE id > 10000000 AND id <= 10200000;
INSERT INTO journal_entry (id, key, kind, content, reason, at, code)
VALUES (1, 'cards:peer', 'cards', decode(repeat('5a', 32), 'hex'), 'Peer', 0, decode(repeat('5a', 32), 'hex'));
INSERT INTO posting (entry_id, place, from_id, to_id, amount, code)
SELECT 1, id - 10000000, 1, id * 10, 100000000000, decode(repeat('5a', 16), 'hex')
FROM card
WHERE id > 10000000 AND id <= 10200000;
VACUUM (ANALYZE);
