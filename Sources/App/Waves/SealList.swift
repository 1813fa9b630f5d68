import Foundation
import Programme
import Storage

/// Makes a closed wave's entries into its sealed list: a ticket for each from a random permutation whose key is thrown
/// away, a household tag made for this wave alone, and a salt.
///
/// It is written in many short transactions, so that nobody waits behind it; the wave is sealed by the last one. If it
/// is interrupted, whoever seals next begins anew with other tickets: nobody has seen the old ones.
struct SealList: Sendable {
    let platform: Platform

    /// Entries read at once, and written in one transaction.
    static let page = 5_000
    static let chunk = 1_000

    private var edition: Edition { platform.edition }

    func seal(_ number: Int, by actor: Actor) async throws {
        let mark = platform.random.bytes(16)
        let wave = try await platform.database.transaction { [edition] tx in
            let wave = try tx.waves.require(number, of: edition.id).wave
            try wave.checkSealing()
            // Refuses while a list that the edition asks for is too old.
            _ = try SealedLists.inForce(tx, platform)
            try tx.draws.beginSealing(wave.id, mark: mark)
            return wave
        }
        let entries = try await read(wave)
        // Only an edition with a limit per family card needs to know who shares one, and what came of earlier waves.
        let limited = edition.eligibility.beneficiariesPerFamilyCard != nil
        let earlier = limited ? try await platform.database.read { try $0.draws.selectedByHousehold() } : nil
        let plan = SealingPlan(entries, rules: edition.waves, earlier: earlier, random: platform.random)
        for start in stride(from: 0, to: entries.count, by: Self.chunk) {
            let range = start..<min(start + Self.chunk, entries.count)
            try await platform.database.transaction { tx in
                try tx.draws.holdSealing(wave.id, mark: mark)
                for place in range { try tx.draws.seal(plan.ids[place], as: plan.list[Int(plan.tickets[place])]) }
            }
        }
        try await finish(wave, plan.list, mark: mark, by: actor)
    }

    private func read(_ wave: Wave) async throws -> [JoinedEntry] {
        var entries: [JoinedEntry] = []
        while true {
            let last = entries.last?.id.rawValue ?? 0
            let page = try await platform.database.read { tx in
                try tx.draws.joined(in: wave.id, after: last, limit: Self.page)
            }
            entries += page
            if page.count < Self.page { return entries }
        }
    }

    private func finish(_ wave: Wave, _ list: SealedList, mark: Data, by actor: Actor) async throws {
        let now = platform.clock.now()
        try await platform.database.transaction { [platform, edition] tx in
            try tx.draws.holdSealing(wave.id, mark: mark)
            try tx.draws.seal(wave.id, as: list, counts: list.counts(edition.waves.strata))
            let lists = try SealedLists.inForce(tx, platform)
            try tx.draws.bind(lists, to: wave.id)
            if let rules = edition.waves.draw {
                let first = rules.attempt(after: 0, closing: wave.closesAt, at: now)
                try tx.witnesses.begin(first, in: wave.id, at: now)
            }
            try tx.waves.advance(wave, to: .sealed, at: now)
            try tx.audit.record(
                AuditEvent(
                    "wave.sealed", subject: wave.subject,
                    detail: ["root": list.root.hex, "entries": "\(list.count)"]),
                by: actor, on: platform)
        }
    }
}

/// The lists by which an entry may be taken out after the draw, as they are when the wave is sealed.
enum SealedLists {
    /// Throws while a list that the edition asks for is missing or too old. Of several of one kind each has a number.
    static func inForce(_ tx: Transaction, _ platform: Platform) throws -> [DrawStatement.List] {
        try tx.lists.requireFresh(on: platform)
        var seen: [String: Int] = [:]
        return try tx.lists.inForce().compactMap { list in
            guard let digest = list.digest else { return nil }
            let kind = list.value.kind.rawValue
            seen[kind, default: 0] += 1
            let number = seen[kind, default: 1]
            return DrawStatement.List(name: number == 1 ? kind : "\(kind)-\(number)", digest: digest)
        }
    }
}

/// Who gets which ticket.
private struct SealingPlan: Sendable {
    let ids: [ID<Entry>]
    /// In the order of `ids`.
    let tickets: [UInt32]
    let list: SealedList

    /// - Parameter earlier: how many of each household were selected before; nil where households do not matter.
    init(_ entries: [JoinedEntry], rules: WaveRules, earlier: [Data: Int]?, random: RandomSource) {
        ids = entries.map(\.id)
        let tickets = Shuffle.tickets(entries.count, key: random.bytes(32))
        var provinces: [Int: Int] = [:]
        for entry in entries { provinces[entry.province, default: 0] += 1 }
        let pools = ProvincePools(entries: provinces, rules: rules)
        var tags: [Data: Data] = [:]
        var bytes = Data(count: entries.count * SealedList.entryBytes)
        for (place, entry) in entries.enumerated() {
            let tag = tags[entry.household] ?? random.bytes(16)
            if earlier != nil { tags[entry.household] = tag }
            let sealed = SealedEntry(
                ticket: Int(tickets[place]), priority: pools.sealed(priority: entry.priority),
                province: pools.sealed(entry.province), household: tag,
                earlier: min(255, earlier?[entry.household] ?? 0), salt: random.bytes(16))
            let start = (sealed.ticket - 1) * SealedList.entryBytes
            bytes.replaceSubrange(start..<start + SealedList.entryBytes, with: sealed.leaf.dropFirst(8))
        }
        guard let list = SealedList(bytes: bytes) else { preconditionFailure("the entries are whole") }
        self.tickets = tickets
        self.list = list
    }
}
