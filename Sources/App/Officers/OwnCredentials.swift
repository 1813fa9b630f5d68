import Foundation
import HTTPTypes
import Programme
import Storage

/// An officer changes what they sign in with. Each change takes the present password and the present authenticator's
/// code, so that a session left open is not enough. An officer who has lost one of the two is reset by two others.
struct OwnCredentials: Sendable {
    let dependencies: Dependencies

    /// What the officer gives again.
    struct Proof: Sendable {
        let password: String
        let code: String
    }

    private struct Proved: Sendable {
        let credential: OfficerCredential
        /// The authenticator step of the code.
        let step: Int64
    }

    /// Throws `OwnCredentialRefusal.wrong` when the proof is wrong, and `OfficerSignInRefusal.busy`.
    func changePassword(
        _ proof: Proof, to password: String, of officer: Officer, in session: Session
    ) async throws {
        let proved = try await prove(proof, of: officer.id)
        let hash = try await Password.hash(password)
        try await change(.password, proved, of: officer, in: session) { tx in
            try tx.officers.setPassword(hash, inPlaceOf: proved.credential.passwordHash, of: officer.id)
        }
    }

    /// Puts a new authenticator in place of the present one.
    ///
    /// - Parameters:
    ///   - secret: the new authenticator's.
    ///   - newCode: by which the new authenticator is proved. Throws `.newCode` when it is wrong.
    func replaceAuthenticator(
        _ proof: Proof, by secret: Data, provedBy newCode: String, of officer: Officer, in session: Session
    ) async throws {
        guard let step = TOTP(secret: secret).accept(newCode, at: dependencies.realNow(), lastUsed: nil) else {
            throw OwnCredentialRefusal.newCode
        }
        let proved = try await prove(proof, of: officer.id)
        try await change(.authenticator, proved, of: officer, in: session) { [dependencies] tx in
            try tx.officers.setAuthenticator(
                secret, inPlaceOf: proved.credential.totpSecret, of: officer.id, step: step, vault: dependencies.vault)
        }
    }

    /// Which of password and code was wrong is not said. The attempt is counted like one at the sign-in.
    private func prove(_ proof: Proof, of officer: ID<Officer>) async throws -> Proved {
        let now = dependencies.realNow()
        let found = try await dependencies.database.read { try $0.officers.credential(of: officer) }
        guard let credential = found else { throw SignInRequired.officer }
        let isRight = try await Password.matches(proof.password, hash: credential.passwordHash, in: .known)
        let step = credential.secret(on: dependencies).flatMap { secret in
            TOTP(secret: secret).accept(proof.code, at: now, lastUsed: credential.totpStep)
        }
        guard isRight, let step else {
            _ = try await dependencies.database.transaction { try $0.officers.noteFailure(of: officer, at: now) }
            throw OwnCredentialRefusal.wrong
        }
        return Proved(credential: credential, step: step)
    }

    /// The change with all that follows: other sessions end, and the officer is told by e-mail.
    ///
    /// - Parameter set: false when the credential was changed meanwhile.
    private func change(
        _ what: OwnCredentialNotice.What, _ proved: Proved, of officer: Officer, in session: Session,
        _ set: @escaping @Sendable (Transaction) throws -> Bool
    ) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            let (id, now) = (officer.id, dependencies.realNow())
            // What SQL put in place of the password does not pass with the change.
            guard try tx.records.isAsBound(tx.records.hold(.credentials, id), vault: dependencies.vault) else {
                dependencies.reportChanged(.credentials, id)
                throw RecordRefusal.officerChanged
            }
            guard try tx.officers.use(step: proved.step, of: id), try set(tx) else {
                throw OwnCredentialRefusal.wrong
            }
            try tx.records.bind(.credentials, id, at: now, ids: dependencies.ids)
            _ = try tx.sessions.endOthers(
                of: id, but: session, at: now, ids: dependencies.ids, vault: dependencies.vault)
            try tx.sessions.proved(session, at: now, vault: dependencies.vault)
            try OwnAccount(dependencies: dependencies).record(
                what.action, about: "officer:\(id)", [:], by: id, in: tx)
            try OwnCredentialNotice(what: what, name: officer.name).send(to: id, in: tx, on: dependencies)
        }
    }
}

enum OwnCredentialRefusal: UserFacingRefusal {
    /// The present password or the present authenticator's code, or the code was used.
    case wrong
    /// The code of the new authenticator.
    case newCode
    /// The page with the new key is older than `PendingAuthenticator.lifetime`, or another session's.
    case keyOver
    case samePassword

    var code: String {
        switch self {
        case .wrong: "office.own-credential.wrong"
        case .newCode: "office.own-credential.new-code"
        case .keyOver: "office.own-credential.key-over"
        case .samePassword: "office.own-credential.same-password"
        }
    }

    func sentence(_ t: Words) -> String {
        switch self {
        case .wrong:
            t(
                "Kata sandi atau kode sekarang tidak cocok. Tunggu kode berikutnya di aplikasi, lalu coba lagi.",
                "The present password or code does not match. Wait for the app's next code, then try again.")
        case .newCode:
            t(
                "Kode dari kunci baru tidak cocok. Pasang kuncinya di aplikasi, lalu ketik kode yang tampil.",
                "The code of the new key does not match. Add the key to your app, then type the code it shows.")
        case .keyOver:
            t(
                "Kunci baru di halaman tadi sudah kedaluwarsa. Pasang kunci yang tampil sekarang.",
                "The new key of the earlier page is over. Add the key that is shown now.")
        case .samePassword:
            t(
                "Kata sandi baru sama dengan yang lama. Pilih yang lain.",
                "The new password is the same as the old one. Choose another.")
        }
    }

    var status: HTTPResponse.Status { .unprocessableContent }
}
