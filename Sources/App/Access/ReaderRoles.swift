import Programme
import Storage

/// Under which role of theirs officers read a person's data, for the person: the one recorded with the reading. For a
/// reading from before roles were recorded, the first role that permits it and that they still hold since that moment.
struct ReaderRoles: Sendable {
    private var roles: [ID<StoredReading>: RoleDefinition] = [:]

    init() {}

    init(of readings: [StoredReading], in tx: Transaction, on dependencies: Dependencies) throws {
        let before = readings.filter { $0.role == nil }
        for reading in readings {
            roles[reading.id] = reading.role.flatMap { dependencies.officeRoles[$0] }
        }
        let terms = try tx.officers.terms(of: Array(Set(before.compactMap(\.officer))))
        for reading in before {
            guard let officer = reading.officer, let own = terms[officer] else { continue }
            let held = Set(own.filter { $0.holds(at: reading.at) }.map(\.role))
            roles[reading.id] = dependencies.officeRoles.roles.first { role in
                held.contains(role.slug) && !reading.kind.readers.isDisjoint(with: role.permissions)
            }
        }
    }

    /// Each once, by name.
    var all: [RoleDefinition] {
        var seen: Set<Role> = []
        return roles.values.filter { seen.insert($0.slug).inserted }.sorted { $0.slug.rawValue < $1.slug.rawValue }
    }

    /// Nil for an operator, and where the role is not known, or not in the role file any more.
    subscript(reading: StoredReading) -> RoleDefinition? { roles[reading.id] }
}

extension Officer {
    /// The first of their roles that permits reading such data.
    func reading(_ what: AccessKind) -> Role { signatory(for: Array(what.readers)).duty }
}

extension AccessKind {
    /// The permissions with any of which an officer reads such data.
    fileprivate var readers: Set<Permission> {
        switch self {
        case .photo: [.reviewPhotos, .settleDisputes]
        case .identity:
            [.readPeople, .changePeople, .approvePeopleChanges, .reviewPhotos, .answerCases, .readDrawSamples]
        case .contact: [.readPeople, .changePeople, .approvePeopleChanges, .answerCases, .reviewPhotos]
        case .payee: [.draftPayouts, .approvePayouts, .readAudit]
        case .dispute: [.settleDisputes]
        case .entry: [.runWaves, .signDecrees, .readAudit]
        case .person, .messages, .card: [.readPeople, .changePeople]
        case .search: [.searchPeople]
        case .correspondence: [.answerCases]
        case .trail, .readings: [.readAudit]
        case .list: [.readLists, .changePeople, .approvePeopleChanges]
        case .export: [.exportData]
        case .profile, .unknown: []
        }
    }
}
