import NIOConcurrencyHelpers
import Programme

/// The names of the office's roles, for sentences that know only a role's slug. Filled when a role file is read; roles
/// of an earlier file keep their names.
enum RoleNames {
    private static let known = NIOLockedValueBox([Role: Bilingual]())
    private static let current = NIOLockedValueBox([RoleDefinition]())

    static func learn(_ roles: OfficeRoles) {
        current.withLockedValue { $0 = roles.roles }
        known.withLockedValue { known in
            for role in roles.roles { known[role.slug] = role.name }
        }
    }

    /// The slug's words for a role of which no file was read.
    static func name(of role: Role) -> Bilingual {
        let words = role.rawValue.replacing("-", with: " ")
        return known.withLockedValue { $0[role] } ?? Bilingual(id: words, en: words)
    }

    /// The roles of the file read last that have the permission.
    static func holders(of permission: Permission) -> [Bilingual] {
        current.withLockedValue { roles in roles.filter { $0.permissions.contains(permission) }.map(\.name) }
    }

    /// The roles of the file read last that have at least one of the permissions.
    static func holders(ofAny permissions: Set<Permission>) -> [Bilingual] {
        current.withLockedValue { roles in
            roles.filter { role in permissions.contains { role.permissions.contains($0) } }.map(\.name)
        }
    }

    static func isKnown(_ role: Role) -> Bool { known.withLockedValue { $0[role] != nil } }
}

extension Role {
    var title: Bilingual { RoleNames.name(of: self) }
}
