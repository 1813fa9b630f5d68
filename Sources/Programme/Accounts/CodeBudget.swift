/// Out of which count a code is sent. Each destination has several, so that people who only know an address cannot use
/// up the codes of the person it belongs to.
package enum CodeBudget: Sendable, Hashable {
    /// Asked for without a session, by a browser that never proved the destination.
    case strangers
    /// Asked for without a session, by a browser that has proved the destination; each such browser has its own count.
    case browser(String)
    /// Asked for by the signed-in owner of the proved contact.
    case owner
    /// Asked for by a signed-in person for a contact that is not theirs yet.
    case claims
    /// Asked for by a partner, for a purchase with the owner's card.
    case purchases

    /// Codes to one destination in a day, by the real clock and the programme's zone.
    package var perDay: Int {
        switch self {
        case .strangers, .browser, .owner: 10
        case .claims, .purchases: 20
        }
    }

    /// Codes to one destination in a month.
    package var perMonth: Int {
        switch self {
        case .strangers, .browser, .owner: 60
        case .claims, .purchases: 120
        }
    }

    /// As it is stored beside the destination.
    package var name: String {
        switch self {
        case .strangers: "strangers"
        case .browser(let token): "browser:\(token)"
        case .owner: "owner"
        case .claims: "claims"
        case .purchases: "purchases"
        }
    }

    /// The count a purpose uses where the caller knows nothing better.
    package static func usual(for purpose: CodePurpose) -> CodeBudget {
        switch purpose {
        case .signUp, .signIn: .strangers
        case .phone, .newContact: .claims
        case .payee, .oldContact: .owner
        case .purchase: .purchases
        }
    }
}
