import Programme

/// What a partner's engineers need in a sandbox: the clock that all partners share, people to sell to, and their messages.
struct SandboxDeskPage: Page {
    let t: Words
    let form: FormState
    let now: Instant
    /// Of the clock, as the reader sees it: a later form is refused once it has changed.
    let lead: Span
    let daysLeft: Int
    let people: SandboxPeople
    let redeemCodes: [DemoRedeemCode]
    /// Newest first; nil while they cannot be read.
    let messages: [DemoMailbox.Received]?

    static let days = "hari"
    static let seen = "dari"
    /// Steps with a button of their own, in days.
    private static let steps = [1, 7, 30]

    var title: String { t("Uji coba", "Trial") }
    var isWide: Bool { true }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(Part.columns("\(cards)\(codes)\(SandboxInbox(t: t, messages: messages).html)", acts: Part.panel(t("Jam uji", "The trial clock"), clock)))
        """
    }

    private var clock: HTML {
        """
        <p>\(t("Sekarang", "It is now")) <strong>\(t.moment(now))</strong>.</p>
        <p>\(t(
            "Satu jam untuk seluruh situs uji. Memajukannya berlaku bagi semua orang dan semua mitra, dan tidak dapat dimundurkan.",
            "One clock for the whole trial site. Moving it moves it for all people and all partners, and it never goes back."))</p>
        <p>\(t("Masih dapat maju \(t.count(daysLeft)) hari.", "It can still move \(t.count(daysLeft)) days."))</p>
        \(each: Self.steps.filter { $0 <= daysLeft }, step)
        <form method="post" action="\(Paths.deskTrial)">\(Field.token(form.csrf))\(hiddenLead)
        \(Field.text(
            form, Self.days, t("Majukan berapa hari", "Move by how many days"), keyboard: "numeric",
            autocomplete: "off", width: 4, maxLength: 3))
        \(Part.submit(t("Majukan jam uji", "Move the trial clock")))</form>
        """
    }

    private func step(_ days: Int) -> HTML {
        Part.act(
            t("+ \(days) hari", "+ \(t.count(days)) \(days == 1 ? "day" : "days")"), to: Paths.deskTrial,
            csrf: form.csrf,
            kind: "secondary", fields: "\(hiddenLead)\(Field.hidden(Self.days, String(days)))")
    }

    private var hiddenLead: HTML { Field.hidden(Self.seen, String(lead.milliseconds)) }

    private var cards: HTML {
        """
        <section><h2>\(t("Orang uji", "Test people"))</h2>
        <p>\(t(
            "Orang ini tidak ada di dunia nyata. Semua mitra memakai kartu yang sama.",
            "These people do not exist. All partners use the same cards."))</p>
        \(people.table)</section>
        """
    }

    private var codes: HTML {
        guard !redeemCodes.isEmpty else { return .empty }
        return """
            <section><h2>\(t("Kode redeem yang sudah dibeli", "Redeem codes that were bought"))</h2>
            \(Part.table(
                caption: t("Untuk lembaga", "For institutions"),
                [t("Kode redeem", "Redeem code"), t("Pelatihan", "Course"), t("Lembaga", "Institution")],
                redeemCodes.map {
                    ["<code>\($0.redeemCode)</code>", "<code>\($0.courseCode)</code>", "<code>\($0.institution)</code>"]
                }, empty: ""))</section>
            """
    }

    static func unreadableSample(_ t: Words) -> SandboxDeskPage {
        SandboxDeskPage(
            t: t, form: .sample, now: Instant(milliseconds: 1_587_100_000_000), lead: .zero, daysLeft: 398,
            people: SandboxPeople(t: t, people: [], isUnreadable: true), redeemCodes: [], messages: [])
    }

    static func sample(_ t: Words) -> SandboxDeskPage {
        let at = Instant(milliseconds: 1_587_100_000_000)
        return SandboxDeskPage(
            t: t, form: .sample, now: at, lead: .zero, daysLeft: 398,
            people: SandboxPeople(t: t, people: SandboxPeople.sample),
            redeemCodes: [
                DemoRedeemCode(redeemCode: "K7M2QX94TRWA", courseCode: "barista", institution: "balai-nusantara")
            ],
            messages: [
                .init(
                    id: "1", channel: "sms", to: "+6281234560008", subject: "",
                    text: t("274910 adalah kode Prakerja Anda.", "274910 is your Prakerja code."), sentAt: at)
            ])
    }
}
