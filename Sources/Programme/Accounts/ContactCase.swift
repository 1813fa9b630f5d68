/// The office's road for somebody who lost a proved contact. Nobody can answer for the lost one, so two officers of two
/// duties do, the present contacts are told and can stop it, and only then the new one may be proved.
package struct ContactCase: Sendable, Equatable {
    package let id: ID<ContactCase>
    package let person: ID<Account>
    /// The new one.
    package let contact: Contact
    package let state: State
    package let proposedBy: Signatory
    /// From when the new contact may be proved, by the programme's clock; nil while nobody has approved it.
    package let opensAt: Instant?

    /// How long the present contacts may stop it before it opens: the programme's rule for lost contacts.
    package static let notice = Span.hours(72)
    /// How long the new contact may be proved after that; later the office begins once more.
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
        /// Whoever holds a present contact said that it is not theirs to replace.
        case stopped
        case done
    }

    /// Whether signing in with the new contact puts it in its place.
    package func isOpen(at now: Instant) -> Bool {
        guard state == .approved, let opensAt else { return false }
        return now >= opensAt && now < opensAt + ContactCase.patience
    }
}

/// Why the office does not replace a contact.
package enum ContactCaseRefusal: Refusal {
    case unreadableNIK
    case unreadableContact
    /// No verified identity has the NIK, or two claim it.
    case unknownPerson
    /// The new contact belongs to an account.
    case contactTaken
    /// Another case of the same person is under way.
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
