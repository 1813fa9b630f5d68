/// A change of an officer that two people of the office make: one proposes it, another decides.
package struct OfficerRequest: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        /// A new officer.
        case invite
        /// Other roles.
        case roles
        /// Password and authenticator set up again.
        case reset
        /// One of the last who may decide is suspended.
        case suspend
        /// A suspended officer comes back.
        case reinstate
        /// Another officer's roles, from one day to another.
        case deputy
        /// The officer is the person of the NIK that they stated, which the registry did not confirm.
        case identity
    }

    package enum State: String, Sendable {
        case proposed, approved, refused
    }

    package let kind: Kind
    /// Nil for an officer who is to be invited.
    package let officer: ID<Officer>?
    package let proposedBy: ID<Officer>
    package let state: State
    /// Whether the officer who proposed it is suspended.
    package let isStopped: Bool

    package init(
        kind: Kind, officer: ID<Officer>?, proposedBy: ID<Officer>, state: State, isStopped: Bool = false
    ) {
        self.isStopped = isStopped
        (self.kind, self.officer, self.proposedBy, self.state) = (kind, officer, proposedBy, state)
    }

    /// Throws unless `officer` may propose a change of `subject`.
    package static func checkProposal(about subject: ID<Officer>?, by officer: Officer) throws(OfficerRequestRefusal) {
        guard !officer.isSame(as: subject) else { throw .aboutYourself }
    }

    /// Throws unless `officer` may decide: another than the one who proposed it, and not the one it is about.
    package func checkDecision(
        by officer: Officer, approving: Bool = true
    ) throws(OfficerRequestRefusal) {
        guard state == .proposed else { throw .notWaiting }
        guard !officer.isSame(as: proposedBy) else { throw .ownRequest }
        guard !officer.isSame(as: self.officer) else { throw .aboutYourself }
        guard approving else { return }
        do throws(FourEyesRefusal) {
            try FourEyes.checkStanding(isSuspended: isStopped)
        } catch {
            throw .proposerSuspended
        }
    }
}

package enum OfficerRequestRefusal: Refusal, Equatable {
    case aboutYourself
    case ownRequest
    case notWaiting
    /// Another proposal about this officer waits.
    case anotherWaits
    case notSuspended
    case suspended
    /// The deputy's first day is after the last.
    case wrongDays
    /// The deputy's last day is over.
    case daysOver
    case tooManyDays
    /// The absent officer does not hold the role.
    case notHeld(Role)
    case sameOfficer
    /// The officer who proposed it is suspended: it can only be refused.
    case proposerSuspended
    /// The officer has not stated a NIK that could be confirmed.
    case noNIK
    /// The officer's NIK is confirmed already.
    case confirmed
    /// There is no deputyship to end.
    case noDeputyship
    /// So many proposals of the suspended officer wait: they would be live again with the return.
    case openProposals(Int)

    package var code: String {
        switch self {
        case .aboutYourself: "officers.request.about-yourself"
        case .ownRequest: "officers.request.own"
        case .notWaiting: "officers.request.not-waiting"
        case .anotherWaits: "officers.request.another-waits"
        case .notSuspended: "officers.request.not-suspended"
        case .suspended: "officers.request.suspended"
        case .wrongDays: "officers.request.wrong-days"
        case .daysOver: "officers.request.days-over"
        case .tooManyDays: "officers.request.too-many-days"
        case .notHeld: "officers.request.not-held"
        case .sameOfficer: "officers.request.same-officer"
        case .proposerSuspended: "officers.request.proposer-suspended"
        case .noNIK: "officers.request.no-nik"
        case .confirmed: "officers.request.confirmed"
        case .noDeputyship: "officers.request.no-deputyship"
        case .openProposals: "officers.request.open-proposals"
        }
    }
}
