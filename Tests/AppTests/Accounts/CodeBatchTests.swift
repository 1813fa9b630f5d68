import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Codes asked for and answered together", .timeLimit(.minutes(3)))
struct CodeBatchTests {
    @Test(
        "many browsers that ask and answer at one moment get an account each, also two with one address",
        arguments: Engine.tested)
    func crowd(engine: Engine) async throws {
        try await World.with(engine) { world in
            let addresses = (0..<12).map { "warga\($0)@contoh.id" } + ["warga0@contoh.id", "warga1@contoh.id"]
            let browsers = addresses.map { _ in world.visitor() }
            let places = Array(zip(browsers, addresses))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (browser, address) in places {
                    group.addTask {
                        let asked = try await browser.post(Paths.signUp, [("kontak", address)])
                        #expect(asked.location == Paths.signUpCode)
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await world.letters(to: "warga0@contoh.id").count == 2)
            let open = try await world.number("SELECT COUNT(*) AS number FROM one_time_code WHERE state = 'open'")
            #expect(open == addresses.count)
            let sent = try await world.number("SELECT SUM(sent) AS number FROM code_budget")
            #expect(sent == 2 * addresses.count)
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for (browser, address) in places {
                    let letters = try await world.letters(to: address)
                    group.addTask {
                        // Two browsers asked for one address: one of the two codes is this browser's.
                        for letter in letters {
                            let code = letter.text.firstMatch(of: /(\d{3}) (\d{3})/).map { "\($0.1)\($0.2)" } ?? ""
                            let answer = try await browser.post(Paths.signUpCode, [("kode", code)])
                            if answer.location == Paths.signUpDone { return true }
                        }
                        return false
                    }
                }
                #expect(try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 } == addresses.count)
            }
            #expect(try await world.number("SELECT COUNT(*) AS number FROM account") == 12)
            #expect(try await world.number("SELECT COUNT(*) AS number FROM session") == addresses.count)
            let opened = try await world.number(
                "SELECT COUNT(*) AS number FROM audit_event WHERE action = 'account.opened'")
            #expect(opened == 12)
        }
    }

    @Test(
        "in a batch the refused are told why and leave nothing, and the others get their codes",
        arguments: Engine.tested)
    func refused(engine: Engine) async throws {
        try await World.with(engine) { world in
            for number in 0..<CodeBudget.strangers.perDay {
                try await world.ask([.of("penuh@contoh.id", "full \(number)")]).forEach { try $0.get() }
            }
            try await world.ask([.of("baru@contoh.id", "soon")]).forEach { try $0.get() }
            let before = try await world.number("SELECT SUM(sent) AS number FROM code_budget")
            let results = try await world.ask([
                .of("siti@contoh.id", "a"), .of("penuh@contoh.id", "b"), .of("baru@contoh.id", "soon"),
                .of("budi@contoh.id", "d"),
            ])
            #expect(results.map(\.refusal) == [nil, "codes.destination-full", "codes.too-soon", nil])
            #expect(try await world.number("SELECT SUM(sent) AS number FROM code_budget") == before + 4)
            let subjects = try await world.dependencies.database.read { tx in
                try tx.rows("SELECT subject FROM one_time_code WHERE subject IN ('a', 'b', 'd') ORDER BY subject").map {
                    try $0["subject"] as String
                }
            }
            #expect(subjects == ["a", "d"])
        }
    }

    @Test(
        "a cap on texts holds for a batch as for one person, and the refused are counted nowhere",
        arguments: Engine.tested)
    func texts(engine: Engine) async throws {
        try await World.with(engine, settings: { ($0.textsPerHour, $0.textsPerDay) = (1, 16) }) { world in
            let phones = (1...6).map { "08120000700\($0)" }
            let asked = try phones.map { try AskForCodes.Intent.of($0, $0) } + [.of("siti@contoh.id", "mail")]
            let results = try await world.ask(asked)
            #expect(results.count { $0.refusal == nil } == 2)
            #expect(results.last?.refusal == nil)
            #expect(results.count { $0.refusal == "codes.texts-used-up" } == 5)
            let counted = try await world.number("SELECT SUM(sent) AS number FROM text_budget WHERE span = 'hour'")
            #expect(counted == 1)
            let codes = try await world.number("SELECT COUNT(*) AS number FROM one_time_code")
            #expect(codes == 2)
        }
    }

