import Logging
import Programme
import ServiceLifecycle
import Storage

/// Looks whether the rows that this process has written have come to stand in the log. For one that SQL deleted before
/// it was sealed, or took the place of, an event says what it was: `prakerja audit verify` names it for ever. The event is
/// watched in the same way, and written again where it is deleted.
///
/// In every process that writes: only its own memory knows its rows. The sealer of the same process takes out what it has
/// sealed, so that only rows that another process seals, or that are late, are looked for in the database.
struct TraceWatch: Service {
    let dependencies: Dependencies

    static let interval = Duration.seconds(1)
    /// Entries looked for in one read, and rows of which little more than the id is known.
    private static let piece = 200
    private static let rows = 500

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
        try await reportFull(at: now)
        return try await lookForEntries(until: now) + lookForRows(until: now)
    }

    private func lookForEntries(until now: Instant) async throws -> Int {
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
            try await record(gone.map { (row: $0.id, detail: $0.detail) })
            due = due.dropFirst(some.count)
            count += gone.count
            written.putBack(waiting, at: now)
        }
        return count
    }

    private func lookForRows(until now: Instant) async throws -> Int {
        let written = dependencies.ids.written
        var due = written.takeRows(until: now)[...]
        var count = 0
        defer { written.putBack(Array(due), at: now) }
        while !due.isEmpty {
            let some = Array(due.prefix(Self.rows))
            let (mark, verifier) = (RowMark(dependencies.vault), dependencies.seal.verifier)
            let (waiting, gone) = try await dependencies.database.read {
                try $0.proofs.standing(of: some, mark, signedBy: verifier)
            }
            try await record(zip(gone, written.details(of: gone)).map { (row: $0.id, detail: $1) })
            due = due.dropFirst(some.count)
            count += gone.count
            written.putBack(waiting, at: now)
        }
        return count
    }

    private func record(_ gone: [(row: Int64, detail: [String: String])]) async throws {
        guard !gone.isEmpty else { return }
        let details = gone.map { row, detail in
            ["at": IDSource.instant(of: row).description].merging(detail) { $1 }
        }
        for detail in details {
            dependencies.logger.error(
                "a row that proves an act or a reading was deleted before it was sealed; run `prakerja audit verify`",
                metadata: detail.mapValues { "\($0)" })
        }
        dependencies.ids.written.note(lost: details.compactMap { LostRow(detail: $0) })
        try await dependencies.database.upkeep { [dependencies] tx in
            let events = details.map { (event: AuditEvent.rowGone($0), actor: Actor.system) }
            try tx.audit.record(events, at: dependencies.moment(), ids: dependencies.ids)
        }
    }

    /// Says it where more rows waited than are remembered: a deletion among the further ones would not be found.
    private func reportFull(at now: Instant) async throws {
        guard let count = dependencies.ids.written.overflow(at: now) else { return }
        dependencies.logger.error(
            "too many rows wait to be sealed, so the further ones are not looked for: see whether the sealer runs",
            metadata: ["rows": "\(count)", "most": "\(RowWatch.most)"])
        do {
            try await dependencies.database.upkeep { [dependencies] tx in
                try tx.audit.record(
                    .watchFull(rows: count), by: .system, at: dependencies.moment(), ids: dependencies.ids)
            }
        } catch {
            dependencies.ids.written.putBack(overflow: count)
            throw error
        }
    }
}
