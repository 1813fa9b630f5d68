import Foundation
import Logging
import Programme
import Storage

/// `prakerja officer add`: adds an officer.
package enum OfficerCommands {
    /// Adds an officer and returns the link by which they set up their sign-in. For an officer who was added but has
    /// not done so yet, a new link replaces the old one, and name and role are updated.
    ///
    /// - Throws: `CommandRefused` when an officer with that sign-in name is set up already, the name is empty, or the
    ///   sign-in name is not an e-mail address.
    package static func add(
        name: String, signIn: String, role: Role, _ options: ServeOptions, logger: Logger
    ) async throws -> OfficerInvitation {
        try await Installation.with(options, logger: logger) { dependencies in
            try await add(name: name, signIn: signIn, role: role, on: dependencies)
        }
    }

    /// Throws `CommandRefused`.
    static func add(
        name: String, signIn: String, role: Role, on dependencies: Dependencies
    ) async throws -> OfficerInvitation {
        do {
            return try await invite(name: name, signIn: signIn, role: role, on: dependencies)
        } catch OfficerRefusal.taken {
            let signIn = OfficerSignIn.canonical(signIn)
            let standing = try await dependencies.database.read { try $0.officers.standing(signIn: signIn) }
            throw CommandRefused(taken(signIn, standing))
        } catch let refusal as OfficerRefusal {
            throw CommandRefused(refusal.sentence(.english))
        }
    }

    /// Whose sign-in name it is, what that person may do, and what an operator does next.
    private static func taken(_ signIn: String, _ standing: (officer: Officer, isSuspended: Bool)?) -> String {
        guard let (officer, isSuspended) = standing else { return OfficerRefusal.taken.sentence(.english) }
        let may = officer.role.permissions.map(\.inWords).sorted().joined(separator: ", ")
        let present = isSuspended ? "is suspended, and was" : "is"
        return """
            \(signIn) is the sign-in name of \(officer.name), who \(present) \(officer.role.rawValue) (\(may)). Name \
            and role stay once an officer is set up: add another person, or another role, under another sign-in name
            """
    }

    /// Throws `OfficerRefusal`.
    static func invite(
        name: String, signIn: String, role: Role, on dependencies: Dependencies
    ) async throws -> OfficerInvitation {
        let name = name.trimmingWhitespace()
        guard !name.isEmpty else { throw OfficerRefusal.noName }
        guard EmailAddress(signIn) != nil else { throw OfficerRefusal.noAddress }
        let signIn = OfficerSignIn.canonical(signIn)
        let (token, secret) = (dependencies.random.token(24), dependencies.random.bytes(20))
        let officer = NewOfficer(
            name: name, signIn: signIn, role: role, passwordHash: OfficerSetUp.noPassword, secret: secret)
        try await dependencies.database.transaction { tx in
            let moment = dependencies.moment()
            let id: ID<Officer>
            if let waiting = try tx.officers.awaitingSetUp(signIn: signIn) {
                id = waiting
                try tx.officers.correct(id, name: name, role: role)
            } else {
                id = try tx.officers.add(officer, at: moment.real, ids: dependencies.ids, vault: dependencies.vault)
                let event = AuditEvent("officer.added", subject: "officer:\(id)", detail: ["role": role.rawValue])
                try tx.audit.record(event, by: .system, at: moment, ids: dependencies.ids)
            }
            try tx.officers.invite(
                id, token: OfficerSetUp.lookup(token, dependencies.vault), secret: secret,
                until: moment.real + OfficerSetUp.lifetime, vault: dependencies.vault)
            let event = AuditEvent("officer.invited", subject: "officer:\(id)", detail: ["role": role.rawValue])
            try tx.audit.record(event, by: .system, at: moment, ids: dependencies.ids)
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
