/// Two people claim one NIK, and the registry confirms both of them.
///
/// The person confirmed first holds the NIK and can do everything but two things: new payee accounts and payments wait,
/// at most the edition's working days, and only once the other has delivered both photos. The newer claim waits. An
/// officer proposes whose NIK it is, another of a different duty decides. When the days end without a decision, the
/// holder keeps it. Source: DOMAIN, "Identity and eligibility".
package struct IdentityDispute: Sendable, Equatable {
    package let state: State
    package let proposal: Proposal?
    /// From this instant on the holder keeps the NIK without a decision; nil before the days have begun.
    package let decideBy: Instant?

    package init(state: State, proposal: Proposal?, decideBy: Instant?) {
        self.state = state
        self.proposal = proposal
        self.decideBy = decideBy
    }

    package enum State: String, Sendable, CaseIterable {
        /// The newer person has not delivered both photos: nothing waits, and neither person is notified.
        case quiet
        /// The days are running, and both people were notified.
        case open
        /// One officer has proposed whose NIK it is; the second has not decided.
        case proposed
        case decided
        /// One of the two gave the NIK up, or the registry withdrew its confirmation.
        case dropped

        package var isRunning: Bool { self == .open || self == .proposed }
    }

    package enum Side: String, Sendable, Codable, CaseIterable {
        /// The person confirmed by the registry first.
        case older
        case newer
    }

    package struct Proposal: Sendable, Equatable {
        package let side: Side
        package let author: Signatory

        package init(side: Side, author: Signatory) {
            self.side = side
            self.author = author
        }
    }
}

extension IdentityDispute {
    /// Throws unless `officer` may decide as the second officer, in either way: another person, of another duty, before
    /// the deadline.
    package func checkAnswer(
        by officer: Officer, approving: Bool = true, at now: Instant
    ) throws(DisputeRefusal) {
        guard state == .proposed, !isOverdue(at: now), let proposal else { throw .notWaiting }
        do throws(FourEyesRefusal) {
            try FourEyes.confirm(
                proposal.author, by: officer.signatory(for: .settleDisputes), approving: approving)
        } catch {
            throw .fourEyes(error)
        }
    }

    /// Why an officer may not decide as the second officer; nil when they may.
    package func obstacle(to officer: Officer, approving: Bool = true, at now: Instant) -> DisputeRefusal? {
        do throws(DisputeRefusal) {
            try checkAnswer(by: officer, approving: approving, at: now)
            return nil
        } catch {
            return error
        }
    }

    /// Whether the deadline has passed and the holder keeps the NIK: officers can no longer decide, even when the job
    /// that ends the dispute has not run yet.
    package func isOverdue(at now: Instant) -> Bool {
        state.isRunning && (decideBy.map { now >= $0 } ?? false)
    }
}

package enum DisputeRefusal: Refusal {
    /// The dispute was decided, dropped or proposed meanwhile, or its deadline has passed.
    case notWaiting
    case fourEyes(FourEyesRefusal)
    /// New payee accounts and payments wait until then.
    case moneyWaits(until: Instant)
    /// The office has decided that the NIK is another person's.
    case nikOfAnother

    package var code: String {
        switch self {
        case .notWaiting: "dispute.not-waiting"
        case .fourEyes(let refusal): refusal.code
        case .moneyWaits: "dispute.money-waits"
        case .nikOfAnother: "dispute.nik-of-another"
        }
    }
}
