import Connectors
import Programme
import Storage

/// Asks the registry whether it knows the person of a claim. The call stands outside any transaction; while the
/// registry is away the person simply waits, and is told since when.
struct CheckIdentity: Job {
    static let name = "identity.check"
    static let maxAttempts = 200

    let claim: ID<StoredClaim>
    /// Which of the claim's questions this is; a corrected name asks a new one.
    let check: Int

    var uniqueKey: String? { "\(claim)/\(check)" }

    func run(on platform: Platform) async throws -> Verdict {
        let question = try await platform.database.read { tx -> (claim: IdentityClaim, since: Instant)? in
            guard let stored = try tx.identity.claim(claim) else { return nil }
            return try pending(about: stored, tx, platform)
        }
        guard let question else { return .done }

        let answer: IdentityAnswer
        do throws(RegistryFault) {
            answer = try await platform.connectors.registry.check(question.claim)
        } catch {
            switch error {
            case .retry(let span, _): return .again(after: span)
            case .never(let reason): return .giveUp(reason)
            }
        }

        let verdict = IdentityVerdict(on: question.claim, given: answer)
        try await platform.database.transaction { tx in
            try tx.identity.record(verdict, claim: claim, check: check, on: platform)
            guard let stored = try tx.identity.claim(claim) else { return }
            try tx.applications.decide(stored.person, on: platform)
            for other in try tx.identity.people(with: stored.nikLookup) where other != stored.person {
                try tx.applications.decide(other, on: platform)
            }
        }
        return CheckIdentity.next(after: verdict, waited: platform.realNow() - question.since)
    }

    private func pending(
        about stored: StoredClaim, _ tx: Transaction, _ platform: Platform
    ) throws -> (claim: IdentityClaim, since: Instant)? {
        guard stored.checks == check, stored.isOpen else { return nil }
        return try tx.identity.question(stored, on: platform).map { ($0, stored.waitingSince) }
    }

    /// What the registry does not know today it may know tomorrow; what it left out, in a few minutes.
    private static func next(after verdict: IdentityVerdict, waited: Span) -> Verdict {
        switch verdict {
        case .verified, .mismatch, .deceased: .done
        case .unanswered: .again(after: .minutes(5))
        case .notFound: waited < longestWait ? .again(after: .days(1)) : .done
        }
    }

    /// Local offices deliver late, but not later than this; then only a corrected claim asks again.
    private static let longestWait = Span.days(14)
}

extension StoredClaim {
    /// Whether the registry's answer can still change it.
    var isOpen: Bool { state == .waiting || state == .notFound }
}
