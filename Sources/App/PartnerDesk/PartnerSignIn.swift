import Foundation
import HTTPTypes
import Hummingbird
import Programme
import Storage

/// Signs a person of a partner in with password and authenticator code. Every attempt is counted, and the refusal does
/// not say which part was wrong.
struct PartnerSignIn: Sendable {
    let dependencies: Dependencies

    /// In characters; no address is longer.
    private static let longestName = 254
    private static let longestCode = 16

    /// Throws `PartnerSignInRefusal`.
    ///
    /// - Parameter network: the client's network address; for limits only.
    /// - Returns: the cookie of the new session.
    func begin(name typed: String, password: String, code: String, network: String) async throws -> String {
        let name = typed.trimmingWhitespace().lowercased()
        guard name.count <= Self.longestName, code.count <= Self.longestCode else { throw PartnerSignInRefusal.wrong }
        let now = dependencies.realNow()
        // Counted apart from an officer of the same address.
        let counted = "mitra \(name)"
        do {
            try dependencies.officerSignIns.count(counted, network: network, device: nil, at: now)
        } catch {
            throw PartnerSignInRefusal.tooManyTries
        }
        let credential = try await dependencies.database.read { try $0.partnerPeople.credential(signIn: name) }
        let isRight: Bool
        do {
            // Password and code are both checked in any case, so that the time taken reveals nothing.
            isRight = try await Password.matches(password, hash: credential?.passwordHash, in: .strangers)
        } catch is OfficerSignInRefusal {
            throw PartnerSignInRefusal.busy
        }
        let step = acceptedStep(code, credential, now: now)
        let cookie = try await dependencies.database.transaction { tx in
            guard let id = credential?.id, isRight, let person = try tx.partnerPeople.active(id),
                try isAsSetUp(id, in: tx), let factor = try secondFactor(code, step, of: id, at: now, in: tx)
            else { throw PartnerSignInRefusal.wrong }
            try note("partner-person.signed-in", person, with: factor, in: tx)
            return try tx.partnerPeople.begin(
                id, at: now, vault: dependencies.vault, random: dependencies.random)
        }
        dependencies.officerSignIns.forget(counted, network: network, device: nil)
        return cookie
    }

    /// Ends every session of the person, on all devices.
    func end(_ person: PartnerPerson) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            _ = try tx.records.hold(.partnerPeople, person.id)
            let isIntact = try dependencies.noteIfChanged(.partnerPeople, [person.id], in: tx).isEmpty
            try tx.partnerPeople.endSessions(of: person.id)
            guard isIntact else { return }
            try tx.records.bind(.partnerPeople, person.id, at: dependencies.realNow(), ids: dependencies.ids)
        }
    }

    private func note(
        _ action: String, _ person: PartnerPerson, with factor: OfficerSignIn.Factor, in tx: Transaction
    ) throws {
        try tx.audit.record(
            AuditEvent(action, subject: "partner:\(person.partner.id)", detail: ["with": factor.rawValue])
                .naming(.person(person.id)),
            by: .partner(person.partner.id), at: dependencies.moment(), ids: dependencies.ids)
    }

    /// The authenticator's code or a recovery code, used up; nil when it is neither.
    private func secondFactor(
        _ typed: String, _ step: Int64?, of person: ID<PartnerPerson>, at now: Instant, in tx: Transaction
    ) throws -> OfficerSignIn.Factor? {
        if let step, try tx.partnerPeople.use(step: step, of: person) { return .authenticator }
        guard let code = RecoveryCode.read(typed) else { return nil }
        let hash = RecoveryCode.hash(code, of: person, dependencies.vault)
        return try tx.partnerPeople.useRecovery(hash, of: person, at: now) ? .recoveryCode : nil
    }

    /// False for a person whose password, authenticator, role or suspension were changed by SQL.
    private func isAsSetUp(_ person: ID<PartnerPerson>, in tx: Transaction) throws -> Bool {
        guard try !tx.records.isAsBound(.partnerPeople, person, vault: dependencies.vault) else { return true }
        dependencies.reportChanged(.partnerPeople, person)
        return false
    }

    /// For an unknown person, and for a secret that cannot be decrypted, the code is checked too, against a random
    /// secret.
    private func acceptedStep(_ code: String, _ credential: PartnerCredential?, now: Instant) -> Int64? {
        let known = credential.flatMap { credential in
            try? dependencies.vault.open(
                credential.totpSecret, table: "partner_person", column: "totp_secret", row: credential.id.rawValue)
        }
        let secret = known ?? dependencies.random.bytes(PartnerSetUp.secretBytes)
        return TOTP(secret: secret).accept(code, at: now, lastUsed: credential?.totpStep)
    }
}

/// The cookie of a session at a partner's desk. It is read at the desk's addresses only.
enum PartnerSessionCookie {
    static func name(secure: Bool) -> String { secure ? "__Host-sesi-mitra" : "sesi-mitra" }

    static func make(_ value: String, lifetime: Span, secure: Bool) -> Cookie {
        Cookie(
            name: name(secure: secure), value: value, maxAge: Int(lifetime.seconds), path: "/", secure: secure,
            httpOnly: true, sameSite: .lax)
    }
}

enum PartnerSignInRefusal: UserFacingRefusal {
    /// The same refusal for an unknown name, a wrong password, and a wrong or used code.
    case wrong
    case tooManyTries
    /// The queue of password checks is full.
    case busy

    var code: String {
        switch self {
        case .wrong: "partners.sign-in.wrong"
        case .tooManyTries: "partners.sign-in.too-many-tries"
        case .busy: "partners.sign-in.busy"
        }
    }

    func sentence(_ t: Words) -> String {
        switch self {
        case .wrong:
            t(
                "Email, kata sandi, atau kode tidak cocok. Tunggu kode berikutnya di aplikasi, lalu coba lagi.",
                "E-mail, password or code do not match. Wait for the app's next code and try again.")
        case .tooManyTries:
            t(
                "Terlalu banyak percobaan dari jaringan ini. Coba lagi dalam \(OfficerSignInLimiter.window.seconds / 60) menit.",
                "Too many tries from this network. Try again in \(OfficerSignInLimiter.window.seconds / 60) minutes.")
        case .busy:
            t(
                "Terlalu banyak orang mencoba masuk saat ini. Tunggu satu menit, lalu coba lagi.",
                "Too many people try to sign in at this moment. Wait a minute and try again.")
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .wrong: .unprocessableContent
        case .tooManyTries: .tooManyRequests
        case .busy: .serviceUnavailable
        }
    }
}
