import Programme
import Storage

extension Transaction {
    var helpOffices: HelpOfficeQueries { HelpOfficeQueries(tx: self) }
}

extension HelpOffice.Kind: SQLConvertible {}

extension OfficePhone: SQLConvertible {
    package var sqlValue: SQLValue { .text(e164) }
    package init?(sqlValue: SQLValue) {
        guard case .text(let value) = sqlValue else { return nil }
        self.init(value)
    }
}

extension OpeningHours: SQLConvertible {
    package var sqlValue: SQLValue { .text(text) }
    package init?(sqlValue: SQLValue) {
        guard case .text(let value) = sqlValue else { return nil }
        self.init(text: value)
    }
}

/// How a new directory differs from the one before it.
struct HelpOfficeChanges: Sendable, Equatable {
    var new = 0
    var changed = 0
    var unchanged = 0
    var gone = 0
}

/// The directory of local offices. The only writer of `help_office`.
struct HelpOfficeQueries {
    let tx: Transaction

    /// Ids of one statement that deletes.
    private static let chunk = 500

    /// By region, kind and name, in the same order on both engines.
    func all() throws -> [HelpOffice] {
        Self.sorted(try stored().map(\.office))
    }

    /// As `all`. Nil where the rows are not as the last import left them: SQL could have put in an impostor's telephone
    /// number.
    func all(vault: Vault) throws -> [HelpOffice]? {
        try tx.records.whole(.helpOffices, Self.record, vault: vault).map { rows in
            Self.sorted(try rows.map(Self.office))
        }
    }

    private static func sorted(_ offices: [HelpOffice]) -> [HelpOffice] {
        offices.sorted { left, right in
            guard left.regency.code == right.regency.code else { return left.regency.code < right.regency.code }
            guard left.kind == right.kind else { return left.kind.order < right.kind.order }
            return left.name < right.name
        }
    }

    /// Makes these offices the whole directory, and binds it. One that was in it by region, kind and name keeps its id.
    ///
    /// - Parameter offices: no two with the same key.
    func replace(with offices: [HelpOffice], at now: Instant, ids: IDSource) throws -> HelpOfficeChanges {
        let stored = try stored()
        let before = Dictionary(stored.map { ($0.office.key, $0.office) }, uniquingKeysWith: { first, _ in first })
        let after = Set(offices.map(\.key))
        let gone = stored.filter { !after.contains($0.office.key) }.map(\.id)
        for start in stride(from: 0, to: gone.count, by: Self.chunk) {
            let part = Array(gone[start..<min(start + Self.chunk, gone.count)])
            try tx.run("DELETE FROM help_office WHERE id IN (\(list: part))")
        }
        var changes = HelpOfficeChanges(gone: gone.count)
        for office in offices {
            switch before[office.key] {
            case nil: changes.new += 1
            case office?: changes.unchanged += 1
            case _?: changes.changed += 1
            }
            if before[office.key] != office { try keep(office, ids: ids) }
        }
        try tx.records.bind(.helpOffices, Self.record, at: now, ids: ids)
        return changes
    }

    private func keep(_ office: HelpOffice, ids: IDSource) throws {
        let id: ID<HelpOffice> = ids.next()
        try tx.run(
            """
            INSERT INTO help_office (id, kind, region, name, address, phone, computers, hours)
            VALUES (
                \(id), \(office.kind), \(office.regency.code), \(office.name), \(office.address), \(office.phone),
                \(office.computers), \(office.hours)
            )
            ON CONFLICT (region, kind, name) DO UPDATE
            SET address = excluded.address, phone = excluded.phone, computers = excluded.computers,
                hours = excluded.hours
            """)
    }

    private func stored() throws -> [(id: ID<HelpOffice>, office: HelpOffice)] {
        try tx.rows("SELECT id, kind, region, name, address, phone, computers, hours FROM help_office").map { row in
            (try row["id"], try Self.office(row))
        }
    }

    private static func office(_ row: Row) throws -> HelpOffice {
        let region: String = try row["region"]
        // The name in the list of 2020; a code that a later version knows is shown as it is.
        let regency = Regency(code: region) ?? Regency(code: region, name: Regions.name(of: region))
        return HelpOffice(
            kind: try row["kind"], regency: regency, name: try row["name"], address: try row["address"],
            phone: try row["phone"], computers: try row["computers"], hours: try row["hours"])
    }

    /// The whole directory is one record.
    private static let record = ID<HelpOffice>(1)
}

extension BoundKind {
    /// The local offices, with what people go and call by.
    static let helpOffices = BoundKind(
        "help-offices", title: "directory of local offices", covers: "names, addresses, telephone numbers and hours",
        due: "SELECT DISTINCT 1 AS id FROM help_office", mayBeEmpty: true
    ) { _ in
        [
            """
            SELECT 1 AS id, help_office.id AS office, kind, region, name, address, phone, computers, hours
            FROM help_office
            ORDER BY help_office.id
            """
        ]
    }
}

extension HelpOffice.Kind {
    /// Its place in lists.
    fileprivate var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
