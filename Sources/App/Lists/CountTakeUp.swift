import Programme
import Storage

/// Counts how many people of each priority list have registered, joined and been selected; every quarter of an hour.
struct CountTakeUp: Job {
    static let name = "list.count"
    static let mayBeGivenUp = true
    static let interval = Span.minutes(15)

    /// Nil for every list whose counts are older than the interval.
    let only: ID<ListImport>?

    var uniqueKey: String? { only?.description ?? "all" }

    /// For how long gateways report the arrival of messages.
    private static let reporting = Span.days(4)
    /// No piece of a list takes as long to count.
    private static let longestStep = Span.minutes(1)
    /// No file takes as long to read; the process that read it was killed.
    private static let longestReading = Span.days(1)

    func run(on dependencies: Dependencies) async throws -> JobResult {
        let now = dependencies.realNow()
        if only == nil { try await countMessages(at: now, on: dependencies) }
        if only == nil { try await resumeComparisons(before: now - Self.longestStep, on: dependencies) }
        if only == nil { try await endAbandoned(before: now - Self.longestReading, on: dependencies) }
        let due = try await dependencies.database.read { tx in
            try tx.lists.inForce().map(\.value).filter { list in
                guard list.kind.effect == .prefers, only == nil || only == list.id else { return false }
                guard only == nil, let last = try tx.lists.takeUp(of: list.id) else { return true }
                return now - last.countedAt >= Self.interval
            }
        }
        for list in due {
            try await dependencies.database.transaction { tx in try tx.lists.count(list.id, at: now) }
        }
        return .done
    }

    /// Comparisons and batches whose first piece was never counted, because their process was killed.
    private func resumeComparisons(before instant: Instant, on dependencies: Dependencies) async throws {
        let stopped = try await dependencies.database.read { try $0.listDifferences.counting(before: instant) }
        let batches = try await dependencies.database.read { try $0.invitationBatches.counting(before: instant) }
        guard !stopped.isEmpty || !batches.isEmpty else { return }
        try await dependencies.database.transaction { tx in
            for id in stopped { try tx.jobs.enqueue(CompareList(difference: id), on: dependencies) }
            for id in batches { try tx.jobs.enqueue(CountInvitations(batch: id), on: dependencies) }
        }
    }

    /// What became of the messages of batches that were started lately.
    private func countMessages(at now: Instant, on dependencies: Dependencies) async throws {
        let due = try await dependencies.database.read { tx in
            try tx.invitationBatches.due(begunSince: now - Self.reporting, countedBefore: now - Self.interval)
        }
        for batch in due {
            try await dependencies.database.transaction { tx in
                let figures = try tx.invitationBatches.figures(of: batch)
                try tx.invitationBatches.keep(figures, of: batch, at: now)
            }
        }
    }

    private func endAbandoned(before instant: Instant, on dependencies: Dependencies) async throws {
        let abandoned = try await dependencies.database.read { try $0.lists.abandoned(before: instant) }
        guard !abandoned.isEmpty else { return }
        try await dependencies.database.transaction { tx in
            for list in abandoned { try tx.lists.fail(list, because: .interrupted) }
        }
    }
}
