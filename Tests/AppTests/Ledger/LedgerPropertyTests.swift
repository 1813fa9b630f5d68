import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Ledger: random operations")
struct LedgerPropertyTests {
    @Test("ledger and naive auditor give the same answers and end with the same balances", arguments: Engine.tested)
    func againstAuditor(engine: Engine) async throws {
        let seed = Seed.ofThisRun("ledger property test on \(engine)")
        try await Books.with(engine) { books in
            var work = RandomWork(seed: seed)
            var auditor = NaiveAuditor()
            try await books.open(RandomWork.accounts)
            for step in 1...400 {
                let act = work.next()
                let expected = act.ask(&auditor)
                let answered = try await books.ask(act)
                #expect(answered == expected, "seed \(seed), step \(step): \(act)")
                #expect(auditor.total == 0)
            }
            for code in RandomWork.accounts {
                #expect(try await books.balance(code) == auditor.balance(code), "seed \(seed): \(code)")
            }
            let verification = try await books.database.read {
                try LedgerVerification(of: $0, perPerson: Rupiah(1 << 40))
            }
            #expect(verification.findings.isEmpty, "seed \(seed)")
        }
    }

    @Test("eight concurrent callers get answers that the auditor gives for some serial order", arguments: Engine.tested)
    func history(engine: Engine) async throws {
        let seed = Seed.ofThisRun("ledger history on \(engine)")
        try await Books.with(engine) { books in
            var work = RandomWork(seed: seed, accounts: RandomWork.contested)
            try await books.open(RandomWork.contested)
            let history = History<NaiveAuditor>()
            try await history.ask((0..<240).map { _ in work.next() }, callers: 8) { act in try await books.ask(act) }
            guard let auditor = history.explained(by: NaiveAuditor()) else {
                throw NotExplained(seed: seed, why: history.unexplained(by: NaiveAuditor()))
            }
            for code in RandomWork.contested {
                #expect(try await books.balance(code) == auditor.balance(code), "seed \(seed): \(code)")
            }
            let refused = history.calls.count { $0.answer == .refused }
            #expect((1..<240).contains(refused), "seed \(seed): no call was refused, so no balance was contested")
            #expect(try await books.verify(perPerson: Rupiah(1 << 40)).findings.isEmpty, "seed \(seed)")
        }
    }
}

/// A history that no serial order explains; the seed reproduces the calls.
struct NotExplained: Error {
    let seed: UInt64
    let why: String
}

/// A call of the ledger.
enum Act: Sendable, CustomStringConvertible {
    case post(JournalEntry)
    case spend(JournalEntry, IdempotencyKey)
    case place(Hold)
    case void(IdempotencyKey)
    case expire(IdempotencyKey)

    func ask(_ auditor: inout NaiveAuditor) -> NaiveAuditor.Answer {
        switch self {
        case .post(let entry): auditor.post(entry)
        case .spend(let entry, let hold): auditor.post(entry, spending: hold)
        case .place(let hold): auditor.place(hold)
        case .void(let hold): auditor.end(hold, as: .voided)
        case .expire(let hold): auditor.end(hold, as: .expired)
        }
    }

    var description: String {
        switch self {
        case .post(let entry): "post \(entry.key) \(entry.postings)"
        case .spend(let entry, let hold): "spend \(hold) by \(entry.key)"
        case .place(let hold): "place \(hold.key) \(hold.amount) on \(hold.account)"
        case .void(let hold): "void \(hold)"
        case .expire(let hold): "expire \(hold)"
        }
    }
}

/// A mix of valid and invalid calls: too much money, keys used twice with the same or with other content, holds ended
/// twice.
struct RandomWork {
    static let accounts: [LedgerAccount.Code] = [
        .treasury, .programmeAvailable(edition: "random"), .waveCommitted(1), .waveCommitted(2),
        .cardTraining(ID(101)), .cardIncentive(ID(101)), .cardTraining(ID(102)), .cardIncentive(ID(102)),
        .purchaseEscrow(ID(201)), .partnerPayable(ID(301)), .sink(.paidTraining), .sink(.returned),
    ]
    /// Few accounts, so that many calls compete for the same money.
    static let contested: [LedgerAccount.Code] = [
        .treasury, .cardTraining(ID(101)), .cardIncentive(ID(101)), .sink(.returned),
    ]

    private let accounts: [LedgerAccount.Code]
    private var generator: SeededGenerator
    private var step: Int64 = 0
    private var entries: [JournalEntry] = []
    private var holds: [Hold] = []

    init(seed: UInt64, accounts: [LedgerAccount.Code] = Self.accounts) {
        self.accounts = accounts
        generator = SeededGenerator(seed: seed)
    }

    mutating func next() -> Act {
        step += 1
        switch Int.random(in: 0..<100, using: &generator) {
        case 0..<45: return .post(newEntry())
        case 45..<52: return .post(entries.randomElement(using: &generator) ?? newEntry())
        case 52..<57: return .post(twisted(entries.randomElement(using: &generator) ?? newEntry()))
        case 57..<75: return .place(newHold())
        case 75..<78: return .place(holds.randomElement(using: &generator) ?? newHold())
        case 78..<90: return spend(holds.randomElement(using: &generator) ?? newHold())
        case 90..<96: return .void(anyHoldKey())
        default: return .expire(anyHoldKey())
        }
    }

    private mutating func newEntry() -> JournalEntry {
        let postings = (0..<Int.random(in: 1...3, using: &generator)).map { _ in posting() }
        let entry = JournalEntry(
            id: ID(10_000 + step), kind: .correction, subject: String(step), reason: "random \(step)",
            postings: postings,
            at: Instant(milliseconds: step))
        entries.append(entry)
        return entry
    }

    private func twisted(_ entry: JournalEntry) -> JournalEntry {
        JournalEntry(
            id: ID(10_000 + step), kind: entry.kind, subject: entry.subject, reason: entry.reason + "!",
            postings: entry.postings, at: entry.at)
    }

    private mutating func posting() -> Posting {
        let from = accounts.randomElement(using: &generator) ?? .treasury
        let to = accounts.filter { $0 != from }.randomElement(using: &generator) ?? .suspense
        return Posting(
            from: Bool.random(using: &generator) && to != .treasury ? .treasury : from, to: to, amount: amount())
    }

    private mutating func newHold() -> Hold {
        let account = accounts.filter { !$0.isSink }.randomElement(using: &generator) ?? .treasury
        let hold = Hold(
            id: ID(20_000 + step), key: IdempotencyKey("random", String(step)), account: account, amount: amount(),
            placedAt: Instant(milliseconds: step), expiresAt: nil)
        holds.append(hold)
        return hold
    }

    private mutating func spend(_ hold: Hold) -> Act {
        let to = accounts.filter { $0 != hold.account }.randomElement(using: &generator) ?? .suspense
        let entry = JournalEntry(
            id: ID(10_000 + step), kind: .purchase, subject: String(step), reason: "random \(step)",
            postings: [Posting(from: hold.account, to: to, amount: hold.amount)], at: Instant(milliseconds: step))
        return .spend(entry, hold.key)
    }

    private mutating func anyHoldKey() -> IdempotencyKey {
        holds.randomElement(using: &generator)?.key ?? IdempotencyKey("random", "nobody's")
    }

    private mutating func amount() -> Rupiah {
        Rupiah(Int64.random(in: 1...1_000_000, using: &generator))
    }
}
