import Programme
import Storage

extension DrawActions {
    /// A ticket's line on the sealed list, for its holder; nil before the list is sealed, and in a list that an earlier
    /// version sealed without pages.
    func line(of ticket: Int?, on board: DrawState) async throws -> SealedEntry? {
        guard let ticket, board.draw?.pages != nil else { return nil }
        let first = SealedList.firstOfPage(ticket)
        let pages = try await dependencies.database.read { tx in
            try tx.draws.pages(.list, of: board.wave.id, after: Int64(first - 1), limit: 1)
        }
        guard let page = pages.first, page.first == Int64(first) else { return nil }
        return SealedList.entries(of: page.bytes, first: first)?.first { $0.ticket == ticket }
    }
}
