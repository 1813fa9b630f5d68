import Programme

/// The code by which the present contact's owner agrees to another one. The message says what the code would do, so
/// that an owner who is talked into reading it out is warned, and one who did not ask learns that a stranger is in the
/// account.
struct ContactChangeCodeMessage: Notice {
    let digits: String
    /// Of the new one.
    let kind: Contact.Kind
    /// Masked.
    let contact: String
    let minutes: Int

    func subject(_ t: Words) -> String {
        t("Permintaan mengganti kontak akun Prakerja", "A request to change your Prakerja account's contact")
    }

    func body(_ t: Words) -> String {
        let spaced = "\(digits.prefix(3)) \(digits.suffix(3))"
        return t(
            """
            Seseorang yang masuk ke akun Anda ingin memasang \(kind.label(t)) \(contact). Kode untuk menyetujuinya:

                \(spaced)

            Berlaku \(minutes) menit dan hanya sekali pakai.

            Bukan Anda yang meminta? Jangan berikan kode ini kepada siapa pun. Masuk, lalu keluarkan semua perangkat \
            lain di halaman Perangkat.
            """,
            """
            Somebody who is signed in to your account wants to use the \(kind.label(t)) \(contact). The code to agree:

                \(spaced)

            It is valid for \(minutes) minutes and can be used once.

            Was it not you? Give this code to nobody. Sign in, then sign out all other devices on the page Devices.
            """)
    }

    func text(_ t: Words) -> String {
        t(
            "\(digits) = kode GANTI KONTAK akun Prakerja ke \(contact). Bukan Anda? Jangan berikan, masuk dan keluarkan perangkat lain.",
            "\(digits) = code to CHANGE the contact of your Prakerja account to \(contact). Not you? Tell nobody, sign out other devices."
        )
    }

    func action(_ t: Words) -> NoticeAction? {
        NoticeAction(label: t("Lihat perangkat yang masuk", "See signed-in devices"), target: Paths.devices)
    }

    static let sample = ContactChangeCodeMessage(
        digits: "274910", kind: .phone, contact: "0812-••••-7890", minutes: 10)
}

/// A contact was replaced or added: sent to every contact, including the old one, so that a stranger cannot do it
/// unnoticed.
struct ContactChangedNotice: Notice {
    let kind: Contact.Kind
    /// Masked; nil where there was none of the kind.
    let old: String?
    /// Masked.
    let contact: String
    /// By the programme's clock.
    let heldUntil: Instant
    let callCentre: String

    func subject(_ t: Words) -> String {
        t("Kontak akun Prakerja Anda diganti", "The contact of your Prakerja account was changed")
    }

    func body(_ t: Words) -> String {
        t(
            """
            \(opening(t)) Semua perangkat lain sudah dikeluarkan dari akun.

            Untuk keamanan, rekening insentif tidak bisa diganti sampai \(t.moment(heldUntil)).

            Bukan Anda yang mengganti? Segera telepon pusat bantuan: \(callCentre).
            """,
            """
            \(opening(t)) All other devices have been signed out.

            For safety, the account for incentives cannot be changed until \(t.moment(heldUntil)).

            Was it not you? Phone the call centre at once: \(callCentre).
            """)
    }

    func text(_ t: Words) -> String {
        t(
            "Kontak akun Prakerja diganti ke \(contact). Bukan Anda? Segera telepon \(callCentre).",
            "The contact of your Prakerja account is now \(contact). Not you? Phone \(callCentre) at once.")
    }

    private func opening(_ t: Words) -> String {
        guard let old else {
            return t(
                "\(kind.label(t).capitalizedFirst) \(contact) sekarang terpasang di akun Anda.",
                "The \(kind.label(t)) \(contact) now belongs to your account.")
        }
        return t(
            "\(kind.label(t).capitalizedFirst) akun Anda diganti dari \(old) menjadi \(contact).",
            "The \(kind.label(t)) of your account was changed from \(old) to \(contact).")
    }

    static let sample = ContactChangedNotice(
        kind: .phone, old: "0812-••••-7890", contact: "0813-••••-1122",
        heldUntil: Instant(milliseconds: 1_587_520_800_000), callCentre: "021-25541246")
}

/// A first mobile number was added to an account with an e-mail address: sent to that address.
struct PhoneAddedNotice: Notice {
    /// Masked.
    let phone: String
    let callCentre: String

    func subject(_ t: Words) -> String {
        t("Nomor HP terpasang di akun Prakerja Anda", "A mobile number was added to your Prakerja account")
    }

    func body(_ t: Words) -> String {
        t(
            """
            Nomor HP \(phone) sekarang terpasang di akun Anda. Nomor ini bisa dipakai untuk masuk.

            Bukan Anda yang memasangnya? Segera telepon pusat bantuan: \(callCentre).
            """,
            """
            The mobile number \(phone) now belongs to your account. It can be used to sign in.

            Was it not you? Phone the call centre at once: \(callCentre).
            """)
    }

    func text(_ t: Words) -> String {
        t(
            "Nomor HP \(phone) terpasang di akun Prakerja. Bukan Anda? Telepon \(callCentre).",
            "The number \(phone) was added to your Prakerja account. Not you? Phone \(callCentre).")
    }

    static let sample = PhoneAddedNotice(phone: "0812-••••-7890", callCentre: "021-25541246")
}

extension Contact.Kind {
    func label(_ t: Words) -> String {
        switch self {
        case .email: t("alamat email", "e-mail address")
        case .phone: t("nomor HP", "mobile number")
        }
    }
}

extension String {
    /// For a sentence that begins with it.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
