import Programme
import Storage

extension Transaction {
    var switches: ServiceSwitchQueries { ServiceSwitchQueries(tx: self) }
}

/// The switches an operator has closed. The only writer of `closed_door`, whose column `door`
/// holds the switch's name.
struct ServiceSwitchQueries {
    let tx: Transaction

    func closed() throws -> [ClosedService] {
        try tx.rows("SELECT door, why_id, why_en, closed_at FROM closed_door ORDER BY closed_at, door").compactMap {
            row in
            let name: String = try row["door"]
            // A switch that only a newer version knows does not concern this one.
            guard let service = ServiceSwitch(rawValue: name) else { return nil }
            let why = Bilingual(id: try row["why_id"], en: try row["why_en"])
            return ClosedService(service, why: why, since: try row["closed_at"])
        }
    }

    /// Closing one that is closed already changes its reason.
    func close(_ closed: ClosedService) throws {
        try tx.run(
            """
            INSERT INTO closed_door (door, why_id, why_en, closed_at)
            VALUES (\(closed.service.rawValue), \(closed.why.id), \(closed.why.en), \(closed.since))
            ON CONFLICT (door) DO UPDATE SET why_id = excluded.why_id, why_en = excluded.why_en
            """)
    }

    /// False when it was open.
    func open(_ service: ServiceSwitch) throws -> Bool {
        try tx.run("DELETE FROM closed_door WHERE door = \(service.rawValue)") == 1
    }
}
