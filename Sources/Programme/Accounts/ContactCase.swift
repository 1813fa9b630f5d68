/// The office's procedure for a person who lost a proved contact. The lost contact cannot confirm the change, so two
/// officers of different duties decide, the present contacts are notified and can stop it, and only then can the new
/// contact be proved.
package struct ContactCase: Sendable, Equatable {
    package let id: ID<ContactCase>
    package let person: ID<Account>
    /// The new contact.
    package let contact: Contact
    package let state: State
    package let proposedBy: Signatory
    /// The earliest instant at which the new contact may be proved, by the programme's clock; nil until it is approved.
    package let opensAt: Instant?

    /// How long the present contacts can stop it before the new contact can be proved: the programme's rule for lost
    /// contacts.
    package static let notice = Span.hours(72)
    /// How long after `opensAt` the new contact may be proved; later the office has to start a new case.
    package static let patience = Span.days(30)

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
        case proposed
        case approved
        case refused
        /// A present contact reported that the change is not theirs.
        case stopped
        case done
    }

    /// Whether signing in with the new contact now replaces the lost one.
    package func isOpen(at now: Instant) -> Bool {
        guard state == .approved, let opensAt else { return false }
        return now >= opensAt && now < opensAt + ContactCase.patience
    }
}

/// Why the office does not replace a contact.
package enum ContactCaseRefusal: Refusal {
    case unreadableNIK
    case unreadableContact
    /// No verified identity has the NIK, or two people claim it.
    case unknownPerson
    /// The new contact belongs to an account.
    case contactTaken
    /// Another case of the same person is open.
    case underWay
    /// The second officer typed another contact than the first.
    case typedDifferently
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
        case .over: "contact-case.over"
        }
    }
}
