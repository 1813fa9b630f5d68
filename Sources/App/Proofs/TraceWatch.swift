import Logging
import Programme
import ServiceLifecycle
import Storage

/// Looks whether the rows that this process has written have come to stand in the log. For one that SQL deleted before
/// it was sealed, or took the place of, an event says what it was: `prakerja audit verify` names it for ever. The event is
/// watched in the same way, and written again where it is deleted.
///
/// In every process that writes: only its own memory knows its rows.
struct TraceWatch: Service {
    let dependencies: Dependencies

    static let interval = Duration.seconds(1)
    /// Rows looked for in one read.
    private static let piece = 200

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await lookAndLog(until: dependencies.realNow())
                try? await Task.sleep(for: Self.interval)
            }
        }
        // What was written last has not been sealed perhaps, and has to be there. Also where the service is cancelled, such
        // as for a lease that SQL took away.
        await Task { await lookAndLog(until: dependencies.realNow() + WrittenRows.grace) }.value
    }

    private func lookAndLog(until now: Instant) async {
        do {
            try await look(until: now)
        } catch is CancellationError {
            // The service is stopping.
        } catch {
            dependencies.logger.warning(
                "the rows of the last acts cannot be looked for", metadata: ["error": "\(error)"])
        }
    }

    /// - Returns: how many rows were gone.
    @discardableResult
    func look(until now: Instant) async throws -> Int {
        let written = dependencies.ids.written
        var due = written.take(until: now)[...]
        var count = 0
        // After a fault the rest is looked for again.
        defer { written.putBack(Array(due), at: now) }
        while !due.isEmpty {
            let some = Array(due.prefix(Self.piece))
            let (mark, verifier) = (RowMark(dependencies.vault), dependencies.seal.verifier)
            let (waiting, gone) = try await dependencies.database.read {
                try $0.proofs.standing(of: some, mark, signedBy: verifier)
            }
            if !gone.isEmpty { try await record(gone) }
            due = due.dropFirst(some.count)
            count += gone.count
            written.putBack(waiting, at: now)
        }
        return count
    }

    private func record(_ gone: [WrittenRows.Entry]) async throws {
        for entry in gone {
            dependencies.logger.error(
                "a row that proves an act or a reading was deleted before it was sealed; run `prakerja audit verify`",
                metadata: entry.detail.mapValues { "\($0)" })
        }
        try await dependencies.database.upkeep { [dependencies] tx in
            let events = gone.map { (event: AuditEvent.rowGone($0), actor: Actor.system) }
            try tx.audit.record(events, at: dependencies.moment(), ids: dependencies.ids)
        }
    }
}
