import Programme

/// Reminds a cardholder how many days are left for a first purchase.
struct CardReminderNotice: Notice {
    let left: Span
    let until: Instant
    let balance: Rupiah

    func subject(_ t: Words) -> String {
        t("Kartu Anda belum dipakai", "Your card has not been used yet")
    }

    func body(_ t: Words) -> String {
        t(
            """
            Beli pelatihan pertama Anda sebelum \(t.moment(until)). Sisa waktunya \(t.span(left)).

            Kalau lewat, kartu hangus dan uang \(balance) kembali ke negara.
            """,
            """
            Buy your first training before \(t.moment(until)). There is \(t.span(left)) left.

            After that the card lapses and its \(balance) go back to the state.
            """)
    }

    func text(_ t: Words) -> String {
        t(
            "Kartu Prakerja Anda hangus dalam \(t.span(left)) bila belum dipakai membeli pelatihan.",
            "Your Prakerja card lapses in \(t.span(left)) unless you buy a training with it.")
    }

    func action(_ t: Words) -> NoticeAction? {
        NoticeAction(label: t("Cari pelatihan", "Find a training"), target: Paths.catalogue)
    }

    static let sample = CardReminderNotice(
        left: .days(7), until: CardView.sampleNow + .days(7), balance: Rupiah(1_000_000))
}

/// The card was not used in time.
struct CardExpiredNotice: Notice {
    let days: Int
    /// Whether the card's edition lets its holder join again.
    let mayJoinAgain: Bool

    func subject(_ t: Words) -> String {
        t("Kartu Anda hangus", "Your card has lapsed")
    }

    func body(_ t: Words) -> String {
        t(
            """
            Kartu Anda tidak dipakai dalam \(days) hari, jadi kartu hangus dan uangnya kembali ke negara.\
            \(again(t))

            Ada yang salah? Buka halaman Kartu di situs resmi atau hubungi pusat bantuan.
            """,
            """
            Your card was not used within \(days) days, so it has lapsed and its money went back to the state.\
            \(again(t))

            Is this wrong? Open the page Card on the official site or call the call centre.
            """)
    }

    private func again(_ t: Words) -> String {
        mayJoinAgain ? t(" Anda boleh ikut gelombang berikutnya.", " You may join a later wave.") : ""
    }

    func text(_ t: Words) -> String {
        t(
            "Kartu Prakerja Anda hangus karena tidak dipakai dalam \(days) hari.",
            "Your Prakerja card has lapsed: it was not used within \(days) days.")
    }
}

/// The last day to buy is over.
struct TrainingClosedNotice: Notice {
    let rest: Rupiah

    func subject(_ t: Words) -> String {
        t("Sisa saldo pelatihan dikembalikan", "What was left for training went back")
    }

    func body(_ t: Words) -> String {
        t(
            """
            Batas waktu membeli pelatihan sudah lewat. Sisa saldo \(rest) kembali ke negara.

            Insentif yang Anda peroleh tetap dibayar.
            """,
            """
            The time to buy training is over. The \(rest) that were left went back to the state.

            Incentives you earned are still paid.
            """)
    }

    func text(_ t: Words) -> String {
        t("Sisa saldo pelatihan \(rest) kembali ke negara.", "The \(rest) left for training went back to the state.")
    }
}
