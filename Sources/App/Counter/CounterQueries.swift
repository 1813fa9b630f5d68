import Foundation
import Programme
import Storage

extension Transaction {
    var counterCases: CounterQueries { CounterQueries(tx: self) }
}

extension CounterCase.Way: SQLConvertible {}
extension CounterCase.Consent: SQLConvertible {}
extension CounterCase.Relation: SQLConvertible {}
extension CounterCase.State: SQLConvertible {}

extension CounterNumber: SQLConvertible {
    package var sqlValue: SQLValue { .text(digits) }
    package init?(sqlValue: SQLValue) {
        guard case .text(let value) = sqlValue else { return nil }
        self.init(value)
    }
}

/// A case as the officer's form gives it.
struct CounterDraft: Sendable {
    let label: String
    let way: CounterCase.Way
    /// Where the code goes; nil for a slip.
    let contact: Contact?
    /// Of a household member's number.
    let relation: CounterCase.Relation?
    let consent: CounterCase.Consent
    let words: String
    /// The number on the slip of a person who was here before without a number of their own.
    let earlier: CounterNumber?
    /// The form that was opened, by which a second tap is known; nil where it is not.
    var form: ID<CounterDraft>?
}

/// Cases at counters. The only writer of `counter_case`, without delete.
struct CounterQueries {
    let tx: Transaction

    /// How often a number is drawn that another case has.
    private static let draws = 5
    /// Cases of a person that are looked at, the newest ones.
    private static let vouching = 20

    private static var columns: SQL {
        """
        id, number, officer_id, region, place, label, way, consent, words, relation, earlier, person_id, state,
            begun_at, assisted_at, ended_at, sealed_label, sealed_words
        """
    }

    /// - Parameters:
    ///   - day: by the programme's clock.
    ///   - now: of the real clock.
    func begin(
        _ draft: CounterDraft, by officer: ID<Officer>, at post: LocalPost, on day: CivilDate, now: Instant,
        ids: IDSource, vault: Vault, random: RandomSource
    ) throws -> CounterCase {
        for _ in 0..<Self.draws {
            let id: ID<CounterCase> = ids.next()
            guard let number = CounterNumber(random.digits(CounterNumber.length)) else { continue }
            let sealed = try draft.contact.map { contact in
                try vault.seal(contact.written, table: "counter_case", column: "contact", row: id.rawValue)
            }
            let lookup = draft.way == .household ? draft.contact.map { Self.lookup($0, vault) } : nil
            let label = try SealedText.counterLabel.seal(draft.label, row: id.rawValue, vault)
            let words = try SealedText.counterWords.seal(draft.words, row: id.rawValue, vault)
            let added = try tx.run(
                """
                INSERT INTO counter_case (id, number, officer_id, region, place, day, label, way, consent, words,
                    relation, earlier, contact, contact_lookup, form, state, begun_at, sealed_label, sealed_words)
                VALUES (\(id), \(number), \(officer), \(post.province.code), \(post.office), \(day),
                    \(SealedText.counterLabel.blank), \(draft.way), \(draft.consent), \(SealedText.counterWords.blank),
                    \(draft.relation), \(draft.earlier), \(sealed),
                    \(lookup), \(draft.form), 'begun', \(now), \(label), \(words))
                ON CONFLICT (number) DO NOTHING
                """)
            if added == 1 {
                try tx.records.bind(.counterCases, id, at: now, ids: ids, isFirst: true)
                return CounterCase(
                    id: id, number: number, officer: officer, region: post.province.code, place: post.office,
                    label: draft.label, way: draft.way, consent: draft.consent, words: draft.words,
                    relation: draft.relation, earlier: draft.earlier, person: nil, state: .begun,
                    begunAt: now, assistedAt: nil, endedAt: nil)
            }
        }
        throw StorageFault.contended
    }

    /// The case, where it is this officer's.
    func own(_ id: ID<CounterCase>, of officer: ID<Officer>, vault: Vault) throws -> CounterCase? {
        try tx.row("SELECT \(Self.columns) FROM counter_case WHERE id = \(id) AND officer_id = \(officer)")
            .map { try CounterCase($0, vault) }
    }

    func find(_ id: ID<CounterCase>, vault: Vault) throws -> CounterCase? {
        try tx.row("SELECT \(Self.columns) FROM counter_case WHERE id = \(id)").map {
            try CounterCase($0, vault)
        }
    }

    /// Where the code of the case goes; nil for a slip, and for an own number that was proved.
    func contact(of id: ID<CounterCase>, vault: Vault) throws -> Contact? {
        let sealed: Data? = try tx.row("SELECT contact FROM counter_case WHERE id = \(id)")?["contact"]
        return try sealed.map { sealed in
            let text = try vault.openText(sealed, table: "counter_case", column: "contact", row: id.rawValue)
            guard let contact = Contact(text) else { throw Inconsistency("a stored contact reads back") }
            return contact
        }
    }

    /// The session at the counter has begun; binds the case, which the caller has compared. False when it had before,
    /// or the case has ended.
    func assist(_ id: ID<CounterCase>, _ person: ID<Account>, at now: Instant, ids: IDSource) throws -> Bool {
        let changed = try tx.run(
            """
            UPDATE counter_case
            SET person_id = \(person), assisted_at = \(now), state = 'assisted',
                contact = CASE WHEN way = 'household' THEN contact END
            WHERE id = \(id) AND state = 'begun'
            """)
        guard changed == 1 else { return false }
        try tx.records.bind(.counterCases, id, at: now, ids: ids)
        return true
    }

