import Foundation
import Programme

/// The rows that sealing reads of a wave: people with application, claim of a NIK, decision and entry, and two lists of
/// which none of them stands on the excluding one.
struct SealRows {
    let database: BenchDatabase

    private static let first: Int64 = 1_000_000_000
    /// 15 April 2020, 09.00 WIB.
    private static let start: Int64 = 1_586_916_000_000
    private static let provinces: [Int64] = [11, 12, 13, 31, 32, 33, 34, 35, 36, 51, 61, 73, 81, 82]

    init(server: String?) throws { database = try BenchDatabase("seal", server: server) }

    /// The person with the n-th entry: entries come in another order than people.
    static func person(of entry: Int, among count: Int) -> Int64 { first + Int64(entry * 7_368_787 % count) }

    /// Loads the people, and closes the wave as it is when its joining has ended.
    ///
    /// - Parameter code: of an entry.
    func load(_ count: Int, into wave: Int64, code: (EntryCode.Content) -> Data) throws {
        let rows = try database.writer()
        for number in 0..<count {
            let id = Self.first + Int64(number)
            try rows.add("account", "id, status, created_at", [.int(id), "active", .int(Self.start)])
            try rows.add(
                "application", "id, person_id, edition, state, begun_at, submitted_at",
                [.int(id), .int(id), "2020-3", "submitted", .int(Self.start), .int(Self.start)])
            try rows.add(
                "identity_claim",
                "id, person_id, attempt, nik, nik_lookup, household, birth_date, state, differing, counted, claimed_at, "
                    + "waiting_since, checks",
                [
                    .int(id), .int(id), 1, .blob(Self.hash(number, 1)), .blob(Self.hash(number, 2)),
                    .blob(Self.hash(number / 3, 3)), "1990-01-01", "verified", "", true, .int(Self.start),
                    .int(Self.start), 1,
                ])
            try rows.add(
                "eligibility_decision",
                "id, person_id, application_id, edition, outcome, reasons, decided_at, programme_date",
                [.int(id), .int(id), .int(id), "2020-3", "eligible", "[]", .int(Self.start), "2020-04-15"])
            try addEntry(number, of: Self.person(of: number, among: count), to: wave, in: rows, code: code)
        }
        try addLists(count, to: rows)
        try rows.finish()
        try database.run(
            "UPDATE wave_gate SET open = FALSE, joined = \(count / 64) WHERE wave_id = \(wave)",
            "UPDATE wave SET state = 'closed', closed_at = closes_at WHERE id = \(wave)")
        try database.settle()
    }

    private func addEntry(
        _ number: Int, of person: Int64, to wave: Int64, in rows: any RowWriter, code: (EntryCode.Content) -> Data
    ) throws {
        let household = Self.hash(Int(person - Self.first) / 3, 3)
        let (arrivedAt, province) = (
            Self.start + Int64(number / 100), Self.provinces[number % Self.provinces.count]
        )
        let id = Self.first + Int64(number) * 64
        let content = EntryCode.Content(
            entry: id, wave: wave, person: person, arrivedAt: arrivedAt, priority: number % 40 == 0,
            province: Int(province), household: household)
        try rows.add(
            "entry",
            "id, wave_id, person_id, application_id, state, arrived_at, shard, priority, province, household, code",
            [
                .int(id), .int(wave), .int(person), .int(person), "joined",
                .int(arrivedAt), .int(Int64(number % 64)), .flag(number % 40 == 0), .int(province), .blob(household),
                .blob(code(content)),
            ])
    }

    /// A list that excludes and one that gives priority, each of a sixth as many people.
    private func addLists(_ count: Int, to rows: any RowWriter) throws {
        for (place, kind) in ["blacklist", "laid-off"].enumerated() {
            let id = Int64(place + 1)
            try rows.add(
                "list_import",
                "id, kind, source, as_of, state, digest, accepted, duplicates, bad, contacts, imported_at",
                [
                    .int(id), .text(kind), "Kementerian", "2020-04-10", "in-force",
                    .blob(Data(repeating: UInt8(id), count: 32)), .int(Int64(count / 6)), 0, 0, 0, .int(Self.start),
                ])
            for number in 0..<count / 6 {
                let lookup = place == 0 ? Self.hash(number, 4) : Self.hash(number, 2)
                try rows.add("list_entry", "lookup, import_id", [.blob(lookup), .int(id)])
            }
        }
    }

    /// 32 bytes, spread as evenly as a keyed hash.
    private static func hash(_ number: Int, _ kind: UInt64) -> Data {
        var bytes = Data(count: 32)
        bytes.withUnsafeMutableBytes {
            let mixed = (UInt64(number) &* 8 &+ kind) &* 0x9E37_79B9_7F4A_7C15
            $0.storeBytes(of: mixed.bigEndian, as: UInt64.self)
            $0.storeBytes(of: UInt64(number), toByteOffset: 8, as: UInt64.self)
            $0.storeBytes(of: kind, toByteOffset: 16, as: UInt64.self)
        }
        return bytes
    }
}
