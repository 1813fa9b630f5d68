import Programme
import Storage

/// Counts whom a batch would invite, some people at a time. A restart continues at the last ones.
struct CountInvitations: Job {
    static let name = "list.count-invitations"
    /// People per transaction.
    private static let piece = 2_000

    let batch: ID<InvitationBatch>

    var uniqueKey: String? { batch.description }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        while try await step(on: dependencies) {}
        return .done
    }

    /// False when none is left.
    func step(on dependencies: Dependencies) async throws -> Bool {
        let now = dependencies.realNow()
        return try await dependencies.database.transaction { tx in
            guard let stored = try tx.invitationBatches.find(batch), stored.value.state == .counting else {
                return false
            }
            let people = try tx.lists.reachable(on: stored.value.list, after: stored.position, limit: Self.piece)
            var (invited, registered, before, texts, mails) = (0, 0, 0, 0, 0)
            for person in people {
                guard !person.isRegistered else {
                    registered += 1
                    continue
                }
                guard !person.wasInvited else {
                    before += 1
                    continue
                }
                invited += 1
                for contact in try person.open(dependencies.vault) {
                    if contact.kind == .phone { texts += 1 } else { mails += 1 }
                }
            }
            let counts = InvitationBatch.Counts(
                people: invited, registered: registered, invitedBefore: before, texts: texts, mails: mails)
            let hasMore = people.count == Self.piece
            let position = hasMore ? people.last?.row : nil
            guard try tx.invitationBatches.count(stored, counts, to: position, at: now) else {
                throw Inconsistency("two workers counted the same invitations")
            }
            if !hasMore { try tx.records.bind(.invitationDrafts, batch, at: now, ids: dependencies.ids) }
            return hasMore
        }
    }
}
