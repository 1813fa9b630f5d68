import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// The door of a wave, kept by somebody with a list.
private struct Door: SequentialModel {
    enum Question: Sendable {
        case join(Int)
        case leave(Int)
        case shut
        /// Asked when all is over: of several orders that explain the other answers, only those count that end so.
        case isInside(Int)
    }

    struct State: Hashable {
        var inside: Set<Int> = []
        var isShut = false
    }

    private(set) var state = State()

    /// Whether it was done. Coming twice and leaving twice change nothing and are no mistake; whoever is in finds their
    /// entry also when the door is shut.
    mutating func answer(_ question: Question) -> Bool {
        if case .isInside(let person) = question { return state.inside.contains(person) }
        guard !state.isShut else {
            if case .join(let person) = question { return state.inside.contains(person) }
            return false
        }
        switch question {
        case .join(let person): state.inside.insert(person)
        case .leave(let person): state.inside.remove(person)
        case .shut: state.isShut = true
        case .isInside: break
        }
        return true
    }
}

@Suite("Many at a wave's door at once", .timeLimit(.minutes(3)))
struct JoinHistoryTests {
    @Test("who joins, leaves, comes too late: some order explains it", arguments: Engine.tested)
    func door(engine: Engine) async throws {
        let seed = Seed.ofThisRun("door of a wave on \(engine)")
        var chance = SeededGenerator(seed: seed)
        var questions: [Door.Question] = (0..<160).map { _ in
            let person = Int.random(in: 0..<10, using: &chance)
            return Int.random(in: 0..<5, using: &chance) < 3 ? .join(person) : .leave(person)
        }
        questions.insert(.shut, at: Int.random(in: 90..<140, using: &chance))
        let asked = questions
        try await World.with(engine) { world in
            try await world.tendWaves()
            var people: [ID<Account>] = []
            for _ in 0..<10 { people.append(try await world.candidate().id) }
            let closes = try await world.wave().closesAt
            world.clock.set(closes + Wave.drain)
            let (names, arrival) = (people, closes - Span(milliseconds: 1))
            let history = History<Door>()
            try await history.ask(asked, callers: 8) { question in
                try await world.act(question, names, arrivedAt: arrival)
            }
            let inside = try await world.inside()
            try await history.ask((0..<10).map(Door.Question.isInside), callers: 1) { question in
                try await world.act(question, names, arrivedAt: arrival)
            }
            guard let end = history.explained(by: Door())?.state else {
                throw NotExplained(seed: seed, why: history.unexplained(by: Door()))
            }
            #expect(end.isShut)
            #expect(try await world.joined() == end.inside.count, "seed \(seed)")
            #expect(inside == Set(end.inside.map { names[$0] }), "seed \(seed)")
        }
    }

    @Test("however many of a family card join, no more are drawn than the edition allows", arguments: Engine.tested)
    func households(engine: Engine) async throws {
        let limited: @Sendable (String) -> String = {
            $0.replacing("onceInALifetime: true", with: "onceInALifetime: true\n  beneficiariesPerFamilyCard: 2")
                .replacing("quota: 1 }", with: "quota: 15 }")
        }
        try await World.with(engine, edition: limited) { world in
            try await world.tendWaves()
            var people: [ID<Account>] = []
            for number in 0..<30 as Range<UInt8> {
                people.append(try await world.candidate(household: number < 20 ? number / 5 : number).id)
            }
            let arrival = world.platform.clock.now()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for person in people + people {
                    group.addTask {
                        try await JoinWave(platform: world.platform).join(1, person, arrivedAt: arrival)
                    }
                }
                try await group.waitForAll()
            }
            world.clock.set(try await world.wave().closesAt + Wave.drain)
            try await world.tendWaves()
            try await WaveActs(platform: world.platform).draw(1, by: .system)
            let perHousehold = try await world.platform.database.read { tx in
                try tx.rows(
                    """
                    SELECT household, COUNT(*) AS selected
                    FROM entry
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
    fileprivate func act(_ question: Door.Question, _ people: [ID<Account>], arrivedAt: Instant) async throws -> Bool {
        do {
            switch question {
            case .join(let person):
                try await JoinWave(platform: platform).join(1, people[person], arrivedAt: arrivedAt)
            case .leave(let person):
                try await JoinWave(platform: platform).withdraw(1, people[person], arrivedAt: arrivedAt)
            case .shut:
                try await WaveActs(platform: platform).close(1, by: .system)
            case .isInside(let person):
                return try await inside().contains(people[person])
            }
            return true
        } catch is WaveRefusal {
            return false
        }
    }

    fileprivate func inside() async throws -> Set<ID<Account>> {
        try await platform.database.read { tx in
            let joined = try tx.rows("SELECT person_id FROM entry WHERE state = 'joined'")
            return Set(try joined.map { try $0["person_id"] as ID<Account> })
        }
    }
}
