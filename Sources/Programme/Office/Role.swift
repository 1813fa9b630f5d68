/// A role of the office, by its slug in the role file (`Editions/office.yaml`). What it permits is said there.
package struct Role: RawRepresentable, Hashable, Sendable, Codable {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(String.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    package static let programmeManager = Role(rawValue: "programme-manager")
    package static let waveManager = Role(rawValue: "wave-manager")
    package static let payoutMaker = Role(rawValue: "payout-maker")
    package static let payoutChecker = Role(rawValue: "payout-checker")
    package static let identityReviewer = Role(rawValue: "identity-reviewer")
    package static let partnerManager = Role(rawValue: "partner-manager")
    package static let curator = Role(rawValue: "curator")
    package static let helpdesk = Role(rawValue: "helpdesk")
    package static let localOfficer = Role(rawValue: "local-officer")
    package static let auditor = Role(rawValue: "auditor")
    package static let administrator = Role(rawValue: "administrator")
}

/// Sets of roles as a small office gives them out. Officers from before roles were a file have most of them.
extension [Role] {
    /// Reviews photos and courses, and answers people.
    package static var verifier: [Role] { [.identityReviewer, .curator, .helpdesk] }
    /// Runs waves, drafts payouts and manages partners.
    package static var operations: [Role] { [.waveManager, .payoutMaker, .identityReviewer, .partnerManager] }
    /// Signs decrees and approves payouts, as the second officer.
    package static var approver: [Role] { [.programmeManager, .payoutChecker] }
    /// Can read everything and change nothing.
    package static var auditor: [Role] { [.auditor] }
    /// Manages officers' accounts.
    package static var administrator: [Role] { [.administrator] }
}
