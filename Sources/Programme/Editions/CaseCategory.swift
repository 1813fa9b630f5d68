/// What a case is about, as the person chooses it. An appeal against a decision is a category of its own.
package enum CaseCategory: String, Sendable, Codable, CaseIterable {
    case account
    case registration
    case photos
    case selection
    case card
    case training
    case incentive
    case survey
    /// Officers, helpers and brokers who behaved wrongly.
    case conduct
    /// The person's data: who has it, who read it, deletion.
    case privacy
    case other
    case appeal

    /// The categories of complaints, in the order of the form.
    package static let complaints = allCases.filter { $0 != .appeal }

    /// What is at stake for the person, 1 to 3: at equal deadlines the office takes up the higher one first.
    package var stake: Int {
        switch self {
        // Money that was promised, a place, or harm by an officer.
        case .incentive, .card, .conduct, .appeal: 3
        // What must be settled before a wave closes or a schedule begins.
        case .account, .selection, .training, .privacy: 2
        case .registration, .photos, .survey, .other: 1
        }
    }
}
