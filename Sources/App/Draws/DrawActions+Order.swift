import Foundation
import Programme
import Storage

/// The second secret of a draw, as auditors see it.
struct ShownOrder: Sendable {
    let secret: DrawOrder
    let commitment: Data
    /// The first thing on the list that does not follow from the secret; nil when all of it does.
    let difference: String?
}

extension DrawActions {
    /// Entries in one read.
    private static let page = 10_000

    /// Shows the second secret of a drawn wave, after computing tickets, household tags and salts of the sealed list
    /// again from it. Recorded: secret and entries' numbers together lead to a person's ticket.
    ///
    /// - Throws: `WaveRefusal.wrongState` before the draw; until then the secret could still serve to steer it.
    func showOrder(_ number: Int, by actor: Actor) async throws -> ShownOrder? {
        let board = try await board(number)
        guard board.wave.state >= .drawn else {
            throw WaveRefusal.wrongState(is: board.wave.state, expected: .drawn)
        }
        guard let locked = board.draw?.order, let statement = board.statement else { return nil }
        let bytes = try dependencies.vault.open(
            locked.sealed, table: "draw", column: "order", row: board.wave.id.rawValue)
        guard let secret = DrawOrder(bytes) else { throw Inconsistency("a secret has 32 bytes") }
        let difference = secret.difference(try await orderLines(board), try await sealedList(board), statement)
        try await dependencies.database.transaction { [dependencies] tx in
            try tx.audit.record(
                AuditEvent(
                    "draw.order-shown", subject: board.wave.subject,
                    detail: ["outcome": difference == nil ? "follows" : "differs"]),
                by: actor, at: dependencies.moment(), ids: dependencies.ids)
        }
        return ShownOrder(secret: secret, commitment: locked.commitment, difference: difference)
    }

    /// Every sealed entry with its ticket, in ascending order of their numbers.
    private func orderLines(_ board: DrawState) async throws -> [DrawOrder.Line] {
        let households = try await households(of: board.wave.id)
        var (lines, last): ([DrawOrder.Line], Int64) = ([], 0)
        while true {
            let pages = try await dependencies.database.read { [last] tx in
                try tx.draws.pages(.ticket, of: board.wave.id, after: last, limit: WriteListPages.chunk)
            }
            guard let end = pages.last else { return lines }
            for page in pages {
                guard let tickets = TicketPage(bytes: page.bytes) else { throw Inconsistency("a page has whole lines") }
                for line in 0..<tickets.count {
                    let entry = tickets.entry(line).rawValue
                    lines.append(
                        DrawOrder.Line(entry: entry, ticket: tickets.ticket(line), household: households[entry]))
                }
            }
            last = end.first
        }
    }

    /// By entry; empty where the edition sets no limit per family card.
    private func households(of wave: ID<Wave>) async throws -> [Int64: (UInt64, UInt64)] {
        guard edition.eligibility.beneficiariesPerFamilyCard != nil else { return [:] }
        var (found, last): ([Int64: (UInt64, UInt64)], ID<Entry>) = ([:], ID(0))
        while true {
            let page = try await dependencies.database.read { [last] tx in
                try tx.draws.households(in: wave, after: last, limit: Self.page)
            }
            for entry in page { found[entry.id.rawValue] = try JoinedList.halves(of: entry.household) }
            guard page.count == Self.page, let end = page.last else { return found }
            last = end.id
        }
    }
}
