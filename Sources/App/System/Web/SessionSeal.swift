import Foundation
import Programme

/// What a session's seal covers, under the installation's key: the cookie's hash, the holder, the end, the time of the
/// authenticator's code, the case at a counter and the last end of a session of the same holder. A row of `session` that
/// was inserted, given to another holder, prolonged, proved, freed of its case or put back by SQL opens nothing.
package struct SessionSeal: Sendable {
    let hash: Data
    let holder: Actor
    let endsAt: Instant
    var provedAt: Instant?
    /// Of a session that ends when it is not used: an officer's, and a person's at a counter. Nil for others.
    var seenAt: Instant?
    /// The row of `bound_record` by which the last session of the holder ended; nil before the first end.
    var after: Int64?
    /// The case at a counter; nil for a person's own session and an officer's.
    var counterCase: ID<CounterCase>?

    func code(_ vault: Vault) -> Data {
        let proved = provedAt.map { "\($0.milliseconds)" } ?? "-"
        let seen = seenAt.map { " seen \($0.milliseconds)" } ?? ""
        let after = after.map { " after \($0)" } ?? ""
        let counter = counterCase.map { " counter \($0)" } ?? ""
        let mark = "\(endsAt.milliseconds) \(proved)\(seen)\(after)\(counter)"
        let text = "\(hash.hex) \(holder.kind) \(holder.id ?? 0) \(mark)"
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

    /// The same for an officer who has given the authenticator's code, and was seen then.
    package static func code(
        hash: Data, officer: Int64, endsAt: Instant, provedAt: Instant, vault: Vault
    ) -> Data {
        SessionSeal(
            hash: hash, holder: .officer(ID(officer)), endsAt: endsAt, provedAt: provedAt, seenAt: provedAt
        ).code(vault)
    }
}

/// The cookie belongs to a row that no sign-in left like this.
struct ForgedSession: Error {}
