/// The replacement of a proved contact. A session alone is not enough: a code sent to the present contact confirms it,
/// and a code sent to the new contact proves that one.
package struct ContactChange: Sendable, Equatable {
    package let id: ID<ContactChange>
    package let person: ID<Account>
    /// The new contact.
    package let contact: Contact
    package let step: Step
    /// Real clock.
    package let begunAt: Instant

    /// How long after `begunAt` the change may be finished, by the real clock.
    package static let patience = Span.hours(1)

    package init(id: ID<ContactChange>, person: ID<Account>, contact: Contact, step: Step, begunAt: Instant) {
        self.id = id
        self.person = person
        self.contact = contact
        self.step = step
        self.begunAt = begunAt
    }

    package enum Step: String, Sendable, CaseIterable {
        /// The code sent to the present contact has not been entered.
        case begun
        /// The present contact's owner has confirmed; the code sent to the new contact has not been entered.
        case agreed
        /// The new contact has replaced the old one.
        case done
    }

    /// The present contact whose owner has to confirm a new one of `kind`: the one that is replaced or, where there is
    /// none of the kind, the other one. Nil without any contact.
    package static func present(_ contacts: [Contact], for kind: Contact.Kind) -> Contact? {
        contacts.first { $0.kind == kind } ?? contacts.first
    }
}

extension AccountRules {
    /// How many days a payee account cannot be changed after a contact was replaced, where the edition sets no number.
    package static let usualPayeeHoldDays = 7

    /// The highest number an edition may set.
    package static let longestPayeeHoldDays = 366

    /// How many days a payee account cannot be changed after a contact was replaced, so that a thief of a contact
    /// cannot redirect the money with it.
    package var daysPayeeIsHeld: Int { payeeHoldDays ?? AccountRules.usualPayeeHoldDays }
}

/// Why a contact is not changed.
package enum ContactRefusal: Refusal {
    case unreadable(Contact.Kind)
    /// The new one is the present one.
    case same
    /// A mobile number is proved already; replacing it is another procedure (`ContactChange`).
    case alreadyProved
    /// No change is open, or it was begun too long ago.
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
