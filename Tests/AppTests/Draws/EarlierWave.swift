import Foundation
import Programme
import Storage

@testable import App

/// Wave 1 as the version before pages stored it: state, ticket, line and outcome in the row of each entry.
struct EarlierWave: Sendable {
    enum Stage: Sendable {
        /// Closed; a sealing was interrupted after half of the rows.
        case interrupted
        case sealed
        /// Sealed; a draw was interrupted after its seed and half of the outcomes were written.
        case drawing
        case drawn
    }

    /// Three pages, the last of them not full. Two people each share a family card.
    static let people = 600
    static let id = ID<Wave>(1)
    static let list = (id: ID<ListImport>(1), digest: Data(repeating: 9, count: 32))

    let stage: Stage
    let edition: Edition
    let tickets: [UInt32]
    let list: SealedList
    let secret: DrawSecret
    let seed: Data
    let results: Draw.Results

    static func person(_ number: Int) -> ID<Account> { ID(Int64(1_000 + number)) }
    static func entry(_ number: Int) -> ID<Entry> { ID(Int64(100_000 + number * 10)) }
    private static let vault = Vault(master: Data(repeating: 7, count: 32))

    static func lookup(_ number: Int) -> Data { vault.lookup("\(person(number))", purpose: "nik") }
    private static func household(_ number: Int) -> Data {
        Data(repeating: UInt8(number / 2 % 256), count: 31) + [UInt8(number / 512)]
    }
    private static func province(_ number: Int) -> Int { [11, 31, 32, 82][number % 4] }
    private static func priority(_ number: Int) -> Bool { number % 40 == 0 }

    /// The rules of the tests: a hundred places, one for each family card.
    static let rules: @Sendable (String) -> String = {
        $0.replacing("onceInALifetime: true", with: "onceInALifetime: true\n  beneficiariesPerFamilyCard: 1")
            .replacing("quota: 1 }", with: "quota: 100 }")
    }

    static func database(_ stage: Stage) -> EarlierDatabase {
        EarlierDatabase(step: "0350") { tx, edition in try EarlierWave(stage, edition).fill(tx) }
    }

    init(_ stage: Stage, _ edition: Edition) throws {
        (self.stage, self.edition) = (stage, edition)
        tickets = Shuffle.tickets(Self.people, key: Data(repeating: 3, count: 32))
        let lines = (0..<Self.people).map { [tickets] number in
            SealedEntry(
                ticket: Int(tickets[number]), priority: Self.priority(number), province: Self.province(number),
                household: Data(Self.household(number).suffix(16)), earlier: 0,
                salt: Data(repeating: UInt8(number % 256), count: 16))
        }
        list = SealedList(lines)
        guard let secret = DrawSecret(Data(repeating: 5, count: 32)) else { throw Inconsistency("32 bytes") }
        self.secret = secret
        let fixed = DrawStatement(
            edition: edition.id, wave: 1, places: 100,
            times: .init(
                committed: Self.times(edition).opens, closed: Self.times(edition).closes, sealed: .init(milliseconds: 0)
            ),
            entries: list.count, counts: [], root: list.root, commitments: [], round: nil, origin: nil)
        seed = fixed.seed(secrets: [secret], randomness: nil)
        results = Draw(edition: edition, places: 100).everybody(of: list, seed: seed)
    }

    private static func times(_ edition: Edition) -> WaveDates { edition.waves.dates()[0] }

    /// The first person with a place. In the drawn wave they stand on the sealed list.
    var firstSelected: Int {
        (0..<Self.people).first { results[Int(tickets[$0])]?.selected == true } ?? 0
    }

    private var hasSeed: Bool { stage == .drawn || stage == .drawing }

    // MARK: The rows

    private func fill(_ tx: Transaction) throws {
        try fillWave(tx)
        try fillDraw(tx)
        for number in 0..<Self.people {
            try fillPerson(number, tx)
            try fillEntry(number, tx)
        }
    }

    private func fillWave(_ tx: Transaction) throws {
        let dates = Self.times(edition)
        let closed = dates.closes + Wave.drain
        let sealed: Instant? = stage == .interrupted ? nil : closed + .minutes(2)
        let drawn: Instant? = stage == .drawn ? closed + .minutes(3) : nil
        let state: Wave.State =
            switch stage {
            case .interrupted: .closed
            case .sealed, .drawing: .sealed
            case .drawn: .drawn
            }
        try tx.run(
            """
            INSERT INTO wave (id, edition, number, address, books, quota, opens_at, closes_at, announces_at, state,
                opened_at, closed_at, sealed_at, drawn_at, told)
            VALUES (\(Self.id), \(edition.id), 1, '1', '1', 100, \(dates.opens), \(dates.closes), \(dates.shows),
                \(state), \(dates.opens), \(closed), \(sealed), \(drawn), 0)
            """)
        for shard in 0..<WaveQueries.shards {
            try tx.run(
                """
                INSERT INTO wave_gate (wave_id, shard, open, joined)
                VALUES (\(Self.id), \(shard), \(false), \(shard == 0 ? Self.people : 0))
                """)
        }
        try tx.run(
            """
            INSERT INTO list_import (id, kind, source, as_of, state, digest, accepted, duplicates, bad, contacts,
                imported_at)
            VALUES (\(Self.list.id), 'blacklist', 'Manajemen Pelaksana', '2020-04-10', 'in-force',
                \(Self.list.digest), 1, 0, 0, 0, \(dates.opens))
            """)
        guard stage == .drawn else { return }
        try tx.run(
            "INSERT INTO list_entry (lookup, import_id) VALUES (\(Self.lookup(firstSelected)), \(Self.list.id))")
    }

