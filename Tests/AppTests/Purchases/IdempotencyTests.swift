import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// The rule of an idempotency key: its first content gets the same answer for ever, any other content is refused.
private struct Keys: SequentialModel {
    struct Question: Sendable {
        let key: String
        let score: Int
    }

    enum Answer: Sendable, Equatable {
        case completed(score: Int)
        case otherContent
        /// Another key came first, and a training is completed once.
        case alreadyCompleted
    }

    struct State: Hashable {
        var content: [String: Int] = [:]
    }

    private(set) var state = State()

    mutating func answer(_ question: Question) -> Answer {
        if let first = state.content[question.key] {
            return first == question.score ? .completed(score: first) : .otherContent
        }
        guard state.content.isEmpty else { return .alreadyCompleted }
        state.content[question.key] = question.score
        return .completed(score: question.score)
    }
}

@Suite("Idempotency keys under concurrent requests", .timeLimit(.minutes(3)))
struct IdempotencyTests {
    @Test(
        "a key answers its first content for ever and refuses any other; the money moves once", arguments: Engine.tested
    )
    func completion(engine: Engine) async throws {
        let seed = Seed.ofThisRun("idempotency on \(engine)")
        var chance = SeededGenerator(seed: seed)
        let questions = (0..<48).map { _ in
            Keys.Question(
                key: ["satu", "dua"].randomElement(using: &chance) ?? "satu",
                score: Int.random(in: 80...81, using: &chance)
            )
        }
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            let code = try await market.attended(siti)
            let history = History<Keys>()
            try await history.ask(questions, callers: 8) { question in
                try await market.answer(code, question)
            }
            #expect(history.explained(by: Keys()) != nil, "seed \(seed): \(history.unexplained(by: Keys()))")
            let completed = try await market.world.dependencies.database.read { tx in
                try tx.row("SELECT COUNT(*) AS n FROM audit_event WHERE action = 'purchase.completed'")?["n"] ?? 0
            }
            #expect(completed == 1, "seed \(seed)")
            try await market.expectCleanBooks()
        }
    }
}

extension Market {
    /// Bought, attended and tested: only the institution's report is missing.
    fileprivate func attended(_ siti: Cardholder) async throws -> String {
        let code = try await buy(siti)
        let visitor = world.visitor()
        try await world.signIn(visitor, siti)
        for sequence in [1, 999] {
            try await visitor.post(try await sendToAttend(code, sequence: sequence).path, [])
            #expect(try await redeem("status", code, sequence: sequence)["attendance_status"] == "1")
        }
        return code
    }

    /// Repeats the request until the answer is not "busy".
    fileprivate func answer(_ code: String, _ question: Keys.Question) async throws -> Keys.Answer {
        for _ in 0..<20 {
            let reply = try await complete(code, score: question.score, key: question.key)
            switch reply.code {
            case "partners.idempotency-key.reused": return .otherContent
            case "purchases.already-completed": return .alreadyCompleted
            case "busy": continue
            default: break
            }
            let score = reply.text.firstMatch(of: /"score":(\d+)/).flatMap { Int($0.1, in: 0...1_000_000) }
            guard reply.status == 200, let score else { throw Unexpected(reply: reply) }
            return .completed(score: score)
        }
        throw Unexpected(reply: nil)
    }

    private struct Unexpected: Error {
        let reply: PartnerReply?
    }
}
