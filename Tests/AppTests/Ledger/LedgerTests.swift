import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Ledger")
struct LedgerTests {
    let noon = Instant(milliseconds: 1_587_000_000_000)

    @Test("a decree above the available budget is refused as a whole", arguments: Engine.tested)
    func decreeAboveBudget(engine: Engine) async throws {
        try await Books.with(engine) { books in
            try await books.appropriate(Rupiah(10_000_000))
            let refusal = await #expect(throws: LedgerRefusal.self) { try await books.decree(wave: 1, people: 3) }
            let available = LedgerAccount.Code.programmeAvailable(edition: Books.edition)
            #expect(refusal == .belowFloor(available, available: Rupiah(10_000_000)))
            #expect(try await books.balance(.waveCommitted(1)).posted == .zero)
            try await books.decree(wave: 1, people: 2)
            #expect(try await books.balance(available).posted == Rupiah(10_000_000 - 7_100_000))
        }
    }

    @Test(
        "the same entry twice moves the money once, and another entry under its key is refused",
        arguments: Engine.tested)
    func repetition(engine: Engine) async throws {
        try await Books.with(engine) { books in
            try await books.appropriate(Rupiah(100_000_000))
            let first = try await books.decree(wave: 1, people: 2)
            let again = try await books.decree(wave: 1, people: 2)
            #expect(first == again)
            #expect(try await books.balance(.waveCommitted(1)).posted == Rupiah(7_100_000))
            await #expect(throws: LedgerRefusal.keyReused(IdempotencyKey("decree", "test/1"))) {
                try await books.decree(wave: 1, people: 3)
            }
        }
    }

    @Test("held money cannot be spent, and a hold ends once", arguments: Engine.tested)
    func holds(engine: Engine) async throws {
        try await Books.with(engine) { books in
            try await books.fund(.cardTraining(ID(1)), Rupiah(1_000_000))
            try await books.open([.purchaseEscrow(ID(9))])
            let hold = books.hold("9", on: .cardTraining(ID(1)), Rupiah(600_000))
            try await books.database.transaction { try $0.ledger.place(hold) }
            #expect(try await books.balance(.cardTraining(ID(1))).available == Rupiah(400_000))
            let second = books.hold("10", on: .cardTraining(ID(1)), Rupiah(400_001))
            await #expect(throws: LedgerRefusal.belowFloor(.cardTraining(ID(1)), available: Rupiah(400_000))) {
                try await books.database.transaction { try $0.ledger.place(second) }
            }
            let entry = JournalEntry.purchase(
                id: books.ids.next(), purchase: ID(9), card: ID(1), price: Rupiah(600_000), at: noon)
            try await books.database.transaction { try $0.ledger.post(entry, spending: hold.key, ids: books.ids) }
            #expect(try await books.balance(.purchaseEscrow(ID(9))).posted == Rupiah(600_000))
            await #expect(throws: LedgerRefusal.holdEnded(hold.key, .posted)) {
                try await books.database.transaction { [noon] in try $0.ledger.void(hold.key, at: noon) }
            }
        }
    }

    @Test("a void releases the held money once, also when repeated", arguments: Engine.tested)
    func voids(engine: Engine) async throws {
        try await Books.with(engine) { books in
            try await books.fund(.cardTraining(ID(1)), Rupiah(1_000_000))
            let hold = books.hold("9", on: .cardTraining(ID(1)), Rupiah(600_000))
            try await books.database.transaction { [noon] tx in
                try tx.ledger.place(hold)
                try tx.ledger.void(hold.key, at: noon)
                try tx.ledger.void(hold.key, at: noon)
                try tx.ledger.expire(hold.key, at: noon)
            }
            #expect(try await books.balance(.cardTraining(ID(1))) == Balance(posted: Rupiah(1_000_000)))
            await #expect(throws: LedgerRefusal.holdEnded(hold.key, .voided)) {
                try await books.database.transaction { try $0.ledger.place(hold) }
            }
        }
    }

    @Test("a sink's balance is computed, and its row never written", arguments: Engine.tested)
    func sinks(engine: Engine) async throws {
        try await Books.with(engine) { books in
            try await books.fund(.sink(.returned), Rupiah(5_000))
            #expect(try await books.balance(.sink(.returned)).posted == Rupiah(5_000))
            await #expect(throws: LedgerRefusal.belowFloor(.sink(.returned), available: Rupiah(5_000))) {
                try await books.move(Rupiah(5_001), from: .sink(.returned), to: .treasury)
            }
            try await books.move(Rupiah(5_000), from: .sink(.returned), to: .treasury)
            #expect(try await books.balance(.sink(.returned)).posted == .zero)
        }
    }

    @Test("verification finds a changed amount, balance and reason", arguments: Engine.tested)
    func verification(engine: Engine) async throws {
        try await Books.with(engine) { books in
            try await books.appropriate(Rupiah(100_000_000))
            try await books.decree(wave: 1, people: 2)
            #expect(try await books.verify().isClean)
            try await books.database.transaction { tx in
                try tx.run("UPDATE journal_entry SET reason = 'Something else' WHERE kind = 'decree'")
                try tx.run("UPDATE ledger_account SET posted = posted + 1 WHERE code = 'wave:1:committed'")
            }
            let committed = LedgerAccount.Code.waveCommitted(1)
            #expect(
                try await books.verify().findings == [
                    .balanceDiffers(committed, stored: Rupiah(7_100_001), recomputed: Rupiah(7_100_000)),
                    .contentDiffers(IdempotencyKey("decree", "test/1")),
                ])
        }
    }
}

