import Programme
import Storage

/// The message to an officer whose password, authenticator or recovery codes were changed: the sign that another person
/// did it.
struct OwnCredentialNotice: Notice {
    let what: What
    let name: String

    enum What: Sendable {
        case password
        case authenticator
        case recoveryCodes

        /// For the audit log.
        var action: String {
            switch self {
            case .password: "officer.password-changed"
            case .authenticator: "officer.authenticator-replaced"
            case .recoveryCodes: "officer.recovery-codes"
            }
        }

        fileprivate var change: Bilingual {
            switch self {
            case .password: Bilingual(id: "Kata sandi akun petugas Anda diganti", en: "Your password was changed")
            case .authenticator:
                Bilingual(id: "Autentikator akun petugas Anda diganti", en: "Your authenticator was replaced")
            case .recoveryCodes:
                Bilingual(id: "Kode pemulihan akun petugas Anda dibuat baru", en: "Your recovery codes were made again")
            }
        }
    }

    func subject(_ t: Words) -> String { t(what.change) }

    func body(_ t: Words) -> String {
        t(
            """
            Yth. \(name.isolated),

            \(what.change.id) di halaman Akun saya.

            Bukan Anda? Hubungi administrator sekarang juga. Dua administrator mengatur ulang akun Anda.
            """,
            """
            Dear \(name.isolated),

            \(what.change.en) on the page My account.

            Was it not you? Speak to an administrator at once. Two administrators reset your account.
            """)
    }

    func text(_ t: Words) -> String {
        t(
            "\(what.change.id). Bukan Anda? Hubungi administrator.",
            "\(what.change.en). Not you? Speak to an administrator.")
    }

    func action(_ t: Words) -> NoticeAction? {
        NoticeAction(label: t("Lihat akun saya", "See my account"), target: Paths.ownAccount)
    }

    /// To the officer's address. One that is no e-mail address, from before addresses were required, gets none.
    func send(to officer: ID<Officer>, in tx: Transaction, on dependencies: Dependencies) throws {
        guard let address = try tx.officers.signIn(of: officer).flatMap(EmailAddress.init) else { return }
        try tx.inbox.invite(self, .email(address), on: dependencies)
    }

    static var sample: OwnCredentialNotice { OwnCredentialNotice(what: .password, name: "Ratna Dewi") }
}
