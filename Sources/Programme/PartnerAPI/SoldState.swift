/// The state of a paid purchase as a partner of the modern API sees it.
package enum SoldState: String, Sendable, CaseIterable {
    /// For a platform also a purchase whose training has begun or is completed: it learns no more of the participant.
    case paid
    case attended
    case completed
    /// Cancelled by the platform, or over without a completed training.
    case returned

    /// Those that a partner of this kind sees.
    package static func all(of kind: Partner.Kind) -> [SoldState] {
        switch kind {
        case .platform: [.paid, .returned]
        case .institution: allCases
        }
    }

    /// Nil for a purchase that was never paid.
    package init?(_ state: Purchase.State, seenBy kind: Partner.Kind) {
        switch state {
        case .posted: self = .paid
        case .attended: self = kind == .platform ? .paid : .attended
        case .completed: self = kind == .platform ? .paid : .completed
        case .voided, .lapsed: self = .returned
        case .held, .expired: return nil
        }
    }

    /// The purchase's own states that a partner of this kind sees as this one.
    package func states(seenBy kind: Partner.Kind) -> [Purchase.State] {
        Purchase.State.allCases.filter { SoldState($0, seenBy: kind) == self }
    }
}
