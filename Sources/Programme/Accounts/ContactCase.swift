/// The office's procedure for a person who lost a proved contact. The lost contact cannot confirm the change, so two
/// officers of different duties decide. All contacts of the account, the lost one too, are then notified, and a person
/// who is signed in to it can stop the case: an officer who was deceived must not give the account to a stranger. After
/// `noticePeriod` the new contact is proved by signing in with it.
package struct ContactCase: Sendable, Equatable {
    package let id: ID<ContactCase>
    package let person: ID<Account>
    /// The new contact.
    package let contact: Contact
    package let state: State
    package let proposedBy: Signatory
    /// The earliest instant at which the new contact may be proved, by the programme's clock; nil unless the case was
    /// approved.
    package let opensAt: Instant?

    /// How long after the approval the new contact cannot be proved yet, so that the owner can stop the case: the
    /// programme's rule for lost contacts. It may be stopped later too, until the new contact is proved.
    package static let noticePeriod = Span.hours(72)
    /// How long after `opensAt` the new contact may be proved; later the office has to start a new case.
    package static let provingPeriod = Span.days(30)
    /// How long a proposal keeps the person's money waiting when no second officer decides, so that one officer alone
    /// cannot stop payments for good.
    package static let decidingPeriod = Span.hours(72)

    package init(
        id: ID<ContactCase>, person: ID<Account>, contact: Contact, state: State, proposedBy: Signatory,
        opensAt: Instant?
    ) {
        self.id = id
        self.person = person
        self.contact = contact
        self.state = state
        self.proposedBy = proposedBy
        self.opensAt = opensAt
    }

    package enum State: String, Sendable, CaseIterable {
        /// The second officer has not decided.
        case proposed
        /// The notice period runs, or the new contact may be proved, or was not proved in time.
        case approved
        /// The second officer did not approve it.
        case refused
        /// The account's holder stopped it; or it was not proved in time and the office proposed another.
        case stopped
        /// The new contact has replaced the lost one.
        case done
    }

    /// Whether signing in with the new contact now replaces the lost one.
    package func isProvable(at now: Instant) -> Bool {
        guard state == .approved, let opensAt else { return false }
        return now >= opensAt && !isTooLateToProve(at: now)
    }

    /// Whether the time to prove the new contact is over at `instant`; false for a case that was never approved.
    package func isTooLateToProve(at instant: Instant) -> Bool {
        opensAt.map { instant >= $0 + ContactCase.provingPeriod } ?? false
    }

    /// Until when no payment is sent to the person and no other payee account can be linked, nil when neither waits: a
    /// lost telephone may hold the wallet that is paid, and a deceived office may be about to give the account away.
    ///
    /// - Parameter hold: how long money waits after the new contact has replaced the lost one.
    package func moneyWaits(proposedAt: Instant, endedAt: Instant?, hold: Span, at now: Instant) -> Instant? {
        let until =
            switch state {
            case .proposed: proposedAt + Self.decidingPeriod
            case .approved: opensAt.map { $0 + Self.provingPeriod }
            case .done: endedAt.map { $0 + hold }
            case .refused, .stopped: nil as Instant?
            }
        return until.flatMap { now < $0 ? $0 : nil }
    }
}

/// What an officer at the counter compared the person with, before a lost contact is replaced.
package enum CounterEvidence: String, Sendable, CaseIterable {
    /// The original identity card.
    case identityCard = "identity-card"
    /// The civil registry's letter in place of a lost card.
    case replacementLetter = "replacement-letter"
    /// The person's face with the card and with the photos in the account.
    case face
    /// The original family card.
    case familyCard = "family-card"

    /// The face, and one original document that carries the NIK.
    package static func suffices(_ evidence: Set<CounterEvidence>) -> Bool {
        evidence.contains(.face) && !evidence.isDisjoint(with: [.identityCard, .replacementLetter])
    }
}

/// Why the office does not replace a contact.
package enum ContactCaseRefusal: Refusal {
    case unreadableNIK
    case unreadableContact
    /// No verified identity has the NIK, or two people claim it.
    case unknownPerson
    /// The new contact belongs to an account, of this person or of another.
    case contactTaken
    /// Another case of the same person waits for an officer or for the new contact.
    case underWay
    /// The second officer typed another contact than the first.
    case typedDifferently
    /// No original document, or the face was not compared with it.
    case evidenceMissing
    /// The person lives outside the local officer's region, and the officer has not opened their page.
    case livesElsewhere
    /// It was decided, stopped or finished meanwhile.
    case over

    package var code: String {
        switch self {
        case .unreadableNIK: "contact-case.unreadable-nik"
        case .unreadableContact: "contact-case.unreadable-contact"
        case .unknownPerson: "contact-case.unknown-person"
        case .contactTaken: "contact-case.contact-taken"
        case .underWay: "contact-case.under-way"
        case .typedDifferently: "contact-case.typed-differently"
        case .evidenceMissing: "contact-case.evidence-missing"
        case .livesElsewhere: "contact-case.lives-elsewhere"
        case .over: "contact-case.over"
        }
    }
}
