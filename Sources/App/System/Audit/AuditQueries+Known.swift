import Foundation
import Programme
import Storage

/// What an officer's act knew of the officer: its event names the newest row of `bound_record` about them, in its code. An
/// act of a person that money, a card's number, their contacts or their data follow from names the last end of a session
/// of theirs.
///
/// SQL may take a row away for a time that suspends an officer, ends a session or replaces a password, so that the
/// officer's act is let through, and put it back. The event then names an older row than the one that was newest, for
/// ever. It costs each of these events one read; what people do in great numbers at once, such as joining a wave, names
/// none.
extension AuditQueries {
    /// The kinds whose rows decide whether an officer is let in.
    private static let letIn = [BoundKind.officers.name, BoundKind.credentials.name, SessionQueries.ofOfficers]
    /// What a person does that a stolen browser would be used for.
    private static let guarded: Set = [
        "account.contact-change-begun", "account.contact-changed", "account.data-downloaded",
        "account.deletion-asked", "account.device-signed-out", "account.phone-proved", "attendance.verified",
        "card.number-shown",
        "case.withdrawn", "entry.withdrawn", "incentive.requested", "payee.linked", "payee.name-asked",
    ]
    private static let page = 1_000
    /// Bytes of a code that names a row.
    private static let naming = 40
    /// Longer than any transaction about an officer, and than the clocks of two servers differ.
    private static let patience = Span.minutes(1)

    /// For each officer and each person among them who must know one, the id of the newest row; 0 for none.
    func lastRows(of acts: [(event: AuditEvent, actor: Actor)]) throws -> [Actor: Int64] {
        var known: [Actor: Int64] = [:]
        let people = Set(
            acts.compactMap { event, actor -> Actor? in
                guard case .person = actor, Self.guarded.contains(event.action) else { return nil }
                return actor
            })
        if !people.isEmpty {
            let ends = try tx.sessions.lastEnds(of: people)
            for person in people { known[person] = ends[person] ?? 0 }
        }
        for case .officer(let officer) in Set(acts.map(\.actor)) {
            // Each subquery reads the last entry of an index.
            let row = try tx.row(
                """
                SELECT
                    (SELECT MAX(id) FROM bound_record WHERE kind = \(Self.letIn[0]) AND row_id = \(officer)) AS changed,
                    (SELECT MAX(id) FROM bound_record WHERE kind = \(Self.letIn[1]) AND row_id = \(officer)) AS proved,
                    (SELECT MAX(id) FROM bound_record WHERE kind = \(Self.letIn[2]) AND row_id = \(officer)) AS ended
                """)
            let (changed, proved, ended): (Int64?, Int64?, Int64?) = try (
                row?["changed"], row?["proved"], row?["ended"]
            )
            known[.officer(officer)] = [changed, proved, ended].compactMap(\.self).max() ?? 0
        }
        return known
    }

    /// Officers' events that did not know of a row that was there, one of each row. A row that was written within
    /// `patience` before the event may have been committed after it.
    func discrepancies(limit: Int) throws -> [String] {
        var found: [String] = []
        var officer = try nextOfficer(after: .min)
        while let id = officer, found.count < limit {
            found += try discrepancies(of: id)
            officer = try nextOfficer(after: id)
        }
        return try found + ofPeople(limit: limit)
    }

    /// Persons' events that did not know of the end of a session that was there. Reads the events by id, and the ends of
    /// a page's people with it.
    private func ofPeople(limit: Int) throws -> [String] {
        var (after, found): (Int64, [String]) = (.min, [])
        while found.count < limit {
            let events = try tx.rows(
                """
                SELECT id, actor_id, code
                FROM audit_event
                WHERE actor_kind = 'person' AND LENGTH(code) = \(Self.naming) AND id > \(after)
                ORDER BY id
                LIMIT \(Self.page)
                """
            ).map { try (id: $0["id"] as Int64, person: $0["actor_id"] as Int64, code: $0["code"] as Data) }
            let ends = try ends(of: Set(events.map(\.person)))
            for event in events {
                after = event.id
                guard let known = RowMark.row(knownBy: event.code),
                    let next = Self.first(in: ends[event.person] ?? [], above: known),
                    next < IDSource.id(event.id, earlierBy: Self.patience)
                else { continue }
                found.append(
                    """
                    person \(event.person): row \(next) of bound_record, of \(IDSource.instant(of: next)), \
                    was away during \
                    the act of audit event \(event.id): it may have been done by a session that had ended
                    """)
            }
            guard events.count == Self.page else { break }
        }
        return Array(found.prefix(limit))
    }

    /// The ends of sessions of each of these people, in order.
    private func ends(of people: Set<Int64>) throws -> [Int64: [Int64]] {
        guard !people.isEmpty else { return [:] }
        let rows = try tx.rows(
            """
            SELECT row_id, id
            FROM bound_record
            WHERE kind = \(SessionQueries.ofPersons) AND row_id IN (\(list: people.sorted()))
            ORDER BY id
            """)
        return try rows.reduce(into: [:]) { ends, row in ends[try row["row_id"], default: []].append(try row["id"]) }
    }

    private func nextOfficer(after id: Int64) throws -> Int64? {
        try tx.row("SELECT MIN(actor_id) AS id FROM audit_event WHERE actor_kind = 'officer' AND actor_id > \(id)")?[
            "id"]
    }

    private func discrepancies(of officer: Int64) throws -> [String] {
        let rows: [Int64] = try tx.rows(
            "SELECT id FROM bound_record WHERE kind IN (\(list: Self.letIn)) AND row_id = \(officer) ORDER BY id"
        ).map { try $0["id"] }
        guard !rows.isEmpty else { return [] }
        var (after, missed): (Int64, [Int64: Int64]) = (.min, [:])
        while true {
            let events = try tx.rows(
                """
                SELECT id, code
                FROM audit_event
                WHERE actor_kind = 'officer' AND actor_id = \(officer) AND id > \(after)
                ORDER BY id
                LIMIT \(Self.page)
                """)
            for event in events {
                after = try event["id"]
                let code: Data? = try event["code"]
                guard let known = code.flatMap(RowMark.row(knownBy:)), let next = Self.first(in: rows, above: known)
                else { continue }
                let isOlder = next < IDSource.id(after, earlierBy: Self.patience)
                if isOlder, missed[next] == nil { missed[next] = after }
            }
            guard events.count == Self.page else { break }
        }
        return missed.sorted { $0.key < $1.key }.map { row, event in
            """
            officer \(officer): row \(row) of bound_record, of \(IDSource.instant(of: row)), was away during the act \
            of audit event \(event): it may have been done by a session that had ended, or by a suspended officer
            """
        }
    }

    /// - Parameter rows: in order.
    private static func first(in rows: [Int64], above known: Int64) -> Int64? {
        var (low, high) = (0, rows.count)
        while low < high {
            let middle = (low + high) / 2
            if rows[middle] > known { high = middle } else { low = middle + 1 }
        }
        return low < rows.count ? rows[low] : nil
    }
}
