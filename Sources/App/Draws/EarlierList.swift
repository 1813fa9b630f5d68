import Foundation
import Programme
import Storage

/// A list that was sealed before there were pages.
struct EarlierList: Sendable {
    let acts: DrawActions
    let board: DrawState

    /// Entries in one read.
    private static let page = 5_000

    func write() async throws {
        guard let draw = board.draw, let entries = draw.entries, draw.pages == nil else { return }
        guard try await acts.dependencies.database.read({ try requireEarlier(in: $0) }) else { return }
        let (ids, tickets, list) = try await read(entries)
        guard list.root == draw.root else {
            throw Inconsistency("the list of wave \(board.wave.id) is not as it was sealed: run audit verify")
        }
        let (wave, database) = (board.wave.id, acts.dependencies.database)
        try await WriteListPages(dependencies: acts.dependencies, wave: wave) { tx in
            try tx.draws.hold(wave)
        }.write(ids, tickets, list)
        if let seed = draw.seed, board.wave.state >= .drawn {
            let results = Draw(edition: acts.edition, places: board.wave.quota).everybody(of: list, seed: seed)
            try await WriteOutcome(dependencies: acts.dependencies, wave: wave).write(results, givesPlaces: false)
        }
        let isDrawn = board.wave.state >= .drawn
        try await database.transaction { [dependencies = acts.dependencies] tx in
            guard try requireEarlier(in: tx), try tx.draws.setPages(SealedList.pageCount(of: entries), of: wave) else {
                return
            }
            for kind in isDrawn ? [BoundKind.drawLists, .drawOutcomes] : [.drawLists] {
                try tx.records.bind(kind, wave, at: dependencies.realNow(), ids: dependencies.ids)
            }
        }
    }

    /// A list that was bound when it was sealed has had pages from the beginning, and the event of its sealing has its
    /// root: SQL that takes the pages away and writes the rows that an earlier version used does not make it an earlier
    /// one.
    ///
    /// - Returns: false when another run has written the pages.
    private func requireEarlier(in tx: Transaction) throws -> Bool {
        let wave = board.wave
        guard let draw = try tx.draws.of(wave.id), draw.pages == nil else { return false }
        let bound = try tx.records.newest(.drawLists, of: [wave.id.rawValue])
        guard bound.isEmpty, try isLogged(draw.root, in: tx) else { throw acts.changed(wave) }
        return true
    }

    /// True also of a wave that was sealed before events had codes.
    private func isLogged(_ root: Data?, in tx: Transaction) throws -> Bool {
        let sealings = try tx.audit.details(of: "wave.sealed", subject: board.wave.subject)
        let coded = try tx.audit.coded(sealings.map(\.id), vault: acts.dependencies.vault)
        let roots = sealings.filter { coded.contains($0.id) }.compactMap { $0.detail?["root"] }
        return roots.isEmpty || roots.contains { $0 == root?.hex }
    }

    private func read(_ count: Int) async throws -> (ids: [ID<Entry>], tickets: [UInt32], list: SealedList) {
        var (ids, tickets): ([ID<Entry>], [UInt32]) = ([], [])
        var bytes = Data(count: count * SealedList.entryBytes)
        while true {
            let page = try await acts.dependencies.database.read { [board, last = ids.last] tx in
                try tx.draws.earlierLines(in: board.wave.id, after: last, limit: Self.page, pools: board.pools)
            }
            for (id, line) in page {
                guard (1...count).contains(line.ticket) else { throw Inconsistency("tickets are 1, 2, 3, …") }
                ids.append(id)
                tickets.append(UInt32(line.ticket))
                let start = (line.ticket - 1) * SealedList.entryBytes
                bytes.replaceSubrange(start..<start + SealedList.entryBytes, with: line.leaf.dropFirst(8))
            }
            if page.count < Self.page { break }
        }
        guard ids.count == count, let list = SealedList(bytes: bytes) else {
            throw Inconsistency("a sealed list has as many entries as it was sealed with")
        }
        return (ids, tickets, list)
    }
}
