import Foundation
import HTTPTypes
import Logging
import Programme
import Storage

/// Signs an officer in with password and authenticator code. Every attempt is counted, and the refusal does not say
/// which part was wrong.
struct OfficerSignIn: Sendable {
    let dependencies: Dependencies

    /// The values entered at the office's sign-in.
    struct Attempt: Sendable {
        let name: String
        let password: String
        let code: String
        /// The client's network address; for limits only.
        let address: String
        /// The cookie of a browser in which an officer has signed in before.
        let device: String?
        /// As the browser calls itself, for the officer's own list of sessions.
        var userAgent = ""
    }

    /// The new session, and the cookie that marks the browser as recognised.
    struct Opened: Sendable {
        let session: String
        let device: OfficerDevice
    }

    /// In characters; no officer's name is longer.
    static let longestName = 200
    private static let longestCode = 16

    /// Throws `OfficerSignInRefusal`.
    func begin(_ attempt: Attempt) async throws -> Opened {
        let name = Self.canonical(attempt.name)
        guard name.count <= Self.longestName, attempt.code.count <= Self.longestCode else {
            throw OfficerSignInRefusal.wrong
        }
        let now = dependencies.realNow()
        let network = attempt.address
        let known = OfficerDevice(mark: attempt.device, name: name, at: now, on: dependencies)
        try dependencies.officerSignIns.count(name, network: network, device: known?.nonce, at: now)
        let credential = try await dependencies.database.read { try $0.officers.credential(signIn: name) }
        // Password and code are both checked in any case, so that the time taken reveals nothing.
        let rightPassword = try await Password.matches(
            attempt.password, hash: credential?.passwordHash, in: known == nil ? .strangers : .known)
        let step = acceptedStep(attempt.code, credential, now: now)
        let session = try await dependencies.database.transaction { [dependencies] tx in
            guard let officer = credential?.id, rightPassword,
                try isAsSetUp(officer, in: tx),
                let factor = try secondFactor(attempt.code, step, of: officer, at: now, in: tx)
            else {
                if let id = credential?.id { try noteFailure(of: id, at: now, in: tx) }
                throw CommittedRefusal(OfficerSignInRefusal.wrong)
            }
            let event = AuditEvent(
                "officer.signed-in", subject: "officer:\(officer)", detail: ["with": factor.rawValue])
            try tx.audit.record(event, by: .officer(officer), at: dependencies.moment(), ids: dependencies.ids)
            return try tx.sessions.begin(
                officer: officer, proved: factor == .authenticator, userAgent: attempt.userAgent, at: now,
                vault: dependencies.vault,
                random: dependencies.random)
        }
        dependencies.officerSignIns.forget(name, network: network, device: known?.nonce)
        return Opened(session: session, device: OfficerDevice(name: name, at: now, on: dependencies))
    }

    /// False for an officer whose password, authenticator, address, roles, suspension, NIK or its confirmation were changed by SQL.
    private func isAsSetUp(_ officer: ID<Officer>, in tx: Transaction) throws -> Bool {
        let what: String
        if try !tx.records.isAsBound(.credentials, officer, vault: dependencies.vault) {
            what = "password or authenticator were changed by other means than a set-up"
        } else if try !tx.records.isAsBound(.officers, officer, vault: dependencies.vault)
            || tx.officerIdentities.find(officer)?.state == .confirmed
                && !tx.records.isAsBound(.officerIdentities, officer, vault: dependencies.vault)
        {
            what = "address, roles, suspension or NIK were changed by other means than an act of two administrators"
        } else {
            return true
        }
        dependencies.logger.error("a sign-in was refused: \(what)", metadata: ["officer": "\(officer)"])
        return false
    }

    /// As the audit log has it.
    enum Factor: String {
        case authenticator
        case recoveryCode = "recovery-code"
    }

    /// The authenticator's code or a recovery code, used up; nil when it is neither.
    private func secondFactor(
        _ typed: String, _ step: Int64?, of officer: ID<Officer>, at now: Instant, in tx: Transaction
    ) throws -> Factor? {
        if let step, try tx.officers.use(step: step, of: officer) { return .authenticator }
        guard let code = RecoveryCode.read(typed) else { return nil }
        let hash = RecoveryCode.hash(code, of: officer, dependencies.vault)
        return try tx.officers.useRecovery(hash, of: officer, at: now) ? .recoveryCode : nil
    }

