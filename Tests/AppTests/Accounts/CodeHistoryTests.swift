import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// A one-time code as the announcement explains it: a limited number of answers is checked, and the right one is
/// accepted once.
private struct Guessing: SequentialModel {
    static let allowed = 5

    enum Question: Sendable {
        case right
        case wrong
    }

    enum Answer: Sendable, Equatable {
        case accepted
        case wrong(left: Int)
        case exhausted
        case gone
    }

    struct State: Hashable {
        var tries = 0
        var isUsed = false
    }

    private(set) var state = State()

    mutating func answer(_ question: Question) -> Answer {
        if state.isUsed { return .gone }
        state.tries += 1
        if state.tries > Self.allowed { return .exhausted }
        if question == .right {
            state.isUsed = true
            return .accepted
        }
        return state.tries == Self.allowed ? .exhausted : .wrong(left: Self.allowed - state.tries)
    }
}

@Suite("One-time codes: concurrent answers", .timeLimit(.minutes(2)))
struct CodeHistoryTests {
    @Test(
        "exactly the allowed wrong attempts are counted, each even when refused; the right code is accepted once",
        arguments: Engine.tested)
    func attempts(engine: Engine) async throws {
        let seed = Seed.ofThisRun("code attempts on \(engine)")
        var chance = SeededGenerator(seed: seed)
        let rounds = (0..<12).map { _ in
            (0..<16).map { _ in Int.random(in: 0..<6, using: &chance) == 0 ? Guessing.Question.right : .wrong }
        }
        try await World.with(engine) { world in
            var accepted = 0
            for (round, questions) in rounds.enumerated() {
                let subject = "round \(round)"
                let digits = try await world.issue(subject, to: "tebak\(round)@contoh.id")
                let history = History<Guessing>()
                try await history.ask(questions, callers: 8) { question in
                    try await world.type(question == .right ? digits : digits.reversedDigits, for: subject)
                }
                guard let end = history.explained(by: Guessing())?.state else {
                    throw NotExplained(seed: seed, why: history.unexplained(by: Guessing()))
                }
                #expect(try await world.tries(for: subject) == end.tries, "seed \(seed), round \(round)")
                accepted += history.calls.count { $0.answer == .accepted }
            }
            #expect((1..<rounds.count).contains(accepted), "seed \(seed): every round went the same way")
        }
    }
}

extension String {
    /// Six digits, each different from the original.
    fileprivate var reversedDigits: String {
        String(map { Character(String(9 - ($0.wholeNumberValue ?? 0))) })
    }
}

extension World {
    fileprivate func issue(_ subject: String, to address: String) async throws -> String {
        let contact = try contact(address)
        return try await dependencies.database.transaction { [dependencies] tx in
            try tx.codes.issue(
                CodeQueries.Request(purpose: .signIn, subject: subject, destination: contact),
                with: CodeQueries.Issuance(dependencies))
        }
    }

    fileprivate func type(_ digits: String, for subject: String) async throws -> Guessing.Answer {
        do {
            try await dependencies.database.transaction { [dependencies] tx in
                _ = try tx.codes.consume(
                    digits, .signIn, subject: subject, at: dependencies.realNow(), vault: dependencies.vault,
                    edition: dependencies.edition)
            }
            return .accepted
        } catch let refusal as CodeRefusal {
            switch refusal {
            case .wrong(let left): return .wrong(left: left)
            case .exhausted: return .exhausted
            case .noCode: return .gone
            default: throw refusal
            }
        }
    }

    fileprivate func tries(for subject: String) async throws -> Int {
        try await dependencies.database.read { tx in
            try tx.row("SELECT tries FROM one_time_code WHERE subject = \(subject)")?["tries"] ?? -1
        }
    }
}
