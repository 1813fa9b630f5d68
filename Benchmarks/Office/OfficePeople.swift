import App
import Foundation

/// The people of a programme, with what the office's pages read of them. For those whose pages are requested everything
/// is sealed for its row, and every keyed hash is the one that a search computes; the others have bytes of the same
/// length.
struct OfficePeople {
    /// Of the first person, application, claim, photo, entry and so on.
    static let first: Int64 = 1_000_000_000
    /// 15 April 2020, 09.00 WIB.
    static let start: Int64 = 1_586_916_000_000

    /// People whose pages are requested, from the first on; the last is one as well.
    static let read = 20_000

    let count: Int
    let waves: [Int64]
    let vault: Vault
    private let words: [String: Data]
    private let unread = Data(repeating: 7, count: 60)

    init(count: Int, vault: Vault, waves: [Int64]) {
        (self.count, self.vault, self.waves) = (count, vault, waves)
        let names = (0..<Self.given.count * 2_744).map(Self.name)
        let all = Set(names.map(\.first)).union(names.map(\.second))
        words = Dictionary(
            uniqueKeysWithValues: all.map { ($0, vault.lookup($0.lowercased(), purpose: "name-word").prefix(12)) })
    }

    func isRead(_ number: Int) -> Bool { number < Self.read || number == count - 1 }

    func seal(_ text: @autoclosure () -> String, _ table: String, _ column: String, _ row: Int64, of number: Int) throws
        -> Cell
    {
        guard isRead(number) else { return .blob(unread) }
        return .blob(try vault.seal(text(), table: table, column: column, row: row))
    }

    /// A name, which a page of many people may show of each of them.
    func sealName(_ name: String, _ table: String, _ column: String, _ row: Int64) throws -> Cell {
        .blob(try vault.seal(name, table: table, column: column, row: row))
    }

    /// 32 bytes; for people whose pages are not requested spread as evenly as a keyed hash.
    func hash(_ text: @autoclosure () -> String, _ purpose: String, of number: Int) -> Cell {
        guard !isRead(number) else { return .blob(vault.lookup(text(), purpose: purpose)) }
        var bytes = Data(count: 32)
        let kind = purpose.utf8.reduce(UInt64(0)) { $0 &* 31 &+ UInt64($1) }
        let mixed = (UInt64(number) ^ kind) &* 0x9E37_79B9_7F4A_7C15
        bytes.withUnsafeMutableBytes {
            $0.storeBytes(of: mixed.bigEndian, as: UInt64.self)
            $0.storeBytes(of: UInt64(number), toByteOffset: 8, as: UInt64.self)
            $0.storeBytes(of: kind, toByteOffset: 16, as: UInt64.self)
        }
        return .blob(bytes)
    }

    static func id(_ number: Int) -> Int64 { first + Int64(number) }

    // MARK: What is known of a person by number

    static func phone(_ number: Int) -> String { "+62812" + String(10_000_000 + number) }
    static func email(_ number: Int) -> String { "warga\(number)@contoh.id" }
    static func nik(_ number: Int) -> String {
        let day = 1 + number % 28
        let month = 1 + number / 28 % 12
        let year = 70 + number / 336 % 30
        return "327301" + pad(day, 2) + pad(month, 2) + pad(year, 2) + pad(1 + number / 10_080 % 9_999, 4)
    }

    /// Luhn, as `CardNumber` checks it.
    static func card(_ number: Int) -> String {
        let body = "998" + pad(number, 12)
        var sum = 0
        for (place, byte) in body.utf8.reversed().enumerated() {
            let digit = Int(byte) - 48
            let doubled = place.isMultiple(of: 2) ? digit * 2 : digit
            sum += doubled > 9 ? doubled - 9 : doubled
        }
        return body + String((10 - sum % 10) % 10)
    }

    private static let given = [
        "Siti", "Budi", "Agus", "Dewi", "Rina", "Joko", "Wulan", "Tono", "Fitri", "Hendra", "Ratna", "Dian", "Yusuf",
        "Maria", "Ketut", "Made", "Nurul", "Andi", "Lestari", "Bambang",
    ]
    private static let syllables = ["Ba", "Ci", "Du", "Fe", "Go", "Ha", "Ji", "Ku", "Le", "Mo", "Na", "Pi", "Ru", "Se"]

    /// A frequent first word, and a second one that some hundred people share.
    static func name(_ number: Int) -> (first: String, second: String) {
        let rest = number / given.count % (14 * 14 * 14)
        let second = syllables[rest % 14] + syllables[rest / 14 % 14].lowercased() + syllables[rest / 196].lowercased()
        return (given[number % given.count], second + "wati")
    }

    static func pad(_ number: Int, _ digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }

