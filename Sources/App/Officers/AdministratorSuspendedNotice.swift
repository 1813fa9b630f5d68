import Programme

/// The message to the other administrators when one of them is suspended.
struct AdministratorSuspendedNotice: Notice {
    let name: String
    let officer: ID<Officer>

    func subject(_ t: Words) -> String {
        t("Seorang administrator ditangguhkan", "An administrator was suspended")
    }

    func body(_ t: Words) -> String {
        t(
            """
            Akun administrator \(name) baru saja ditangguhkan.

            Bila Anda tidak mengetahui sebabnya, hubungi manajer program hari ini. Alasan dan pelakunya ada di riwayat \
            tindakan.
            """,
            """
            The administrator's account of \(name) was suspended just now.

            If you do not know why, speak to a programme manager today. The audit log says who did it and why.
            """)
    }

    func text(_ t: Words) -> String {
        t("Akun administrator \(name) ditangguhkan.", "The administrator's account of \(name) was suspended.")
    }

    func action(_ t: Words) -> NoticeAction? {
        NoticeAction(label: t("Lihat akunnya", "See the account"), target: Paths.officer(officer))
    }

    static var sample: AdministratorSuspendedNotice {
        AdministratorSuspendedNotice(name: "Ratna Dewi", officer: ID(2))
    }
}
