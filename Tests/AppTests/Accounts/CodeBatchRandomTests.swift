import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// Random people in two worlds: in one those of a round are a batch, in the other they come one after the other.
@Suite("Batches of codes against one after the other", .timeLimit(.minutes(4)))
struct CodeBatchRandomTests {
    /// What one person does in a round.
    fileprivate enum Deed: Sendable {
        case ask(AskForCodes.Intent)
        case answer(purpose: CodePurpose, visit: String, Typed)
        case handOver(subject: String, purpose: CodePurpose, failure: String?)
    }

    fileprivate enum Typed: Sendable, CaseIterable { case right, wrong, nothing, earlier, link }

    private enum Round: CaseIterable { case ask, answer, handOver }

    @Test(
        "a batch leaves the same rows and gives the same answers as its people one after the other",
        arguments: Engine.tested)
    func same(engine: Engine) async throws {
        let seed = Seed.ofThisRun("code batches on \(engine)")
        try await World.with(engine, development: true) { together in
            try await World.with(engine, development: true) { apart in
                var chance = SeededGenerator(seed: seed)
                var accepted = 0
                for round in 0..<60 {
                    let deeds = try Self.round(&chance)
                    let first = try await together.doTogether(deeds)
                    let second = try await apart.doApart(deeds)
                    #expect(first == second, "seed \(seed), round \(round): \(deeds)")
                    accepted += first.count { $0 == "entered" }
                    let (left, right) = (try await together.rows(), try await apart.rows())
                    for (table, rows) in left {
                        #expect(rows == right[table], "seed \(seed), round \(round), \(table): \(deeds)")
                    }
                    let pause = [Span.zero, .seconds(20), .seconds(90), .minutes(4), .minutes(70)].randomElement(
                        using: &chance)
                    together.clock.advance(pause ?? .zero)
                    apart.clock.advance(pause ?? .zero)
                }
                #expect(accepted > 0, "seed \(seed): no one entered")
            }
        }
    }

    private static func round(_ chance: inout SeededGenerator) throws -> [Deed] {
        let visits = (0..<6).map { "visit \($0)" }.shuffled(using: &chance).prefix(
            Int.random(in: 1...6, using: &chance))
        let addresses = try (0..<6).map { number in
            try contact(number < 4 ? "warga\(number)@contoh.id" : "08120000710\(number)")
        }.shuffled(using: &chance)
        let kind = Round.allCases.randomElement(using: &chance) ?? .ask
        return zip(visits, addresses).map { visit, address in
            let purpose = Bool.random(using: &chance) ? CodePurpose.signUp : .signIn
            switch kind {
            case .ask:
                return .ask(
                    AskForCodes.Intent(
                        flow: purpose == .signIn ? .signIn : .signUp(byLink: Bool.random(using: &chance)),
                        contact: address, visit: visit,
                        budget: Int.random(in: 0..<4, using: &chance) == 0 ? .browser("b") : .strangers,
                        language: Bool.random(using: &chance) ? .indonesian : .english))
            case .answer:
                let typed =
                    Int.random(in: 0..<2, using: &chance) == 0 ? .right : Typed.allCases.randomElement(using: &chance)
                return .answer(purpose: purpose, visit: visit, typed ?? .right)
            case .handOver:
                let failure = Int.random(in: 0..<4, using: &chance) == 0 ? "no such mailbox" : nil
                return .handOver(subject: visit, purpose: purpose, failure: failure)
            }
        }
    }
}

extension World {
    fileprivate typealias Deeds = [CodeBatchRandomTests.Deed]

    fileprivate func doTogether(_ deeds: Deeds) async throws -> [String] {
        let work = try await prepared(deeds)
        return try await dependencies.database.batch { [dependencies] tx in try work.carryOut(in: tx, on: dependencies)
        }
    }

    fileprivate func doApart(_ deeds: Deeds) async throws -> [String] {
        var results: [String] = []
        for deed in deeds {
            let work = try await prepared([deed])
            results += try await dependencies.database.batch { [dependencies] tx in
                try work.carryOut(in: tx, on: dependencies)
            }
        }
        return results
    }