@Suite("Ledger: concurrent callers")
struct LedgerRaceTests {
    @Test("of twenty concurrent holds on a card, exactly those it can pay for are placed", arguments: Engine.tested)
    func twentyHolds(engine: Engine) async throws {
        try await Books.with(engine) { books in
            try await books.fund(.cardTraining(ID(1)), Rupiah(1_000_000))
            let placed = await withTaskGroup(of: Bool.self) { group in
                for number in 1...20 {
                    let hold = books.hold(String(number), on: .cardTraining(ID(1)), Rupiah(300_000))
                    group.addTask {
                        do {
                            try await books.database.transaction { try $0.ledger.place(hold) }
                            return true
                        } catch {
                            return false
                        }
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(placed == 3)
            #expect(try await books.balance(.cardTraining(ID(1))).held == Rupiah(900_000))
            #expect(try await books.verify().isClean)
        }
    }

    @Test("the same entry from sixteen callers is written once, with the same answer to all", arguments: Engine.tested)
    func sameEntry(engine: Engine) async throws {
        try await Books.with(engine) { books in
            try await books.appropriate(Rupiah(100_000_000))
            let answers = try await withThrowingTaskGroup(of: ID<JournalEntry>.self) { group in
                for _ in 1...16 { group.addTask { try await books.decree(wave: 1, people: 2) } }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(answers.count == 1)
            #expect(try await books.balance(.waveCommitted(1)).posted == Rupiah(7_100_000))
        }
    }

    @Test("concurrent transfers in both directions do not deadlock", arguments: Engine.tested)
    func oppositeDirections(engine: Engine) async throws {
        try await Books.with(engine) { books in
            let (left, right) = (LedgerAccount.Code.cardTraining(ID(1)), LedgerAccount.Code.cardTraining(ID(2)))
            try await books.fund(left, Rupiah(1_000_000))
            try await books.fund(right, Rupiah(1_000_000))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 1...40 {
                    let forward = number.isMultiple(of: 2)
                    group.addTask {
                        try await books.move(
                            Rupiah(Int64(number)), from: forward ? left : right, to: forward ? right : left)
                    }
                }
                try await group.waitForAll()
            }
            let total = try await books.balance(left).posted + books.balance(right).posted
            #expect(total == Rupiah(2_000_000))
            #expect(try await books.verify().isClean)
        }
    }
}