    static let provinces = [
        (11, "11.01"), (12, "12.01"), (31, "31.71"), (32, "32.73"), (33, "33.01"), (34, "34.71"), (35, "35.78"),
        (36, "36.71"), (51, "51.71"), (73, "73.71"), (82, "82.71"),
    ]

    // MARK: Rows

    func write(to rows: any RowWriter) throws {
        for number in 0..<count {
            let id = Self.id(number)
            let at = Self.start - Int64(count - number) * 900
            try writeAccount(number, id, at, to: rows)
            try writeApplication(number, id, at, to: rows)
            try writePhotos(number, id, at, to: rows)
            try writeEntry(number, id, at, to: rows)
            try writeMessages(number, id, at, to: rows)
            try writeTrail(number, id, at, to: rows)
        }
    }

    private func writeAccount(_ number: Int, _ id: Int64, _ at: Int64, to rows: any RowWriter) throws {
        try rows.add("account", "id, status, created_at", [.int(id), "active", .int(at)])
        for (kind, contact) in [("phone", Self.phone), ("email", Self.email)] {
            // Hashes of contacts that are not searched differ by kind.
            let lookup =
                isRead(number) ? hash(contact(number), "contact", of: number) : hash("", kind + "-of", of: number)
            try rows.add(
                "account_contact", "lookup, person_id, kind, sealed, proved_at",
                [
                    lookup, .int(id), .text(kind), try seal(contact(number), "account_contact", kind, id, of: number),
                    .int(at),
                ])
        }
    }

    private func writeApplication(_ number: Int, _ id: Int64, _ at: Int64, to rows: any RowWriter) throws {
        let (first, second) = Self.name(number)
        let (province, regency) = Self.provinces[number % Self.provinces.count]
        try rows.add(
            "application", "id, person_id, edition, state, begun_at, submitted_at",
            [.int(id), .int(id), "2020-3d", "submitted", .int(at), .int(at)])
        // Pages and the search show the names of people at random.
        let name = try sealName("\(first) \(second)", "personal_data", "name", id)
        let address = try sealName("Jalan Melati \(number)", "personal_data", "address", id)
        try rows.add(
            "personal_data",
            "person_id, name, address, province, regency, citizen, education, in_formal_education, occupation, "
                + "wanted_training, saved_at, sealed_name, sealed_address",
            [
                .int(id), "", "", .text(String(province)), .text(regency), true, "senior-secondary", false,
                "job-seeker", "Menjahit", .int(at), name, address,
            ])
        for word in [first, second] {
            try rows.add("person_name_word", "word, person_id", [.blob(words[word] ?? Data()), .int(id)])
        }
        let lookup = hash(Self.nik(number), "nik", of: number)
        // A search by name opens those of all who bear it.
        let nik = try vault.seal(Self.nik(number), table: "identity_claim", column: "nik", row: id)
        try rows.add(
            "identity_claim",
            "id, person_id, attempt, nik, nik_lookup, household, birth_date, state, differing, counted, claimed_at, "
                + "waiting_since, checks",
            [
                .int(id), .int(id), 1, .blob(nik), lookup,
                lookup, "1990-01-01", "verified", "", true, .int(at), .int(at), 1,
            ])
        try rows.add("verified_nik", "lookup, holders", [lookup, 1])
        let today = "2020-04-15"
        try rows.add(
            "eligibility_decision",
            "id, person_id, application_id, edition, outcome, reasons, decided_at, programme_date",
            [.int(id), .int(id), .int(id), "2020-3d", "eligible", "[]", .int(at), .text(today)])
        try rows.add("eligibility_basis", "decision_id, findings", [.int(id), .text(Self.findings)])
    }

    private static let findings =
        #"[{"rule":"citizen","verdict":"pass"},{"rule":"age","verdict":"pass","asOf":"2020-04-15"}]"#

    /// Every twentieth pair waits.
    private func writePhotos(_ number: Int, _ id: Int64, _ at: Int64, to rows: any RowWriter) throws {
        let waits = number % 20 == 0
        let state: Cell = waits ? "uploaded" : "accepted"
        for (kind, place) in [("card", 0), ("selfie", 1)] {
            let photo = id * 2 + Int64(place)
            try rows.add(
                "identity_document", "id, person_id, kind, state, width, height, bytes, uploaded_at",
                [.int(photo), .int(id), .text(kind), state, 1_200, 900, 300_000, .int(at)])
            guard !waits else { continue }
            try rows.add(
                "photo_review", "document_id, officer_id, verdict, note, reviewed_at",
                [.int(photo), .int(Int64(5 + number % 2)), "accepted", "", .int(at + 60_000)])
        }
        guard number % 40 == 1 else { return }
        let isAnswered = number % 80 == 1
        let answer: [Cell] = isAnswered ? [6, "accepted", .int(at + 120_000)] : [nil, nil, nil]
        try rows.add(
            "photo_second_look",
            "id, person_id, card_id, selfie_id, first_officer_id, asked_at, officer_id, verdict, looked_at",
            [.int(id), .int(id), .int(id * 2), .int(id * 2 + 1), 5, .int(at)] + answer)
    }

