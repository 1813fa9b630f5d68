/// A list in force is withdrawn by two officers, because its office recalled it or it was wrong.
package struct ListWithdrawal: Sendable, Equatable {
    package let id: ID<ListWithdrawal>
    package let list: ID<ListImport>
    package let reason: String
    package let state: State
    package let proposer: Signatory
    package let decidedBy: ID<Officer>?
    /// The second officer's reason.
    package let answer: String?

    package init(
        id: ID<ListWithdrawal>, list: ID<ListImport>, reason: String, state: State, proposer: Signatory,
        decidedBy: ID<Officer>?, answer: String?
    ) {
        (self.id, self.list, self.reason, self.state) = (id, list, reason, state)
        (self.proposer, self.decidedBy, self.answer) = (proposer, decidedBy, answer)
    }

    package enum State: String, Sendable {
        case proposed
        case inForce = "in-force"
        case refused
    }

    /// Throws unless the withdrawal waits for the second officer. `FourEyes.confirm` says who that may be.
    package func checkDecision() throws(ListRefusal) {
        guard state == .proposed else { throw .notProposed }
    }
}

extension ListImport {
    /// Throws unless the list can be withdrawn: it is in force, and what that changes is counted.
    package func checkWithdrawing(isCounted: Bool) throws(ListRefusal) {
        guard state == .inForce else { throw .notInForce }
        guard isCounted else { throw .notCompared }
    }
}
