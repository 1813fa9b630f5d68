/// Who must remain in the office when one administrator suspends an officer at once: an administrator who turns, or whose
/// account was taken, must not be able to shut the others out.
package enum LastConfirmers {
    package static let leastAdministrators = 2
    /// Permissions to decide on what others proposed; of each, one officer must be left.
    private static let confirming: [Permission] = [
        .confirmOfficers, .approvePayouts, .approveLists, .approvePeopleChanges, .signDecrees,
    ]

    /// The permission that too few would hold without the officer; nil where one administrator may suspend them.
    package static func lacking(without officer: Set<Permission>, others: [Set<Permission>]) -> Permission? {
        let administrators = others.count { $0.contains(.manageOfficers) }
        if officer.contains(.manageOfficers), administrators < leastAdministrators { return .manageOfficers }
        return confirming.first { permission in
            officer.contains(permission) && !others.contains { $0.contains(permission) }
        }
    }
}
