/// A member of the programme office, or an auditor. Never a beneficiary's account.
package struct Officer: Sendable, Equatable {
    package let id: ID<Officer>
    package let name: String
    package let role: Role

    package init(id: ID<Officer>, name: String, role: Role) {
        self.id = id
        self.name = name
        self.role = role
    }

    package var permissions: Set<Permission> { role.permissions }

    package func may(_ permission: Permission) -> Bool { permissions.contains(permission) }

    /// Whether the officer has at least one of these permissions.
    package func mayAny(_ permissions: Set<Permission>) -> Bool { !self.permissions.isDisjoint(with: permissions) }
}

package enum Role: String, Sendable, Codable, CaseIterable {
    /// Reviews photos and answers people.
    case verifier
    /// Runs waves and drafts decrees and payouts.
    case operations
    /// Signs decrees and approves payouts, as the second officer.
    case approver
    /// Can read everything and change nothing.
    case auditor

    package var permissions: Set<Permission> { ownPermissions.union(reportPermissions) }

    /// Officers who see single people see no figures of all; the auditor takes no tables out.
    private var reportPermissions: Set<Permission> {
        switch self {
        case .verifier: []
        case .operations, .approver: [.readReports, .exportData]
        case .auditor: [.readReports]
        }
    }

    private var ownPermissions: Set<Permission> {
        switch self {
        case .verifier:
            [.reviewPhotos, .settleDisputes, .searchPeople, .readPeople, .readPartners, .curateCourses, .answerCases]
        case .operations:
            [
                .runWaves, .signDecrees, .draftPayouts, .reviewPhotos, .mendJobs, .readAudit, .readLists, .importLists,
                .approveLists, .settleDisputes, .searchPeople, .readPeople, .readPartners, .managePartners,
                .curateCourses, .answerCases,
            ]
        case .approver:
            [
                .signDecrees, .approvePayouts, .mendJobs, .readAudit, .readLists, .approveLists, .settleDisputes,
                .searchPeople, .readPeople, .readPartners, .managePartners, .curateCourses,
                .answerCases,
            ]
        case .auditor: [.readAudit, .readLists, .searchPeople, .readPeople, .readPartners]
        }
    }
}

package enum Permission: String, Sendable, Codable, CaseIterable {
    case readReports
    case exportData
    case reviewPhotos
    case settleDisputes
    case answerCases
    case runWaves
    case signDecrees
    case draftPayouts
    case approvePayouts
    case mendJobs
    case readAudit
    case readLists
    case importLists
    case approveLists
    /// Looks people up by NIK, contact, name or number.
    case searchPeople
    /// Opens persons' pages.
    case readPeople
    /// Reads partners, courses and their prices.
    case readPartners
    /// Invites partners, proposes changes of their records and decides what another officer proposed.
    case managePartners
    case curateCourses

    /// Its name as English words: `signDecrees` is “sign decrees”.
    package var inWords: String {
        rawValue.reduce(into: "") { $0 += $1.isUppercase ? " \($1.lowercased())" : "\($1)" }
    }
}
