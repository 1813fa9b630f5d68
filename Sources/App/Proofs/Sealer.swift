import Logging
import Programme
import ServiceLifecycle
import Storage

/// Appends new rows of journal, audit log, readings and bound records to the log about once a second, and signs a checkpoint.
///
/// It runs beside the writing transactions, so that the log costs them nothing. The price is that a row can be changed
/// undetected before it is sealed, for about a second.
struct Sealer: Service {
    let dependencies: Dependencies
    /// Leaves per transaction: enough for a second of high load, which is then one commit; few enough that other
    /// transactions do not wait long.
    var batch = 4_000

    static let interval = Duration.seconds(1)
    /// Earlier records bound per transaction: few enough that other transactions do not wait long.
    static let records = 500
    /// Rows this recent are checked every second: longer than nearly every transaction, and short because counting them
    /// is most of the cost of sealing.
    static let fresh = Span.seconds(3)
    /// Longer than any transaction, so that older rows are all committed. Checked once a minute.
    static let settled = Span.minutes(5)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await bindEarlierRecords()
            var round = 0
            while !Task.isCancelled {
                await sealEverything(thoroughly: round.isMultiple(of: 60))
                round += 1
                try? await Task.sleep(for: Self.interval)
            }
        }
    }

    /// Once per installation: binds the records that existed before records were bound. Interrupted, it continues at
    /// the next start.
    private func bindEarlierRecords() async {
        do {
            while try await bindSomeRecords(), !Task.isCancelled {}
        } catch is CancellationError {
            // The service is stopping; the next start continues.
        } catch {
            dependencies.logger.error("earlier records could not be bound", metadata: ["error": "\(error)"])
        }
    }

    /// - Returns: whether there may be more.
    func bindSomeRecords() async throws -> Bool {
        try await dependencies.database.transaction { [dependencies] tx in
            try tx.records.bindEarlier(limit: Self.records, at: dependencies.realNow(), ids: dependencies.ids)
        }
    }

    private func sealEverything(thoroughly: Bool) async {
        do {
            try await seal(thoroughly: thoroughly)
        } catch is CancellationError {
            // The service is stopping; the next start continues.
        } catch {
            dependencies.logger.error("the log could not be sealed", metadata: ["error": "\(error)"])
        }
    }

    /// Reads unsealed rows outside the writing transactions, and opens one only for finished leaves.
    ///
    /// - Parameter thoroughly: checks all rows that may still be unsealed, and advances the id below which nothing is
    ///   sealed any more.
    /// - Returns: how many rows were sealed.
    @discardableResult
    func seal(thoroughly: Bool) async throws -> Int {
        // On low-priority threads: requests have precedence over the log.
        try await withTaskExecutorPreference(dependencies.handlerThreads) { try await sealNow(thoroughly: thoroughly) }
    }

    private func sealNow(thoroughly: Bool) async throws -> Int {
        let now = dependencies.realNow()
        // All rows found belong to this head: if another sealer has moved it, nothing is appended.
        let (start, floor, edge) = try await dependencies.database.read { tx in
            let head = try tx.proofs.head()
            if thoroughly { return (head, head.through, nil as Int64?) }
            let floor = max(head.through, IDSource.lowest(at: now - Self.fresh))
            return (head, floor, try tx.proofs.edge(above: floor))
        }
        let isNewOnly = edge != nil
        var (head, above, sealed) = (start, edge ?? floor, 0)
        while true {
            let leaves = try await dependencies.database.read { [above] tx in
                isNewOnly
                    ? try tx.proofs.rows(above: above, limit: batch)
                    : try tx.proofs.unsealed(above: above, limit: batch)
            }
            let isLast = leaves.count < batch
            let through = thoroughly && isLast ? IDSource.lowest(at: now - Self.settled) : 0
            guard let next = try await append(leaves, to: head, through: max(head.through, through), at: now) else {
                return sealed
            }
            sealed += leaves.count
            try await report(leaves)
            guard !isLast, let last = leaves.last else { return sealed }
            (head, above) = (next, last.id)
        }
    }

    /// Writes an error to the server's log for rows that no process of this installation wrote, about a second after
    /// they were inserted. They are sealed like all others, so that `audit verify` names them for ever.
    private func report(_ leaves: [LogLeaf]) async throws {
        let mark = RowMark(dependencies.vault)
        let strange = leaves.map { (leaf: $0, code: RowCode(of: $0, mark)) }.filter { $0.code != .fits }
        guard !strange.isEmpty else { return }
        let begin = try await dependencies.database.read { try $0.records.codesBegin() } ?? .max
        // Rows from before the first start of a version that writes codes have none.
        let forged = strange.filter { $0.code == .differs || $0.leaf.id > begin }.map(\.leaf.description)
        guard !forged.isEmpty else { return }
        dependencies.logger.error(
            "rows were inserted by other means than this application: run `prakerja audit verify`",
            metadata: [
                "number": "\(forged.count)", "first": "\(forged.prefix(Self.named).joined(separator: ", "))",
            ])
    }

    /// Rows that one line of the server's log names.
    private static let named = 10

    /// - Returns: the new head; nil when another sealer was first, and the rest is left to the next run.
    private func append(
        _ leaves: [LogLeaf], to head: LogHead, through: Int64, at now: Instant
    ) async throws -> LogHead? {
        let stored = leaves.enumerated().map { StoredLeaf(sequence: head.frontier.count + $0, $1) }
        var next = head
        for leaf in stored { next.frontier.append(leaf.hash) }
        next.through = through
        guard !leaves.isEmpty || next.through != head.through else { return head }
        let checkpoint = Checkpoint(
            origin: dependencies.seal.name, size: next.frontier.count, root: next.frontier.root, at: now)
        let note = leaves.isEmpty ? nil : try dependencies.seal.note(checkpoint)
        return try await dependencies.database.transaction { [next] tx in
            guard try tx.proofs.move(from: head, to: next) else { return nil }
            guard let note else { return next }
            try tx.proofs.append(stored)
            try tx.proofs.publish(checkpoint, note: note)
            return next
        }
    }
}
