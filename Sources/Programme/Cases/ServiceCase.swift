/// A complaint or an appeal: it has a number, a deadline in working days and an answer that the person can read.
///
/// An officer answers it. A favourable answer that costs money or a place is proposed by one officer and confirmed by
/// another of a different duty. An appeal is never won by hand: it can be granted only once the decision it contests
/// has changed, which the rule or the act of that decision's own slice does.
package struct ServiceCase: Sendable, Equatable {
    package let id: ID<ServiceCase>
    package let number: CaseNumber
    /// Nil for a person without an account.
    package let person: ID<Account>?
    package let category: CaseCategory
    package let channel: Channel
    package let state: State
    package let begunAt: Instant
    /// Since when the office owes an answer: the beginning, or the last reopening.
    package let runningSince: Instant
    /// The first instant at which an answer is late.
    package let dueAt: Instant
    package let reopened: Int
    /// Who entered it for the person; nil where the person did.
    package let enteredBy: ID<Officer>?
    package let assignee: ID<Officer>?
    package let outcome: Outcome?
    /// Who proposed the answer that waits for a second officer, or that a second officer confirmed.
    package let proposer: Signatory?
    package let answeredAt: Instant?
    /// The decision that an appeal contests; nil for a complaint.
    package let contested: ContestedDecision?
    /// Who opened it again for the person, the last time; nil where the person did, or it was never opened again.
    package let reopenedBy: ID<Officer>?

    /// Most times one case can be reopened.
    package static let mostReopenings = 3
    /// Most open cases of one person.
    package static let mostOpen = 10
    /// Most characters of one message.
    package static let longestText = 2_000
    /// Fewest letters of what a person writes: less says nothing that an officer could look into.
    package static let shortestText = 10

    package init(
        id: ID<ServiceCase>, number: CaseNumber, person: ID<Account>?, category: CaseCategory, channel: Channel,
        state: State, begunAt: Instant, runningSince: Instant, dueAt: Instant, reopened: Int = 0,
        enteredBy: ID<Officer>? = nil, assignee: ID<Officer>? = nil, outcome: Outcome? = nil,
        proposer: Signatory? = nil, answeredAt: Instant? = nil, contested: ContestedDecision? = nil,
        reopenedBy: ID<Officer>? = nil
    ) {
        self.id = id
        self.number = number
        self.person = person
        self.category = category
        self.channel = channel
        self.state = state
        self.begunAt = begunAt
        self.runningSince = runningSince
        self.dueAt = dueAt
        self.reopened = reopened
        self.enteredBy = enteredBy
        self.assignee = assignee
        self.outcome = outcome
        self.proposer = proposer
        self.answeredAt = answeredAt
        self.contested = contested
        self.reopenedBy = reopenedBy
    }

    package enum State: String, Sendable, CaseIterable {
        case open
        /// An answer waits for a second officer; the person does not see it yet.
        case proposed
        case answered
        /// The person took it back.
        case withdrawn

        package var isRunning: Bool { self == .open || self == .proposed }
    }

    /// How it reached the office.
    package enum Channel: String, Sendable, Codable, CaseIterable {
        case site
        case phone
        case counter
        case letter

        /// The ways in which an officer enters it for a person.
        package static let byOfficer: [Channel] = [.phone, .counter, .letter]
    }

    package enum Outcome: String, Sendable, Codable, CaseIterable {
        /// What was wrong has been put right.
        case settled
        /// Nothing was wrong; the answer says how it is.
        case explained
        case dismissed
        /// The contested decision has changed.
        case granted

        /// Decided against the person: the reason must be one they can read.
        package var isAgainst: Bool { self == .dismissed }
        package var isFavourable: Bool { self == .settled || self == .granted }
    }
}

/// A decision about a person that an appeal contests, as it was when the appeal began.
package struct ContestedDecision: Sendable, Equatable {
    package let kind: Kind
    /// The id of the row that holds it.
    package let subject: Int64
    /// Its result when it was contested, such as `ineligible`.
    package let result: String
    /// The officer who made it; nil where a rule did.
    package let madeBy: ID<Officer>?

    package init(kind: Kind, subject: Int64, result: String, madeBy: ID<Officer>? = nil) {
        self.kind = kind
        self.subject = subject
        self.result = result
        self.madeBy = madeBy
    }

    package enum Kind: String, Sendable, Codable, CaseIterable {
        case eligibility
        case photo
        /// A purchase whose attendance or completion is missing.
        case purchase
        /// An instalment that failed or was forfeited.
        case payout
        /// A suspension of the account.
        case suspension
        /// A revoked card.
        case revocation
    }
}

extension ServiceCase {
    package func isLate(at now: Instant) -> Bool { state.isRunning && now >= dueAt }

    /// The end of the last day on which the person may reopen it; nil where they may not.
    package func reopenUntil(_ rules: ServiceRules, in zone: Zone) -> Instant? {
        guard state == .answered, let answeredAt, reopened < Self.mostReopenings else { return nil }
        return rules.reopenUntil(answeredAt, in: zone)
    }

    package func checkReopening(at now: Instant, _ rules: ServiceRules, in zone: Zone) throws(CaseRefusal) {
        guard let until = reopenUntil(rules, in: zone), now < until else { throw .notReopenable }
    }

    /// Throws unless this officer may work on it: neither their own case nor their own decision, and not another
    /// officer's work.
    package func checkWork(by officer: Signatory) throws(CaseRefusal) {
        guard state == .open else { throw .notOpen }
        try checkDecision(by: officer)
        guard assignee == nil || officer.isSame(as: assignee) else { throw .takenByOther }
    }

