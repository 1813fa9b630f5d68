import Foundation
import Programme
import Storage

/// The authenticator's code given again in a session, before an act on money, a draw or a signature.
struct OfficerProof: Sendable {
    let dependencies: Dependencies

    /// False when the code is wrong or was used, or the officer's secret cannot be decrypted.
    func give(_ code: String, by officer: ID<Officer>, in session: Session) async throws -> Bool {
        let now = dependencies.realNow()
        return try await dependencies.database.transaction { [dependencies] tx in
            guard let credential = try tx.officers.credential(of: officer) else { throw SignInRequired.officer }
            guard let secret = credential.secret(on: dependencies),
                let step = TOTP(secret: secret).accept(code, at: now, lastUsed: credential.totpStep),
                try tx.officers.use(step: step, of: officer)
            else {
                _ = try tx.officers.noteFailure(of: officer, at: now)
                return false
            }
            try tx.sessions.proved(session, at: now, vault: dependencies.vault)
            return true
        }
    }
}
