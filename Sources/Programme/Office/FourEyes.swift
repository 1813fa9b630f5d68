/// An officer in the duty they act in: who signs, proposes or decides, and as what.
package struct Signatory: Sendable, Equatable {
    package let officer: ID<Officer>
    package let duty: Role

    package init(officer: ID<Officer>, duty: Role) {
        self.officer = officer
        self.duty = duty
    }
}

extension Officer {
    /// This officer in their duty, for an act that takes two.
    package var signatory: Signatory { Signatory(officer: id, duty: role) }
}

/// The one rule for every act that one dishonest officer could hurt people with: it takes two people of two different
/// duties. A decree, a postponement, a list put in force, a place taken away and a payment given up all ask here, so
/// that two friends of one desk are never enough.
package enum FourEyes {
    /// What one officer proposed is decided by another of another duty.
    ///
    /// - Parameter author: nil where the command line proposed it: an operator of the machine, who holds no duty of the
    ///   office. Then an approver decides.
    package static func confirm(_ author: Signatory?, by second: Signatory) throws(FourEyesRefusal) {
        guard let author else {
            guard second.duty == .approver else { throw .approverNeeded }
            return
        }
        guard second.officer != author.officer else { throw .ownRequest }
        guard second.duty != author.duty else { throw .sameDuty(second.duty) }
    }

    /// A decree takes two signatures of two people of two duties; its author may be one of them.
    package static func sign(
        signed: [Signatory], by signer: Signatory
    ) throws(FourEyesRefusal) -> Signed {
        guard signed.count < 2 else { throw .complete }
        guard let first = signed.first else { return .partly }
        guard first.officer != signer.officer else { throw .sameSigner }
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
    /// Another person, but of the same duty: a second pair of eyes looks from another desk.
    case sameDuty(Role)
    /// The command line proposed it, and the officer is no approver.
    case approverNeeded
    case complete

    package var code: String {
        switch self {
        case .ownRequest: "office.four-eyes.own-request"
        case .sameSigner: "office.four-eyes.same-signer"
        case .sameDuty: "office.four-eyes.same-duty"
        case .approverNeeded: "office.four-eyes.approver-needed"
        case .complete: "office.four-eyes.complete"
        }
    }
}