    /// Throws `.ownDecision` for the officer whose decision the appeal contests.
    private func checkDecision(by officer: Signatory) throws(CaseRefusal) {
        guard !officer.isSame(as: contested?.madeBy) else { throw .ownDecision }
    }

    /// Throws for an officer who may at no time answer the case, and so does not take it either: the one who entered it
    /// for a person, and the one whose decision it contests.
    package func checkAnswerer(_ officer: Signatory) throws(CaseRefusal) {
        try checkDecision(by: officer)
        try checkEntry(by: officer)
    }

    /// Throws `.ownEntry` for the officer who entered the case for a person, or opened it again for them.
    package func checkEntry(by officer: Signatory) throws(CaseRefusal) {
        guard !officer.isSame(as: enteredBy), !officer.isSame(as: reopenedBy) else { throw .ownEntry }
    }

    /// Throws unless this officer may give the answer. The officer who entered a case for a person does not answer it,
    /// so that no officer can invent a complaint and settle it.
    ///
    /// - Parameter result: of the contested decision, or how the missing entry stands, as it is now.
    package func checkAnswer(_ outcome: Outcome, by officer: Signatory, now result: String?) throws(CaseRefusal) {
        try checkWork(by: officer)
        try checkEntry(by: officer)
        switch (contested, outcome) {
        case (nil, .granted): throw .notAnAppeal
        case (let contested?, .granted):
            guard let result, result != contested.result else { throw .decisionUnchanged }
        case (.some, .settled): throw .decisionUnchanged
        case (nil, .settled): try checkEntryCounts(result)
        default: break
        }
    }

    /// Throws for a missing entry that does not count now: no officer adds one by hand.
    package func checkEntryCounts(_ result: String?) throws(CaseRefusal) {
        guard category != .missingEntry || result == EntryStanding.counts.rawValue else { throw .entryMissing }
    }

    /// Whether this answer waits for a second officer. A granted appeal does not: the decision has changed already. Every
    /// other answer to an appeal leaves the contested decision in force, which one officer alone must not say; nor must
    /// they say alone that a person who holds a receipt has no part in a draw.
    package func needsSecondOfficer(_ outcome: Outcome, _ rules: ServiceRules) -> Bool {
        if contested != nil { return outcome != .granted }
        if category == .missingEntry { return true }
        return outcome == .settled && rules.promise(for: category).twoOfficers
    }

    /// Throws unless `officer` may confirm or return the proposed answer.
    package func checkConfirmation(by officer: Signatory, approving: Bool = true) throws(CaseRefusal) {
        guard state == .proposed, let proposer else { throw .notWaiting }
        try checkEntry(by: officer)
        do throws(FourEyesRefusal) {
            try FourEyes.confirm(proposer, by: officer, approving: approving)
        } catch {
            throw .fourEyes(error)
        }
    }
}

package enum CaseRefusal: Refusal, Equatable {
    /// What the person wrote says too little.
    case textTooShort
    case textTooLong
    case tooManyOpen
    /// The decision has been contested already, and the appeal is running.
    case alreadyContested
    /// There is no such decision of this person, or it cannot be contested.
    case notContestable
    case notReopenable
    case notOpen
    case notWaiting
    case takenByOther
    /// It cannot be handed to an officer who does not answer cases.
    case wrongHeir
    /// The officer entered it for a person, or opened it again for them.
    case ownEntry
    /// The appeal contests this officer's decision.
    case ownDecision
    case notAnAppeal
    /// An appeal is granted only when the decision has changed.
    case decisionUnchanged
    /// The receipt is of another wave or another person's.
    case otherReceipt
    /// The person is in the draw.
    case entryCounts
    /// The round of the draw has come, or the outcome was announced.
    case tooLateForDraw
    /// An entry is missing still, so nothing was put right.
    case entryMissing
    case fourEyes(FourEyesRefusal)

    package var code: String {
        switch self {
        case .textTooShort: "case.text-too-short"
        case .textTooLong: "case.text-too-long"
        case .tooManyOpen: "case.too-many-open"
        case .alreadyContested: "case.already-contested"
        case .notContestable: "case.not-contestable"
        case .notReopenable: "case.not-reopenable"
        case .notOpen: "case.not-open"
        case .notWaiting: "case.not-waiting"
        case .takenByOther: "case.taken-by-other"
        case .wrongHeir: "case.wrong-heir"
        case .ownEntry: "case.own-entry"
        case .ownDecision: "case.own-decision"
        case .notAnAppeal: "case.not-an-appeal"
        case .decisionUnchanged: "case.decision-unchanged"
        case .otherReceipt: "case.other-receipt"
        case .entryCounts: "case.entry-counts"
        case .tooLateForDraw: "case.too-late-for-draw"
        case .entryMissing: "case.entry-missing"
        case .fourEyes(let refusal): refusal.code
        }
    }
}

/// What a person wrote into a case, checked: long enough to look into, short enough to read.
package struct CaseText: Sendable, Equatable {
    package let text: String

    package init(_ typed: String) throws(CaseRefusal) {
        let visible = TypedText.visible(typed).split(whereSeparator: \.isNewline).joined(separator: "\n")
        guard visible.count <= ServiceCase.longestText else { throw .textTooLong }
        guard visible.filter(\.isLetter).count >= ServiceCase.shortestText else { throw .textTooShort }
        text = visible
    }
}
