import Foundation
import Programme

/// What a session's seal covers, under the installation's key: the cookie's hash, the holder, the end and the time of
/// the authenticator's code. A row of `session` that was inserted, given to another holder, prolonged or proved by SQL
/// opens nothing.
package struct SessionSeal: Sendable {
    let hash: Data
    let holder: Actor
    let endsAt: Instant
    var provedAt: Instant?

    func code(_ vault: Vault) -> Data {
        let proved = provedAt.map { "\($0.milliseconds)" } ?? "-"
        let text = "\(hash.hex) \(holder.kind) \(holder.id ?? 0) \(endsAt.milliseconds) \(proved)"
        return vault.authenticationCode(of: Data(text.utf8), for: "session-row")
    }

    /// Throws `ForgedSession` unless `seal` was made for exactly this.
    func check(_ seal: Data?, _ vault: Vault) throws {
        guard let seal, constantTimeEqual(seal, code(vault)) else { throw ForgedSession() }
    }

    /// For the benchmarks, which load rows.
    package static func code(
        hash: Data, person: Int64, endsAt: Instant, vault: Vault
    ) -> Data {
        SessionSeal(hash: hash, holder: .person(ID(person)), endsAt: endsAt).code(vault)
    }

    /// The same for an officer who has given the authenticator's code.
    package static func code(
        hash: Data, officer: Int64, endsAt: Instant, provedAt: Instant, vault: Vault
    ) -> Data {
        SessionSeal(hash: hash, holder: .officer(ID(officer)), endsAt: endsAt, provedAt: provedAt).code(vault)
    }
}

/// The cookie belongs to a row that no sign-in left like this.
struct ForgedSession: Error {}
