import Programme
import Storage

extension Transaction {
    var switches: ServiceSwitchQueries { ServiceSwitchQueries(tx: self) }
}

/// The switches an operator has closed. The only writer of `closed_door`, whose column `door`
/// holds the switch's name.
struct ServiceSwitchQueries {
    let tx: Transaction

    /// As the rows say: for the operator.
    func closed() throws -> [ClosedService] {
        try Self.services(
            tx.rows("SELECT door, why_id, why_en, closed_at FROM closed_door ORDER BY closed_at, door"))
    }

    /// Nil where the rows are not as an operator's command left them. Those from before they were bound count: a row can
    /// only close.
    func closed(vault: Vault) throws -> [ClosedService]? {
        if let rows = try tx.records.whole(.closedServices, Self.record, vault: vault) {
            return try Self.services(rows)
        }
        return try tx.records.everBound(.closedServices, among: [Self.record]).isEmpty ? closed() : nil
    }

    private static func services(_ rows: [Row]) throws -> [ClosedService] {
        try rows.compactMap { row in
            let name: String = try row["door"]
            // A switch that only a newer version knows does not concern this one.
            guard let service = ServiceSwitch(rawValue: name) else { return nil }
            let why = Bilingual(id: try row["why_id"], en: try row["why_en"])
            return ClosedService(service, why: why, since: try row["closed_at"])
        }
    }

    /// Closing one that is closed already changes its reason. Where the rows are not as a command left them all services
    /// are closed: what SQL opened is not bound as open.
    func close(_ closed: ClosedService, at now: Instant, ids: IDSource, vault: Vault) throws {
        let isAsLeft = try self.closed(vault: vault) != nil
        try write(closed)
        if !isAsLeft {
            for other in ServiceSwitches.doubted(nil, try self.closed()) { try write(other) }
        }
        try tx.records.bind(.closedServices, Self.record, at: now, ids: ids)
    }

    private func write(_ closed: ClosedService) throws {
        try tx.run(
            """
            INSERT INTO closed_door (door, why_id, why_en, closed_at)
            VALUES (\(closed.service.rawValue), \(closed.why.id), \(closed.why.en), \(closed.since))
            ON CONFLICT (door) DO UPDATE SET why_id = excluded.why_id, why_en = excluded.why_en
            """)
    }

    /// False when it was open. Only where the rows are as a command left them.
    func open(_ service: ServiceSwitch, at now: Instant, ids: IDSource) throws -> Bool {
        guard try tx.run("DELETE FROM closed_door WHERE door = \(service.rawValue)") == 1 else { return false }
        try tx.records.bind(.closedServices, Self.record, at: now, ids: ids)
        return true
    }

    /// All switches together are one record.
    private static let record = ID<ClosedService>(1)
}

extension BoundKind {
    /// Which services an operator has closed.
    static let closedServices = BoundKind(
        "closed-services", title: "list of closed services", covers: "service, reason and time",
        due: "SELECT DISTINCT 1 AS id FROM closed_door", mayBeEmpty: true
    ) { _ in
        [
            """
            SELECT 1 AS id, door, why_id, why_en, closed_at
            FROM closed_door
            ORDER BY closed_at, door
            """
        ]
    }
}
