import Programme

/// `/aturan/{id}/dibanding/{earlier}`: what one edition says that another does not, from when, and by which law.
struct EditionDifferencePage: Page {
    let t: Words
    let earlier: Edition
    let later: Edition
    let differences: [EditionText.Difference]

    /// More than a page can carry is told as a number.
    static let most = 120

    var title: String { t("Apa yang berubah", "What changed") }

    var body: HTML {
        """
        <p class="caption"><a href="\(Paths.editions)">\(t("Aturan program", "The programme's rules"))</a></p>
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "Dari edisi \(earlier.id) ke edisi \(later.id).", "From edition \(earlier.id) to edition \(later.id)."))</p>
        \(Part.summary([
            SummaryRow(label: t("Berlaku mulai", "In force from"), value: "\(t.fullDate(later.validity.from))"),
            SummaryRow(label: t("Menurut", "By"), value: laws),
        ]))
        <p>\(t(
            "Yang sudah menerima kartu tetap di bawah edisi kartunya.",
            "Whoever has a card stays under the edition it was given with."))</p>
        \(Part.table(
            caption: t("\(shown.count) hal berbeda", "\(shown.count) things differ"),
            [t("Aturan", "Rule"), t("Edisi \(earlier.id)", "Edition \(earlier.id)"), t(
                "Edisi \(later.id)", "Edition \(later.id)")],
            shown.prefix(Self.most).map(row), empty: t("Tidak ada yang berbeda.", "Nothing differs.")))
        """
    }

    /// What the test asks and how it is answered is nobody's business before they take it.
    private var shown: [EditionText.Difference] {
        differences.filter { !$0.path.hasPrefix("test.") && $0.path != "id" && !$0.path.hasPrefix("assumed") }
    }

    /// Only those that the earlier edition did not stand on; all of them where there is none.
    private var laws: HTML {
        let known = Set(earlier.legalBasis.map(\.title))
        let new = later.legalBasis.filter { !known.contains($0.title) }
        func law(_ law: LegalBasis) -> HTML { "<span class=\"line\">\(law.title), \(t.date(law.dated))</span>" }
        return "\(each: new.isEmpty ? later.legalBasis : new, law)"
    }

    private func row(_ difference: EditionText.Difference) -> [HTML] {
        let label = EditionLabels(t: t).label(difference.path)
        return [
            "\(label)<small><code>\(difference.path)</code></small>",
            "\(value(difference.old, at: difference.path))", "\(value(difference.new, at: difference.path))",
        ]
    }

    private func value(_ text: String?, at path: String) -> String {
        guard let text else { return "–" }
        if let number = Int64(text), EditionLabels.isMoney(path) { return Rupiah(number).description }
        if let number = Int(text), number >= 1_000, !path.hasSuffix("bankCode") { return t.count(number) }
        if let date = CivilDate(text) { return t.date(date) }
        if let instant = Instant(text) { return t.shortMoment(instant) }
        switch text {
        case "true": return t("ya", "yes")
        case "false": return t("tidak", "no")
        default: return text
        }
    }

    static func sample(_ t: Words, _ edition: Edition) -> EditionDifferencePage {
        EditionDifferencePage(
            t: t, earlier: edition, later: edition,
            differences: [
                EditionText.Difference(path: "budget", old: "10000000000000", new: "20000000000000"),
                EditionText.Difference(path: "eligibility.beneficiariesPerFamilyCard", old: nil, new: "2"),
            ])
    }
}
