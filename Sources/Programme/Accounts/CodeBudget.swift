/// The quota a code is counted against. Each destination has several quotas, so that people who only know an address
/// cannot use up the codes of its owner.
package enum CodeBudget: Sendable, Hashable {
    /// Requested without a session, by a browser that never proved the destination.
    case strangers
    /// Requested without a session, by a browser that has proved the destination; each such browser has its own quota.
    case browser(String)
    /// Requested by the signed-in owner of the proved contact.
    case owner
    /// Requested by a signed-in person for a contact that is not theirs yet.
    case claims
    /// Requested by a partner, for a purchase with the owner's card.
    case purchases
    /// The same, for the account of the partner that has bought with this card before: strangers at the partner cannot
    /// use its count up. `account` names it in letters that say nothing of a person.
    case customer(account: String)

    /// Codes to one destination per calendar day, by the real clock and the programme's time zone.
    package var perDay: Int {
        switch self {
        case .strangers, .browser, .owner: 10
        case .claims, .purchases, .customer: 20
        }
    }

    /// Codes to one destination per calendar month.
    package var perMonth: Int {
        switch self {
        case .strangers, .browser, .owner: 60
        case .claims, .purchases, .customer: 120
        }
    }

    /// The stored name, beside the destination.
    package var name: String {
        switch self {
        case .strangers: "strangers"
        case .browser(let token): "browser:\(token)"
        case .owner: "owner"
        case .claims: "claims"
        case .purchases: "purchases"
        case .customer(let account): "customer:\(account)"
        }
    }

    /// The default quota for a purpose, where the caller does not name one.
    package static func usual(for purpose: CodePurpose) -> CodeBudget {
        switch purpose {
        case .signUp, .signIn: .strangers
        case .phone, .newContact: .claims
        case .payee, .oldContact: .owner
        case .purchase: .purchases
        }
    }
}