    /// An audit event is recorded for the first, second, fourth, eighth … attempt only, so that persistent guessing
    /// does not flood the trail.
    private func noteFailure(of officer: ID<Officer>, at now: Instant, in tx: Transaction) throws {
        let tries = try tx.officers.noteFailure(of: officer, at: now)
        guard tries.nonzeroBitCount == 1 else { return }
        let event = AuditEvent(
            "officer.sign-in-refused", subject: "officer:\(officer)", detail: ["tries": "\(tries)"])
        try tx.audit.record(event, by: .system, at: dependencies.moment(), ids: dependencies.ids)
    }

    static func canonical(_ signIn: String) -> String {
        signIn.trimmingWhitespace().lowercased()
    }

    /// For an unknown officer, and for a secret that cannot be decrypted, the code is checked too, against a random
    /// secret.
    private func acceptedStep(_ code: String, _ credential: OfficerCredential?, now: Instant) -> Int64? {
        let secret = credential?.secret(on: dependencies) ?? dependencies.random.bytes(20)
        return TOTP(secret: secret).accept(code, at: now, lastUsed: credential?.totpStep)
    }
}

enum OfficerSignInRefusal: UserFacingRefusal {
    /// The same refusal for an unknown name, a wrong password, and a wrong or used code.
    case wrong
    case tooManyTries
    /// The queue of password checks is full.
    case busy

    var code: String {
        switch self {
        case .wrong: "office.sign-in.wrong"
        case .tooManyTries: "office.sign-in.too-many-tries"
        case .busy: "office.sign-in.busy"
        }
    }

    func sentence(_ t: Words) -> String {
        switch self {
        case .wrong:
            t(
                "Email kantor, kata sandi, atau kode tidak cocok. Tunggu kode berikutnya di aplikasi, lalu coba lagi.",
                "E-mail, password or code do not match. Wait for the app's next code and try again.")
        case .tooManyTries:
            t(
                "Terlalu banyak percobaan dari jaringan ini. Coba lagi dalam \(OfficerSignInLimiter.window.seconds / 60) menit, "
                    + "atau pakai perangkat yang biasa Anda pakai untuk masuk.",
                "Too many tries from this network. Try again in \(OfficerSignInLimiter.window.seconds / 60) minutes, or use the "
                    + "device on which you usually sign in.")
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

enum OfficerRefusal: UserFacingRefusal {
    case taken
    case shortPassword
    case noName
    case noAddress
    case nikTaken
    /// The registry was asked as often as it may be.
    case noMoreNIKs
    /// Administrators decide about the NIK that was stated.
    case underReview

    var code: String {
        switch self {
        case .taken: "office.officer.taken"
        case .shortPassword: "office.officer.short-password"
        case .noName: "office.officer.no-name"
        case .noAddress: "office.officer.no-address"
        case .nikTaken: "office.officer.nik-taken"
        case .noMoreNIKs: "office.officer.no-more-niks"
        case .underReview: "office.officer.under-review"
        }
    }

    func sentence(_ t: Words) -> String {
        switch self {
        case .taken:
            t(
                "Sudah ada petugas dengan email kantor itu.",
                "There is already an officer with that e-mail.")
        case .shortPassword:
            t(
                "Kata sandi paling sedikit \(Password.shortest) huruf atau angka.",
                "A password has at least \(Password.shortest) characters.")
        case .noName:
            t(
                "Nama petugas kosong. Tulis nama seperti di KTP.",
                "The officer's name is empty. Write the name as on the identity card.")
        case .noAddress:
            t(
                "Email kantor ini bukan alamat email. Tulis yang lengkap, misalnya ratna@kantor.example.",
                "This is not an e-mail address. Write one of the office, such as ratna@kantor.example.")
        case .nikTaken:
            t(
                "NIK ini sudah dicatat petugas lain. Periksa angkanya. Kalau benar milik Anda, hubungi administrator.",
                "Another officer has stated this NIK. Check the digits. If it is yours, speak to an administrator.")
        case .noMoreNIKs:
            t(
                "Sudah terlalu sering ditanyakan ke Dukcapil. Minta dua administrator memastikan identitas Anda.",
                "The registry was asked too often. Ask two administrators to confirm your identity.")
        case .underReview:
            t(
                "Administrator sedang memutuskan NIK Anda. Tunggu putusannya.",
                "Administrators are deciding about your NIK. Await their decision.")
        }
    }
}
