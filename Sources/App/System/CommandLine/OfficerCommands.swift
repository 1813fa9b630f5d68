import Foundation
import Logging
import Programme
import Storage

/// `prakerja officer add`: adds the first administrators; later, and with a reason, an officer in an emergency.
package enum OfficerCommands {
    /// Every change of officers needs two administrators, so the command line makes two.
    static let firstAdministrators = 2

    /// Adds an officer and returns the link by which they set up their sign-in. For an officer who was added but has
    /// not done so yet, a new link replaces the old one, and name and roles are updated.
    ///
    /// - Parameter emergency: why the office cannot do it itself; nil for the first administrators.
    /// - Throws: `CommandRefused` when an officer with that sign-in name is set up already, the name is empty, the
    ///   sign-in name is not an e-mail address, the roles do not go together, or it is the office's own business.
    package static func add(
        name: String, signIn: String, roles: [String], emergency: String?, _ options: ServeOptions, logger: Logger
    ) async throws -> OfficerInvitation {
        try await Installation.with(options, logger: logger) { dependencies in
            try await add(
                name: name, signIn: signIn, roles: roles.map(Role.init(rawValue:)), emergency: emergency,
                on: dependencies)
        }
    }

    /// Throws `CommandRefused`.
    static func add(
        name: String, signIn: String, roles: [Role], emergency: String? = nil, on dependencies: Dependencies
    ) async throws -> OfficerInvitation {
        do {
            let reason = try emergency.map(OfficeReason.init)
            try await check(signIn, roles, reason, on: dependencies)
            return try await invite(name: name, signIn: signIn, roles: roles, because: reason, on: dependencies)
        } catch OfficerRefusal.taken {
            throw CommandRefused(try await taken(OfficerSignIn.canonical(signIn), on: dependencies))
        } catch let refusal as any UserFacingRefusal {
            throw CommandRefused(refusal.sentence(.english))
        }
    }

    /// Throws unless the command line may add an officer with these roles.
    private static func check(
        _ signIn: String, _ roles: [Role], _ reason: OfficeReason?, on dependencies: Dependencies
    ) async throws {
        guard EmailAddress(signIn) != nil else { throw OfficerRefusal.noAddress }
        try dependencies.officeRoles.check(roles)
        let signIn = OfficerSignIn.canonical(signIn)
        let (isTaken, administrators) = try await dependencies.database.read { tx in
            let isWaiting = try tx.officers.awaitingSetUp(signIn: signIn) != nil
            let isTaken = try tx.officers.standing(signIn: signIn) != nil && !isWaiting
            return (isTaken, try tx.officers.count(of: .administrator, except: signIn))
        }
        guard !isTaken else { throw OfficerRefusal.taken }
        guard reason == nil else { return }
        guard administrators < firstAdministrators else {
            throw CommandRefused(
                """
                there are \(administrators) administrators, who invite officers at \
                \(dependencies.configuration.baseURL)\(Paths.officers); when they cannot, give --emergency with the \
                reason, which is recorded and shown to them
                """)
        }
        guard roles == [.administrator] else {
            throw CommandRefused(
                """
                the command line adds the first \(firstAdministrators) administrators: --role administrator; they \
                invite everyone else at \(dependencies.configuration.baseURL)\(Paths.officers). When they cannot, give \
                --emergency with the reason
                """)
        }
    }

    /// Whose sign-in name it is, what that person may do, and what an operator does next.
    private static func taken(_ signIn: String, on dependencies: Dependencies) async throws -> String {
        let found = try await dependencies.database.read { tx in
            try tx.officers.standing(signIn: signIn).map { standing in
                (standing, try tx.officers.roles(of: standing.id, at: dependencies.realNow()))
            }
        }
        guard let (standing, roles) = found else { return OfficerRefusal.taken.sentence(.english) }
        let officer = Officer(id: standing.id, name: standing.name, roles: roles, of: dependencies.officeRoles)
        let may = officer.permissions.map(\.inWords).sorted().joined(separator: ", ")
        let present = standing.isSuspended ? "is suspended, and was" : "is"
        return """
            \(signIn) is the sign-in name of \(officer.name), who \(present) \
            \(officer.roles.map(\.rawValue).joined(separator: ", ")) (\(may)). Roles of an officer who is set up are \
            changed in the office, by two administrators; another person needs another sign-in name
            """
    }

    /// Throws `OfficerRefusal`.
    static func invite(
        name: String, signIn: String, roles: [Role], because reason: OfficeReason? = nil, on dependencies: Dependencies
    ) async throws -> OfficerInvitation {
        let name = name.trimmingWhitespace()
        guard !name.isEmpty else { throw OfficerRefusal.noName }
        guard EmailAddress(signIn) != nil else { throw OfficerRefusal.noAddress }
        let signIn = OfficerSignIn.canonical(signIn)
        let (token, secret) = (dependencies.random.token(24), dependencies.random.bytes(20))
        let officer = NewOfficer(
            name: name, signIn: signIn, roles: roles, passwordHash: OfficerSetUp.noPassword, secret: secret,
            emergency: reason?.text)
        try await dependencies.database.transaction { tx in
            let moment = dependencies.moment()
            let before = try tx.officers.digestBeforeChange()
            let id: ID<Officer>
            var detail = ["roles": roles.map(\.rawValue).joined(separator: ",")]
            if let waiting = try tx.officers.awaitingSetUp(signIn: signIn) {
                id = waiting
                try tx.officers.correct(id, name: name, roles: roles, at: moment.real)
            } else {
                id = try tx.officers.add(officer, at: moment.real, ids: dependencies.ids, vault: dependencies.vault)
                if let reason {
                    detail["reason"] = reason.text
                    let event = AuditEvent("officer.added-in-emergency", subject: "officer:\(id)", detail: detail)
                    try tx.audit.record(event, by: .system, at: moment, ids: dependencies.ids)
                } else {
                    let event = AuditEvent("officer.added", subject: "officer:\(id)", detail: detail)
                    try tx.audit.record(event, by: .system, at: moment, ids: dependencies.ids)
                }
            }
            try tx.officers.invite(
                id, token: OfficerSetUp.lookup(token, dependencies.vault), secret: secret,
                until: moment.real + OfficerSetUp.lifetime, vault: dependencies.vault)
            try tx.records.bind(.credentials, id, at: moment.real, ids: dependencies.ids)
            let event = AuditEvent("officer.invited", subject: "officer:\(id)", detail: detail)
            try tx.audit.record(event, by: .system, at: moment, ids: dependencies.ids)
            try tx.officers.recordAll(after: before, changed: id, by: .system, at: moment, ids: dependencies.ids)
        }
        return OfficerInvitation(
            signIn: signIn, link: dependencies.configuration.baseURL + Paths.officerSetUp(token),
            hours: Int(OfficerSetUp.lifetime.seconds / 3_600))
    }
}

/// The invitation to give to a new officer.
package struct OfficerInvitation: Sendable {
    package let signIn: String
    /// Valid once, in one browser.
    package let link: String
    /// How long it is valid, in hours.
    package let hours: Int
}
