/// A person's way of signing in. One person, one account: `ID<Account>` is what every table about a person carries as
/// `person_id`. It exists from the moment a contact was proved; before that there is only an unanswered one-time code.
package struct Account: Sendable, Equatable {
    package let id: ID<Account>
    package let status: Status
    package let createdAt: Instant

    package init(id: ID<Account>, status: Status, createdAt: Instant) {
        self.id = id
        self.status = status
        self.createdAt = createdAt
    }

    package enum Status: String, Sendable, CaseIterable {
        case active
        case suspended
        case closed
    }
}

/// What a form about accounts is refused for.
package enum AccountRefusal: Refusal {
    /// Neither an e-mail address nor an Indonesian mobile number.
    case unreadableContact
    /// The edition does not allow accounts of this kind.
    case contactKindNotAllowed(Contact.Kind)
    /// The account may not sign in; the office has the reason.
    case suspended

    package var code: String {
        switch self {
        case .unreadableContact: "accounts.contact.unreadable"
        case .contactKindNotAllowed: "accounts.contact.kind"
        case .suspended: "accounts.suspended"
        }
    }
}

extension AccountRules {
    /// Reads what somebody typed as a contact this edition's accounts may be made with.
    package func contact(_ text: String) throws(AccountRefusal) -> Contact {
        guard let contact = Contact(text) else { throw .unreadableContact }
        guard identifiers.contains(contact.kind) else { throw .contactKindNotAllowed(contact.kind) }
        return contact
    }
}
