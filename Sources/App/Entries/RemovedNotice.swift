import Programme

/// Notifies a person that their entry was removed before the draw: the rule, and what they can do.
struct RemovedNotice: Notice {
    let wave: Int
    let address: WaveAddress
    let reasons: [Ineligibility]
    let rules: EligibilityRules

    func subject(_ t: Words) -> String {
        t("Anda tidak ikut undian gelombang \(wave)", "You are not in the draw of wave \(wave)")
    }

    func body(_ t: Words) -> String {
        let words = DecisionWords(t: t, rules: rules)
        let explained = reasons.map(words.explain).map { "\($0.rule) \($0.remedy)" }.joined(separator: "\n\n")
        return t(
            """
            Sebelum daftar gelombang \(wave) disegel, kami memeriksa semua peserta sekali lagi. Nomor Anda tidak \
            ikut diundi.

            \(explained)

            Setelah diperbaiki, Anda dapat ikut gelombang berikutnya.
            """,
            """
            Before the list of wave \(wave) was sealed, we looked at everybody once more. You are not in this draw.

            \(explained)

            Once this is mended you can join the next wave.
            """)
    }

    func text(_ t: Words) -> String {
        t(
            "Prakerja: Anda tidak ikut undian gelombang \(wave). Alasan dan cara menyanggah ada di akun Anda.",
            "Prakerja: you are not in the draw of wave \(wave). Why, and how to contest it, is in your account.")
    }

    func action(_ t: Words) -> NoticeAction? {
        NoticeAction(label: t("Lihat alasannya", "See why"), target: Paths.myEntry(address))
    }

    static let sample = RemovedNotice(
        wave: 1, address: WaveAddress(1),
        reasons: [
            .listed(.blacklist, asOf: Zone.wib.date(of: Wave.sample.opensAt), source: "Manajemen Pelaksana")
        ], rules: EligibilityRules(minimumAge: 18, minimumAgeInclusive: true, source: "Perpres 36/2020"))
}
