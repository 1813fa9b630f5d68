import Foundation
import Programme
import Storage

/// The changes to a draw's places after the announcement. The only writer of `draw_change`.
extension DrawQueries {
    /// In the order in which they were carried out.
    func changes(of wave: ID<Wave>) throws -> [DrawChanges.Step] {
        try tx.rows("SELECT step, ticket FROM draw_change WHERE wave_id = \(wave) ORDER BY place").compactMap { row in
            let (step, ticket): (String, Int?) = try (row["step"], row["ticket"])
            return DrawChanges.Step(line: ticket.map { "\(step) \($0)" } ?? step)
        }
    }

    /// - Parameter reasons: of the tickets that were passed over.
    func append(
        _ steps: [DrawChanges.Step], because reasons: [Int: PassReason], to wave: ID<Wave>, after count: Int
    ) throws {
        for (place, step) in steps.enumerated() {
            let reason: PassReason? = if case .passed(let ticket) = step { reasons[ticket] } else { nil }
            try tx.run(
                """
                INSERT INTO draw_change (wave_id, place, step, ticket, reason)
                VALUES (\(wave), \(count + place + 1), \(step.name), \(step.ticket), \(reason))
                """)
        }
    }

    /// How many tickets were passed over for each reason. Those that an earlier version passed over have none.
    func passes(in wave: ID<Wave>) throws -> [PassReason: Int] {
        let rows = try tx.rows(
            """
            SELECT reason, COUNT(*) AS tickets
            FROM draw_change
            WHERE wave_id = \(wave) AND reason IS NOT NULL
            GROUP BY reason
            """)
        return try rows.reduce(into: [:]) { passes, row in
            if let reason = PassReason(rawValue: try row["reason"]) { passes[reason] = try row["tickets"] }
        }
    }

    /// The entry that holds this ticket, if any.
    func entry(_ ticket: Int, in wave: ID<Wave>) throws -> TicketEntry? {
        guard let holder = try tx.entries.holder(of: ticket, in: wave) else { return nil }
        return try tx.row(
            """
            SELECT entry.id, entry.wave_id, entry.person_id, entry.household, \(EntryQueries.state) AS state
            FROM \(EntryQueries.entries)
            WHERE entry.id = \(holder) AND entry.wave_id = \(wave)
            """
        ).map { try TicketEntry($0, ticket: ticket) }
    }

    /// How many members of a household hold a place, over all waves.
    func selected(of household: Data) throws -> Int {
        try tx.row(
            """
            SELECT COUNT(*) AS selected
            FROM entry_place
            WHERE household = \(household) AND state = 'selected'
                AND NOT EXISTS (SELECT 1 FROM card_lapse WHERE card_lapse.entry_id = entry_place.entry_id)
            """)?["selected"] ?? 0
    }
}

extension PassReason: SQLConvertible {}

/// An entry of a sealed list, found by its ticket.
struct TicketEntry: Sendable {
    let id: ID<Entry>
    let wave: ID<Wave>
    let person: ID<Account>
    let ticket: Int
    let state: Entry.State
    let household: Data

    fileprivate init(_ row: Row, ticket: Int) throws {
        id = try row["id"]
        wave = try row["wave_id"]
        person = try row["person_id"]
        self.ticket = ticket
        state = try row["state"]
        household = try row["household"]
    }
}

extension DrawChanges.Step {
    fileprivate var name: String { line.split(separator: " ").first.map(String.init) ?? line }

    fileprivate var ticket: Int? {
        switch self {
        case .out(let ticket), .passed(let ticket), .up(let ticket): ticket
        case .empty: nil
        }
    }
}
