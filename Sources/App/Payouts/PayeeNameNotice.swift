import Programme

/// Notifies the person of two officers' decision on an account whose holder's name differs slightly.
struct PayeeNameNotice: Notice {
    /// `GoPay •••• 7890`
    let account: String
    let isAllowed: Bool

    func subject(_ t: Words) -> String {
        isAllowed
            ? t("Rekening Anda boleh disambungkan", "Your account may be linked")
            : t("Rekening ini tidak bisa dipakai", "This account cannot be used")
    }

    func body(_ t: Words) -> String {
        isAllowed
            ? t(
                """
                Petugas sudah mencocokkan nama pemilik \(account) dengan nama Anda di Dukcapil.

                Buka halaman Rekening dan ketik nomornya sekali lagi. Setelah itu kami mengirim kode kepada Anda.
                """,
                """
                Officers have compared the holder's name of \(account) with your name in the civil registry.

                Open the page Account and type its number once more. Then we send you a code.
                """)
            : t(
                """
                Nama pemilik \(account) tidak cocok dengan nama Anda di Dukcapil. Pakai rekening lain atas nama Anda.

                Menurut Anda ini keliru? Minta bank memperbaiki nama Anda, atau hubungi pusat bantuan.
                """,
                """
                The holder's name of \(account) does not match your name in the civil registry. Use another account in \
                your own name.

                Is this wrong? Ask your bank to mend your name, or call the call centre.
                """)
    }

    func text(_ t: Words) -> String {
        isAllowed
            ? t(
                "\(account) boleh disambungkan. Buka situs resmi, Rekening.",
                "\(account) may be linked. Open the official site.")
            : t(
                "\(account) tidak bisa dipakai. Pakai rekening lain.", "\(account) cannot be used. Use another account."
            )
    }

    func action(_ t: Words) -> NoticeAction? {
        NoticeAction(label: t("Buka rekening", "Open the account page"), target: Paths.payee)
    }

    static let sample = PayeeNameNotice(account: "GoPay •••• 7890", isAllowed: true)
}
