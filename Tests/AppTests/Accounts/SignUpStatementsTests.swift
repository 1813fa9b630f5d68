import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Statements of a sign-up")
struct SignUpStatementsTests {
    /// What one batch costs, whatever the number of people in it.
    private struct Cost: Equatable {
        let ask: StatementCount.Figures
        let handOver: StatementCount.Figures
        let enter: StatementCount.Figures
    }

    private static let cost = Cost(
        ask: .init(transactions: 1, statements: 5), handOver: .init(transactions: 1, statements: 1),
        enter: .init(transactions: 1, statements: 7))

    @Test("thirteen statements in three transactions sign up one person or sixteen", arguments: Engine.tested, [1, 16])
    func together(engine: Engine, people: Int) async throws {
        let count = StatementCount()
        try await World.with(engine, development: true, counting: count) { world in
            let worker = world.dependencies.jobSignal.urgent.listen()
            let cost = Cost(
                ask: try await world.ask(people, count), handOver: try await world.handOver(count),
                enter: try await world.enter(people, count))
            #expect(cost == Self.cost)
            let accounts: Int? = try await world.dependencies.database.read { tx in
                try tx.row(
                    """
                    SELECT COUNT(*) AS number
                    FROM account
                    JOIN session ON session.person_id = account.id
                    """)?["number"]
            }
            #expect(accounts == people)
            _ = worker
        }
    }

    @Test("sixty-four people take one statement more, because each is counted for the day and the month")
    func sixtyFour() async throws {
        let count = StatementCount()
        try await World.with(Engine.tested[0], development: true, counting: count) { world in
            let worker = world.dependencies.jobSignal.urgent.listen()
            let asked = try await world.ask(64, count)
            #expect(asked == .init(transactions: 1, statements: Self.cost.ask.statements + 1))
            #expect(try await world.handOver(count) == Self.cost.handOver)
            #expect(try await world.enter(64, count) == Self.cost.enter)
            _ = worker
        }
    }

    @Test("the pages of a sign-up by e-mail need three transactions and one read", arguments: Engine.tested)
    func pages(engine: Engine) async throws {
        let count = StatementCount()
        try await World.with(engine, counting: count) { world in
            let worker = world.dependencies.jobSignal.urgent.listen()
            let browser = world.visitor()
            _ = count.take()
            try await browser.post(Paths.signUp, [("kontak", "siti@contoh.id")])
            #expect(count.take() == Self.cost.ask)
            let page = try await browser.open(Paths.signUpCode)
            #expect(count.take() == .init(reads: 1, statements: 1))
            #expect(try await world.handOver(count) == Self.cost.handOver)
            let code = try #require(try await world.received().last?.text.firstMatch(of: /\d{3} \d{3}/)?.output)
            _ = count.take()
            let entered = try await browser.post(Paths.signUpCode, [("kode", String(code))], token: page)
            #expect(entered.location == Paths.signUpDone)
            #expect(count.take() == Self.cost.enter)
            #expect(try await browser.get(Paths.signUpDone).status == .ok)
            #expect(count.take() == .init())
            _ = worker
        }
    }
}

extension World {
    fileprivate func ask(_ people: Int, _ count: StatementCount) async throws -> StatementCount.Figures {
        let intents = try (1...people).map { number in
            AskForCodes.Intent(
                flow: .signUp(byLink: false), contact: try contact("warga\(number)@contoh.id"),
                visit: "visit \(number)", budget: .strangers, language: .indonesian)
        }
        _ = count.take()
        let results = try await dependencies.database.batch { [dependencies] tx in
            try AskForCodes(dependencies: dependencies).carryOut(intents, in: tx)
        }
        for result in results { try result.get() }
        return count.take()
    }

    /// Records all unsent codes as handed over.
    fileprivate func handOver(_ count: StatementCount) async throws -> StatementCount.Figures {
        let unsent: [UnsentCode] = try await dependencies.database.read { [dependencies] tx in
            let ids: [ID<OneTimeCode>] = try tx.rows("SELECT id FROM one_time_code WHERE words IS NOT NULL").map {
                try $0["id"]
            }
            return try ids.compactMap { try tx.codes.unsent($0, vault: dependencies.vault) }
        }
        _ = count.take()
        if unsent.count == 1 {
            try await HandOverCode(code: unsent[0]).first(on: dependencies)
        } else {
            let now = dependencies.realNow()
            _ = try await dependencies.database.batch { tx in
                try RecordHandings().carryOut(unsent.map { .init(id: $0.id, at: now) }, in: tx)
            }
        }
        return count.take()
    }

    fileprivate func enter(_ people: Int, _ count: StatementCount) async throws -> StatementCount.Figures {
        let intents = try await dependencies.database.read { [dependencies] tx in
            try (1...people).map { number in
                let pending = try tx.codes.pending(
                    .signUp, subject: "visit \(number)", vault: dependencies.vault, edition: dependencies.edition)
                return EnterWithCode.Intent(
                    answer: CodeAnswer(
                        purpose: .signUp, given: .digits(pending?.shown ?? "", subject: "visit \(number)"),
                        visit: "visit \(number)"), device: Device(userAgent: ""))
            }
        }
        _ = count.take()
        let results = try await dependencies.database.batch { [dependencies] tx in
            try EnterWithCode(dependencies: dependencies).carryOut(intents, in: tx)
        }
        for result in results { _ = try result.get() }
        return count.take()
    }
}
