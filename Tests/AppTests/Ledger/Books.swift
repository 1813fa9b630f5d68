import Programme
import Storage
import TestSupport

@testable import App

/// A migrated database with an empty ledger, and the helpers of the ledger tests.
struct Books: Sendable {
    static let edition = "test"
    static let perPerson = Rupiah(3_550_000)

    let database: Database
    let ids = IDSource(node: 1) { Instant(milliseconds: 1_600_000_000_000) }
    private let now = Instant(milliseconds: 1_587_000_000_000)

    static func with(_ engine: Engine, _ body: @Sendable (Books) async throws -> Void) async throws {
        try await TestDatabase.with(engine) { database in
            try await body(Books(database: database))
        }
    }

    private init(database: Database) {
        self.database = database
    }

    func open(_ codes: [LedgerAccount.Code]) async throws {
        try await database.transaction { [ids] tx in
            for code in codes { try tx.ledger.open(code, ids: ids) }
        }
    }

    func appropriate(_ amount: Rupiah) async throws {
        try await open([.programmeAvailable(edition: Self.edition)])
        let entry = JournalEntry.appropriation(id: ids.next(), edition: Self.edition, amount: amount, at: now)
        try await database.transaction { try $0.ledger.post(entry, ids: ids) }
    }

    @discardableResult
    func decree(wave: Int, people: Int) async throws -> ID<JournalEntry> {
        try await open([.waveCommitted(WaveAddress(wave))])
        let entry = JournalEntry.decree(
            id: ids.next(), wave: WaveAddress(wave), edition: Self.edition, people: people, perPerson: Self.perPerson,
            at: now)
        return try await database.transaction { try $0.ledger.post(entry, ids: ids) }
    }

    func fund(_ code: LedgerAccount.Code, _ amount: Rupiah) async throws {
        try await open([code])
        try await move(amount, from: .treasury, to: code)
    }

    func move(_ amount: Rupiah, from: LedgerAccount.Code, to: LedgerAccount.Code) async throws {
        let id: ID<JournalEntry> = ids.next()
        let entry = JournalEntry(
            id: id, kind: .correction, subject: id.description, reason: "test",
            postings: [Posting(from: from, to: to, amount: amount)], at: now)
        try await database.transaction { try $0.ledger.post(entry, ids: ids) }
    }

    func hold(_ subject: String, on account: LedgerAccount.Code, _ amount: Rupiah) -> Hold {
        Hold(
            id: ids.next(), key: IdempotencyKey("test", subject), account: account, amount: amount, placedAt: now,
            expiresAt: nil)
    }

    func balance(_ code: LedgerAccount.Code) async throws -> Balance {
        try await database.read { try $0.ledger.balance(code) }
    }

    func verify(perPerson: Rupiah = Self.perPerson) async throws -> LedgerVerification {
        try await database.read { try LedgerVerification(of: $0, perPerson: perPerson) }
    }

    func ask(_ act: Act) async throws -> NaiveAuditor.Answer {
        do {
            try await database.transaction { tx in
                switch act {
                case .post(let entry): try tx.ledger.post(entry, ids: ids)
                case .spend(let entry, let hold): try tx.ledger.post(entry, spending: hold, ids: ids)
                case .place(let hold): try tx.ledger.place(hold)
                case .void(let hold): try tx.ledger.void(hold, at: now)
                case .expire(let hold): try tx.ledger.expire(hold, at: now)
                }
            }
            return .done
        } catch is LedgerRefusal {
            return .refused
        }
    }
}
