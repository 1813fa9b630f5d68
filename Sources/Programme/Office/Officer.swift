/// A member of the programme office, or an auditor. Never a beneficiary's account.
package struct Officer: Sendable, Equatable {
    package let id: ID<Officer>
    package let name: String
    /// In the order of the role file; those held as a deputy included.
    package let roles: [Role]
    /// By role, what it permits.
    private let permitted: [Role: Set<Permission>]
    /// Whether the registry, or two administrators, confirmed that the officer is the person of their NIK.
    package let isConfirmed: Bool
    /// What the officer may do while they are not confirmed.
    private let beforeConfirmation: Set<Permission>
    /// Further accounts with the officer's own NIK.
    private let twins: Set<ID<Officer>>

    /// - Parameters:
    ///   - roles: as stored. One that the role file no longer has permits nothing.
    ///   - twins: further accounts with the officer's own NIK.
    ///   - isConfirmed: an officer who is not may do little: rules about their own case go by their NIK.
    ///   - beforeConfirmation: what an officer who is not confirmed may do.
    package init(
        id: ID<Officer>, name: String, roles: [Role], of table: OfficeRoles, twins: Set<ID<Officer>> = [],
        isConfirmed: Bool = true, beforeConfirmation: Set<Permission> = Permission.ofUnconfirmed
    ) {
        self.id = id
        self.beforeConfirmation = beforeConfirmation
        self.isConfirmed = isConfirmed
        self.twins = twins
        self.name = name
        self.roles = table.ordered(roles)
        permitted = Dictionary(uniqueKeysWithValues: self.roles.map { ($0, table.permissions(of: $0)) })
    }

    /// Whether this is the officer's own account, or another with the same NIK.
    package func isSame(as other: ID<Officer>?) -> Bool { signatory.isSame(as: other) }

    /// Every account with the officer's NIK, this one included.
    package var accounts: [ID<Officer>] { signatory.accounts }

    package var permissions: Set<Permission> { held.filter(may) }

    private var held: Set<Permission> { permitted.values.reduce(into: []) { $0.formUnion($1) } }

    package func may(_ permission: Permission) -> Bool {
        (isConfirmed || beforeConfirmation.contains(permission)) && holds(permission)
    }

    /// Whether one of the roles has the permission, which an officer who is not confirmed may not use.
    package func holds(_ permission: Permission) -> Bool { permitted.values.contains { $0.contains(permission) } }

    /// Whether one of the roles has at least one of these permissions.
    package func mayAny(_ permissions: Set<Permission>) -> Bool { permissions.contains(where: may) }

    /// This officer with the duty under which they act: the first of their roles that has one of the permissions.
    package func signatory(for permissions: Permission...) -> Signatory { signatory(for: permissions) }

    package func signatory(for permissions: [Permission]) -> Signatory {
        let duty = roles.first { role in permissions.contains { permitted[role]?.contains($0) ?? false } }
        return Signatory(officer: id, duty: duty ?? leading, twins: twins)
    }

    /// This officer with their leading duty, for an act that every role may do.
    package var signatory: Signatory { Signatory(officer: id, duty: leading, twins: twins) }

    private var leading: Role { roles.first ?? Role(rawValue: "") }
}
