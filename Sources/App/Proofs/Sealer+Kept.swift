import Logging
import Programme
import Storage

/// Entries that a server of the version before sealed while this one migrated: it keeps none of them beside the log.
extension Sealer {
    /// At the start, and once more when such a server has long ended.
    private static let pauses = [Duration.zero, .seconds(600)]
    /// Longer than the pause.
    private static let recent = Span.minutes(20)

    func keepRecentEntries() async {
        for pause in Self.pauses {
            do {
                try await Task.sleep(for: pause)
                try await keepEntries(since: dependencies.realNow() - Self.recent)
            } catch is CancellationError {
                // The service is stopping; the next start does it again.
                return
            } catch {
                dependencies.logger.error(
                    "sealed entries could not be kept beside the log; the next start tries again",
                    metadata: ["error": "\(error)"])
            }
        }
    }

    /// What is kept already stays as it is.
    func keepEntries(since begin: Instant) async throws {
        var above = IDSource.lowest(at: begin)
        while true {
            let (last, entries) = try await dependencies.database.read { [above, batch] tx in
                let sealed = try tx.proofs.sealedEntries(above: above, limit: batch)
                return (sealed.last, try tx.ledger.toSeal(sealed))
            }
            guard let last else { return }
            try await dependencies.database.upkeep { tx in try tx.ledger.keep(sealed: entries) }
            above = last.rawValue
        }
    }
}
