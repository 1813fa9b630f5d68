/// What a case is about, as the person chooses it. An appeal against a decision is a category of its own, and so is an
/// entry that is missing from a draw, which needs a receipt.
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
    /// The person holds a receipt of a wave, and is not in its draw.
    case missingEntry = "missing-entry"

    /// The categories of complaints, in the order of the form.
    package static let complaints = allCases.filter { $0 != .appeal && $0 != .missingEntry }

    /// Those without which a file of service rules is refused. The other one came later.
    static let required = Set(allCases).subtracting([.missingEntry])

    /// The promise where a file of service rules names none.
    var usualDays: Int {
        switch self {
        case .appeal: 10
        case .missingEntry: 1
        default: 5
        }
    }

    /// What is at stake for the person, 1 to 3: at equal deadlines the office takes up the higher one first.
    package var stake: Int {
        switch self {
        // Money that was promised, a place, or harm by an officer.
        case .incentive, .card, .conduct, .appeal, .missingEntry: 3
        // What must be settled before a wave closes or a schedule begins.
        case .account, .selection, .training, .privacy: 2
        case .registration, .photos, .survey, .other: 1
        }
    }
}
