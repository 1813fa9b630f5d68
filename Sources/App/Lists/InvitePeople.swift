import Programme
import Storage

/// Sends the invitations of a started batch: each person once in their life, whichever lists they are on. What was done
/// is committed with each chunk, so a killed process invites no person twice and leaves none out.
struct InvitePeople: Job {
    static let name = "list.invite-batch"
    static let mayBeGivenUp = true
    /// People processed per run.
    static let chunk = 100
    /// Between two runs, so that codes are not kept waiting at the gateways.
    static let pause = Span.seconds(chunk * 60 / InvitationPlan.perMinute)

    let batch: ID<InvitationBatch>

    var uniqueKey: String? { batch.description }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        let now = dependencies.realNow()
        return try await dependencies.database.transaction { tx in
            let held = try tx.records.hold(.invitationBatches, batch)
            guard let stored = try tx.invitationBatches.find(batch), stored.value.state == .running,
                let list = try tx.lists.find(stored.value.list)?.value
            else { return .done }
            guard try tx.records.isAsBound(held, vault: dependencies.vault) else {
                return .giveUp("the invitations \(batch) are not as two officers started them")
            }
            // The contacts of a list that is not in force any more are deleted: the batch ends.
            let isInForce = list.state == .inForce
            guard try !isInForce || tx.lists.invited(since: now - .days(1)) < InvitationPlan.mostADay else {
                return .again(after: .hours(1))
            }
            let people =
                isInForce ? try tx.lists.reachable(on: list.id, after: stored.position, limit: Self.chunk) : []
            var invited = 0
            for person in people where try invite(person, stored.value, at: now, in: tx, on: dependencies) {
                invited += 1
            }
            let hasMore = people.count == Self.chunk
            guard try tx.invitationBatches.advance(stored, invited: invited, to: hasMore ? people.last?.row : nil)
            else { throw Inconsistency("another worker sent the same invitations") }
            guard hasMore else {
                try tx.jobs.enqueue(CountTakeUp(only: list.id), on: dependencies)
                return .done
            }
            return .again(after: Self.pause)
        }
    }

    /// False for a person who has an account or was invited before.
    private func invite(
        _ person: ReachablePerson, _ batch: InvitationBatch, at now: Instant, in tx: Transaction,
        on dependencies: Dependencies
    ) throws -> Bool {
        guard !person.isRegistered, !person.wasInvited,
            try tx.lists.invite(person.lookup, from: batch.list, at: now)
        else { return false }
        for contact in try person.open(dependencies.vault) {
            let message = try tx.inbox.invite(InvitationNotice(benefit: batch.benefit), contact, on: dependencies)
            try tx.invitationBatches.keep(message, of: batch.id)
        }
        return true
    }
}
