import Crypto
import Foundation
import Programme
import Storage

extension EntryQueries {
    /// Tickets that are read at once.
    private static let piece = 5_000

    /// SHA-256 over the tickets of the selected entries, one a line in ascending order: `1\n7\n12\n`.
    func digestOfSelected(in wave: ID<Wave>) throws -> Data {
        var hasher = SHA256()
        var last = 0
        while true {
            let tickets: [Int] = try tx.rows(
                """
                SELECT ticket
                FROM entry_place
                WHERE wave_id = \(wave) AND ticket > \(last) AND state = 'selected'
                ORDER BY ticket
                LIMIT \(Self.piece)
                """
            ).map { try $0["ticket"] }
            for ticket in tickets { hasher.update(data: Data("\(ticket)\n".utf8)) }
            guard let end = tickets.last, tickets.count == Self.piece else { return Data(hasher.finalize()) }
            last = end
        }
    }

    /// The tickets that have a place or had one, with the province of each as it was entered, in the order of tickets. A
    /// place that was taken away still has its row.
    func places(in wave: ID<Wave>, after ticket: Int, limit: Int) throws -> [(ticket: Int, province: Int)] {
        try tx.rows(
            """
            SELECT entry_place.ticket, COALESCE(entry.province, 0) AS province
            FROM entry_place
            LEFT JOIN entry ON entry.id = entry_place.entry_id
            WHERE entry_place.wave_id = \(wave) AND entry_place.ticket > \(ticket)
            ORDER BY entry_place.ticket
            LIMIT \(limit)
            """
        ).map { (try $0["ticket"], try $0["province"]) }
    }
}
