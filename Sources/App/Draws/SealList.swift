import Foundation
import Programme
import Storage

/// Turns a closed wave's entries into its sealed list, after every participant was rechecked. Each entry gets a ticket
/// from a random permutation, a household tag made for this wave alone, and a salt. All of them follow from a secret to
/// which the wave's opening committed.
///
/// Entries that are not as the acts of their people left them stop it (`CompareEntries`): leaving one out would let
/// SQL take a person's chance away, and taking one in would let it give one. Once the rows are right again it goes on.
///
/// The list is written into its pages in many short transactions, so that other requests do not wait behind it; the last
/// one seals the wave. No row of an entry is written. If a run is interrupted, the next one starts over, and the pages of
/// the old one are removed.
struct SealList: Sendable {
    let dependencies: Dependencies

    /// Entries in one read.
    static let page = 10_000
    /// From how many entries on two readers share the work.
    static let manyEntries = 50_000

    private var edition: Edition { dependencies.edition }

    /// How often sealing is started over because a list came into force in the meantime.
    static let attempts = 3

    func seal(_ number: Int, by actor: Actor) async throws {
        for _ in 0..<Self.attempts where try await sealOnce(number, by: actor) { return }
        throw WaveRefusal.sealedElsewhere
    }

    /// False when the lists in force have changed since the participants were rechecked.
    private func sealOnce(_ number: Int, by actor: Actor) async throws -> Bool {
        let mark = dependencies.random.bytes(16)
        let (wave, lists, locked) = try await dependencies.database.transaction { [dependencies, edition] tx in
            let wave = try tx.waves.requireAsPlanned(number, of: edition.id, vault: dependencies.vault).wave
            try wave.checkSealing()
            // Refuses while a list that the edition requires is too old.
            let lists = try SealedLists.inForce(tx, dependencies)
            try tx.draws.beginSealing(wave.id, mark: mark)
            return (wave, lists, try tx.draws.of(wave.id)?.order)
        }
        try await RecheckEntries(dependencies: dependencies, wave: wave, mark: mark).run()
        let joined = try await read(wave)
        try await CompareEntries(dependencies: dependencies, wave: wave)
            .require(joined: joined.count, changed: joined.changed)
        let (tickets, list) = try joined.sealed(under: edition.waves, order: order(locked, of: wave))
        let pages = WriteListPages(dependencies: dependencies, wave: wave.id) { tx in
            try tx.draws.holdSealing(wave.id, mark: mark)
        }
        let marks = try await pages.write(joined.ids, tickets, list)
        let answers = try await dependencies.database.read { [timeline = dependencies.clock.timeline] tx in
            try tx.draws.countAnswers(in: wave.id, timeline: timeline)
        }
        let figures = (people: joined.people, answers: answers)
        return try await finish(wave, list, marks, figures, lists, mark: mark, by: actor)
    }

    /// A wave that was opened before there were such secrets has a new one, which nothing committed to.
    private func order(_ locked: LockedOrder?, of wave: Wave) throws -> DrawOrder {
        let bytes =
            try locked.map {
                try dependencies.vault.open($0.sealed, table: "draw", column: "order", row: wave.id.rawValue)
            } ?? dependencies.random.bytes(32)
        guard let order = DrawOrder(bytes) else { throw Inconsistency("a secret has 32 bytes") }
        return order
    }

    /// The entries by id; a large wave is read by two readers, each one half of it.
    private func read(_ wave: Wave) async throws -> JoinedList {
        let (count, middle) = try await dependencies.database.read { tx in
            let count = try tx.waves.joined(in: wave.id)
            guard count >= Self.manyEntries else { return (count, nil as ID<Entry>?) }
            return (count, try tx.draws.joined(in: wave.id, skipping: count / 2))
        }
        guard let middle else { return try await read(wave, after: nil, through: nil, expecting: count) }
        async let second = read(wave, after: middle, through: nil, expecting: count / 2)
        var joined = try await read(wave, after: nil, through: middle, expecting: count)
        joined.append(try await second)
        return joined
    }

    /// Household data is needed only where the edition limits places per family card.
    private func read(
        _ wave: Wave, after first: ID<Entry>?, through last: ID<Entry>?, expecting count: Int
    ) async throws -> JoinedList {
        let limited = edition.eligibility.beneficiariesPerFamilyCard != nil
        var joined = JoinedList(reserving: count, households: limited)
        while true {
            let after = joined.ids.last ?? first
            let page = try await dependencies.database.read { [dependencies] tx in
                try tx.draws.joined(
                    in: wave.id, after: after, through: last, limit: Self.page, households: limited,
                    vault: dependencies.vault)
            }
            try joined.append(page)
            if page.count < Self.page { return joined }
        }
    }

