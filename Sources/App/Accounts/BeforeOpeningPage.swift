import Programme

/// In place of the sign-up form until registration opens: when that is, and what a visitor can read meanwhile.
struct BeforeOpeningPage: Page {
    let t: Words
    let opens: Instant
    let now: Instant

    var title: String { t("Pendaftaran belum dibuka", "Registration is not open yet") }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t("Pendaftaran dibuka", "Registration opens")) \
        <strong>\(Part.countdown(to: opens, now: now, label: t.moment(opens)))</strong>.</p>
        <p>\(t(
            "Mendaftar lebih awal tidak menambah peluang. Siapkan KTP dan alamat email atau nomor HP Anda.",
            "Signing up early gives no advantage. Have your identity card and your e-mail address or mobile number ready."))</p>
        <p><a href="\(Paths.editions)">\(t("Semua aturan program", "All rules of the programme"))</a> · \
        <a href="\(t.path(.help))">\(t("Bantuan", "Help"))</a></p>
        """
    }

    static func sample(_ t: Words) -> BeforeOpeningPage {
        let opens = Instant(milliseconds: 1_586_606_400_000)
        return BeforeOpeningPage(t: t, opens: opens, now: opens - .days(2))
    }
}
