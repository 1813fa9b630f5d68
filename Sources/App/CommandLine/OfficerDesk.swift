import Foundation
import Logging
import Programme
import Storage

/// `prakerja officer add`: gives somebody of the office their way in.
package enum OfficerDesk {
    /// Adds an officer and answers the link by which they set themselves up. For somebody who was added and has not done
    /// so yet, a new link takes the place of the old one, and name and role become those given now.
    ///
    /// - Throws: `CommandRefused` when somebody signs in by that name already, the name is empty, or the sign-in name
    ///   is no e-mail address.
    package static func add(
        name: String, signIn: String, role: Role, _ options: ServeOptions, logger: Logger
    ) async throws -> OfficerInvitation {
        try await Installation.with(options, logger: logger) { platform in
            do {
                return try await invite(name: name, signIn: signIn, role: role, on: platform)
            } catch let refusal as OfficerRefusal {
                throw CommandRefused(refusal.sentence(.english))
            }
        }
    }

    /// Throws `OfficerRefusal`.
    static func invite(
        name: String, signIn: String, role: Role, on platform: Platform
    ) async throws -> OfficerInvitation {
        let name = name.trimmingWhitespace()
        guard !name.isEmpty else { throw OfficerRefusal.noName }
        guard EmailAddress(signIn) != nil else { throw OfficerRefusal.noAddress }
        let signIn = OfficerSignIn.canonical(signIn)
        let (token, secret) = (platform.random.token(24), platform.random.bytes(20))
        let officer = NewOfficer(
            name: name, signIn: signIn, role: role, passwordHash: OfficerSetUp.noPassword, secret: secret)
        try await platform.database.transaction { tx in
            let id: ID<Officer>
            if let waiting = try tx.officers.awaitingSetUp(signIn: signIn) {
                id = waiting
                try tx.officers.correct(id, name: name, role: role)
            } else {
                id = try tx.officers.add(officer, on: platform)
                let event = AuditEvent("officer.added", subject: "officer:\(id)", detail: ["role": role.rawValue])
                try tx.audit.record(event, by: .system, on: platform)
            }
            try tx.officers.invite(
                id, token: OfficerSetUp.lookup(token, platform.vault), secret: secret,
                until: platform.realNow() + OfficerSetUp.lifetime, on: platform)
            let event = AuditEvent("officer.invited", subject: "officer:\(id)", detail: ["role": role.rawValue])
            try tx.audit.record(event, by: .system, on: platform)
        }
        return OfficerInvitation(
            signIn: signIn, link: platform.configuration.baseURL + Paths.officerSetUp(token),
            hours: Int(OfficerSetUp.lifetime.seconds / 3_600))
    }
}

/// What is handed to a new officer.
package struct OfficerInvitation: Sendable {
    package let signIn: String
    /// Good once, in one browser.
    package let link: String
    /// How long it is good.
    package let hours: Int
}
