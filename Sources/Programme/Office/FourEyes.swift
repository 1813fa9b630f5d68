/// An officer with the role under which they sign, propose or decide.
package struct Signatory: Sendable, Equatable {
    package let officer: ID<Officer>
    package let duty: Role
    /// Further accounts of the same human, by the NIK that they stated. Known of the officer who acts now, not of
    /// earlier ones.
    package let twins: Set<ID<Officer>>
    /// Whether the officer of an earlier act is suspended now: what they proposed has stopped.
    package let isSuspended: Bool

    package init(officer: ID<Officer>, duty: Role, twins: Set<ID<Officer>> = [], isSuspended: Bool = false) {
        self.officer = officer
        self.duty = duty
        self.twins = twins
        self.isSuspended = isSuspended
    }

    /// Every account of this human.
    package var accounts: [ID<Officer>] { [officer] + twins.sorted() }

    /// Whether both are the same human.
    package func isSame(as other: Signatory) -> Bool {
        isSame(as: other.officer) || other.twins.contains(officer)
    }

    /// Whether that account is this human's. The one comparison of officers for every act that one human may not do
    /// twice: `OfficerRule` finds others.
    package func isSame(as other: ID<Officer>?) -> Bool { other.map { $0 == officer || twins.contains($0) } ?? false }
}

/// The one rule for every act with which one dishonest officer could harm people: it needs two people of two different
/// duties, so that two officers of the same desk are never enough. Used for decrees, postponements, putting a list in
/// force, removing an entry and giving up a payment.
package enum FourEyes {
    /// Throws unless `second` may decide what `author` proposed: another human, of another duty.
    ///
    /// - Parameters:
    ///   - author: nil where the command line proposed it: an operator, who holds no duty of the office. Then only a
    ///     programme manager may decide.
    ///   - approving: false for a refusal, which a proposal of a suspended officer still takes.
    package static func confirm(
        _ author: Signatory?, by second: Signatory, approving: Bool = true
    ) throws(FourEyesRefusal) {
        guard let author else {
            guard second.duty == .programmeManager else { throw .approverNeeded }
            return
        }
        guard !second.isSame(as: author) else { throw .ownRequest }
        guard second.duty != author.duty else { throw .sameDuty(second.duty) }
        if approving { try checkStanding(of: author) }
    }

    /// A proposal stops when its proposer is suspended: it can be refused, and another officer proposes it again. The
    /// one rule for every kind of proposal, because an impostor's proposals must not outlive the suspension.
    package static func checkStanding(isSuspended: Bool) throws(FourEyesRefusal) {
        guard !isSuspended else { throw .authorSuspended }
    }

    package static func checkStanding(of author: Signatory?) throws(FourEyesRefusal) {
        try checkStanding(isSuspended: author?.isSuspended ?? false)
    }

    /// A decree needs two signatures of two people of two duties; its author may be one of them. The signature of a
    /// suspended officer does not count.
    package static func sign(
        signed all: [Signatory], by signer: Signatory
    ) throws(FourEyesRefusal) -> Signed {
        let signed = all.filter { !$0.isSuspended }
        guard signed.count < 2 else { throw .complete }
        guard let first = signed.first else { return .partly }
        guard !signer.isSame(as: first) else { throw .sameSigner }
        guard first.duty != signer.duty else { throw .sameDuty(signer.duty) }
        return .complete
    }

    package enum Signed: Equatable, Sendable {
        /// One signature is missing.
        case partly
        /// With this signature the act takes effect.
        case complete
    }
}

package enum FourEyesRefusal: Refusal, Equatable {
    case ownRequest
    case sameSigner
    /// Another person, but of the same duty.
    case sameDuty(Role)
    /// The command line proposed it, and the officer is no programme manager.
    case approverNeeded
    case complete
    /// The officer who proposed it is suspended: it can only be refused.
    case authorSuspended

    package var code: String {
        switch self {
        case .ownRequest: "office.four-eyes.own-request"
        case .sameSigner: "office.four-eyes.same-signer"
        case .sameDuty: "office.four-eyes.same-duty"
        case .approverNeeded: "office.four-eyes.approver-needed"
        case .complete: "office.four-eyes.complete"
        case .authorSuspended: "office.four-eyes.author-suspended"
        }
    }
}