    /// Three in ten are selected in the first two waves, which were drawn; the others wait in the third and fourth.
    static func isSelected(_ number: Int) -> Bool { number % 4 < 2 && number / 4 % 10 < 6 }

    private func writeEntry(_ number: Int, _ id: Int64, _ at: Int64, to rows: any RowWriter) throws {
        let wave = number % 4
        let isDrawn = wave < 2
        let state = isDrawn ? (Self.isSelected(number) ? "selected" : "not-selected") : "joined"
        let ticket: Cell = isDrawn ? .int(Int64(number / 4 + 1)) : nil
        let salt: Cell = isDrawn ? .blob(Data(repeating: UInt8(number % 256), count: 16)) : nil
        let stratum: Cell = isDrawn ? 99 : nil
        let pool: Cell = isDrawn ? .int(Int64(count / 4)) : nil
        let province = Int64(Self.provinces[number % Self.provinces.count].0)
        try rows.add(
            "entry",
            "id, wave_id, person_id, application_id, state, arrived_at, shard, priority, province, household, ticket, "
                + "household_tag, earlier, salt, stratum, position, pool",
            [
                .int(id), .int(waves[wave]), .int(id), .int(id), .text(state), .int(at), .int(Int64(number % 64)),
                false,
                .int(province), hash(Self.nik(number), "household", of: number), ticket, nil, nil, salt,
                stratum, ticket, pool,
            ])
        // The rows of earlier versions, and beside them the places, as a database is that was migrated.
        guard isDrawn, Self.isSelected(number) else { return }
        try rows.add(
            "entry_place", "wave_id, entry_id, person_id, household, ticket, stratum, position, pool, state",
            [
                .int(waves[wave]), .int(id), .int(id), hash(Self.nik(number), "household", of: number), ticket, stratum,
                ticket, pool, "selected",
            ])
    }

    private static let notice =
        #"{"id":{"subject":"Data Anda cocok","body":"Data Anda cocok.","text":"Data Anda cocok."},"#
        + #""en":{"subject":"Your data agrees","body":"Your data agrees.","text":"Your data agrees."}}"#

    /// The last person has many.
    private func writeMessages(_ number: Int, _ id: Int64, _ at: Int64, to rows: any RowWriter) throws {
        let many = number == count - 1 ? 400 : 2
        for place in 0..<many {
            let message = id * 1_000 + Int64(place)
            try rows.add(
                "message", "id, person_id, kind, content, created_at, programme_at",
                [
                    .int(message), .int(id), "notice",
                    try seal(Self.notice, "message", "content", message, of: number), .int(at), .int(at),
                ])
            try rows.add(
                "delivery",
                "id, message_id, person_id, channel, recipient, destination, language, state, attempts, queued_at, "
                    + "handed_over_at, delivered_at",
                [
                    .int(message), .int(message), .int(id), "email",
                    hash(Self.email(number), "recipient", of: number),
                    try seal(Self.email(number), "delivery", "destination", message, of: number),
                    "id", "delivered", 1, .int(at), .int(at), .int(at),
                ])
        }
    }

    private func writeTrail(_ number: Int, _ id: Int64, _ at: Int64, to rows: any RowWriter) throws {
        let many = number == count - 1 ? 600 : 3
        for place in 0..<many {
            let subject = place % 3 == 1 ? "photo:\(id * 2)" : "account:\(id)"
            let action = ["account.opened", "photo.uploaded", "account.signed-in"][place % 3]
            try rows.add(
                "audit_event", "id, at, programme_at, actor_kind, actor_id, action, subject, detail",
                [
                    .int(id * 1_000 + Int64(place)), .int(at), .int(at), "person", .int(id), .text(action),
                    .text(subject), "{}",
                ])
        }
        let readings = number == count - 1 ? 300 : number % 2
        for place in 0..<readings {
            try rows.add(
                "access_reading",
                "id, at, programme_at, officer_id, account_id, kind, work, reason, address, slot",
                [
                    .int(id * 1_000 + Int64(place)), .int(at), .int(at), .int(Int64(1 + number % 11)), .int(id),
                    "identity", .text("photo:\(id * 2)"), "", "10.0.0.1", .int(at / 600_000 + Int64(place)),
                ])
        }
    }
}
