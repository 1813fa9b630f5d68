import Logging
import Programme
import ServiceLifecycle
import Storage

/// Looks every five seconds for triggers, rules, views and other objects that no migration made. While there are any this
/// process writes nothing, and its log and `/health/ready` name them.
///
/// On SQLite each batch of transactions looks by itself, which costs it one number in the header of the file. On
/// PostgreSQL there is no such number: a look takes two to three milliseconds, too long for every transaction. There the
/// transactions that bind records look, right before their commit (`RecordQueries.insert`); between two looks here, the
/// others may still be carried out. What they write has a code of its own or is compared with the books.
///
/// Each object that was seen is recorded once, also one that stood for a moment only.
struct SchemaWatch: Service {
    let dependencies: Dependencies

    static let interval = Duration.seconds(5)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var known: [String] = []
            while !Task.isCancelled {
                known = await look(known)
                try? await Task.sleep(for: Self.interval)
            }
        }
    }

    /// - Parameter known: what the last look found.
    /// - Returns: what this one found.
    @discardableResult
    func look(_ known: [String] = []) async -> [String] {
        do {
            let found = try await dependencies.database.checkSchema(wholly: false)
            if found != known { report(found) }
            try await record(besides: known, standing: found)
            return found
        } catch {
            // The last answer stays: an unavailable database lets nothing be written that was refused.
            dependencies.logger.warning(
                "the objects of the database cannot be read", metadata: ["error": "\(error)"])
            return known
        }
    }

    /// Records each object that was seen since the last look, for `audit verify`: also one for which a transaction was
    /// refused and that is gone again. With the note that the event was written, because a trigger may take it away.
    ///
    /// - Parameters:
    ///   - known: recorded before.
    ///   - found: those that are there now.
    private func record(besides known: [String], standing found: [String]) async throws {
        let seen = dependencies.database.takeSeenObjects().subtracting(known)
        guard !seen.isEmpty else { return }
        let gone = seen.subtracting(found).sorted()
        if !gone.isEmpty {
            dependencies.logger.error(
                "the database had objects that no migration made, and what was to be written then was refused",
                metadata: ["objects": "\(gone.joined(separator: ", "))"])
        }
        do {
            try await dependencies.database.upkeep { [dependencies] tx in
                try tx.audit.record(
                    .unknownObjects(seen.sorted()), by: .system, at: dependencies.moment(), ids: dependencies.ids)
            }
        } catch {
            dependencies.database.putBackSeenObjects(seen)
            throw error
        }
    }

    private func report(_ found: [String]) {
        guard !found.isEmpty else {
            return dependencies.logger.notice("the objects that no migration made are gone; writing goes on")
        }
        dependencies.logger.error(
            """
            the database has objects that no migration made, and nothing is written: drop them, then run \
            `prakerja audit verify`
            """,
            metadata: ["objects": "\(found.joined(separator: ", "))"])
    }
}

extension AuditEvent {
    private static let objects = "log.unknown-objects"
    /// Names in one event, and letters of each: they are as SQL chose them.
    private static let (most, longest) = (20, 120)

    /// The database had objects that no migration made.
    fileprivate static func unknownObjects(_ names: [String]) -> AuditEvent {
        let named = names.prefix(most).map { String($0.prefix(longest)) }.joined(separator: ", ")
        return AuditEvent(
            objects, subject: "log", detail: ["objects": named + (names.count > most ? ", …" : "")])
    }
}

extension AuditQueries {
    /// What was seen of objects that no migration made, oldest first.
    func unknownObjects() throws -> [(id: ID<AuditEvent>, detail: [String: String]?)] {
        try details(of: "log.unknown-objects", subject: "log")
    }
}
