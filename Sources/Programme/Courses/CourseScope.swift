/// Whose rows a file of courses may have: an officer's all, a partner's its own.
package enum CourseScope: Sendable, Equatable {
    case all
    /// By client code: its courses, with their prices and schedules.
    case institution(String)
    /// By client code: its prices and links for courses of institutions.
    case platform(String)

    package init(of partner: Partner) {
        switch partner.kind {
        case .institution: self = .institution(partner.clientCode)
        case .platform: self = .platform(partner.clientCode)
        }
    }

    /// What is wrong with a row of another partner; nil for one that may be imported.
    package func fault(of row: CourseRow) -> CourseRowFault? {
        switch self {
        case .all: nil
        case .institution(let code): row.institution == code ? nil : CourseRowFault(.institution, .otherPartner)
        case .platform(let code): row.price.platform == code ? nil : CourseRowFault(.platform, .otherPartner)
        }
    }

    /// Whether the file may bring in courses, contents and schedules. A platform's has prices and links only.
    package var hasContents: Bool {
        if case .platform = self { false } else { true }
    }
}
