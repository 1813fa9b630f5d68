import Foundation
import Programme
import Storage

extension Transaction {
    var disqualifications: DisqualificationQueries { DisqualificationQueries(tx: self) }
}

/// Disqualifications of entries after the draw. The only writer of `disqualification`.
struct DisqualificationQueries {
    let tx: Transaction

    func find(_ id: ID<Disqualification>) throws -> StoredDisqualification? {
        try tx.row("SELECT \(Self.columns) FROM disqualification WHERE id = \(id)").map {
            try StoredDisqualification($0, tx)
        }
    }

    /// The disqualification of an entry that was not refused; nil when there is none.
    func of(_ entry: ID<Entry>) throws -> StoredDisqualification? {
        try tx.row("SELECT \(Self.columns) FROM disqualification WHERE entry_id = \(entry) AND state <> 'refused'")
            .map { try StoredDisqualification($0, tx) }
    }

    /// Newest first.
    func latest(of wave: ID<Wave>, limit: Int) throws -> [StoredDisqualification] {
        try tx.rows(
            """
            SELECT \(Self.columns)
            FROM disqualification
            WHERE wave_id = \(wave)
            ORDER BY id DESC
            LIMIT \(limit)
            """
        ).known { try StoredDisqualification($0, tx) }
    }

    /// Cases ready to be carried out, oldest first.
    func due(in wave: ID<Wave>, at now: Instant, limit: Int) throws -> [ID<Disqualification>] {
        try tx.rows(
            """
            SELECT id
            FROM disqualification
            WHERE wave_id = \(wave) AND (state = 'dismissed' OR (state = 'told' AND contest_by <= \(now)))
            ORDER BY id
            LIMIT \(limit)
            """
        ).map { try $0["id"] }
    }

    /// Number of entries of a wave that were disqualified, by kind of list.
    func counts(of wave: ID<Wave>) throws -> [ListKind: Int] {
        let rows = try tx.rows(
            """
            SELECT kind, COUNT(*) AS entries
            FROM disqualification
            WHERE wave_id = \(wave) AND state = 'done'
            GROUP BY kind
            """)
        return try rows.reduce(into: [:]) { counts, row in
            if let kind = try ListKind(rawValue: row["kind"]) { counts[kind] = try row["entries"] }
        }
    }

    /// The waves of every edition, oldest first, with the number of cases that wait for this officer.
    func waiting(for officer: ID<Officer>) throws -> [(wave: WaveAddress, count: Int, since: Instant)] {
        try tx.rows(
            """
            SELECT wave.edition, wave.number, wave.address, COUNT(*) AS waiting,
                MIN(COALESCE(disqualification.contested_at, disqualification.proposed_at)) AS since
            FROM disqualification
            JOIN wave ON wave.id = disqualification.wave_id
            WHERE \(tx.officers.isAnother("disqualification.proposed_by", than: officer))
                AND (disqualification.state = 'proposed'
                    OR (disqualification.state = 'reserved'
                        AND \(tx.officers.isAnother("disqualification.answered_by", than: officer))))
            GROUP BY wave.id, wave.edition, wave.number, wave.address
            ORDER BY wave.id
            """
        ).map { try (WaveAddress(stored: $0["address"], of: $0), $0["waiting"], $0["since"]) }
    }

    /// Tickets of selected people who are on one version of a list and have no disqualification.
    func candidates(in wave: ID<Wave>, on list: ID<ListImport>, limit: Int) throws -> [Int] {
        try tx.rows(
            """
            SELECT entry_place.ticket
            FROM entry_place
            JOIN identity_claim ON identity_claim.person_id = entry_place.person_id
                AND identity_claim.state <> 'replaced'
            JOIN list_entry ON list_entry.lookup = identity_claim.nik_lookup AND list_entry.import_id = \(list)
            JOIN list_import ON list_import.id = list_entry.import_id
            WHERE entry_place.wave_id = \(wave) AND entry_place.state = 'selected' AND \(ListQueries.countingLine)
                AND NOT EXISTS (
                    SELECT 1 FROM disqualification
                    WHERE disqualification.entry_id = entry_place.entry_id AND disqualification.state <> 'refused'
                )
            ORDER BY entry_place.ticket
            LIMIT \(limit)
            """
        ).map { try $0["ticket"] }
    }

    // MARK: - Acts

    /// False when the entry has a case already, or one that was upheld.
    func propose(
        _ id: ID<Disqualification>, _ entry: TicketEntry, list: SealedCopy, by officer: ID<Officer>, as duty: Role?,
        at now: Instant
    ) throws -> Bool {
        try tx.run(
            """
            INSERT INTO disqualification (id, wave_id, entry_id, person_id, ticket, list, kind, import_id, state,
                proposed_by, proposed_duty, proposed_at)
            VALUES (\(id), \(entry.wave), \(entry.id), \(entry.person), \(entry.ticket), \(list.name),
                \(list.kind.rawValue), \(list.id), 'proposed', \(officer), \(duty), \(now))
            ON CONFLICT DO NOTHING
            """) == 1
    }

