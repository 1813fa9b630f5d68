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
    /// How much one officer registers at a counter.
    package let counter: CounterLimits
    /// The file.
    package let yaml: String
    /// SHA-256 of the values, independent of layout and comments.
    package let digest: Data

    package init(
        roles: [RoleDefinition], apart: [[Role]], alone: [Role], counter: CounterLimits = .usual, yaml: String,
        digest: Data
    ) {
        (self.roles, self.apart, self.alone, self.counter) = (roles, apart, alone, counter)
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

    /// What these roles lack against `newer`, in English, one line for each role or rule: permissions that no role has,
    /// permissions that a role does not have yet, and roles that one person may still hold together.
    package func lacking(against newer: OfficeRoles) -> [String] {
        let given = Set(roles.flatMap(\.permissions))
        let reached = Permission.allCases.filter { wanted in newer.roles.contains { $0.permissions.contains(wanted) } }
        let unheld = reached.filter { !given.contains($0) }.map { "no role has \($0.rawValue)" }
        let short = newer.roles.compactMap { role -> String? in
            let held = permissions(of: role.slug)
            let missing = role.permissions.filter { !held.contains($0) }.map(\.rawValue)
            guard !missing.isEmpty else { return nil }
            let lack = missing.joined(separator: ", ")
            return self[role.slug] == nil
                ? "there is no \(role.slug.rawValue)" : "\(role.slug.rawValue) does not have \(lack)"
        }
        let kept = Set(apart.map(Set.init))
        let together = newer.apart.filter { !kept.contains(Set($0)) }.map { pair in
            "one person may be \(pair.map(\.rawValue).joined(separator: " and "))"
        }
        let beside = newer.alone.filter { !alone.contains($0) }.map { "\($0.rawValue) may hold other roles too" }
        return unheld + short + together + beside
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
