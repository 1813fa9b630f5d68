/// The pool in which a ticket is drawn: priority, one province, or all that remain.
package enum Stratum: Hashable, Sendable {
    case priority
    /// By its Kemendagri number, 11 to 97; 98 is the merged pool of provinces with too few entries.
    case province(Int)
    case everyone

    /// The number of the pool of merged provinces.
    package static let others = 98

    /// The number that is hashed. A province has its Kemendagri number, so that a reader of the bundle recognises it.
    package var number: Int {
        switch self {
        case .priority: 1
        case .everyone: 2
        case .province(let code): code
        }
    }

    package init?(number: Int) {
        switch number {
        case 1: self = .priority
        case 2: self = .everyone
        case 11...Self.others: self = .province(number)
        default: return nil
        }
    }
}
