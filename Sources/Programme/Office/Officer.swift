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

    package var permissions: Set<Permission> {
        switch self {
        case .verifier: [.reviewPhotos, .settleDisputes]
        case .operations:
            [
                .runWaves, .signDecrees, .draftPayouts, .reviewPhotos, .mendJobs, .readAudit, .readLists, .importLists,
                .approveLists, .settleDisputes,
            ]
        case .approver:
            [.signDecrees, .approvePayouts, .mendJobs, .readAudit, .readLists, .approveLists, .settleDisputes]
        case .auditor: [.readAudit, .readLists]
        }
    }
}

package enum Permission: String, Sendable, Codable, CaseIterable {
    case reviewPhotos
    case settleDisputes
    case runWaves
    case signDecrees
    case draftPayouts
    case approvePayouts
    case mendJobs
    case readAudit
    case readLists
    case importLists
    case approveLists

    /// Its name as English words: `signDecrees` is “sign decrees”.
    package var inWords: String {
        rawValue.reduce(into: "") { $0 += $1.isUppercase ? " \($1.lowercased())" : "\($1)" }
    }
}
