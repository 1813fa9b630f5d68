import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// The sequential model of joining a wave: a set of participants and whether the wave is closed.
private struct JoinModel: SequentialModel {
    enum Question: Sendable {
        case join(Int)
        case leave(Int)
        case close
        /// Asked at the end: of several orders that explain the other answers, only those with this final state count.
        case isParticipant(Int)
    }

    struct State: Hashable {
        var participants: Set<Int> = []
        var isClosed = false
    }

    private(set) var state = State()

    /// Whether the call succeeds. Joining twice and leaving twice succeed without effect; a participant who joins again
    /// after the closing succeeds too, because the entry exists.
    mutating func answer(_ question: Question) -> Bool {
        if case .isParticipant(let person) = question { return state.participants.contains(person) }
        guard !state.isClosed else {
            if case .join(let person) = question { return state.participants.contains(person) }
            return false
        }
        switch question {
        case .join(let person): state.participants.insert(person)
        case .leave(let person): state.participants.remove(person)
        case .close: state.isClosed = true
        case .isParticipant: break
        }
        return true
    }
}

@Suite("Joining a wave: concurrent callers", .timeLimit(.minutes(3)))
struct JoinHistoryTests {
    @Test(
        "concurrent joining, leaving and closing give answers that some serial order explains", arguments: Engine.tested
    )
    func concurrentJoins(engine: Engine) async throws {
        let seed = Seed.ofThisRun("joining a wave on \(engine)")
        var chance = SeededGenerator(seed: seed)
        var questions: [JoinModel.Question] = (0..<160).map { _ in
            let person = Int.random(in: 0..<10, using: &chance)
            return Int.random(in: 0..<5, using: &chance) < 3 ? .join(person) : .leave(person)
        }
        questions.insert(.close, at: Int.random(in: 90..<140, using: &chance))
        let asked = questions
        try await World.with(engine) { world in
            try await world.advanceWaves()
            var people: [ID<Account>] = []
            for _ in 0..<10 { people.append(try await world.candidate().id) }
            let closes = try await world.wave().closesAt
            world.clock.set(closes + Wave.drain)
            let (names, arrival) = (people, closes - Span(milliseconds: 1))
            let history = History<JoinModel>()
            try await history.ask(asked, callers: 8) { question in
                try await world.act(question, names, arrivedAt: arrival)
            }
            let participants = try await world.participants()
            try await history.ask((0..<10).map(JoinModel.Question.isParticipant), callers: 1) { question in
                try await world.act(question, names, arrivedAt: arrival)
            }
            guard let end = history.explained(by: JoinModel())?.state else {
                throw NotExplained(seed: seed, why: history.unexplained(by: JoinModel()))
            }
            #expect(end.isClosed)
            #expect(try await world.joined() == end.participants.count, "seed \(seed)")
            #expect(participants == Set(end.participants.map { names[$0] }), "seed \(seed)")
        }
    }

    @Test(
        "with many participants of one family card, no more are drawn than the edition allows", arguments: Engine.tested
    )
    func households(engine: Engine) async throws {
        let limited: @Sendable (String) -> String = {
            $0.replacing("onceInALifetime: true", with: "onceInALifetime: true\n  beneficiariesPerFamilyCard: 2")
                .replacing("quota: 1 }", with: "quota: 15 }")
        }
        try await World.with(engine, edition: limited) { world in
            try await world.advanceWaves()
            var people: [ID<Account>] = []
            for number in 0..<30 as Range<UInt8> {
                people.append(try await world.candidate(household: number < 20 ? number / 5 : number).id)
            }
            let arrival = world.dependencies.clock.now()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for person in people + people {
                    group.addTask {
                        try await JoinWave(dependencies: world.dependencies).join(1, person, arrivedAt: arrival)
                    }
                }
                try await group.waitForAll()
            }
            world.clock.set(try await world.wave().closesAt + Wave.drain)
            try await world.advanceWaves()
            try await DrawActions(dependencies: world.dependencies).draw(1, by: .system)
            let perHousehold = try await world.dependencies.database.read { tx in
                try tx.rows(
                    """
                    SELECT household, COUNT(*) AS selected
                    FROM entry_place
                    WHERE state = 'selected'
                    GROUP BY household
                    """
                ).map { try $0["selected"] as Int }
            }
            #expect(perHousehold.reduce(0, +) == 15)
            #expect(perHousehold.allSatisfy { $0 <= 2 })
        }
    }
}

extension World {
    fileprivate func act(_ question: JoinModel.Question, _ people: [ID<Account>], arrivedAt: Instant) async throws
        -> Bool
    {
        do {
            switch question {
            case .join(let person):
                try await JoinWave(dependencies: dependencies).join(1, people[person], arrivedAt: arrivedAt)
            case .leave(let person):
                try await JoinWave(dependencies: dependencies).withdraw(1, people[person], arrivedAt: arrivedAt)
            case .close:
                try await WaveActions(dependencies: dependencies).close(1, by: .system)
            case .isParticipant(let person):
                return try await participants().contains(people[person])
            }
            return true
        } catch is WaveRefusal {
            return false
        }
    }

    fileprivate func participants() async throws -> Set<ID<Account>> {
        try await dependencies.database.read { tx in
            let joined = try tx.rows("SELECT person_id FROM entry WHERE state = 'joined'")
            return Set(try joined.map { try $0["person_id"] as ID<Account> })
        }
    }
}
