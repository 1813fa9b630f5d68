import Foundation

/// The roles of the office as the role file says them: what each permits, and which ones one person may not hold
/// together.
package struct OfficeRoles: Sendable, Equatable {
    /// In the order of the file.
    package let roles: [RoleDefinition]
    /// Pairs that one person may not hold together.
    package let apart: [[Role]]
    /// Roles that a person holds alone.
    package let alone: [Role]
    /// The file.
    package let yaml: String
    /// SHA-256 of the values, independent of layout and comments.
    package let digest: Data

    package init(roles: [RoleDefinition], apart: [[Role]], alone: [Role], yaml: String, digest: Data) {
        (self.roles, self.apart, self.alone) = (roles, apart, alone)
        (self.yaml, self.digest) = (yaml, digest)
    }

    /// Nil for a role that the file does not have.
    package subscript(role: Role) -> RoleDefinition? { roles.first { $0.slug == role } }

    package func permissions(of role: Role) -> Set<Permission> { Set(self[role]?.permissions ?? []) }

    /// Each once, in the order of the file; those that the file does not have come last.
    package func ordered(_ held: [Role]) -> [Role] {
        let known = roles.map(\.slug)
        let others = Set(held).subtracting(known).sorted { $0.rawValue < $1.rawValue }
        return known.filter(held.contains) + others
    }

    /// Throws unless one person may hold all of these.
    package func check(_ held: [Role]) throws(OfficeRolesRefusal) {
        let held = ordered(held)
        guard !held.isEmpty else { throw .none }
        if let unknown = held.first(where: { self[$0] == nil }) { throw .unknown(unknown) }
        if held.count > 1, let single = held.first(where: alone.contains) { throw .alone(single) }
        for pair in apart where pair.allSatisfy(held.contains) { throw .apart(pair[0], pair[1]) }
    }
}

/// A role as the role file says it.
package struct RoleDefinition: Sendable, Equatable, Codable {
    package let slug: Role
    package let name: Bilingual
    package let purpose: Bilingual
    package let permissions: [Permission]
    /// Whether an officer with this role works for one region and office.
    package let region: Bool?

    package init(slug: Role, name: Bilingual, purpose: Bilingual, permissions: [Permission], region: Bool?) {
        (self.slug, self.name, self.purpose) = (slug, name, purpose)
        (self.permissions, self.region) = (permissions, region)
    }
}

package enum OfficeRolesRefusal: Refusal, Equatable {
    case none
    case unknown(Role)
    /// The role is held alone.
    case alone(Role)
    /// One person may not hold both.
    case apart(Role, Role)

    package var code: String {
        switch self {
        case .none: "office.roles.none"
        case .unknown: "office.roles.unknown"
        case .alone: "office.roles.alone"
        case .apart: "office.roles.apart"
        }
    }
}
