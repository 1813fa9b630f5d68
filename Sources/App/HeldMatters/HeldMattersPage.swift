import Programme

/// `/kantor/ditahan`: what is held back because a row is not as an act left it. It names no person.
struct HeldMattersPage: Page {
    let t: Words
    /// The one with the most money first.
    let matters: [HeldMatter]
    let count: Int
    let now: Instant
    let officer: Officer

    var title: String { t("Yang ditahan", "What is held back") }
    var isWide: Bool { true }

    private var words: HeldMatterWords { HeldMatterWords(t: t) }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p>\(t(
            "Baris-baris ini diubah di luar aplikasi. Tidak ada yang dibayar, dijual, atau diputus menurut baris ini.",
            "These rows were changed outside the application. Nothing is paid, sold or decided by them."))</p>
        \(Part.panel(t("Langkah berikutnya", "What to do next"), "<ol>\(each: words.next, { "<li>\($0)</li>" })</ol>"))
        \(Part.table(
            caption: t("Uang terbanyak dulu", "The most money first"),
            [t("Nomor", "Number"), t("Apa", "What"), t("Untuk siapa", "For whom"), t("Uang", "Money"),
                t("Sejak", "Since"), t("Baris yang berbeda", "The row that differs")],
            matters.map(row), empty: t("Tidak ada yang ditahan.", "Nothing is held back.")))
        \(more)
        """
    }

    private var more: HTML? {
        guard count > matters.count else { return nil }
        let rest = count - matters.count
        return "<p>\(t("Dan \(t.count(rest)) lagi.", "And \(t.count(rest)) more."))</p>"
    }

    private func row(_ matter: HeldMatter) -> [HTML] {
        [
            "\(t.short(matter.id))", "\(what(matter))<small>\(words.why(matter))</small>", whom(matter),
            "\(matter.subject.amount?.description ?? "–")",
            "\(t.shortMoment(real: matter.notedAt))<small>\(t.age(now - matter.notedAt))</small>", words.place(matter),
        ]
    }

    private func what(_ matter: HeldMatter) -> HTML {
        let name = words.what(matter)
        guard officer.may(.readReports) else { return "\(name)" }
        if let purchase = matter.subject.purchase { return "<a href=\"\(Paths.budgetPurchase(purchase))\">\(name)</a>" }
        if let payment = matter.subject.payment { return "<a href=\"\(Paths.budgetPayment(payment))\">\(name)</a>" }
        return "\(name)"
    }

    private func whom(_ matter: HeldMatter) -> HTML {
        guard let person = matter.subject.person else { return "–" }
        let name = t("Orang \(t.short(person))", "Person \(t.short(person))")
        return officer.may(.readPeople) ? "<a href=\"\(Paths.person(person))\">\(name)</a>" : "\(name)"
    }

    static func sample(_ t: Words) -> HeldMattersPage {
        HeldMattersPage(
            t: t, matters: [.sample], count: 1, now: Instant(milliseconds: 1_589_003_600_000),
            officer: .sample(1, "Citra", .auditor))
    }
}
