/// A proved contact is about to be replaced. Whoever is in a session cannot do it alone: a code sent to the present
/// contact agrees, a code sent to the new one proves it.
package struct ContactChange: Sendable, Equatable {
    package let id: ID<ContactChange>
    package let person: ID<Account>
    /// The new one.
    package let contact: Contact
    package let step: Step
    /// Real clock.
    package let begunAt: Instant

    /// How long one that was begun may be finished, by the real clock.
    package static let patience = Span.hours(1)

    package init(id: ID<ContactChange>, person: ID<Account>, contact: Contact, step: Step, begunAt: Instant) {
        self.id = id
        self.person = person
        self.contact = contact
        self.step = step
        self.begunAt = begunAt
    }

    package enum Step: String, Sendable, CaseIterable {
        /// The code to the present contact is awaited.
        case begun
        /// The present contact's owner has agreed; the code to the new contact is awaited.
        case agreed
        /// The new contact has taken its place.
        case done
    }

    /// The present contact whose owner has to agree to a new one of `kind`: the one that is replaced, or, where there
    /// is none of the kind, the other one. Nil for somebody without any.
    package static func present(_ contacts: [Contact], for kind: Contact.Kind) -> Contact? {
        contacts.first { $0.kind == kind } ?? contacts.first
    }
}

extension AccountRules {
    /// How long an account for incentives stays as it is after a contact changed, where the edition does not say, in
    /// days.
    package static let usualPayeeHoldDays = 7

    /// The longest an edition may name.
    package static let longestPayeeHoldDays = 366

    /// How many days an account for incentives stays as it is after a contact was replaced: a new contact is worth
    /// nothing to a thief while the money's way cannot be changed with it.
    package var daysPayeeIsHeld: Int { payeeHoldDays ?? AccountRules.usualPayeeHoldDays }
}

/// Why a contact is not changed.
package enum ContactRefusal: Refusal {
    case unreadable(Contact.Kind)
    /// The new one is the present one.
    case same
    /// A mobile number is proved already; replacing it is another road.
    case alreadyProved
    /// Nothing is under way, or it was begun too long ago.
    case nothingUnderWay

    package var code: String {
        switch self {
        case .unreadable: "contacts.unreadable"
        case .same: "contacts.same"
        case .alreadyProved: "contacts.already-proved"
        case .nothingUnderWay: "contacts.nothing-under-way"
        }
    }
}