    @Test(
        "a limit that is used up between reading and counting refuses one, and sends several apart",
        arguments: Engine.tested)
    func race(engine: Engine) async throws {
        try await World.with(engine) { world in
            let dependencies = world.dependencies
            for people in 1...2 {
                let requests = try (0..<people).map { number in
                    CodeQueries.Request(
                        purpose: .signIn, subject: "visit \(people) \(number)",
                        destination: try contact("warga\(people)\(number)@contoh.id"))
                }
                @Sendable func insert(_ tx: Transaction) throws {
                    let issuance = CodeQueries.Issuance(dependencies)
                    let admitted = try tx.codes.admit(requests, with: issuance).map { try $0.get() }
                    try tx.run(
                        """
                        INSERT INTO code_budget (destination, budget, period, sent)
                        VALUES (\(admitted[0].destination), 'strangers', '2020-04', 60)
                        """)
                    let notice = CodeNotice(situation: .signIn, digits: nil, link: nil, minutes: 10)
                    let words = LocalizedMessage(
                        content: MessageText(notice, .indonesian), language: .indonesian)
                    let codes = admitted.map {
                        NewCode(id: issuance.ids.next(), admitted: $0, digits: nil, link: nil, words: words)
                    }
                    try tx.codes.insert(codes, with: issuance)
                }
                if people == 1 {
                    await #expect(throws: CodeRefusal.destinationFull) {
                        try await dependencies.database.transaction { try insert($0) }
                    }
                } else {
                    await #expect(throws: BatchConflict.self) {
                        try await dependencies.database.transaction { try insert($0) }
                    }
                }
            }
            #expect(try await world.number("SELECT COUNT(*) AS number FROM one_time_code") == 0)
        }
    }

    @Test("an answer that was judged before another was recorded is judged again", arguments: Engine.tested)
    func judgedTwice(engine: Engine) async throws {
        try await World.with(engine, development: true) { world in
            let dependencies = world.dependencies
            try await world.ask([.of("siti@contoh.id", "a"), .of("budi@contoh.id", "b")]).forEach { try $0.get() }
            try await dependencies.database.transaction { tx in
                let answers = ["a", "b"].map {
                    CodeAnswer(purpose: .signUp, given: .digits("000000", subject: $0), visit: $0)
                }
                func judge() throws -> [CodeChange] {
                    try tx.codes.judge(
                        answers, at: dependencies.realNow(), vault: dependencies.vault, edition: dependencies.edition
                    ).compactMap(\.change)
                }
                let first = try judge()
                #expect(try tx.codes.record([first[0]]))
                #expect(try !tx.codes.record(first))
                #expect(try judge().map(\.tries) == [2, 2])
            }
        }
    }

    @Test(
        "messages that are handed over together start the validity of their codes and lose their words",
        arguments: Engine.tested)
    func handedOver(engine: Engine) async throws {
        try await World.with(engine) { world in
            let dependencies = world.dependencies
            _ = try await world.ask([
                .of("siti@contoh.id", "a"), .of("budi@contoh.id", "b"), .of("ratna@contoh.id", "c"),
            ])
            world.clock.advance(.seconds(3))
            try await dependencies.database.batch { tx in
                let ids: [ID<OneTimeCode>] = try tx.rows("SELECT id FROM one_time_code ORDER BY subject").map {
                    try $0["id"]
                }
                let now = dependencies.realNow()
                let handings = zip(ids, [nil, "no such mailbox", nil]).map {
                    CodeQueries.Handing(id: $0, at: now, failure: $1)
                }
                for _ in 1...2 { _ = try RecordHandings().carryOut(handings, in: tx) }
            }
            let rows = try await dependencies.database.read { tx in
                try tx.rows(
                    "SELECT handed_over_at, failed_at, reason, attempts, words FROM one_time_code ORDER BY subject"
                ).map(\.texts)
            }
            let now = String(world.clock.now().milliseconds)
            #expect(
                rows == [
                    [now, nil, nil, "1", nil], [nil, now, "no such mailbox", "0", nil], [now, nil, nil, "1", nil],
                ])
        }
    }

    @Test("a code that is replaced before it was handed over is not sent any more", arguments: Engine.tested)
    func replaced(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.ask([.of("siti@contoh.id", "a")]).forEach { try $0.get() }
            world.clock.advance(.minutes(1))
            try await world.ask([.of("siti@contoh.id", "a")]).forEach { try $0.get() }
            #expect(try await world.unsentCodes() == 1)
            #expect(try await world.letters(to: "siti@contoh.id").count == 1)
            #expect(try await world.unsentCodes() == 0)
        }
    }

    @Test("the gateway's report on a code is recorded in the code's row", arguments: Engine.tested)
    func report(engine: Engine) async throws {
        try await World.with(engine) { world in
            for (number, (status, column)) in [("1", "delivered_at"), ("2", "failed_at")].enumerated() {
                try await world.ask([.of("08120000700\(number)", "a\(number)")]).forEach { try $0.get() }
                try await world.settle()
                let id: ID<Delivery> = try await world.dependencies.database.read { tx in
                    let row = try tx.row("SELECT id FROM one_time_code WHERE subject = \("a\(number)")")
                    return try #require(try row?["id"] as ID<Delivery>?)
                }
                let address = DeliveryReport.address(of: id, on: world.dependencies)
                    .replacing("http://127.0.0.1:8080", with: "").replacing("%d", with: status)
                for _ in 1...2 { #expect(try await world.visitor().get(address).status == .noContent) }
                let reported = try await world.dependencies.database.read { tx in
                    try tx.rows("SELECT delivered_at, failed_at FROM one_time_code WHERE id = \(id)").map(\.texts)
                }
                let now = String(world.clock.now().milliseconds)
                #expect(reported == [column == "delivered_at" ? [now, nil] : [nil, now]])
            }
        }
    }
}

extension AskForCodes.Intent {
    fileprivate static func of(_ address: String, _ visit: String) throws -> AskForCodes.Intent {
        AskForCodes.Intent(
            flow: .signUp(byLink: false), contact: try #require(Contact(address)), visit: visit, budget: .strangers,
            language: .indonesian)
    }
}

extension Result<Void, any Error> {
    fileprivate var refusal: String? {
        guard case .failure(let error) = self else { return nil }
        return (error as? CodeRefusal)?.code ?? "\(error)"
    }
}

extension World {
    fileprivate func ask(_ intents: [AskForCodes.Intent]) async throws -> [Result<Void, any Error>] {
        try await dependencies.database.batch { [dependencies] tx in
            try AskForCodes(dependencies: dependencies).carryOut(intents, in: tx)
        }
    }

    fileprivate func number(_ statement: SQL) async throws -> Int {
        try await dependencies.database.read { try $0.row(statement)?["number"] ?? -1 }
    }
}
