import Foundation
import Programme
import Storage

/// Writes a sealed list into its pages: the lines and their holders by ticket, and the tickets by entry. The pages are
/// written in many short transactions, so that other requests do not wait behind them.
struct WriteListPages: Sendable {
    let dependencies: Dependencies
    let wave: ID<Wave>
    /// Called first in each transaction: throws when another run has taken over.
    let hold: @Sendable (Transaction) throws -> Void

    /// Pages of each kind in one transaction.
    static let chunk = 64

    /// - Parameters:
    ///   - entries: in ascending order.
    ///   - tickets: of these entries, in the same order.
    /// - Returns: the marks of all pages.
    @discardableResult
    func write(
        _ entries: [ID<Entry>], _ tickets: [UInt32], _ list: SealedList
    ) async throws -> Set<StoredPage.Mark> {
        var marks: Set<StoredPage.Mark> = []
        let holders = Self.holders(entries, tickets)
        let lines = Self.chunk * SealedList.pageEntries
        for start in stride(from: 0, to: list.count, by: lines) {
            var pages: [StoredPage] = []
            for place in stride(from: start, to: min(start + lines, list.count), by: SealedList.pageEntries) {
                let range = place..<min(place + SealedList.pageEntries, list.count)
                pages.append(StoredPage(.list, first: Int64(place + 1), bytes: list.lines(range)))
                pages.append(StoredPage(.holder, first: Int64(place + 1), bytes: HolderPage(holders[range]).bytes))
                let page = TicketPage(entries: entries[range], tickets: tickets[range])
                pages.append(StoredPage(.ticket, first: entries[place].rawValue, bytes: page.bytes))
            }
            marks.formUnion(pages.map(\.mark))
            try await dependencies.database.transaction { [pages, hold, wave] tx in
                try hold(tx)
                try tx.draws.add(pages, to: wave)
            }
        }
        return marks
    }

    /// The entries in the order of their tickets.
    private static func holders(_ entries: [ID<Entry>], _ tickets: [UInt32]) -> [ID<Entry>] {
        var holders = [ID<Entry>](repeating: ID(0), count: entries.count)
        for (entry, ticket) in zip(entries, tickets) { holders[Int(ticket) - 1] = entry }
        return holders
    }
}