    /// Nil from before duties were stored.
    func proposerDuty(of id: ID<Disqualification>) throws -> Role? {
        try tx.row("SELECT proposed_duty FROM disqualification WHERE id = \(id)")?["proposed_duty"]
    }

    /// False when another officer has answered meanwhile.
    func approve(_ id: ID<Disqualification>, by officer: ID<Officer>, contestBy: Instant, at now: Instant) throws
        -> Bool
    {
        try tx.run(
            """
            UPDATE disqualification
            SET state = 'told', answered_by = \(officer), answered_at = \(now), contest_by = \(contestBy)
            WHERE id = \(id) AND state = 'proposed'
            """) == 1
    }

    func refuse(_ id: ID<Disqualification>, by officer: ID<Officer>, at now: Instant) throws -> Bool {
        try tx.run(
            """
            UPDATE disqualification
            SET state = 'refused', answered_by = \(officer), answered_at = \(now)
            WHERE id = \(id) AND state = 'proposed'
            """) == 1
    }

    /// - Parameter sealed: what the person wrote, encrypted.
    func contest(_ id: ID<Disqualification>, _ sealed: Data, at now: Instant) throws -> Bool {
        try tx.run(
            """
            UPDATE disqualification
            SET state = 'reserved', contest = \(sealed), contested_at = \(now)
            WHERE id = \(id) AND state = 'told' AND contest_by > \(now)
            """) == 1
    }

    func judge(_ id: ID<Disqualification>, upheld: Bool, by officer: ID<Officer>, at now: Instant) throws -> Bool {
        let state: Disqualification.State = upheld ? .upheld : .dismissed
        return try tx.run(
            """
            UPDATE disqualification
            SET state = \(state), judged_by = \(officer), judged_at = \(now)
            WHERE id = \(id) AND state = 'reserved'
            """) == 1
    }

    /// False when it has been carried out already.
    func finish(_ id: ID<Disqualification>, at now: Instant) throws -> Bool {
        try tx.run(
            """
            UPDATE disqualification
            SET state = 'done', done_at = \(now)
            WHERE id = \(id) AND (state = 'dismissed' OR (state = 'told' AND contest_by <= \(now)))
            """) == 1
    }

    private static let columns: SQL = """
        id, wave_id, entry_id, person_id, ticket, list, kind, state, proposed_by, proposed_at, answered_by, answered_at,
        contest_by, contest, contested_at, judged_by, judged_at, done_at
        """
}

/// A row of `disqualification`.
struct StoredDisqualification: Sendable {
    let value: Disqualification
    let wave: ID<Wave>
    let entry: ID<Entry>
    let person: ID<Account>
    let ticket: Int
    /// The list's name in the statement of the draw.
    let list: String
    let kind: ListKind
    let proposedAt: Instant
    let answeredAt: Instant?
    let contest: Data?
    let contestedAt: Instant?
    let judgedBy: ID<Officer>?
    let judgedAt: Instant?
    let doneAt: Instant?

    fileprivate init(_ row: Row, _ tx: Transaction) throws {
        guard let kind = try ListKind(rawValue: row["kind"]) else {
            throw StorageFault.unreadable("a disqualification names no kind of list")
        }
        self.kind = kind
        value = try Disqualification(
            id: row["id"], state: row["state"], proposedBy: row["proposed_by"], approvedBy: row["answered_by"],
            contestBy: row["contest_by"], isStopped: tx.officers.isSuspended(row["proposed_by"]))
        wave = try row["wave_id"]
        entry = try row["entry_id"]
        person = try row["person_id"]
        ticket = try row["ticket"]
        list = try row["list"]
        proposedAt = try row["proposed_at"]
        answeredAt = try row["answered_at"]
        contest = try row["contest"]
        contestedAt = try row["contested_at"]
        judgedBy = try row["judged_by"]
        judgedAt = try row["judged_at"]
        doneAt = try row["done_at"]
    }

    /// For previews.
    init(sample state: Disqualification.State, ticket: Int, at now: Instant) {
        value = Disqualification(
            id: ID(Int64(ticket)), state: state, proposedBy: ID(1), approvedBy: state == .proposed ? nil : ID(2),
            contestBy: state == .proposed ? nil : now + .days(10))
        (wave, entry, person) = (ID(1), ID(Int64(ticket)), ID(1))
        self.ticket = ticket
        (list, kind) = ("aid-recipients", .aidRecipients)
        proposedAt = now - .days(5)
        answeredAt = state == .proposed ? nil : now - .days(4)
        contest = nil
        contestedAt = state == .reserved ? now - .days(1) : nil
        (judgedBy, judgedAt) = (nil, nil)
        doneAt = state == .done ? now : nil
    }
}

extension Disqualification.State: SQLConvertible {}
