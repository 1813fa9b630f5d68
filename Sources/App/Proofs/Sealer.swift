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
    /// Rows this recent are checked every second: longer than nearly every transaction, and short because counting them
    /// is most of the cost of sealing.
    static let fresh = Span.seconds(3)
    /// Longer than any transaction and the pause between two thorough rounds together. Rows that are older than the
    /// newest sealed one by more than this are never sealed.
    static let settled = Span.minutes(10)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            // Binding the records of a large installation takes long; its rows are sealed meanwhile.
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await bindEarlierRecords() }
                group.addTask { await keepRecentEntries() }
                var round = 0
                while !Task.isCancelled {
                    await sealEverything(thoroughly: round.isMultiple(of: 60))
                    round += 1
                    try? await Task.sleep(for: Self.interval)
                }
            }
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
    /// - Parameter thoroughly: checks all rows that may still be unsealed.
    /// - Returns: how many rows were sealed.
    @discardableResult
    func seal(thoroughly: Bool) async throws -> Int {
        // On low-priority threads: requests have precedence over the log.
        try await withTaskExecutorPreference(dependencies.handlerThreads) { try await sealNow(thoroughly: thoroughly) }
    }

    private func sealNow(thoroughly: Bool) async throws -> Int {
        let now = dependencies.realNow()
        // All rows found belong to this head: if another sealer has moved it, nothing is appended.
        guard let start = try await start() else { return 0 }
        let (floor, edge) = try await place(in: start, thoroughly: thoroughly, at: now)
        var (head, above, sealed) = (start.frontier, edge ?? floor, 0)
        while true {
            let limit = min(batch, start.room.map { $0 - sealed } ?? batch)
            let (leaves, entries) = try await dependencies.database.read { [above] tx in
                let leaves =
                    edge != nil
                    ? try tx.proofs.rows(above: above, limit: limit)
                    : try tx.proofs.unsealed(above: above, limit: limit)
                let journal = leaves.filter { $0.kind == .journal }.map { ID<JournalEntry>($0.id) }
                return (leaves, try tx.ledger.toSeal(journal))
            }
            guard let last = leaves.last, let next = try await append(leaves, entries, to: head, at: now) else {
                return sealed
            }
            sealed += leaves.count
            try await report(leaves)
            guard leaves.count == batch else { return sealed }
            (head, above) = (next, last.id)
        }
    }

    // MARK: - Where it continues

    private struct Start: Sendable {
        let frontier: MerkleFrontier
        /// How many leaves fit before one that SQL put in; nil without such a leaf.
        let room: Int?
        /// Whether the head was as the last sealer left it.
        let isConfirmed: Bool
    }

    /// - Returns: nil when another sealer was first.
    private func start() async throws -> Start? {
        let verifier = dependencies.seal.verifier
        let kept = checkpointDue(signedBy: verifier)
        let (base, isThere) = try await dependencies.database.read { tx in
            (try tx.proofs.base(signedBy: verifier), try kept.map { try tx.proofs.has($0.checkpoint) } ?? true)
        }
        var start = base.confirmed.map { Start(frontier: $0, room: base.room, isConfirmed: true) }
        if start == nil { start = try await rebuild(base.head) }
        if let kept, let start {
            let isContinued = isThere ? try await continues(kept, to: start.frontier) : false
            if !isContinued { try await report(lost: kept.checkpoint) }
        }
        return start
    }

    /// Whether the leaves up to this head begin with those of the kept checkpoint. That the checkpoint's row is there and
    /// the head was signed says nothing: SQL can cut the leaves back to an earlier signed head and leave the row.
    private func continues(_ kept: KeptCheckpoint.Kept, to head: MerkleFrontier) async throws -> Bool {
        let due = kept.checkpoint
        guard head.count >= due.size else { return false }
        var frontier = head.count == due.size ? head : kept.frontier ?? MerkleFrontier()
        if frontier.count == due.size, frontier.root != due.root { return false }
        while frontier.count < head.count {
            let (begin, limit) = (frontier.count, min(batch, head.count - frontier.count))
            let page = try await dependencies.database.read { try $0.proofs.leaves(from: begin, limit: limit) }
            guard !page.isEmpty else { return false }
            for leaf in page {
                guard leaf.sequence == frontier.count else { return false }
                frontier.append(leaf.hash)
                if frontier.count == due.size, frontier.root != due.root { return false }
            }
        }
        guard frontier.root == head.root else { return false }
        dependencies.keptCheckpoint.advance(to: frontier, named: dependencies.seal.name)
        return true
    }

    private func checkpointDue(signedBy verifier: NoteVerifier) -> KeptCheckpoint.Kept? {
        let kept = dependencies.keptCheckpoint
        do {
            return try kept.due(signedBy: verifier)
        } catch {
            kept.pass()
            dependencies.logger.error(
                "the newest checkpoint of this server cannot be read, so it is not compared: run `prakerja audit verify`",
                metadata: ["file": "\(kept.path)", "error": "\(error)"])
            return nil
        }
    }

    /// The log has lost the newest checkpoint, or has another in its place: SQL cut it back to an earlier state, with the
    /// rows since then, or changed it. Sealing goes on, and the event says it for ever.
    private func report(lost due: Checkpoint) async throws {
        dependencies.logger.error(
            """
            the log does not have the newest checkpoint of this server any more: it was cut back or changed, and rows \
            may be gone with it. Run `prakerja audit verify`. Or the database is an older one: then delete the file, and \
            start again
            """,
            metadata: ["leaves": "\(due.size)", "file": "\(dependencies.keptCheckpoint.path)"])
        try await dependencies.database.upkeep { [dependencies] tx in
            let event = AuditEvent(
                "log.cut-off", subject: "log", detail: ["leaves": String(due.size), "root": due.root.hex])
            try tx.audit.record(event, by: .system, at: dependencies.moment(), ids: dependencies.ids)
        }
        dependencies.keptCheckpoint.pass()
    }

    /// The row `log_head` was changed by other means, or leaves were put in after it. Adds the leaves up again, so that
    /// sealing goes on, and records it: verification finds afterwards which leaves and rows are not ours.
    private func rebuild(_ head: LogHead) async throws -> Start? {
        var frontier = MerkleFrontier()
        var page: [StoredLeaf] = []
        repeat {
            let begin = frontier.count
            page = try await dependencies.database.read { try $0.proofs.leaves(from: begin, limit: batch) }
            for leaf in page {
                guard leaf.sequence == frontier.count else { break }
                frontier.append(leaf.hash)
            }
        } while page.count == batch && page.last?.sequence == frontier.count - 1
        let isFirst = try await dependencies.database.upkeep { [dependencies, frontier] tx in
            guard try tx.proofs.move(from: head, to: frontier) else { return false }
            let event = AuditEvent(
                "log.head-differed", subject: "log",
                detail: ["was": String(head.size), "sealed": String(frontier.count)])
            try tx.audit.record(event, by: .system, at: dependencies.moment(), ids: dependencies.ids)
            return true
        }
        guard isFirst else { return nil }
        dependencies.logger.error(
            "the log's head was changed by other means than this application: run `prakerja audit verify`",
            metadata: ["found": "\(head.size)", "leaves": "\(frontier.count)"])
        let room = page.first { $0.sequence >= frontier.count }.map { $0.sequence - frontier.count }
        return Start(frontier: frontier, room: room, isConfirmed: false)
    }

    /// The id above which rows are looked at, derived from the leaves and never from a number that is stored. An edge is
    /// given where only rows above it lack a leaf.
    private func place(
        in start: Start, thoroughly: Bool, at now: Instant
    ) async throws -> (floor: Int64, edge: Int64?) {
        guard start.isConfirmed else { return (0, nil) }
        return try await dependencies.database.read { tx in
            let newest = try tx.proofs.highestSealed(at: now, among: start.frontier.count) ?? 0
            if thoroughly { return (IDSource.id(newest, earlierBy: Self.settled), nil) }
            let floor = min(newest, IDSource.lowest(at: now - Self.fresh))
            return (floor, try tx.proofs.edge(above: floor))
        }
    }

    // MARK: - What it seals

    /// Writes an error to the server's log for rows without a code, which no process of this installation wrote, about a
    /// second after they were inserted. They are sealed like all others, so that `audit verify` names them for ever; it
    /// computes the codes that are there as well, which would cost the writers too much here.
    private func report(_ leaves: [LogLeaf]) async throws {
        let strange = leaves.filter(RowCode.isMissing)
        guard !strange.isEmpty else { return }
        let begin = try await dependencies.database.read { try $0.records.codesBegin() } ?? .max
        // Rows from before the first start of a version that writes codes have none.
        let forged = strange.filter { $0.id > begin }.map(\.description)
        guard !forged.isEmpty else { return }
        dependencies.logger.error(
            "rows were inserted by other means than this application: run `prakerja audit verify`",
            metadata: [
                "number": "\(forged.count)", "first": "\(forged.prefix(Self.named).joined(separator: ", "))",
            ])
    }

    /// Rows that one line of the server's log names.
    private static let named = 10

    /// - Parameter entries: the accounts of the journal's entries among the leaves.
    /// - Returns: the new head; nil when another sealer was first, and the rest is left to the next run.
    private func append(
        _ leaves: [LogLeaf], _ entries: [KeptEntry], to head: MerkleFrontier, at now: Instant
    ) async throws -> MerkleFrontier? {
        let stored = leaves.enumerated().map { StoredLeaf(sequence: head.count + $0, $1) }
        var next = head
        for leaf in stored { next.append(leaf.hash) }
        let checkpoint = Checkpoint(origin: dependencies.seal.name, size: next.count, root: next.root)
        let note = try dependencies.seal.note(checkpoint)
        // Also where a trigger could act: what is signed was computed here, and evidence has to go on.
        let isFirst = try await dependencies.database.upkeep { [next] tx in
            guard try tx.proofs.move(from: LogHead(head), to: next) else { return false }
            try tx.proofs.append(stored)
            try tx.ledger.keep(sealed: entries)
            try tx.proofs.publish(checkpoint, note: note, at: now)
            return true
        }
        guard isFirst else { return nil }
        dependencies.ids.written.takeOut(sealed: leaves)
        do {
            try dependencies.keptCheckpoint.keep(checkpoint, next, note: note)
        } catch {
            dependencies.logger.error(
                "the newest checkpoint cannot be written beside the master key", metadata: ["error": "\(error)"])
        }
        return next
    }
}
