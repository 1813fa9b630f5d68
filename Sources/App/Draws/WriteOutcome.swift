import Foundation
import Programme
import Storage

/// Writes the outcome of a draw: a page beside each page of tickets, and a row for each entry with a place. Run again
/// after an interruption, or twice at once, it writes the same.
struct WriteOutcome: Sendable {
    let dependencies: Dependencies
    let wave: ID<Wave>

    /// - Parameter givesPlaces: false for a wave that was drawn before there were pages: its places exist, and some
    ///   may have changed since.
    func write(_ results: Draw.Results, givesPlaces: Bool = true) async throws {
        var last: Int64 = 0
        while true {
            let tickets = try await dependencies.database.read { [wave, last] tx in
                try tx.draws.pages(.ticket, of: wave, after: last, limit: WriteListPages.chunk)
            }
            guard let end = tickets.last else { return }
            var (pages, places): ([StoredPage], [DrawnPlace]) = ([], [])
            for stored in tickets {
                guard stored.isWhole else { throw WaveRefusal.listChanged }
                guard let page = TicketPage(bytes: stored.bytes) else { throw Inconsistency("pages hold whole lines") }
                pages.append(StoredPage(.outcome, first: stored.first, bytes: OutcomePage(results, of: page).bytes))
                guard givesPlaces else { continue }
                for line in 0..<page.count {
                    guard let result = results[page.ticket(line)], result.selected else { continue }
                    places.append(DrawnPlace(entry: page.entry(line), line: result))
                }
            }
            try await dependencies.database.transaction { [dependencies, wave, pages, places] tx in
                try tx.draws.add(pages, to: wave)
                try tx.entries.give(places, in: wave)
                let changed = try tx.entries.changed(places, in: wave, vault: dependencies.vault)
                try dependencies.requireNone(changed: changed, in: wave)
            }
            last = end.first
        }
    }
}
