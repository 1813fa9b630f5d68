import Programme
import Storage

extension Transaction {
    var access: AccessQueries { AccessQueries(tx: self) }
}

/// Which officer read which person's data. Append only: the only writer of `access_reading`, without update or delete.
struct AccessQueries {
    let tx: Transaction

    /// Records that an officer reads data of these persons, in the transaction that reads it, before the answer is
    /// sent. A repetition within `AccessWindow.span` adds no row.
    ///
    /// - Parameters:
    ///   - officer: nil for an operator at the command line.
    ///   - role: of the officer's, at this moment.
    ///   - address: the reader's network address, as `PageContext.address`.
    func record(
        _ what: AccessKind, of people: [ID<Account>], by officer: ID<Officer>?, as role: Role?, why: AccessReason,
        from address: String, at moment: Moment, ids: IDSource
    ) throws {
        let slot = AccessWindow.number(of: moment.real)
        let slotField = LogLeaf.slotField(slot, role: role?.rawValue)
        var rest = Array(Set(people)).sorted { $0.rawValue < $1.rawValue }[...]
        var written: [WrittenRows.Entry] = []
        for length in Self.rowsPerStatement {
            while rest.count >= length {
                let rows = rest.prefix(length).map { person -> [SQLValue] in
                    let id: ID<StoredReading> = ids.next()
                    let reader = officer?.rawValue ?? Self.operatorID
                    let leaf = LogLeaf(
                        kind: .reading, id: id.rawValue,
                        fields: [
                            String(moment.real.milliseconds), String(moment.programme.milliseconds), String(reader),
                            String(person.rawValue), what.rawValue, why.item, why.statement, address, slotField,
                        ])
                    let reading = WrittenRows.Reading(
                        person: person.rawValue, officer: reader, kind: what.rawValue, work: why.item,
                        reason: why.statement, slot: slot)
                    written.append(WrittenRows.Entry(reading, row: id.rawValue, at: moment.real))
                    return [
                        id.sqlValue, moment.real.sqlValue, moment.programme.sqlValue, .integer(reader),
                        person.sqlValue, what.sqlValue, why.item.sqlValue, why.statement.sqlValue,
                        address.sqlValue, .integer(slot), role?.sqlValue ?? .null,
                        ids.mark?.code(of: leaf).sqlValue ?? .null,
                    ]
                }
                try tx.send(
                    """
                    INSERT INTO access_reading (id, at, programme_at, officer_id, account_id, kind, work, reason,
                        address, slot, role, code)
                    VALUES \(rows: rows)
                    ON CONFLICT (account_id, officer_id, kind, work, reason, slot) DO NOTHING
                    """)
                rest.removeFirst(length)
            }
        }
        tx.afterCommit { [written] in ids.written.note(written) }
    }

    /// Readings that match, newest first. The statement holds only the terms that were given: a plan for all of them
    /// together reads the whole table backwards.
    func find(_ search: AccessSearch, before: ID<StoredReading>?, limit: Int) throws -> [StoredReading] {
        // Ids lead to the rows of a time in order, and `at` decides: an id may be ahead of its row.
        let end = min(search.end.map(IDSource.ceiling) ?? .max, before?.rawValue ?? .max)
        var condition: SQL = "id < \(end)"
        if let from = search.from {
            condition = "\(condition) AND id >= \(IDSource.lowest(at: from)) AND at >= \(from)"
        }
        if let end = search.end { condition = "\(condition) AND at < \(end)" }
        if let person = search.person { condition = "\(condition) AND account_id = \(person)" }
        if let officer = search.officer { condition = "\(condition) AND officer_id = \(officer)" }
        if let kind = search.kind { condition = "\(condition) AND kind = \(kind)" }
        return try tx.rows(
            """
            SELECT id, at, programme_at, officer_id, account_id, kind, work, reason, address, role
            FROM access_reading
            WHERE \(condition)
            ORDER BY id DESC
            LIMIT \(limit)
            """
        ).map(StoredReading.init)
    }

    /// Readings of one person's data, newest first, for the person.
    func readings(of person: ID<Account>, before: ID<StoredReading>?, limit: Int) throws -> [StoredReading] {
        try tx.rows(
            """
            SELECT id, at, programme_at, officer_id, account_id, kind, work, reason, address, role
            FROM access_reading
            WHERE account_id = \(person) AND (CAST(\(before) AS BIGINT) IS NULL OR id < \(before))
            ORDER BY id DESC
            LIMIT \(limit)
            """
        ).map(StoredReading.init)
    }

    /// Whether a reading for this item of work, such as `export:5`, concerned the person.
    func concerned(_ person: ID<Account>, item: String) throws -> Bool {
        try tx.row("SELECT id FROM access_reading WHERE account_id = \(person) AND work = \(item) LIMIT 1") != nil
    }

    /// Long statements save round trips; only these lengths occur, so that all stay prepared.
    private static let rowsPerStatement = [128, 16, 4, 1]

    /// In place of an officer's id: an operator at the command line. No officer has it.
    static let operatorID: Int64 = 0

    /// In place of an account's id: a person without one, whose case `work` names. No account has it.
    static let guest = ID<Account>(0)
}

/// What an auditor searches readings by. Dates are on the real clock, by which ids are made.
struct AccessSearch: Sendable, Equatable {
    var person: ID<Account>?
    var officer: ID<Officer>?
    var kind: AccessKind?
    var from: Instant?
    /// The first moment that is not searched any more.
    var end: Instant?
}

struct StoredReading: Sendable {
    let id: ID<StoredReading>
    let at: Instant
    let programmeAt: Instant
    /// Nil for an operator at the command line.
    let officer: ID<Officer>?
    let person: ID<Account>
    let kind: AccessKind
    /// The item that led there, such as `photo:5`; empty where `reason` is not.
    let work: String
    let reason: String
    let address: String
    /// Under which of the officer's roles; nil for an operator, and for a reading from before roles were recorded.
    let role: Role?

    fileprivate init(_ row: Row) throws {
        let officer: Int64 = try row["officer_id"]
        id = try row["id"]
        at = try row["at"]
        programmeAt = try row["programme_at"]
        self.officer = officer == AccessQueries.operatorID ? nil : ID(officer)
        person = try row["account_id"]
        let stored: String = try row["kind"]
        kind = AccessKind(rawValue: stored) ?? .unknown
        work = try row["work"]
        reason = try row["reason"]
        address = try row["address"]
        role = try row["role"]
    }

    /// The partner whose program read it by the person's consent; nil for a reading by the office.
    var partner: ID<Partner>? {
        guard kind == .profile, work.hasPrefix(Self.partnerPrefix) else { return nil }
        return ID(String(work.dropFirst(Self.partnerPrefix.count)))
    }

    private static let partnerPrefix = "partner:"

    init(
        id: ID<StoredReading>, at: Instant, programmeAt: Instant, officer: ID<Officer>?, person: ID<Account>,
        kind: AccessKind, work: String, reason: String, address: String, role: Role? = nil
    ) {
        self.id = id
        self.at = at
        self.programmeAt = programmeAt
        self.officer = officer
        self.person = person
        self.kind = kind
        self.work = work
        self.reason = reason
        self.address = address
        self.role = role
    }
}

extension AccessKind: SQLConvertible {}
