import Logging
import Programme
import Storage

/// Binding the records that existed before their kind was bound.
extension Sealer {
    /// Earlier records bound per transaction: few enough that other transactions do not wait long.
    private static let records = 500

    /// Once per installation and kind. Interrupted, it continues at the next start.
    func bindEarlierRecords() async {
        do {
            try await openEarlierKinds()
            var place: EarlierRecords? = .beginning
            while let here = place, !Task.isCancelled { place = try await bindSomeRecords(from: here) }
            let complete = try await dependencies.database.read { try $0.records.completeKinds() }
            try BoundKindsFile(dependencies.configuration).add(complete)
        } catch is CancellationError {
            // The service is stopping; the next start continues.
        } catch {
            dependencies.logger.error("earlier records could not be bound", metadata: ["error": "\(error)"])
        }
    }

    /// Opens the kinds that are bound since this version. One that was complete before stays closed, although its note
    /// is gone from the database: the file beside the master key has it, or else the log lacks a row.
    private func openEarlierKinds() async throws {
        let complete = try await dependencies.database.read { try $0.records.completeKinds() }
        let closed = try complete.union(BoundKindsFile(dependencies.configuration).names())
        let due = Set(BoundKind.all.map(\.name)).subtracting(closed)
        guard !due.isEmpty else { return }
        let (verifier, now, mark) = (
            dependencies.seal.verifier, dependencies.realNow(), RowMark(dependencies.vault)
        )
        let findings = try await dependencies.database.read { tx in
            try LogVerification(of: tx, verifier: verifier, kept: nil, now: now, marked: mark).findings
        }
        let faults = findings.filter(\.mayHideNote)
        guard faults.isEmpty, findings.count < LogVerification.most else {
            let first = faults.first ?? findings.first
            dependencies.logger.error(
                """
                earlier records are not bound, and none of these kinds passes unbound: the log lacks rows. Run \
                `prakerja audit verify`, put the rows back from a backup, and start again
                """,
                metadata: [
                    "kinds": "\(due.sorted().joined(separator: " "))", "first": "\(first?.description ?? "none")",
                ])
            return
        }
        dependencies.vault.earlier.open(due)
    }

    /// - Returns: where to continue; nil when there is nothing more.
    func bindSomeRecords(from place: EarlierRecords) async throws -> EarlierRecords? {
        let (next, complete) = try await dependencies.database.transaction { [dependencies] tx in
            let next = try tx.records.bindEarlier(
                from: place, limit: Self.records, at: dependencies.realNow(), ids: dependencies.ids)
            return (next, try tx.records.completeKinds())
        }
        // After the commit: a transaction that was not carried out is repeated.
        dependencies.vault.earlier.close(complete)
        return next
    }
}

extension LogFinding {
    /// Whether a row that notes a kind as complete may be missing without another finding.
    fileprivate var mayHideNote: Bool {
        switch self {
        case .changed(let kind, _, _), .deleted(let kind, _, _): kind == .record
        case .unlogged, .withoutCode, .forged, .malformed, .books, .empty: false
        case .gap, .rootDiffers, .checkpoint, .headDiffers, .truncated, .notWhatWasKept: true
        }
    }
}
