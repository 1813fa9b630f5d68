import Programme

/// `/akun`: where I am, what happens next and when, what I must do.
struct AccountPage: Page {
    let t: Words
    let name: String?
    let journey: Journey
    let decision: StoredDecision?
    let rules: EligibilityRules
    let contacts: [Contact]
    /// What other parts of the programme have to say to this person: wave, card, payouts.
    let sections: [HTML]

    var title: String { t("Akun saya", "My account") }

    var body: HTML {
        """
        <h1>\(name.map { t("Halo, \($0)", "Hello, \($0)") } ?? title)</h1>
        \(when: !isUnderWay, status.html)
        \(each: sections, section)
        <h2>\(t("Kontak terbukti", "Proved contacts"))</h2>
        \(Part.summary(contacts.map(contact)))
        """
    }

    /// Whoever qualifies and has joined is told about the wave or the card, no longer about joining.
    private var isUnderWay: Bool { !sections.isEmpty && decision?.decision == .eligible }

    private var status: Banner {
        guard journey.submitted, let decision else { return unfinished }
        switch decision.decision {
        case .eligible:
            return Banner(
                .done,
                markup: """
                    <p>\(t("Anda memenuhi syarat sejak \(t.moment(decision.decidedAt)).", "You qualify since \(t.moment(decision.decidedAt))."))
                    \(t("Berikutnya: gabung gelombang yang sedang dibuka.", "Next: join the wave that is open."))</p>
                    <p>\(Part.button(t("Lihat gelombang", "See the waves"), to: Paths.waves))</p>
                    """,
                title: t("Siap bergabung", "Ready to join"))
        case .ineligible(let reasons):
            return Banner(
                .wrong,
                markup: DecisionWords(t: t, rules: rules).list(reasons) + mend,
                title: t("Belum memenuhi syarat", "You do not qualify yet"))
        case .waiting(let awaited):
            return Banner(
                .attention, markup: "<ul>\(each: awaited, waiting)</ul><p>\(patience)</p>\(mend)",
                title: t("Pendaftaran sedang diperiksa", "Your application is being checked"))
        }
    }

    private var unfinished: Banner {
        let next = journey.next ?? .phone
        return Banner(
            .attention,
            markup: """
                <p>\(t(
                    "\(journey.given) dari \(journey.steps.count) langkah selesai. Berikutnya: \(StepTitle.of(next, t)).",
                    "\(journey.given) of \(journey.steps.count) steps done. Next: \(StepTitle.of(next, t))."))</p>
                <p>\(Part.button(t("Lanjutkan pendaftaran", "Go on with the application"), to: Paths.application))</p>
                """,
            title: t("Pendaftaran belum dikirim", "Your application is not sent yet"))
    }

    private var patience: String {
        t("Kami memberi tahu lewat pesan begitu selesai. Anda tidak perlu menunggu di halaman ini.",
          "We will send you a message when it is done. You need not wait on this page.")
    }

    /// Only where the person can do something about it.
    private var mend: HTML {
        guard journey.steps.contains(where: { $0.status == .needsFix }) else { return .empty }
        return "<p>\(Part.button(t("Perbaiki sekarang", "Mend it now"), to: Paths.application))</p>"
    }

    private func waiting(_ what: Awaited) -> HTML {
        "<li>\(DecisionWords(t: t, rules: rules).waiting(for: what))</li>"
    }

    private func section(_ html: HTML) -> HTML { html }

    private func contact(_ contact: Contact) -> SummaryRow {
        SummaryRow(
            label: contact.kind == .email ? t("E-mail", "E-mail") : t("Nomor HP", "Mobile number"),
            value: "\(contact.readable)")
    }

    static func sample(_ t: Words) -> AccountPage {
        AccountPage(
            t: t, name: "Siti", journey: Journey(Journey.Facts(phoneProved: true)), decision: nil,
            rules: EligibilityRules(minimumAge: 18, minimumAgeInclusive: true, source: "Perpres 36/2020"), contacts: [],
            sections: [])
    }
}
