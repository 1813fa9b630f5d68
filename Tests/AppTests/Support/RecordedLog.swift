import Logging
import NIOConcurrencyHelpers

@testable import App

/// The errors and warnings that the code under test wrote to the server's log, for tests of what an operator is told.
final class RecordedLog: Sendable {
    private let written = NIOLockedValueBox<[String]>([])

    /// Each with its metadata, `name: value`, in the order of the names.
    var lines: [String] { written.withLockedValue { $0 } }

    var logger: Logger { Logger(label: "recorded", factory: { _ in Handler(log: self) }) }

    private struct Handler: LogHandler {
        let log: RecordedLog
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.warning

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let values = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
            let line = ([event.message.description] + values.map { "\($0.key): \($0.value)" }).joined(separator: " ")
            log.written.withLockedValue { $0.append(line) }
        }
    }
}

extension Dependencies {
    /// The same, with another logger.
    func logging(to log: RecordedLog) -> Dependencies { with(ids, log.logger) }

    /// The same, with ids of another process.
    func making(_ ids: IDSource) -> Dependencies { with(ids, logger) }

    private func with(_ ids: IDSource, _ logger: Logger) -> Dependencies {
        Dependencies(
            configuration: configuration, database: database, clock: clock, realClock: realClock, ids: ids,
            random: random, edition: edition, vault: vault, connectors: connectors, jobSignal: jobSignal,
            logger: logger, editionStore: editionStore, officeRoles: officeRoles, admission: admission)
    }
}
