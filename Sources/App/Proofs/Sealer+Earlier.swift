import Foundation
import Logging
import NIOConcurrencyHelpers
import Programme
import Storage

/// Binding the records that existed before their kind was bound.
extension Sealer {
    /// Earlier records bound per transaction: few enough that other transactions do not wait long.
    private static let records = 500
    /// How long it waits after a fault, such as of the database.
    private static let pause = Duration.seconds(60)

    /// Once per installation and kind. Interrupted, it continues at the next start.
    func bindEarlierRecords() async {
        while !Task.isCancelled {
            do {
                return try await bindAll()
            } catch is CancellationError {
                // The service is stopping; the next start continues.
                return
            } catch {
                dependencies.logger.error(
                    "earlier records could not be bound; tried again in a minute", metadata: ["error": "\(error)"])
                try? await Task.sleep(for: Self.pause)
            }
        }
    }

    private func bindAll() async throws {
        try await dependencies.openEarlierKinds(among: BoundKind.all)
        let complete = try await dependencies.database.read { try $0.records.completeKinds() }
        try BoundKindsFile(dependencies.configuration).add(complete.intersection(BoundKind.all.map(\.name)))
        var place: EarlierRecords? = .beginning
        while let here = place {
            try Task.checkCancellation()
            place = try await bindSomeRecords(from: here)
        }
    }

    /// - Returns: where to continue; nil when there is nothing more.
    func bindSomeRecords(from place: EarlierRecords) async throws -> EarlierRecords? {
        let (next, complete) = try await dependencies.database.transaction { [dependencies] tx in
            let next = try tx.records.bindEarlier(
                from: place, limit: Self.records, at: dependencies.realNow(), ids: dependencies.ids)
            return (next, try tx.records.completeKinds())
        }
        // After the commit: a transaction that was not carried out is repeated. Where the process ends before the file
        // is written, the next start finds the note in the database, or its leaf without it.
        let closed = dependencies.vault.earlier.close(complete)
        try BoundKindsFile(dependencies.configuration).add(closed)
        return next
    }
}

extension Dependencies {
    /// Opens those of the kinds that are bound since this version. One that was complete before stays closed, although
    /// its note is gone from the database: the file beside the master key has it, or else the log lacks a row.
    ///
    /// The whole log is compared for that, in one snapshot, once per version with a new kind; the process answers
    /// meanwhile, and refuses what no act bound. It reads a page at a time, and ends when its task is cancelled.
    func openEarlierKinds(among kinds: [BoundKind]) async throws {
        let (names, file) = (Set(kinds.map(\.name)), BoundKindsFile(configuration))
        let noted = try file.names().intersection(names)
        let complete = try await database.read { try $0.records.completeKinds() }
        let lost = noted.subtracting(complete)
        if !lost.isEmpty {
            logger.error(
                """
                the database lacks the note that the earlier records of these kinds are bound; they stay closed. SQL \
                deleted it: run `prakerja audit verify`. Or the database is an older one: then delete the file, and \
                start again
                """,
                metadata: ["kinds": .list(lost), "file": "\(file.path)"])
        }
        guard !names.isSubset(of: complete.union(noted)) else { return }
        let due = try await comparedWithLog(names.subtracting(noted), openedByHand: try file.opened())
        vault.earlier.open(due)
    }

    /// - Parameter kinds: without those in the file.
    /// - Returns: those that were never complete, as far as the log shows.
    private func comparedWithLog(_ kinds: Set<String>, openedByHand: Set<String>) async throws -> Set<String> {
        logger.info("the whole log is compared before earlier records are bound", metadata: ["kinds": .list(kinds)])
        let (verifier, now, mark, begin) = (seal.verifier, realNow(), RowMark(vault), ContinuousClock.now)
        let isStopped = NIOLockedValueBox(false)
        let (due, log) = try await withTaskCancellationHandler {
            // One snapshot: a note that SQL takes away and puts back between two reads is missing in both, or in none.
            try await database.read { tx in
                let due = kinds.subtracting(try tx.records.completeKinds())
                let log = try LogVerification(of: tx, verifier: verifier, kept: nil, now: now, marked: mark) {
                    if isStopped.withLockedValue({ $0 }) { throw CancellationError() }
                }
                return (due, log)
            }
        } onCancel: {
            isStopped.withLockedValue { $0 = true }
        }
        logger.info(
            "the log was compared",
            metadata: ["leaves": "\(log.frontier.count)", "took": "\(ContinuousClock.now - begin)"])
        let faults = log.findings.filter(\.mayHideNote)
        guard !faults.isEmpty || log.findings.count >= LogVerification.most else { return due }
        let (open, closed) = (due.intersection(openedByHand), due.subtracting(openedByHand))
        if !open.isEmpty {
            logger.warning(
                "an operator opened these kinds: their earlier records are bound although the log lacks rows",
                metadata: ["kinds": .list(open)])
        }
        if !closed.isEmpty {
            let first = (faults.first ?? log.findings.first)?.description ?? "none"
            logger.error(
                """
                earlier records are not bound, and none of these kinds passes unbound: the log lacks rows. Run \
                `prakerja audit verify`, put the rows back from a backup, and start again; docs/proofs.md says what \
                to do where no backup has them
                """,
                metadata: ["kinds": .list(closed), "first": "\(first)"])
        }
        return open
    }
}

extension Logger.MetadataValue {
    fileprivate static func list(_ kinds: Set<String>) -> Self { "\(kinds.sorted().joined(separator: " "))" }
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