    /// False when it had ended before. The caller binds the case.
    func end(_ id: ID<CounterCase>, at now: Instant) throws -> Bool {
        try tx.run(
            """
            UPDATE counter_case
            SET state = 'ended', ended_at = \(now), contact = CASE WHEN way = 'household' THEN contact END
            WHERE id = \(id) AND state <> 'ended'
            """) == 1
    }

    /// Cases that these officers began on this day.
    func count(of officers: [ID<Officer>], on day: CivilDate) throws -> Int {
        try tx.row(
            """
            SELECT COUNT(*) AS cases
            FROM counter_case
            WHERE officer_id IN (\(list: officers)) AND day = \(day)
            """)?["cases"] ?? 0
    }

    /// Persons registered with this household member's number.
    func people(with contact: Contact, vault: Vault) throws -> Int {
        try tx.row(
            """
            SELECT COUNT(DISTINCT person_id) AS people
            FROM counter_case
            WHERE contact_lookup = \(Self.lookup(contact, vault))
            """)?["people"] ?? 0
    }

    /// The person of the case with this number, where it had the same household member's number.
    func person(_ number: CounterNumber, with contact: Contact, vault: Vault) throws -> ID<Account>? {
        try person("number = \(number) AND contact_lookup = \(Self.lookup(contact, vault))", vault)
    }

    /// The person of the case with this number, where it was one with a slip in this province.
    func person(_ number: CounterNumber, withSlipIn region: String, vault: Vault) throws -> ID<Account>? {
        try person("number = \(number) AND way = 'slip' AND region = \(region)", vault)
    }

    /// Nil also for a case that is not as its last act left it: it would open another person's account.
    private func person(_ condition: SQL, _ vault: Vault) throws -> ID<Account>? {
        guard let row = try tx.row("SELECT id, person_id FROM counter_case WHERE \(condition)") else { return nil }
        let (id, person): (ID<CounterCase>, ID<Account>?) = try (row["id"], row["person_id"])
        return try tx.records.isAsBound(.counterCases, id, vault: vault) ? person : nil
    }

    /// Whether the person was registered at a counter without a number of their own. An officer saw them, which stands
    /// for the proved mobile number. Only cases that are as their last act left them count.
    func vouches(for person: ID<Account>, vault: Vault) throws -> Bool {
        let cases: [ID<CounterCase>] = try tx.rows(
            """
            SELECT id
            FROM counter_case
            WHERE person_id = \(person) AND way <> 'own'
            ORDER BY id DESC
            LIMIT \(Self.vouching)
            """
        ).map { try $0["id"] }
        return try !tx.records.asBound(.counterCases, of: cases, vault: vault).isEmpty
    }

    /// The newest first.
    func of(_ officer: ID<Officer>, on day: CivilDate, limit: Int, vault: Vault) throws -> [CounterCase] {
        try tx.rows(
            """
            SELECT \(Self.columns)
            FROM counter_case
            WHERE officer_id = \(officer) AND day = \(day)
            ORDER BY id DESC
            LIMIT \(limit)
            """
        ).map { try CounterCase($0, vault) }
    }

    /// The cases of a person, the newest first.
    func of(_ person: ID<Account>, limit: Int, vault: Vault) throws -> [CounterCase] {
        try tx.rows(
            """
            SELECT \(Self.columns)
            FROM counter_case
            WHERE person_id = \(person)
            ORDER BY id DESC
            LIMIT \(limit)
            """
        ).map { try CounterCase($0, vault) }
    }

    /// How many cases each officer had on each day, the newest day first.
    ///
    /// - Parameter officer: only this one's; nil for all.
    func days(of officer: ID<Officer>?, limit: Int) throws -> [CounterDay] {
        try tx.rows(
            """
            SELECT day, officer_id, place, COUNT(*) AS cases, COUNT(DISTINCT person_id) AS people,
                CAST(SUM(CASE WHEN way = 'household' THEN 1 ELSE 0 END) AS BIGINT) AS households,
                CAST(SUM(CASE WHEN way = 'slip' THEN 1 ELSE 0 END) AS BIGINT) AS slips
            FROM counter_case
            WHERE CAST(\(officer) AS BIGINT) IS NULL OR officer_id = \(officer)
            GROUP BY day, officer_id, place
            ORDER BY day DESC, officer_id, place
            LIMIT \(limit)
            """
        ).map(CounterDay.init)
    }

    static func lookup(_ contact: Contact, _ vault: Vault) -> Data {
        vault.lookup(contact.canonical, purpose: "counter-household")
    }
}

/// One officer's cases of one day at one office.
struct CounterDay: Sendable {
    let day: CivilDate
    let officer: ID<Officer>
    let place: String
    let cases: Int
    let people: Int
    let households: Int
    let slips: Int
}

extension CounterDay {
    fileprivate init(_ row: Row) throws {
        try self.init(
            day: row["day"], officer: row["officer_id"], place: row["place"], cases: row["cases"],
            people: row["people"], households: row["households"], slips: row["slips"])
    }
}

extension CounterCase {
    fileprivate init(_ row: Row, _ vault: Vault) throws {
        let id: Int64 = try row["id"]
        try self.init(
            id: row["id"], number: row["number"], officer: row["officer_id"], region: row["region"],
            place: row["place"], label: SealedText.counterLabel.shown(row, of: id, vault), way: row["way"],
            consent: row["consent"], words: SealedText.counterWords.shown(row, of: id, vault),
            relation: row["relation"], earlier: row["earlier"], person: row["person_id"], state: row["state"],
            begunAt: row["begun_at"], assistedAt: row["assisted_at"], endedAt: row["ended_at"])
    }
}