    /// The intents of one round, all of one kind.
    private func prepared(_ deeds: Deeds) async throws -> Prepared {
        try await dependencies.database.read { [dependencies] tx in
            var prepared = Prepared()
            for deed in deeds {
                switch deed {
                case .ask(let intent): prepared.asking.append(intent)
                case .answer(let purpose, let visit, let typed):
                    let given = try tx.given(typed, purpose, visit, on: dependencies)
                    prepared.entering.append(
                        EnterWithCode.Intent(
                            answer: CodeAnswer(purpose: purpose, given: given, visit: visit),
                            device: Device(userAgent: "")))
                case .handOver(let subject, let purpose, let failure):
                    let latest = try tx.codes.latest(purpose, subject: subject)
                    prepared.handing.append(
                        CodeQueries.Handing(
                            id: latest?.id ?? ID(1), at: dependencies.realNow(), failure: failure))
                }
            }
            return prepared
        }
    }

    /// Everything that the flows write, without what is random.
    fileprivate func rows() async throws -> [String: [[String?]]] {
        let statements: [String: SQL] = [
            "codes": """
            SELECT purpose, subject, matter, destination, state, tries, resend, issued_at, handed_over_at, used_at,
                used_by, failed_at, reason, attempts, link IS NULL AS plain, words IS NULL AS sent
            FROM one_time_code
            ORDER BY purpose, subject, issued_at, destination, resend
            """,
            "budgets": "SELECT destination, budget, period, sent FROM code_budget ORDER BY destination, budget, period",
            "languages": "SELECT recipient, language FROM recipient_language ORDER BY recipient",
            "accounts": """
            SELECT account_contact.lookup, account_contact.kind, account_contact.proved_at, account.status,
                account.created_at
            FROM account_contact
            JOIN account ON account.id = account_contact.person_id
            ORDER BY account_contact.lookup
            """,
            "lone accounts": """
            SELECT COUNT(*) AS number
            FROM account
            WHERE id NOT IN (SELECT person_id FROM account_contact)
            """,
            "sessions": """
            SELECT account_contact.lookup, session.device, session.begun_at, session.ends_at
            FROM session
            JOIN account_contact ON account_contact.person_id = session.person_id
            ORDER BY account_contact.lookup, session.begun_at
            """,
            "acts": "SELECT action, detail, at FROM audit_event ORDER BY at, action, detail",
            "jobs": "SELECT name, run_at, created_at FROM job ORDER BY name, created_at",
        ]
        return try await dependencies.database.read { tx in
            try statements.mapValues { try tx.rows($0).map(\.texts) }
        }
    }
}

private struct Prepared: Sendable {
    var asking: [AskForCodes.Intent] = []
    var entering: [EnterWithCode.Intent] = []
    var handing: [CodeQueries.Handing] = []

    /// What each intent came to.
    func carryOut(in tx: Transaction, on dependencies: Dependencies) throws -> [String] {
        func text<Answer>(_ result: Result<Answer, any Error>, _ success: String) -> String {
            switch result {
            case .success: success
            case .failure(let error): "\(error)"
            }
        }
        if !asking.isEmpty {
            return try AskForCodes(dependencies: dependencies).carryOut(asking, in: tx).map { text($0, "asked") }
        }
        if !entering.isEmpty {
            return try EnterWithCode(dependencies: dependencies).carryOut(entering, in: tx).map { text($0, "entered") }
        }
        return try RecordHandings().carryOut(handing, in: tx).map { text($0, "recorded") }
    }
}

extension Transaction {
    /// The digits of this browser's code, wrong ones, those of an earlier code, or its link.
    fileprivate func given(
        _ typed: CodeBatchRandomTests.Typed, _ purpose: CodePurpose, _ visit: String, on dependencies: Dependencies
    ) throws -> CodeAnswer.Given {
        let vault = dependencies.vault
        let all = try rows(
            """
            SELECT \(StoredCode.columns), code.words, code.attempts
            FROM one_time_code AS code
            WHERE code.purpose = \(purpose) AND code.subject = \(visit)
            ORDER BY code.id DESC
            """)
        let codes = try all.map(StoredCode.init)
        let right = try codes.first?.shown(vault) ?? "123456"
        switch typed {
        case .right: return .digits(right, subject: visit)
        case .wrong: return .digits(right == "000000" ? "000001" : "000000", subject: visit)
        case .nothing: return .digits("12", subject: visit)
        case .earlier: return .digits(try codes.dropFirst().first?.shown(vault) ?? "654321", subject: visit)
        case .link:
            let unsent = try all.first.flatMap { try UnsentCode($0, vault: vault) }
            let target = unsent?.words.content.action?.target ?? ""
            return .link(String(target.split(separator: "/").last ?? "none"))
        }
    }
}
