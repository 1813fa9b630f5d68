/// A person's sign-in. One person has one account: every table about a person refers to `ID<Account>` as `person_id`.
/// The account is created when a contact is proved; before that there is only an unanswered one-time code.
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

/// Why a form about accounts is refused.
package enum AccountRefusal: Refusal {
    /// Neither an e-mail address nor an Indonesian mobile number.
    case unreadableContact
    /// Digits that are not an Indonesian mobile number, and why not.
    case unreadablePhone(PhoneRefusal)
    /// The edition does not allow accounts of this kind.
    case contactKindNotAllowed(Contact.Kind)
    /// The account may not sign in; the programme office knows the reason.
    case suspended

    package var code: String {
        switch self {
        case .unreadableContact: "accounts.contact.unreadable"
        case .unreadablePhone(let refusal): refusal.code
        case .contactKindNotAllowed: "accounts.contact.kind"
        case .suspended: "accounts.suspended"
        }
    }
}

extension AccountRules {
    /// Parses typed text as a contact of a kind that this edition allows for accounts.
    package func contact(_ text: String) throws(AccountRefusal) -> Contact {
        let contact = try read(text)
        guard identifiers.contains(contact.kind) else { throw .contactKindNotAllowed(contact.kind) }
        return contact
    }

    private func read(_ text: String) throws(AccountRefusal) -> Contact {
        if let contact = Contact(text) { return contact }
        guard identifiers.contains(.phone), !text.contains("@") else { throw .unreadableContact }
        do throws(PhoneRefusal) {
            return .phone(try PhoneNumber(reading: text))
        } catch .notDigits {
            throw .unreadableContact
        } catch {
            throw .unreadablePhone(error)
        }
    }
}
