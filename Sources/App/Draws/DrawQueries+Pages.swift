import Crypto
import Foundation
import Programme
import Storage

/// The pages of sealed lists and their draws. The only writer of `draw_page`; a page is never changed.
extension DrawQueries {
    /// Rows in one statement: few distinct numbers, so that each statement is prepared once.
    private static let together = [16, 4, 1]

    /// Adds pages. One that exists is left as it is: a draw that is carried out twice writes the same.
    func add(_ pages: [StoredPage], to wave: ID<Wave>) throws {
        var rest = pages[...]
        for length in Self.together {
            while rest.count >= length {
                let rows = rest.prefix(length).map { page -> [SQLValue] in
                    [
                        wave.sqlValue, page.kind.sqlValue, page.first.sqlValue, page.bytes.sqlValue,
                        page.digest.sqlValue,
                    ]
                }
                try tx.send(
                    """
                    INSERT INTO draw_page (wave_id, kind, first, bytes, digest)
                    VALUES \(rows: rows)
                    ON CONFLICT (wave_id, kind, first) DO NOTHING
                    """)
                rest = rest.dropFirst(length)
            }
        }
    }

    /// The pages of one kind in order, those after `first`.
    func pages(_ kind: StoredPage.Kind, of wave: ID<Wave>, after first: Int64, limit: Int) throws -> [StoredPage] {
        try tx.rows(
            """
            SELECT first, bytes, digest
            FROM draw_page
            WHERE wave_id = \(wave) AND kind = \(kind) AND first > \(first)
            ORDER BY first
            LIMIT \(limit)
            """
        ).map { try StoredPage(kind: kind, first: $0["first"], bytes: $0["bytes"], digest: $0["digest"]) }
    }

    /// The marks of the pages of a sealed list.
    func listMarks(of wave: ID<Wave>) throws -> Set<StoredPage.Mark> {
        let rows = try tx.rows(
            "SELECT kind, first, digest FROM draw_page WHERE wave_id = \(wave) AND kind <> 'outcome'")
        return Set(try rows.map { try StoredPage.Mark(kind: $0["kind"], first: $0["first"], digest: $0["digest"]) })
    }

    /// The page of tickets whose turn comes after the one with this digest, with its outcomes; nil after the last.
    func outcomes(
        of wave: ID<Wave>, after digest: Data
    ) throws -> (tickets: TicketPage, outcomes: OutcomePage, digest: Data)? {
        let row = try tx.row(
            """
            SELECT page.bytes, page.digest, outcome.bytes AS outcomes
            FROM draw_page AS page
            JOIN draw_page AS outcome ON outcome.wave_id = page.wave_id AND outcome.kind = 'outcome'
                AND outcome.first = page.first
            WHERE page.wave_id = \(wave) AND page.kind = 'ticket' AND page.digest > \(digest)
            ORDER BY page.digest
            LIMIT 1
            """)
        guard let row else { return nil }
        guard let tickets = TicketPage(bytes: try row["bytes"]), let outcomes = OutcomePage(bytes: try row["outcomes"])
        else { throw Inconsistency("pages hold whole lines") }
        return (tickets, outcomes, try row["digest"])
    }

    /// Removes the pages that an interrupted sealing has left. They belong to no list: there is no root yet.
    func clearPages(of wave: ID<Wave>) throws {
        try tx.run(
            """
            DELETE FROM draw_page
            WHERE wave_id = \(wave) AND NOT EXISTS (
                SELECT 1 FROM draw WHERE draw.wave_id = draw_page.wave_id AND draw.root IS NOT NULL
            )
            """)
    }

    /// The waves that were sealed before there were pages, and whose pages are not written yet.
    func withoutPages() throws -> [ID<Wave>] {
        try tx.rows("SELECT wave_id FROM draw WHERE root IS NOT NULL AND pages IS NULL ORDER BY wave_id").map {
            try $0["wave_id"]
        }
    }

    /// False when another run has written them.
    func setPages(_ count: Int, of wave: ID<Wave>) throws -> Bool {
        try tx.run("UPDATE draw SET pages = \(count) WHERE wave_id = \(wave) AND pages IS NULL") == 1
    }

    /// The lines of a list that was sealed before there were pages, by entry.
    ///
    /// - Parameter pools: small provinces merged as they were at sealing.
    func earlierLines(
        in wave: ID<Wave>, after: ID<Entry>?, limit: Int, pools: ProvincePools
    ) throws -> [(id: ID<Entry>, line: SealedEntry)] {
        try tx.rows(
            """
            SELECT id, ticket, priority, province, household_tag, earlier, salt
            FROM entry
            WHERE wave_id = \(wave) AND ticket IS NOT NULL AND id > \(after?.rawValue ?? 0)
            ORDER BY id
            LIMIT \(limit)
            """
        ).map { row in (try row["id"], try Self.earlierLine(row, pools)) }
    }

    /// Some lines of such a list, by ticket, for a person who asks for a proof before its pages are written: writing
    /// them takes minutes for two million entries, and many may ask.
    func earlierPiece(
        in wave: ID<Wave>, from first: Int, limit: Int, pools: ProvincePools
    ) throws -> [SealedEntry] {
        try tx.rows(
            """
            SELECT ticket, priority, province, household_tag, earlier, salt
            FROM entry
            WHERE wave_id = \(wave) AND ticket >= \(first)
            ORDER BY ticket
            LIMIT \(limit)
            """
        ).map { try Self.earlierLine($0, pools) }
    }

    private static func earlierLine(_ row: Row, _ pools: ProvincePools) throws -> SealedEntry {
        try SealedEntry(
            ticket: row["ticket"], priority: pools.sealed(priority: row["priority"]),
            province: pools.sealed(row["province"] as Int), household: row["household_tag"], earlier: row["earlier"],
            salt: row["salt"])
    }
}

/// A row of `draw_page`.
struct StoredPage: Sendable {
    enum Kind: String, SQLConvertible, CaseIterable {
        /// 36 bytes for each ticket, as published.
        case list
        /// `HolderPage`
        case holder
        /// `TicketPage`
        case ticket
        /// `OutcomePage`
        case outcome
    }

    let kind: Kind
    /// The first ticket of a *list* or *holder*; the first entry's id of a *ticket* or *outcome*.
    let first: Int64
    let bytes: Data
    let digest: Data

    init(_ kind: Kind, first: Int64, bytes: Data) {
        self.init(kind: kind, first: first, bytes: bytes, digest: Data(SHA256.hash(data: bytes)))
    }

    fileprivate init(kind: Kind, first: Int64, bytes: Data, digest: Data) {
        (self.kind, self.first, self.bytes, self.digest) = (kind, first, bytes, digest)
    }

    /// By what a page is known in the table.
    struct Mark: Sendable, Hashable {
        let kind: Kind
        let first: Int64
        let digest: Data
    }

    var mark: Mark { Mark(kind: kind, first: first, digest: digest) }

    /// Whether the bytes are those that were written.
    var isWhole: Bool { Data(SHA256.hash(data: bytes)) == digest }
}
