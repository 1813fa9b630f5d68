import Foundation
import Logging
import Programme
import Storage

/// `prakerja officer add`: gives somebody of the office their way in.
package enum OfficerDesk {
    /// Answers the authenticator's secret, which is shown once and kept sealed.
    package static func add(
        name: String, signIn: String, role: Role, password: String, _ options: ServeOptions, logger: Logger
    ) async throws -> OfficerKey {
        guard password.count >= Password.shortest, password.utf8.count <= Password.longest else {
            throw CommandRefused(OfficerRefusal.shortPassword.sentence(.english))
        }
        let hash = try await Password.hash(password)
        return try await Installation.with(options, logger: logger) { platform in
            let secret = platform.random.bytes(20)
            let officer = NewOfficer(
                name: name, signIn: OfficerSignIn.canonical(signIn), role: role, passwordHash: hash, secret: secret)
            do {
                try await platform.database.transaction { tx in
                    let id = try tx.officers.add(officer, on: platform)
                    let event = AuditEvent("officer.added", subject: "officer:\(id)", detail: ["role": role.rawValue])
                    try tx.audit.record(event, by: .system, on: platform)
                }
            } catch let refusal as OfficerRefusal {
                throw CommandRefused(refusal.sentence(.english))
            }
            return OfficerKey(signIn: officer.signIn, secret: Base32.encode(secret))
        }
    }
}

/// What a new officer types into their authenticator.
package struct OfficerKey: Sendable {
    package let signIn: String
    /// Base32.
    package let secret: String

    /// What an authenticator app reads as a QR code.
    package var address: String { "otpauth://totp/Prakerja:\(signIn)?secret=\(secret)&issuer=Prakerja" }
}
