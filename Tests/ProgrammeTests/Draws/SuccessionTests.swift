import Foundation
import Testing

@testable import Programme

@Suite("Succession after the draw")
struct SuccessionTests {
    let seed = Data(repeating: 7, count: 32)

    @Test("succession: the next rank moves up, and a removed ticket never returns")
    func nextRank() throws {
        let ranked = (1...30).map { Rank(seed: seed, stratum: .everyone, ticket: $0) }.sorted().map(\.ticket)
        var places = Succession(
            draw: Draw(places: 5, strata: [.everyone]), list: list((1...30).map { entry($0) }), seed: seed)
        for (gone, next) in [(ranked[2], ranked[5]), (ranked[5], ranked[6]), (ranked[0], ranked[7])] {
            try places.apply(.out(gone))
            let found = places.next()?.ticket
            #expect(found == next)
            try places.apply(.up(next))
        }
        #expect(places.isComplete)
    }

    @Test("succession: a ticket that cannot be admitted is passed over for this place, and is next again later")
    func passedOver() throws {
        let ranked = (1...9).map { Rank(seed: seed, stratum: .everyone, ticket: $0) }.sorted().map(\.ticket)
        var places = Succession(
            draw: Draw(places: 3, strata: [.everyone]), list: list((1...9).map { entry($0) }), seed: seed)
        for step in [DrawChanges.Step.out(ranked[0]), .passed(ranked[3]), .up(ranked[4]), .out(ranked[1])] {
            try places.apply(step)
        }
        let again = places.next()?.ticket
        #expect(again == ranked[3])
    }

    @Test("succession: a province's place stays there; without tickets of it, it goes to the last pool")
    func provinces() throws {
        let entries = (1...12).map { entry($0, province: $0 <= 3 ? 11 : 82) }
        let draw = Draw(places: 4, strata: [.province, .everyone], provinceWeights: [11: 1, 82: 1])
        let lines = draw.selected(of: list(entries), seed: seed).lines
        var places = Succession(draw: draw, list: list(entries), seed: seed)
        let first = try #require(lines.first { $0.stratum == .province(11) })
        try places.apply(.out(first.ticket))
        let found = places.next()
        let next = try #require(found)
        #expect(next.stratum == .province(11) && next.ticket <= 3)
        try places.apply(.up(next.ticket))
        try places.apply(.out(next.ticket))
        let elsewhere = places.next()?.stratum
        #expect(elsewhere == .everyone)
    }

    @Test("succession: a family card at its limit gets no more, and one that lost a place can get it again")
    func households() throws {
        // Two tickets of household 1 and one of each other household; one place per household.
        let entries = (1...6).map { entry($0, household: $0 <= 2 ? 1 : UInt8($0)) }
        let draw = Draw(places: 2, strata: [.everyone], perHousehold: 1)
        var places = Succession(draw: draw, list: list(entries), seed: seed)
        var selected = Set(draw.selected(of: list(entries), seed: seed).lines.map(\.ticket))
        for _ in 0..<3 {
            let gone = try #require(selected.min())
            try places.apply(.out(gone))
            selected.remove(gone)
            guard let next = places.next() else { break }
            #expect(!(selected.contains { $0 <= 2 } && next.ticket <= 2))
            try places.apply(.up(next.ticket))
            selected.insert(next.ticket)
        }
    }