    private func finish(
        _ wave: Wave, _ list: SealedList, _ pages: Set<StoredPage.Mark>,
        _ figures: (people: [Int: Int], answers: DrawStatement.Origin.Answers),
        _ lists: [DrawStatement.List], mark: Data, by actor: Actor
    ) async throws -> Bool {
        let now = dependencies.clock.now()
        return try await dependencies.database.transaction { [dependencies, edition] tx in
            try tx.draws.holdSealing(wave.id, mark: mark)
            guard try SealedLists.inForce(tx, dependencies) == lists else { return false }
            guard try tx.draws.listMarks(of: wave.id) == pages else { throw WaveRefusal.listChanged }
            try tx.draws.seal(wave.id, as: list, counts: list.counts(edition.waves.strata))
            try tx.draws.bind(lists, to: wave.id)
            try tx.draws.bind(try origin(of: list, figures, wave, at: now, in: tx), to: wave.id)
            // An empty list has no answers to bind.
            let kinds: [BoundKind] = [.drawLists, .drawOrigins] + (list.count == 0 ? [] : [.drawAnswers])
            for kind in kinds {
                try tx.records.bind(kind, wave.id, at: dependencies.realNow(), ids: dependencies.ids)
            }
            if let rules = try tx.draws.rules(of: wave.id, edition) {
                let first = rules.attempt(after: 0, closing: wave.closesAt, at: now)
                try tx.witnesses.begin(first, in: wave.id, at: now)
            }
            try tx.waves.advance(wave, to: .sealed, at: now)
            try tx.audit.record(
                AuditEvent(
                    "wave.sealed", subject: wave.subject,
                    detail: [
                        "root": list.root.hex, "entries": "\(list.count)",
                        "removed": "\(try tx.entries.removed(from: wave.id))",
                    ]),
                by: actor, at: dependencies.moment(), ids: dependencies.ids)
            return true
        }
    }
}

extension SealList {
    /// How the list came about. Provinces are counted only where the edition asks for them.
    private func origin(
        of list: SealedList, _ figures: (people: [Int: Int], answers: DrawStatement.Origin.Answers), _ wave: Wave,
        at now: Instant, in tx: Transaction
    ) throws -> DrawStatement.Origin {
        let counts = try tx.entries.counts(in: wave.id)
        let removed = try tx.entries.firstRemovals(from: wave.id)
        guard counts.joined - counts.withdrawn == list.count else {
            throw Inconsistency("\(counts.joined) joined, \(counts.withdrawn) are gone, \(list.count) were sealed")
        }
        let isLimited = edition.waves.dates().first { $0.number == wave.number }?.regions != nil
        let isCounted = edition.waves.strata.contains(.province) || isLimited
        let draw = try tx.draws.of(wave.id)
        return DrawStatement.Origin(
            edition: edition.digest, annex: draw?.annex, order: draw?.order?.commitment, joined: counts.joined,
            withdrawn: counts.withdrawn - removed.reduce(0) { $0 + $1.people },
            removed: removed.map { .init(reason: $0.code, entries: $0.people) },
            answers: list.count == 0 ? nil : figures.answers.until(now),
            people: isCounted
                ? figures.people.sorted { $0.key < $1.key }.map { .init(province: $0.key, entries: $0.value) } : [])
    }
}

/// The lists by which an entry may be disqualified after the draw, as in force when the wave is sealed.
enum SealedLists {
    /// Throws while a list that the edition requires is missing or too old. Further lists of one kind are numbered from
    /// 2.
    static func inForce(_ tx: Transaction, _ dependencies: Dependencies) throws -> [DrawStatement.List] {
        try tx.lists.requireFresh(at: dependencies.clock.now(), edition: dependencies.edition)
        var seen: [String: Int] = [:]
        return try tx.lists.inForce().compactMap { list in
            guard let digest = list.digest else { return nil }
            let kind = list.value.kind.rawValue
            seen[kind, default: 0] += 1
            let number = seen[kind, default: 1]
            return DrawStatement.List(
                name: number == 1 ? kind : "\(kind)-\(number)", digest: digest, size: list.value.counts.accepted)
        }
    }
}
