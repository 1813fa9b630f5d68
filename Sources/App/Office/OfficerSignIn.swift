import Foundation
import HTTPTypes
import Programme
import Storage

/// An officer signs in with password and authenticator. Every try is counted, and who it was about stays unsaid.
struct OfficerSignIn: Sendable {
    let platform: Platform

    /// Answers the session's cookie. Throws `OfficerSignInRefusal`.
    func begin(signIn: String, password: String, code: String) async throws -> String {
        let name = Self.canonical(signIn)
        let lookup = platform.vault.lookup(name, purpose: "officer.attempt")
        let now = platform.realNow()
        let credential = try await platform.database.transaction { tx in
            try tx.officers.countAttempt(lookup, now: now)
            return try tx.officers.credential(signIn: name)
        }
        // Both are computed whatever the other said, so that the time tells nothing.
        let rightPassword = try await Password.matches(password, hash: credential?.passwordHash)
        let step = try acceptedStep(code, credential, now: now)
        return try await platform.database.transaction { [platform] tx in
            guard let officer = credential?.officer, rightPassword, let step,
                try tx.officers.use(step: step, of: officer.id)
            else {
                if let id = credential?.officer.id {
                    let event = AuditEvent("officer.sign-in-refused", subject: "officer:\(id)")
                    try tx.audit.record(event, by: .system, on: platform)
                }
                throw Recorded(OfficerSignInRefusal.wrong)
            }
            try tx.officers.forgetAttempts(lookup)
            let event = AuditEvent("officer.signed-in", subject: "officer:\(officer.id)")
            try tx.audit.record(event, by: .officer(officer.id), on: platform)
            return try tx.sessions.begin(officer: officer.id, on: platform)
        }
    }

    static func canonical(_ signIn: String) -> String {
        signIn.trimmingWhitespace().lowercased()
    }

    /// An unknown officer's code is computed as well, under a secret nobody has.
    private func acceptedStep(_ code: String, _ credential: OfficerCredential?, now: Instant) throws -> Int64? {
        let secret: Data
        if let credential {
            secret = try platform.vault.open(
                credential.totpSecret, table: "officer", column: "totp_secret", row: credential.officer.id.rawValue)
        } else {
            secret = platform.random.bytes(20)
        }
        return TOTP(secret: secret).accept(code, at: now, lastUsed: credential?.totpStep)
    }
}

enum OfficerSignInRefusal: Explained {
    /// One answer for an unknown name, a wrong password and a wrong or used code.
    case wrong
    case tooManyTries

    var code: String {
        switch self {
        case .wrong: "office.sign-in.wrong"
        case .tooManyTries: "office.sign-in.too-many-tries"
        }
    }

    func sentence(_ t: Words) -> String {
        switch self {
        case .wrong:
            t(
                "Nama masuk, kata sandi, atau kode tidak cocok. Tunggu kode berikutnya di aplikasi, lalu coba lagi.",
                "Sign-in name, password or code do not match. Wait for the app's next code and try again.")
        case .tooManyTries:
            t(
                "Terlalu banyak percobaan dengan nama ini. Coba lagi dalam "
                    + "\(OfficerQueries.window.seconds / 60) menit.",
                "Too many tries with this name. Try again in \(OfficerQueries.window.seconds / 60) minutes.")
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .wrong: .unprocessableContent
        case .tooManyTries: .tooManyRequests
        }
    }
}

enum OfficerRefusal: Explained {
    case taken
    case shortPassword

    var code: String {
        switch self {
        case .taken: "office.officer.taken"
        case .shortPassword: "office.officer.short-password"
        }
    }

    func sentence(_ t: Words) -> String {
        switch self {
        case .taken:
            t(
                "Sudah ada petugas dengan nama masuk itu.",
                "There is an officer with that sign-in name already.")
        case .shortPassword:
            t(
                "Kata sandi paling sedikit \(Password.shortest) huruf atau angka.",
                "A password has at least \(Password.shortest) characters.")
        }
    }
}
