/// A step on a person's way through the programme, in the order of the way. Each person counts once, on the day on which
/// they reached it first. Visits are not counted.
package enum FunnelStep: String, Sendable, CaseIterable {
    /// Made an account.
    case account
    /// The civil registry confirmed the identity card.
    case identity
    /// Sent the application.
    case sent
    /// Was found to qualify.
    case eligible
    /// Joined a first wave.
    case joined
    /// Was selected in a draw that is announced.
    case selected
    /// Received a card.
    case card
    /// Paid for a first course.
    case bought
    /// Completed a first course.
    case completed
    /// Received a first instalment.
    case paid
}

/// What else is counted by day, wave and province.
package enum DailyCount: Hashable, Sendable {
    case step(FunnelStep)
    /// Entries in waves: a person counts in every wave.
    case entries
    /// Payments the bank confirmed.
    case arrived
    /// Payments that came back to the card.
    case cameBack

    package static let all: [DailyCount] = FunnelStep.allCases.map(DailyCount.step) + [.entries, .arrived, .cameBack]

    /// As stored.
    package var name: String {
        switch self {
        case .step(let step): step.rawValue
        case .entries: "entries"
        case .arrived: "arrived"
        case .cameBack: "came-back"
        }
    }
}
