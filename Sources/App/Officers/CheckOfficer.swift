import Connectors
import Programme
import Storage

/// Asks the registry whether an officer is the person of the NIK that they stated: whether it knows it under the officer's
/// name. The call is made outside any transaction. While the registry is unavailable the officer waits, and two
/// administrators may confirm them.
struct CheckOfficer: Job {
    static let name = "officer.check"
    static let maxAttempts = 200

    let officer: ID<Officer>
    /// The number of the check; a corrected NIK starts a new one.
    let check: Int

    var uniqueKey: String? { "\(officer)/\(check)" }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        let question: IdentityClaim?
        do {
            question = try await dependencies.database.read { tx in
                try tx.officerIdentities.question(
                    about: officer, check: check, at: dependencies.realNow(), vault: dependencies.vault)
            }
        } catch is RecordRefusal {
            dependencies.reportChanged(.officers, officer)
            return .giveUp("officer \(officer) is not as an act left them")
        }
        guard let question else { return .done }
        let answer: IdentityAnswer
        do throws(RegistryFault) {
            answer = try await dependencies.connectors.registry.check(question)
        } catch {
            switch error {
            case .retry(let span, _): return .again(after: span)
            case .never(let reason): return .giveUp(reason)
            }
        }
        guard let state = OfficerIdentity.State(answer) else { return .again(after: .minutes(5)) }
        try await dependencies.database.transaction { tx in
            let isNew = try tx.officerIdentities.answer(
                state, to: check, about: officer, at: dependencies.realNow(), ids: dependencies.ids)
            guard isNew else { return }
            let event = AuditEvent(
                "officer.identity-answered", subject: "officer:\(officer)", detail: ["state": state.rawValue])
            try tx.audit.record(event, by: .system, at: dependencies.moment(), ids: dependencies.ids)
        }
        return .done
    }
}