    private func fillDraw(_ tx: Transaction) throws {
        let dates = Self.times(edition)
        let isSealed = stage != .interrupted
        let selected: Int? = stage == .drawn ? results.pools.reduce(0) { $0 + $1.selected } : nil
        try tx.run(
            """
            INSERT INTO draw (wave_id, opened_at, sealing, entries, root, pieces, seed, selected)
            VALUES (\(Self.id), \(dates.opens), \(isSealed ? nil : Data(repeating: 1, count: 16)),
                \(isSealed ? list.count : nil), \(isSealed ? list.root : nil),
                \(isSealed ? list.pieces.reduce(into: Data()) { $0.append($1) } : nil),
                \(hasSeed ? seed : nil), \(selected))
            """)
        let vault = Vault(master: Data(repeating: 7, count: 32))
        let sealed = try vault.seal(secret.bytes, table: "draw", column: "secret", row: Self.id.rawValue)
        try tx.run(
            """
            INSERT INTO draw_witness (wave_id, witness, commitment, committed_at, secret_sealed, secret, revealed_at)
            VALUES (\(Self.id), \(DrawSecret.system), \(secret.commitment(wave: 1, witness: DrawSecret.system)),
                \(dates.opens), \(sealed), \(hasSeed ? secret.bytes : nil),
                \(hasSeed ? dates.closes + .minutes(3) : nil))
            """)
        guard isSealed else { return }
        try tx.run(
            "INSERT INTO draw_list (wave_id, name, digest) VALUES (\(Self.id), 'blacklist', \(Self.list.digest))")
        for count in list.counts(edition.waves.strata) {
            try tx.run(
                """
                INSERT INTO draw_count (wave_id, stratum, entries)
                VALUES (\(Self.id), \(count.stratum.number), \(count.entries))
                """)
        }
        for pool in stage == .drawn ? results.pools : [] {
            try tx.run(
                """
                INSERT INTO draw_pool (wave_id, stratum, entries, selected)
                VALUES (\(Self.id), \(pool.stratum.number), \(pool.entries), \(pool.selected))
                """)
        }
    }

    private func fillPerson(_ number: Int, _ tx: Transaction) throws {
        let (id, now) = (Self.person(number), Self.times(edition).opens)
        try tx.run("INSERT INTO account (id, status, created_at) VALUES (\(id), 'active', \(now))")
        try tx.run(
            """
            INSERT INTO application (id, person_id, edition, state, begun_at, submitted_at)
            VALUES (\(id), \(id), \(edition.id), 'submitted', \(now), \(now))
            """)
        try tx.run(
            """
            INSERT INTO personal_data (person_id, name, address, province, regency, citizen, education,
                in_formal_education, occupation, wanted_training, saved_at)
            VALUES (\(id), 'Siti Nurhaliza', 'Jalan Pahlawan 5', '82', 'Kota Ternate', \(true), 'senior-secondary',
                \(false), 'job-seeker', 'Mengelas', \(now))
            """)
        let nik = try Self.vault.seal("\(id)", table: "identity_claim", column: "nik", row: id.rawValue)
        try tx.run(
            """
            INSERT INTO identity_claim (id, person_id, attempt, nik, nik_lookup, household, birth_date, state,
                differing, counted, claimed_at, waiting_since, checks)
            VALUES (\(id), \(id), 1, \(nik), \(Self.lookup(number)), \(Self.household(number)),
                '1995-03-27', 'verified', '', \(false), \(now), \(now), 1)
            """)
        try tx.run(
            """
            INSERT INTO eligibility_decision (id, person_id, application_id, edition, outcome, reasons, decided_at,
                programme_date)
            VALUES (\(id), \(id), \(id), \(edition.id), 'eligible', '[]', \(now), '2020-04-15')
            """)
    }

    private func fillEntry(_ number: Int, _ tx: Transaction) throws {
        let ticket = Int(tickets[number])
        let isWritten = stage != .interrupted || number < Self.people / 2
        let line = list[ticket]
        let isDrawn = stage == .drawn || stage == .drawing && ticket <= Self.people / 2
        let result = isDrawn ? results[ticket] : nil
        let state: Entry.State =
            switch (stage, result?.selected) {
            case (_, true?): .selected
            case (_, false?): .notSelected
            case (.interrupted, nil) where !isWritten: .joined
            default: .sealed
            }
        try tx.run(
            """
            INSERT INTO entry (id, wave_id, person_id, application_id, state, arrived_at, shard, priority, province,
                household, ticket, household_tag, earlier, salt, stratum, position, pool)
            VALUES (\(Self.entry(number)), \(Self.id), \(Self.person(number)), \(Self.person(number)), \(state),
                \(Self.times(edition).opens), 0, \(Self.priority(number)), \(Self.province(number)),
                \(Self.household(number)), \(isWritten ? ticket : nil), \(isWritten ? line.household : nil),
                \(isWritten ? 0 : nil as Int?), \(isWritten ? line.salt : nil), \(result?.stratum.number),
                \(result?.position), \(result?.of))
            """)
    }
}
