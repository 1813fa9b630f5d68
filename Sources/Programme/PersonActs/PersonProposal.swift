/// An act on one person that waits for a second officer of another duty, or was decided: nothing that costs the person
/// something happens by one officer alone.
package struct PersonProposal: Sendable, Equatable {
    package let id: ID<PersonProposal>
    package let person: ID<Account>
    package let act: Act
    package let state: State
    /// From the act's list; nil for acts that have none.
    package let cause: PersonActCause?
    package let proposedBy: Signatory
    /// By the programme's clock.
    package let proposedAt: Instant

    package init(
        id: ID<PersonProposal>, person: ID<Account>, act: Act, state: State, cause: PersonActCause?,
        proposedBy: Signatory, proposedAt: Instant
    ) {
        self.id = id
        self.person = person
        self.act = act
        self.state = state
        self.cause = cause
        self.proposedBy = proposedBy
        self.proposedAt = proposedAt
    }

    package enum Act: String, Sendable, CaseIterable {
        /// Changes the person's own data; never the NIK.
        case correction
        /// Stops joining, buying and payments until it is lifted.
        case suspension
        case lifting
        /// Ends a card for good, used or not.
        case revocation
        /// Gives a revoked card back.
        case restoration

        /// The causes to choose from; empty where a reason is enough.
        package var causes: [PersonActCause] {
            switch self {
            case .suspension: [.identityInDoubt, .accountMisused, .paymentInDoubt, .ownRequest, .authority]
            case .revocation: [.falseData, .notEntitled, .cardMisused, .ownRequest, .deceased]
            case .correction, .lifting, .restoration: []
            }
        }

        /// Whether the decision needs the authenticator's code of the last minutes.
        package var needsProof: Bool {
            switch self {
            case .correction: false
            case .suspension, .lifting, .revocation, .restoration: true
            }
        }
    }

    package enum State: String, Sendable, CaseIterable {
        case proposed, approved, refused
        /// An urgent suspension ended before a second officer decided.
        case lapsed
    }

    /// Throws unless `second` may decide: it still waits, and they are another officer of another duty.
    package func check(decisionBy second: Signatory, approving: Bool = true) throws(PersonActRefusal) {
        guard state == .proposed else { throw .notWaiting }
        do throws(FourEyesRefusal) {
            try FourEyes.confirm(proposedBy, by: second, approving: approving)
        } catch {
            throw .fourEyes(error)
        }
    }
}

/// Why an account is suspended or a card revoked. The person reads it.
package enum PersonActCause: String, Sendable, CaseIterable {
    case identityInDoubt = "identity-in-doubt"
    case accountMisused = "account-misused"
    case paymentInDoubt = "payment-in-doubt"
    /// The person asked for it.
    case ownRequest = "own-request"
    /// A court or another authority demands it.
    case authority
    case falseData = "false-data"
    case notEntitled = "not-entitled"
    case cardMisused = "card-misused"
    case deceased
}

package enum PersonActRefusal: Refusal, Equatable {
    /// Decided already, by an officer or because its time was over.
    case notWaiting
    /// Such a proposal about this person waits already.
    case underWay
    case fourEyes(FourEyesRefusal)
    /// The person has not entered the data yet.
    case noData
    case sameData
    /// The data or the card changed since the proposal.
    case changedMeanwhile
    case alreadySuspended
    case notSuspended
    /// An urgent suspension ended without a second officer's agreement a short time ago.
    case urgentUsed(until: Instant)
    case noCard
    /// The card ended already.
    case cardOver
    /// A payment is with the bank: its outcome comes first.
    case paymentUnderWay
    case notRevoked
    case causeMissing
    /// The message is not this person's, or carries a code.
    case notSendable
    /// It waits to be sent at this moment.
    case messageUnderWay
    case tooManyMessages

    package var code: String {
        switch self {
        case .notWaiting: "person-acts.not-waiting"
        case .underWay: "person-acts.under-way"
        case .fourEyes(let refusal): refusal.code
        case .noData: "person-acts.no-data"
        case .sameData: "person-acts.same-data"
        case .changedMeanwhile: "person-acts.changed-meanwhile"
        case .alreadySuspended: "person-acts.already-suspended"
        case .notSuspended: "person-acts.not-suspended"
        case .urgentUsed: "person-acts.urgent-used"
        case .noCard: "person-acts.no-card"
        case .cardOver: "person-acts.card-over"
        case .paymentUnderWay: "person-acts.payment-under-way"
        case .notRevoked: "person-acts.not-revoked"
        case .causeMissing: "person-acts.cause-missing"
        case .notSendable: "person-acts.not-sendable"
        case .messageUnderWay: "person-acts.message-under-way"
        case .tooManyMessages: "person-acts.too-many-messages"
        }
    }
}

/// What a person with a suspended account cannot do meanwhile.
package enum SuspendedRefusal: Refusal {
    case suspended

    package var code: String { "accounts.on-hold" }
}
