import Programme
import Storage

extension Transaction {
    var installation: InstallationQueries { InstallationQueries(tx: self) }
}

/// The kind of installation that this database belongs to. The only writer of `installation`.
struct InstallationQueries {
    let tx: Transaction

    /// As the first server said it; nil before that.
    func kind() throws -> InstallationKind? {
        let stored: String? = try tx.row("SELECT kind FROM installation WHERE id = 1")?["kind"]
        return stored.flatMap(InstallationKind.init(rawValue:))
    }

    /// The same; a database that was used before kinds were stored is the programme's.
    func known() throws -> InstallationKind? {
        if let kind = try kind() { return kind }
        return try tx.masterKeys.mark() != nil || tx.masterKeys.holdsSealed() ? .programme : nil
    }

    /// The first one stays.
    func note(_ kind: InstallationKind, at now: Instant) throws {
        try tx.send(
            """
            INSERT INTO installation (id, kind, noted_at)
            VALUES (1, \(kind.rawValue), \(now))
            ON CONFLICT (id) DO NOTHING
            """)
    }
}
