/// A reported completion that waits for two officers. Until they have decided, or the last day for it is over, no money
/// of the training moves and no incentive is planned.
package struct HeldCompletion: Sendable, Equatable {
    package let id: ID<HeldCompletion>
    package let purchase: ID<Purchase>
    package let person: ID<Account>
    package let report: ID<TrainingReport>
    /// As it was reported: what stands once it is accepted.
    package let completion: Completion
    package let grounds: [CompletionReview.Ground]
    package let minutes: Int
    package let ofInstitution: Int
    package let ofCourse: Int
    package let decideBy: Instant
    package let state: State
    package let endedAt: Instant?

    package init(
        id: ID<HeldCompletion>, purchase: ID<Purchase>, person: ID<Account>, report: ID<TrainingReport>,
        completion: Completion, grounds: [CompletionReview.Ground], minutes: Int, ofInstitution: Int, ofCourse: Int,
        decideBy: Instant, state: State, endedAt: Instant?
    ) {
        self.id = id
        self.purchase = purchase
        self.person = person
        self.report = report
        self.completion = completion
        self.grounds = grounds
        self.minutes = minutes
        self.ofInstitution = ofInstitution
        self.ofCourse = ofCourse
        self.decideBy = decideBy
        self.state = state
        self.endedAt = endedAt
    }

    package enum State: String, Sendable, CaseIterable {
        case waiting
        /// By two officers.
        case accepted
        case refused
        /// Its last day passed without a decision, so it stands.
        case unanswered
    }

    /// The report as it is once it does not wait any more, or once officers have let a refused one stand.
    package func ended(as state: State, at now: Instant) -> HeldCompletion {
        HeldCompletion(
            id: id, purchase: purchase, person: person, report: report, completion: completion, grounds: grounds,
            minutes: minutes, ofInstitution: ofInstitution, ofCourse: ofCourse, decideBy: decideBy, state: state,
            endedAt: now)
    }

    /// What the first officer proposes.
    package enum Verdict: String, Sendable, CaseIterable {
        case accept
        case refuse
    }

    /// Throws unless this may be proposed now: either answer while it waits, and after a refusal, until the training is
    /// settled, that it stands after all.
    ///
    /// - Parameter purchase: as it is now.
    package func check(_ verdict: Verdict, of purchase: Purchase) throws(HeldCompletionRefusal) {
        guard purchase.state == .attended else { throw .decided }
        switch (state, verdict) {
        case (.waiting, _), (.refused, .accept): return
        default: throw .decided
        }
    }
}

/// What one officer proposes about a report that waits, and the second officer's answer.
package struct CompletionVerdict: Sendable, Equatable {
    package let id: ID<CompletionVerdict>
    package let held: ID<HeldCompletion>
    package let verdict: HeldCompletion.Verdict
    package let reason: String
    package let proposedBy: ID<Officer>
    package let duty: Role
    /// By the real clock, like `decidedAt`.
    package let proposedAt: Instant
    package let state: State
    package let decidedBy: ID<Officer>?
    package let decidedBecause: String?
    package let decidedAt: Instant?

    package init(
        id: ID<CompletionVerdict>, held: ID<HeldCompletion>, verdict: HeldCompletion.Verdict, reason: String,
        proposedBy: ID<Officer>, duty: Role, proposedAt: Instant, state: State, decidedBy: ID<Officer>?,
        decidedBecause: String?, decidedAt: Instant?
    ) {
        self.id = id
        self.held = held
        self.verdict = verdict
        self.reason = reason
        self.proposedBy = proposedBy
        self.duty = duty
        self.proposedAt = proposedAt
        self.state = state
        self.decidedBy = decidedBy
        self.decidedBecause = decidedBecause
        self.decidedAt = decidedAt
    }

    package enum State: String, Sendable, CaseIterable {
        case proposed
        case approved
        case refused
        /// The last day passed, or the training ended, before a second officer answered.
        case late
    }
}

package enum HeldCompletionRefusal: Refusal, Equatable {
    /// Two officers have decided, or the last day is over.
    case decided
    case alreadyProposed
    case nothingProposed

    package var code: String {
        switch self {
        case .decided: "completions.decided"
        case .alreadyProposed: "completions.already-proposed"
        case .nothingProposed: "completions.nothing-proposed"
        }
    }
}
