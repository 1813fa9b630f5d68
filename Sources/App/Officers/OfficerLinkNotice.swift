import Programme

/// The message with the link by which an officer sets up password and authenticator.
struct OfficerLinkNotice: Notice {
    let name: String
    let token: String

    private static let hours = OfficerSetUp.lifetime.seconds / 3_600

    func subject(_ t: Words) -> String {
        t("Siapkan akun petugas Prakerja Anda", "Set up your Prakerja officer's account")
    }

    func body(_ t: Words) -> String {
        t(
            """
            Yth. \(name.isolated),

            Dua petugas yang berwenang membuka akun petugas untuk Anda. Pasang kata sandi dan autentikator lewat tombol di \
            bawah.

            Tautan berlaku \(Self.hours) jam, sekali pakai, di perangkat yang pertama membukanya. Jangan teruskan \
            pesan ini kepada siapa pun, juga tidak kepada administrator.
            """,
            """
            Dear \(name.isolated),

            Two authorised officers opened an officer's account for you. Set a password and an authenticator with the \
            button below.

            The link is valid for \(Self.hours) hours, once, on the device that opens it first. Pass this message on \
            to no one, administrators included.
            """)
    }

    func text(_ t: Words) -> String {
        t(
            "Siapkan akun petugas Prakerja Anda: buka email kantor Anda.",
            "Set up your Prakerja officer's account: see your e-mail.")
    }

    func action(_ t: Words) -> NoticeAction? {
        NoticeAction(label: t("Siapkan akun", "Set up the account"), target: Paths.officerSetUp(token))
    }

    static var sample: OfficerLinkNotice { OfficerLinkNotice(name: "Ratna Dewi", token: "contoh") }
}
