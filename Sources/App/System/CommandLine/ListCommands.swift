import Foundation
import Logging
import Programme
import Storage

/// `prakerja list …`: imports the lists of other offices, by the same functions the office uses.
package enum ListCommands {
    /// Imports a file of any size, and returns a report, one line each.
    package static func bringIn(
        _ kind: ListKind, file: String, source: String, asOf: CivilDate, expiresOn: CivilDate?,
        _ options: ServeOptions, logger: Logger
    ) async throws -> [String] {
        try await Installation.with(options, logger: logger) { dependencies in
            let order = ListOrder(kind: kind, source: source, asOf: asOf, expiresOn: expiresOn, by: nil)
            let started = dependencies.realNow()
            let stored: StoredList
            do {
                stored = try await ImportList(dependencies: dependencies, order: order).run(.file(path: file))
            } catch let refusal as ListRefusal {
                throw CommandRefused(refusal.sentence(.english))
            }
            let rowErrors = try await dependencies.database.read { try $0.lists.rowErrors(of: stored.value.id) }
            return report(stored, rowErrors, took: dependencies.realNow() - started)
        }
    }

    /// One line for each list: kind, state, day, people, source.
    package static func all(_ options: ServeOptions, logger: Logger) async throws -> [String] {
        try await Installation.with(options, logger: logger) { dependencies in
            let lists = try await dependencies.database.read { try $0.lists.latest(limit: ListOffice.length) }
            return lists.map { stored in
                let list = stored.value
                return "\(list.kind.rawValue)\t\(list.state.rawValue)\t\(list.asOf)\t\(grouped(list.counts.accepted))\t"
                    + list.source
            }
        }
    }

    private static func report(
        _ stored: StoredList, _ rowErrors: [(line: Int, error: ListRowError)], took: Span
    ) -> [String] {
        let counts = stored.value.counts
        let milliseconds = max(1, took.milliseconds)
        let speed = Int64(counts.accepted + counts.duplicates + counts.bad) * 1_000 / milliseconds
        let next =
            stored.value.state == .proposed
            ? "it keeps people out: an officer must approve it in the office before it counts" : "it is in force"
        return rowErrors.map { "line \($0.line): \($0.error.sentence(.english))" } + [
            "people      \(grouped(counts.accepted))", "duplicates  \(grouped(counts.duplicates))",
            "unreadable  \(grouped(counts.bad))", "reachable   \(grouped(counts.contacts))",
            "unreachable \(grouped(counts.unreachable))", "unread contacts \(grouped(counts.unreadContacts))",
            "digest      \(stored.digest?.hex ?? "")", "\(grouped(Int(speed))) lines a second", next,
        ]
    }
}
