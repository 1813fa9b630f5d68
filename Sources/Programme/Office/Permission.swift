/// What a role may permit. The roles that have one are said in the role file.
package enum Permission: String, Sendable, Codable, CaseIterable {
    case reviewPhotos
    case settleDisputes
    case runWaves
    case signDecrees
    case draftPayouts
    case approvePayouts
    case mendJobs
    case readAudit
    /// Sees the people behind the tickets that a draw itself chose, to look whether they exist.
    case readDrawSamples
    case readLists
    case importLists
    case approveLists
    /// Looks people up by NIK, contact, name or number.
    case searchPeople
    /// Opens persons' pages.
    case readPeople
    case changePeople
    case approvePeopleChanges
    /// Reads partners, courses and their prices.
    case readPartners
    /// Invites partners, proposes changes of their records and decides what another officer proposed.
    case managePartners
    case curateCourses
    case answerCases
    /// Registers people at a counter, beside them.
    case registerAtCounter
    case readReports
    case exportData
    case manageOfficers
    case confirmOfficers

    /// What an officer may do whose NIK is not confirmed, until there are two confirmed administrators: neither persons
    /// nor money nor draws are touched by it, and the administrators of a new installation confirm each other.
    package static let ofUnconfirmed: Set<Permission> = [.manageOfficers, .confirmOfficers]

    /// Its name as English words: `signDecrees` is “sign decrees”.
    package var inWords: String {
        rawValue.reduce(into: "") { $0 += $1.isUppercase ? " \($1.lowercased())" : "\($1)" }
    }
}
