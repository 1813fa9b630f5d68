import Programme
import Storage

/// What a database is for. It is said once, by the first server that starts on it, and no later start changes it: a
/// sandbox's test people never stand beside real ones, and nothing real is on a clock that partners move.
enum InstallationKind: String, Sendable, CaseIterable {
    /// The programme itself, a demo and a developer's server.
    case programme
    case sandbox

    /// The kind of this database.
    ///
    /// - Parameters:
    ///   - wanted: the kind that was asked for. A server of another kind is refused.
    ///   - serving: false for a command, which takes the database as it is and says nothing about it.
    /// - Throws: `BootFault.otherKind`.
    static func settle(
        _ wanted: InstallationKind, in database: Database, serving: Bool, at now: Instant
    ) async throws -> InstallationKind {
        let known = try await database.read { tx in try tx.installation.known() }
        guard serving else { return known ?? wanted }
        if let known, known != wanted { throw BootFault.otherKind(known) }
        // Of two servers that start at one moment on an empty database, the second finds what the first has said.
        let kept = try await database.transaction { tx in
            try tx.installation.note(wanted, at: now)
            return try tx.installation.kind()
        }
        guard kept == wanted else { throw BootFault.otherKind(kept ?? .programme) }
        return wanted
    }

    /// Why a server of the other kind does not start on such a database, and what to do.
    var refusal: String {
        switch self {
        case .programme:
            """
            this database is no sandbox's: real people and money may be in it. Give the sandbox a folder of its own with \
            --data, or an empty database with SANDBOX_DATABASE_URL
            """
        case .sandbox:
            """
            this database is a sandbox's, with test people and a clock that partners move: start it with \
            `prakerja serve --sandbox`, or name the programme's own with DATA or DATABASE_URL
            """
        }
    }
}
