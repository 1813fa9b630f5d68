import Programme
import Storage

/// Notifies every participant of an announced wave, a page at a time. The position is stored in the same transaction as
/// the messages, so that an interrupted run resumes where it stopped and notifies each person once.
struct SendOutcomes: Job {
    static let name = "wave.outcomes"
    static let mayBeGivenUp = true
    static let page = 200

    let wave: ID<Wave>

    var uniqueKey: String? { wave.description }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        let limit = dependencies.edition.eligibility.beneficiariesPerFamilyCard
        let ends = try await dependencies.database.read { [wave] tx in
            limit == nil ? nil : try tx.draws.ends(of: try tx.waves.require(wave).wave)
        }
        while try await sendPage(limit, ends, on: dependencies) {}
        return .done
    }

    /// False when every participant was notified.
    private func sendPage(_ limit: Int?, _ ends: FamilyLimit.Ends?, on dependencies: Dependencies) async throws -> Bool
    {
        try await dependencies.database.transaction { [wave] tx in
            let position = try tx.waves.notifiedUpTo(in: wave)
            let outcomes = try tx.entries.outcomes(of: wave, after: position, limit: Self.page)
            guard let last = outcomes.last else { return false }
            guard try tx.waves.setNotified(upTo: last.entry, after: position, in: wave) else { return true }
            let record = try tx.waves.require(wave)
            let participants = try tx.draws.of(wave)?.entries ?? outcomes.count
            let next = try tx.waves.known(of: dependencies.edition.id).first { $0.opensAt > record.wave.opensAt }
            for outcome in outcomes {
                let notice = OutcomeNotice(
                    wave: record.wave, participants: participants, selected: outcome.selected, next: next,
                    firstUseDays: dependencies.edition(record.wave.edition).training.firstUseDays,
                    isCarriedOver: dependencies.edition.waves.rejoin == .automatic,
                    familyLimit: try passedOver(outcome, limit, ends, in: tx))
                try tx.inbox.send(notice, to: outcome.person, on: dependencies)
            }
            return true
        }
    }

    /// The limit, where it is why the person was passed over.
    private func passedOver(
        _ outcome: Outcome, _ limit: Int?, _ ends: FamilyLimit.Ends?, in tx: Transaction
    ) throws -> Int? {
        guard let limit, let ends, !outcome.selected, let line = try tx.draws.line(of: outcome.entry),
            ends.reached(line), try tx.draws.placesOfFamily(of: outcome.entry) >= limit
        else { return nil }
        return limit
    }
}
