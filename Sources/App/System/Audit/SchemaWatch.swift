import Logging
import ServiceLifecycle
import Storage

/// Looks every five seconds for triggers, rules, views and other objects that no migration made. While there are any this
/// process writes nothing, and its log and `/health/ready` name them.
///
/// On SQLite each batch of transactions looks by itself, which costs it one number in the header of the file. On
/// PostgreSQL there is no such number: a look takes two to three milliseconds, too long for every transaction. There the
/// transactions that bind records look, right before their commit (`RecordQueries.insert`); between two looks here, the
/// others may still be carried out. What they write has a code of its own or is compared with the books.
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
            return found
        } catch {
            // The last answer stays: an unavailable database lets nothing be written that was refused.
            dependencies.logger.warning(
                "the objects of the database cannot be read", metadata: ["error": "\(error)"])
            return known
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