    @Test("succession: it agrees with a naive search over hundreds of random draws")
    func naive() throws {
        var generator = Numbers(seed: 2020)
        for _ in 0..<200 {
            let count = Int.random(in: 2...40, using: &generator)
            let entries = (1...count).map { ticket in
                entry(
                    ticket, priority: Int.random(in: 0..<5, using: &generator) == 0,
                    province: [11, 31, 82].randomElement(using: &generator) ?? 11)
            }
            let draw = Draw(
                places: Int.random(in: 1...count, using: &generator), strata: [.priority, .province, .everyone],
                provinceWeights: [11: 3, 31: 5, 82: 1])
            let key = Data((0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) })
            let lines = draw.selected(of: list(entries), seed: key).lines
            guard let gone = lines.randomElement(using: &generator) else { continue }
            var places = Succession(draw: draw, list: list(entries), seed: key)
            try places.apply(.out(gone.ticket))
            let taken = Set(lines.map(\.ticket))
            func first(of pool: Stratum) -> Int? {
                entries.filter { entry in
                    guard !taken.contains(entry.ticket) else { return false }
                    return switch pool {
                    case .priority: entry.priority
                    case .province(let number): entry.province == number
                    case .everyone: true
                    }
                }.map { Rank(seed: key, stratum: pool, ticket: $0.ticket) }.min()?.ticket
            }
            let found = places.next()?.ticket
            #expect(found == first(of: gone.stratum) ?? first(of: .everyone))
        }
    }

    // MARK: - The file of changes

    @Test("draw changes: the file is verified against its draw, and errors are named")
    func file() throws {
        // Places are lost by sealed lists alone, and the fourth edition's draw has two.
        let simulation = try DrawBundleTests.simulate(entries: 60, quota: 12, edition: "edition-4")
        let list = simulation.seal(simulation.joined())
        let statement = try simulation.statement(of: list)
        let bundle = try simulation.draw(statement, list)
        let seed = try #require(Data(hex: bundle.head.seed))
        let draw = Draw(edition: simulation.edition, places: 12)
        let gone = draw.selected(of: list, seed: seed).lines.prefix(2).map(\.ticket)
        var places = Succession(draw: draw, list: list, seed: seed)
        var steps: [DrawChanges.Step] = []
        for ticket in gone {
            try places.apply(.out(ticket))
            let found = places.next()?.ticket
            let next = try #require(found)
            try places.apply(.up(next))
            steps += [.out(ticket), .up(next)]
        }
        func changes(_ steps: [DrawChanges.Step], wave: Int = 1) -> DrawChanges {
            DrawChanges(edition: simulation.edition.id, wave: wave, root: list.root, seed: seed, steps: steps)
        }
        let honest = changes(steps)
        let read = try DrawChanges(text: honest.text)
        #expect(read == honest)
        try read.verify(bundle, edition: simulation.edition)
        try changes([]).verify(bundle, edition: simulation.edition)

        guard case .up(let right) = steps[1] else { return }
        let free = try #require(
            (1...60).first { ticket in
                ticket != right && !steps.contains(.up(ticket)) && !gone.contains(ticket)
                    && !draw.selected(of: list, seed: seed).lines.contains { $0.ticket == ticket }
            })
        try expect(
            .change(2, "up \(free): by its rank ticket \(right) comes next"),
            changes([steps[0], .up(free)]), bundle, simulation)
        try expect(.change(1, "out \(free): ticket \(free) had no place"), changes([.out(free)]), bundle, simulation)
        try expect(.change(1, "up \(right): no place was left"), changes([.up(right)]), bundle, simulation)
        try expect(
            .change(1, "nothing says who has the place that was left"), changes([steps[0]]), bundle, simulation)
        try expect(
            .change(2, "empty: by its rank ticket \(right) comes next"), changes([steps[0], .empty]), bundle,
            simulation)
        try expect(.otherDraw, changes(steps, wave: 2), bundle, simulation)
        for text in [
            "", "prakerja-draw-changes-1\n", honest.text + "out x\n", honest.text + "\n", honest.text.dropLast(),
        ]
            as [any StringProtocol]
        {
            #expect(throws: DrawFault.self) { try DrawChanges(text: String(text)) }
        }
    }

    private func expect(
        _ fault: DrawFault, _ changes: DrawChanges, _ bundle: DrawBundle, _ simulation: DrawSimulation
    ) throws {
        #expect(throws: fault) { try changes.verify(bundle, edition: simulation.edition) }
    }

    private func entry(
        _ ticket: Int, priority: Bool = false, province: Int = 82, household: UInt8? = nil
    ) -> SealedEntry {
        SealedEntry(
            ticket: ticket, priority: priority, province: province,
            household: Data(repeating: household ?? UInt8(ticket), count: 16), earlier: 0,
            salt: Data(repeating: 1, count: 16))
    }

    private func list(_ entries: [SealedEntry]) -> SealedList { SealedList(entries) }
}
