import Connectors
import Programme
import Storage

/// Asks the registry whether it knows the person of a claim. The call is made outside any transaction. While the
/// registry is unavailable the claim waits, and the person is shown since when.
struct CheckIdentity: Job {
    static let name = "identity.check"
    static let maxAttempts = 200

    /// How long an answer waits while records of its person are not as their acts left them.
    private static let changedPause = Span.minutes(30)

    let claim: ID<StoredClaim>
    /// The number of the claim's check; a corrected name starts a new one.
    let check: Int

    var uniqueKey: String? { "\(claim)/\(check)" }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        let (question, isAsTyped) = try await dependencies.database.read { tx in
            let stored = try tx.identity.claim(claim)
            return (
                try stored.flatMap { try pending(about: $0, tx, dependencies) },
                try tx.identity.isAsTyped(claim, on: dependencies)
            )
        }
        guard let question else { return .done }
        guard isAsTyped else {
            dependencies.reportChanged(.identityData, claim)
            return .giveUp("claim \(claim) is not as its person typed it")
        }

        let answer: IdentityAnswer
        do throws(RegistryFault) {
            answer = try await dependencies.connectors.registry.check(question.claim)
        } catch {
            switch error {
            case .retry(let span, _): return .again(after: span)
            case .never(let reason): return .giveUp(reason)
            }
        }

        let waited = dependencies.realNow() - question.since
        let verdict = Self.verdict(IdentityVerdict(on: question.claim, given: answer), waited: waited)
        do {
            try await dependencies.database.transaction { tx in try record(verdict, in: tx, on: dependencies) }
        } catch RecordRefusal.applicantChanged {
            return .again(after: Self.changedPause)
        }
        return CheckIdentity.next(after: verdict)
    }

    private func record(_ verdict: IdentityVerdict, in tx: Transaction, on dependencies: Dependencies) throws {
        try tx.identity.record(verdict, claim: claim, check: check, on: dependencies)
        guard let stored = try tx.identity.claim(claim) else { return }
        try tx.applications.decide(stored.person, on: dependencies)
        for other in try tx.identity.people(with: stored.nikLookup) where other != stored.person {
            try tx.applications.decideUnlessChanged(other, on: dependencies)
        }
    }

    private func pending(
        about stored: StoredClaim, _ tx: Transaction, _ dependencies: Dependencies
    ) throws -> (claim: IdentityClaim, since: Instant)? {
        guard stored.checks == check, stored.isOpen else { return nil }
        return try tx.identity.question(stored, vault: dependencies.vault).map { ($0, stored.waitingSince) }
    }

    /// A person the registry does not know is asked about again the next day; fields it left out, after a few minutes.
    private static func next(after verdict: IdentityVerdict) -> JobResult {
        switch verdict {
        case .verified, .mismatch, .deceased: .done
        case .unanswered: .again(after: .minutes(5))
        case .notFound: .again(after: .days(1))
        }
    }

    /// A NIK that the registry still lacks after the longest wait does not match: the person is asked to correct it.
    private static func verdict(_ verdict: IdentityVerdict, waited: Span) -> IdentityVerdict {
        verdict == .notFound && waited >= longestWait ? .mismatch([]) : verdict
    }

    /// Local offices deliver data late, but not later than this; after it only a corrected claim is checked again.
    static let longestWait = Span.days(14)
}

extension StoredClaim {
    /// Whether the registry's answer can still change it.
    var isOpen: Bool { state == .waiting || state == .notFound }
}
