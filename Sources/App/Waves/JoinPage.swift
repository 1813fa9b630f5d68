import Programme

/// `/gelombang/{n}/gabung`: what joining means, and the button; or why the person cannot join yet, and what they can
/// do.
struct JoinPage: Page {
    let t: Words
    let now: Instant
    let wave: Wave
    let joined: Int
    let obstacle: WaveRefusal?
    /// Why the application does not qualify, where that is the obstacle.
    let decision: Eligibility.Decision?
    let rules: EligibilityRules
    let csrf: String

    var title: String {
        switch obstacle {
        case nil: t("Gabung gelombang \(wave.number)?", "Join wave \(wave.number)?")
        case .alreadySelected: t("Anda sudah menerima kartu", "You have a card already")
        default: t("Belum dapat bergabung", "You cannot join yet")
        }
    }

    var body: HTML {
        "<h1>\(title)</h1>\(obstacle.map(explanation) ?? confirmation)"
    }

    private var confirmation: HTML {
        """
        \(Part.summary([
            SummaryRow(
                label: t("Ditutup", "Closes"),
                value: Part.countdown(to: wave.closesAt, now: now, label: t.moment(wave.closesAt))),
            SummaryRow(label: t("Diumumkan", "Announced"), value: "\(t.moment(wave.announcesAt))"),
            SummaryRow(label: t("Tempat", "Places"), value: "\(t.count(wave.quota))"),
            SummaryRow(label: t("Sudah bergabung", "Joined so far"), value: "\(t.count(joined))"),
        ]))
        <ul><li>\(t(
            "Kalau yang ikut lebih banyak dari tempat, siapa yang terpilih ditentukan undian.",
            "If more people join than there are places, a draw decides who is selected."))</li>
        <li>\(t("Bergabung lebih awal tidak menambah peluang.", "Joining early gives no advantage."))</li>
        <li>\(t(
            "Anda boleh mundur selama gelombang masih dibuka.", "You may withdraw for as long as the "
                + "wave is open."))</li></ul>
        \(Part.act(t(
            "Ya, gabung gelombang \(wave.number)",
            "Yes, join wave \(wave.number)"), to: Paths.joinWave(wave.address), csrf: csrf))
        <p><a href="\(Paths.waves)">\(t("Nanti saja", "Not now"))</a></p>
        """
    }

    private func explanation(_ obstacle: WaveRefusal) -> HTML {
        guard obstacle == .notEligible else {
            return """
                \(Banner(.information, obstacle.sentence(t)))
                <p>\(Part.button(t("Lihat jadwal gelombang", "See the wave dates"), to: Paths.waves))</p>
                """
        }
        let words = DecisionWords(t: t, rules: rules)
        func awaited(_ what: Awaited) -> HTML { "<li>\(words.waiting(for: what))</li>" }
        switch decision {
        case .ineligible(let reasons):
            return "\(Banner(.attention, markup: words.list(reasons)))\(toApplication)"
        case .waiting(let what):
            return """
                \(Banner(.information, markup: "<ul>\(each: what, awaited)</ul>", title: t(
                    "Yang masih ditunggu",
                    "Still awaited")))
                \(toApplication)
                """
        case .eligible, nil:
            let text = t(
                "Pendaftaran Anda belum dikirim. Setelah dikirim dan memenuhi syarat, Anda dapat bergabung.",
                "Your application is not sent yet. Once it is sent and qualifies, you can join.")
            return "\(Banner(.information, text))\(toApplication)"
        }
    }

    private var toApplication: HTML {
        "<p>\(Part.button(t("Buka pendaftaran saya", "Open my application"), to: Paths.application))</p>"
    }

    static func sample(_ t: Words) -> JoinPage {
        JoinPage(
            t: t, now: Wave.sample.opensAt + .days(2), wave: .sample, joined: Wave.sampleJoined, obstacle: nil,
            decision: nil,
            rules: EligibilityRules(minimumAge: 18, minimumAgeInclusive: true, source: "Perpres 36/2020"),
            csrf: FormState.sample.csrf)
    }
}
