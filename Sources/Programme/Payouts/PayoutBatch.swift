/// Disbursements sent together: drafted by one officer, approved by another.
package struct PayoutBatch: Sendable, Equatable {
    package let id: ID<PayoutBatch>
    package let author: ID<Officer>
    package let state: State
    /// Refused before it was approved: it is never sent.
    package let isRefused: Bool

    package init(id: ID<PayoutBatch>, author: ID<Officer>, state: State, isRefused: Bool = false) {
        self.id = id
        self.author = author
        self.state = state
        self.isRefused = isRefused
    }

    package enum State: String, Sendable, Codable, CaseIterable {
        case drafted
        case approved
        case sent
        /// Every payment has arrived or come back.
        case settled
        /// A payment is neither confirmed nor returned, and an officer must look at the rail's statement.
        case differing
    }

    /// The most disbursements in a batch: what an officer can review, and one transaction can write.
    package static let limit = 500

    package func approve(by officer: Signatory) throws(PayoutRefusal) {
        try checkUndecided()
        guard !officer.isSame(as: author) else { throw .ownBatch }
    }

    /// Throws unless the batch can be refused: by the officer who would approve it, or by its author to correct a
    /// mistake.
    package func checkUndecided() throws(PayoutRefusal) {
        guard !isRefused else { throw .alreadyRefused }
        guard state == .drafted else { throw .alreadyApproved }
    }

    /// The batch state that follows from the states of its payments.
    package static func state(of items: [Disbursement.State]) -> State {
        if items.contains(.drafted) { return .drafted }
        if items.contains(.missing), !items.contains(.approved), !items.contains(.sent) { return .differing }
        if items.allSatisfy({ $0 == .approved }) { return .approved }
        return items.allSatisfy { $0 == .paid || $0 == .failed } ? .settled : .sent
    }
}

package enum PayoutRefusal: Refusal {
    /// The officer who drafted a batch may not approve it.
    case ownBatch
    case alreadyApproved
    case alreadyRefused
    /// No instalment has been requested since the last batch.
    case nothingRequested
    /// Every payment of the batch was taken out of it.
    case nothingLeft
    /// The payment left the batch before.
    case takenOutAlready
    /// An instalment in the batch is not the one that was requested when the batch was drafted.
    case requestsChanged
    /// Only a payment that the rail does not know is looked up in its statement.
    case notMissing
    /// Neither "in the statement" nor "not in it" was chosen.
    case outcomeMissing
    /// Not a number that a statement could have.
    case numberMissing
    /// Another officer's finding waits for a second officer.
    case alreadyProposed
    case nothingProposed
    /// Neither yes nor no was chosen.
    case answerMissing

    package var code: String {
        switch self {
        case .ownBatch: "payouts.own-batch"
        case .alreadyApproved: "payouts.already-approved"
        case .nothingRequested: "payouts.nothing-requested"
        case .nothingLeft: "payouts.nothing-left"
        case .takenOutAlready: "payouts.taken-out-already"
        case .requestsChanged: "payouts.requests-changed"
        case .notMissing: "payouts.not-missing"
        case .alreadyRefused: "payouts.already-refused"
        case .outcomeMissing: "payouts.outcome-missing"
        case .numberMissing: "payouts.number-missing"
        case .alreadyProposed: "payouts.already-proposed"
        case .answerMissing: "payouts.answer-missing"
        case .nothingProposed: "payouts.nothing-proposed"
        }
    }
}
