/// An officer with the role under which they sign, propose or decide.
package struct Signatory: Sendable, Equatable {
    package let officer: ID<Officer>
    package let duty: Role
    /// Further accounts of the same human, by the NIK that they stated. Known of the officer who acts now, not of
    /// earlier ones.
    package let twins: Set<ID<Officer>>

    package init(officer: ID<Officer>, duty: Role, twins: Set<ID<Officer>> = []) {
        self.officer = officer
        self.duty = duty
        self.twins = twins
    }

    /// Whether both are the same human.
    fileprivate func isSame(as other: Signatory) -> Bool {
        officer == other.officer || twins.contains(other.officer) || other.twins.contains(officer)
    }
}

/// The one rule for every act with which one dishonest officer could harm people: it needs two people of two different
/// duties, so that two officers of the same desk are never enough. Used for decrees, postponements, putting a list in
/// force, removing an entry and giving up a payment.
package enum FourEyes {
    /// Throws unless `second` may decide what `author` proposed: another human, of another duty.
    ///
    /// - Parameter author: nil where the command line proposed it: an operator, who holds no duty of the office. Then
    ///   only a programme manager may decide.
    package static func confirm(_ author: Signatory?, by second: Signatory) throws(FourEyesRefusal) {
        guard let author else {
            guard second.duty == .programmeManager else { throw .approverNeeded }
            return
        }
        guard !second.isSame(as: author) else { throw .ownRequest }
        guard second.duty != author.duty else { throw .sameDuty(second.duty) }
    }

    /// A decree needs two signatures of two people of two duties; its author may be one of them.
    package static func sign(
        signed: [Signatory], by signer: Signatory
    ) throws(FourEyesRefusal) -> Signed {
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
