import Foundation
import Programme
import Storage

/// A person of a partner changes the password, or makes recovery codes. Both take the present password and the present
/// authenticator's code, so that a session left open is not enough. A person who has lost one of the two is reset by two
/// others.
struct OwnDeskCredentials: Sendable {
    let dependencies: Dependencies
    let person: PartnerPerson

    private struct Proved: Sendable {
        let credential: PartnerCredential
        /// The authenticator step of the code.
        let step: Int64
    }

    /// All other sessions end. Throws `OwnCredentialRefusal.wrong` when the proof is wrong, and
    /// `OfficerSignInRefusal.busy`.
    func changePassword(
        _ proof: OwnCredentials.Proof, to password: String, in session: Session
    ) async throws {
        let proved = try await prove(proof)
        let hash = try await Password.hash(password)
        try await change(.password, proved) { [dependencies, person] tx in
            let old = proved.credential.passwordHash
            guard try tx.partnerPeople.setPassword(hash, inPlaceOf: old, of: person.id) else { return false }
            try tx.partnerPeople.endSessions(
                of: person.id, but: session.hash, at: dependencies.realNow(), vault: dependencies.vault)
            return true
        }
    }

    /// New codes instead of all earlier ones.
    func makeCodes(_ proof: OwnCredentials.Proof) async throws -> [String] {
        let proved = try await prove(proof)
        let codes = RecoveryCode.makeSet(dependencies.random)
        try await change(.recoveryCodes, proved) { [dependencies, person] tx in
            let hashes = codes.map { RecoveryCode.hash($0, of: person.id, dependencies.vault) }
            try tx.partnerPeople.setRecovery(hashes, of: person.id)
            return true
        }
        return codes
    }

    /// Which of password and code was wrong is not said.
    private func prove(_ proof: OwnCredentials.Proof) async throws -> Proved {
        let found = try await dependencies.database.read { [id = person.id] in try $0.partnerPeople.credential(of: id) }
        guard let credential = found else { throw SignInRequired.partner }
        let isRight = try await Password.matches(proof.password, hash: credential.passwordHash, in: .strangers)
        let secret = try? dependencies.vault.open(
            credential.totpSecret, table: "partner_person", column: "totp_secret", row: credential.id.rawValue)
        let step = secret.flatMap {
            TOTP(secret: $0).accept(proof.code, at: dependencies.realNow(), lastUsed: credential.totpStep)
        }
        guard isRight, let step else { throw OwnCredentialRefusal.wrong }
        return Proved(credential: credential, step: step)
    }

    /// The change, bound, with its record and the message to the person.
    ///
    /// - Parameter set: false when the credential was changed meanwhile.
    private func change(
        _ what: DeskCredentialNotice.What, _ proved: Proved,
        _ set: @escaping @Sendable (Transaction) throws -> Bool
    ) async throws {
        try await dependencies.database.transaction { [dependencies, person] tx in
            // What SQL put in place of the password does not pass with the change.
            guard
                try tx.records.isAsBound(tx.records.hold(.partnerPeople, person.id), vault: dependencies.vault)
            else {
                dependencies.reportChanged(.partnerPeople, person.id)
                throw OwnCredentialRefusal.wrong
            }
            guard try tx.partnerPeople.active(person.id) != nil,
                try tx.partnerPeople.use(step: proved.step, of: person.id), try set(tx)
            else { throw OwnCredentialRefusal.wrong }
            try tx.records.bind(.partnerPeople, person.id, at: dependencies.realNow(), ids: dependencies.ids)
            try tx.audit.record(
                AuditEvent(what.action, subject: "partner:\(person.partner.id)").naming(.person(person.id)),
                by: .partner(person.partner.id), at: dependencies.moment(), ids: dependencies.ids)
            guard
                let entry = try tx.partnerPeople.entry(person.id, of: person.partner.id),
                let address = EmailAddress(entry.signIn)
            else { return }
            try tx.inbox.invite(
                DeskCredentialNotice(what: what, name: entry.name), .email(address), on: dependencies)
        }
    }
}

/// The message to a person of a partner whose password or recovery codes were changed: the sign that another person did
/// it.
struct DeskCredentialNotice: Notice {
    let what: What
    let name: String

    enum What: Sendable {
        case password
        case recoveryCodes

        /// For the audit log.
        var action: String {
            switch self {
            case .password: "partner-person.password-changed"
            case .recoveryCodes: "partner-person.recovery-codes"
            }
        }

        fileprivate var change: Bilingual {
            switch self {
            case .password:
                Bilingual(
                    id: "Kata sandi meja mitra Anda diganti", en: "Your password at the partner's desk was changed")
            case .recoveryCodes:
                Bilingual(
                    id: "Kode pemulihan meja mitra Anda dibuat baru",
                    en: "Your recovery codes at the partner's desk were made again")
            }
        }
    }

    func subject(_ t: Words) -> String { t(what.change) }

    func body(_ t: Words) -> String {
        t(
            """
            Yth. \(name.isolated),

            \(what.change.id) di halaman Akun saya.

            Bukan Anda? Hubungi administrator mitra Anda sekarang juga. Dua administrator mengatur ulang cara Anda masuk.
            """,
            """
            Dear \(name.isolated),

            \(what.change.en) on the page My account.

            Was it not you? Speak to your partner's administrator at once. Two administrators reset your sign-in.
            """)
    }

    func text(_ t: Words) -> String {
        t(
            "\(what.change.id). Bukan Anda? Hubungi administrator mitra.",
            "\(what.change.en). Not you? Speak to your partner's administrator.")
    }

    func action(_ t: Words) -> NoticeAction? {
        NoticeAction(label: t("Lihat akun saya", "See my account"), target: Paths.deskAccount)
    }

    static var sample: DeskCredentialNotice { DeskCredentialNotice(what: .password, name: "Maya Lestari") }
}
