import Foundation
import Programme
import Storage

/// Ending sessions. Each end leaves a row of `bound_record` about the holder, which only grows and is in the log. The
/// seal of a session names the last such row of its beginning (`SessionSeal.after`), so that a row that SQL puts back
/// after an end opens nothing, and where SQL deletes the row of the end, `audit verify` names it. The holder's sessions
/// that go on are sealed again.
extension SessionQueries {
    static let ofPersons = "person-sessions"
    static let ofOfficers = "officer-sessions"
    /// The kinds of those rows.
    static let endings: Set = [ofPersons, ofOfficers]

    /// Also where the row is not there: SQL may have hidden it.
    func end(_ session: Session, at now: Instant, ids: IDSource, vault: Vault) throws {
        _ = try end(of: session.actor, at: now, ids: ids, vault: vault) { $0 == session.hash }
    }

    /// Ends all sessions of the person except `session`; with nil, all of them.
    func endOthers(
        of person: ID<Account>, but session: Session?, at now: Instant, ids: IDSource, vault: Vault
    ) throws {
        _ = try end(of: .person(person), at: now, ids: ids, vault: vault) { $0 != session?.hash }
    }

    /// Ends one session of the person. False when it no longer exists or is not theirs.
    func end(_ hash: Data, of person: ID<Account>, at now: Instant, ids: IDSource, vault: Vault) throws -> Bool {
        let own = try tx.row("SELECT 1 AS found FROM session WHERE hash = \(hash) AND person_id = \(person)")
        guard own != nil else { return false }
        return try end(of: .person(person), at: now, ids: ids, vault: vault) { $0 == hash } == 1
    }

    /// Ends all sessions of the officer.
    func endAll(of officer: ID<Officer>, at now: Instant, ids: IDSource, vault: Vault) throws {
        _ = try end(of: .officer(officer), at: now, ids: ids, vault: vault) { _ in true }
    }

    /// Ends one session of the officer. False when it no longer exists or is another officer's.
    func end(_ hash: Data, of officer: ID<Officer>, at now: Instant, ids: IDSource, vault: Vault) throws -> Bool {
        let own = try tx.row("SELECT 1 AS found FROM session WHERE hash = \(hash) AND officer_id = \(officer)")
        guard own != nil else { return false }
        return try end(of: .officer(officer), at: now, ids: ids, vault: vault) { $0 == hash } == 1
    }

    /// Ends all sessions of the officer except this one. Returns how many.
    func endOthers(
        of officer: ID<Officer>, but session: Session, at now: Instant, ids: IDSource, vault: Vault
    ) throws -> Int {
        try end(of: .officer(officer), at: now, ids: ids, vault: vault) { $0 != session.hash }
    }

    /// The officer switches keys that act at once on or off, for this session.
    func setKeys(_ areOn: Bool, in session: Session) throws {
        try tx.run("UPDATE session SET keys_off = \(!areOn) WHERE hash = \(session.hash)")
    }

    /// Deletes sessions that ended before `instant`.
    func prune(before instant: Instant) throws {
        try tx.run("DELETE FROM session WHERE ends_at < \(instant)")
    }

    /// - Returns: how many there were to end.
    private func end(
        of holder: Actor, at now: Instant, ids: IDSource, vault: Vault, _ ends: (Data) -> Bool
    ) throws -> Int {
        // Two ends of one holder's sessions at the same moment name each other in order.
        let (kind, record) = (Self.kind(of: holder), holder.id ?? 0)
        let last = try tx.records.lastRow(kind, record)
        let before = last == 0 ? nil : last
        let rows = try tx.rows(
            """
            SELECT hash, person_id, officer_id, seen_at, ends_at, proved_at, counter_case_id, seal,
                CAST(\(before) AS BIGINT) AS ended
            FROM session
            WHERE person_id = \(person(of: holder)) OR officer_id = \(officer(of: holder))
            """
        ).map { row in (hash: try row["hash"] as Data, seal: try row["seal"] as Data?, row: row) }
        let mark = try tx.records.insert(kind, record, "ended", after: last, at: now, ids: ids).rawValue
        var ended = 0
        for (hash, seal, row) in rows {
            guard !ends(hash) else {
                ended += try tx.run("DELETE FROM session WHERE hash = \(hash)")
                continue
            }
            // What no sign-in left like this is not sealed again.
            var sealed = try Self.sealed(row, hash)
            guard let seal, (try? sealed.check(seal, vault)) != nil else { continue }
            sealed.after = mark
            try tx.run(
                "UPDATE session SET seal = \(sealed.code(vault)) WHERE hash = \(hash) AND seal = \(seal)")
        }
        return ended
    }

    /// For each holder the row of the last end of a session of theirs; none where there was none.
    func lastEnds(of holders: Set<Actor>) throws -> [Actor: Int64] {
        let holders = Array(holders)
        var ends: [Actor: Int64] = [:]
        let rows = holders.map { [Self.kind(of: $0).sqlValue, ($0.id ?? 0).sqlValue] }
        let found = try tx.rows(for: [.text, .integer], rows) { list in
            """
            SELECT given.column1 AS place, (
                SELECT MAX(id) FROM bound_record WHERE kind = given.column2 AND row_id = given.column3
            ) AS ended
            FROM \(list) AS given
            WHERE given.column1 >= 0
            """
        }
        for (place, row) in found { ends[holders[place]] = try row["ended"] as Int64? }
        return ends
    }

    /// The same as a column `ended` of a statement that reads `session`.
    static var lastEnd: SQL {
        """
        (
            SELECT MAX(bound_record.id)
            FROM bound_record
            WHERE bound_record.kind = CASE WHEN session.person_id IS NULL THEN \(ofOfficers) ELSE \(ofPersons) END
                AND bound_record.row_id = COALESCE(session.person_id, session.officer_id)
        ) AS ended
        """
    }

    private static func kind(of holder: Actor) -> String {
        if case .officer = holder { ofOfficers } else { ofPersons }
    }

    private func person(of holder: Actor) -> ID<Account>? {
        if case .person(let id) = holder { id } else { nil }
    }

    private func officer(of holder: Actor) -> ID<Officer>? {
        if case .officer(let id) = holder { id } else { nil }
    }
}

extension Session {
    fileprivate var actor: Actor {
        switch holder {
        case .person(let id): .person(id)
        case .officer(let officer): .officer(officer.id)
        case .partner(let person): .partner(person.partner.id)
        }
    }
}
