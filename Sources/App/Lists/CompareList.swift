import Foundation
import Programme
import Storage

/// Counts what a list changes, piece by piece. A restart continues at the last piece; two workers count no piece twice.
struct CompareList: Job {
    static let name = "list.compare"
    /// Lines of either list per transaction: long transactions would keep other writers waiting.
    private static let piece = 5_000

    let difference: ID<StoredDifference>

    var uniqueKey: String? { difference.description }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        while try await step(on: dependencies) {}
        return .done
    }

    /// Counts one piece. False when none is left.
    func step(on dependencies: Dependencies) async throws -> Bool {
        let now = dependencies.realNow()
        return try await dependencies.database.transaction { tx in
            guard let stored = try tx.listDifferences.find(difference), !stored.isCounted,
                let list = try tx.lists.find(stored.list)?.value
            else { return false }
            let new = stored.purpose == .version ? list.id : nil
            let old = stored.purpose == .version ? stored.against : list.id
            let end = try tx.listDifferences.end(
                of: Self.piece, after: stored.position, in: [new, old].compactMap(\.self))
            let comparison = Comparison(
                tx: tx, stored: stored, list: list, range: LookupRange(after: stored.position, through: end))
            let added = try comparison.side(.added, on: new, notOn: old)
            let removed = try comparison.side(.removed, on: old, notOn: new)
            let unchanged = try new.map { try tx.listDifferences.count($0, in: comparison.range) - added.lines } ?? 0
            let changed = try comparison.changed(from: old, to: new)
            let counts = ListDifference(
                added: added.lines, removed: removed.lines, unchanged: unchanged, changed: changed)
            let isOurs = try tx.listDifferences.advance(
                stored, by: counts, invited: added.invited + removed.invited, to: end, at: now)
            guard isOurs else { throw Inconsistency("two workers counted one piece of a list") }
            return end != nil
        }
    }
}

/// One piece of two lists.
private struct Comparison {
    let tx: Transaction
    let stored: StoredDifference
    let list: ListImport
    let range: LookupRange

    /// Lines that only one of the two lists has, and the people they touch.
    func side(
        _ change: ListDifference.Change, on id: ID<ListImport>?, notOn other: ID<ListImport>?
    ) throws -> (lines: Int, invited: Int) {
        guard let id else { return (0, 0) }
        let (none, queries) = (ID<ListImport>(0), tx.listDifferences)
        let people = try queries.touched(by: change, on: list, onlyOn: id, notOn: other ?? none, in: range)
        try queries.keep(people, change, of: stored.id)
        let lines =
            stored.keepsLines
            ? try queries.keep(change, of: stored.id, onlyOn: id, notOn: other ?? none, in: range)
            : try queries.count(id, in: range)
        return (lines, try queries.invited(onlyOn: id, notOn: other ?? none, in: range))
    }

    func changed(from old: ID<ListImport>?, to new: ID<ListImport>?) throws -> Int {
        guard let old, let new else { return 0 }
        return try tx.listDifferences.keepChanged(of: stored.id, from: old, to: new, in: range)
    }
}
