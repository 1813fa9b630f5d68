import Programme

/// `/aturan/{id}`: one edition in words; values that no source gives are marked as assumed.
struct EditionPage: Page {
    let t: Words
    let edition: Edition
    let isInForce: Bool
    let others: [Edition]

    var title: String { t(edition.title) }

    var body: HTML {
        """
        <p class="caption"><a href="\(Paths.editions)">\(t("Aturan program", "The programme's rules"))</a></p>
        <h1>\(title)</h1>
        <p>\(t("Edisi", "Edition")) \(edition.id) \(status)</p>
        <p class="lead">\(t(edition.purpose))</p>
        \(when: !assumed.isEmpty, assumptionNote)
        \(each: EditionSections(t: t, edition: edition).all, section)
        <h2>\(t("Dasar hukum", "Legal basis"))</h2>
        <ul>\(each: edition.legalBasis, law)</ul>
        \(when: !others.isEmpty, comparisons)
        """
    }

    private var assumed: [String] { edition.assumed ?? [] }

    private var status: HTML {
        isInForce
            ? Part.tag(t("Berlaku", "In force"), .done) : Part.tag(t("Tidak sedang berlaku", "Not in force"), .blocked)
    }

    private var assumptionNote: HTML {
        Banner(
            .information,
            t(
                "Yang bertanda “anggapan” tidak disebut sumber resmi mana pun. Kami memakai nilai yang masuk akal.",
                "What is marked “assumed” stands in no official source. A plausible value was taken.")
        ).html
    }

    private func section(_ section: EditionSections.Section) -> HTML {
        "<h2>\(section.title)</h2>\(Part.summary(section.rows.map(row)))"
    }

    private func row(_ row: EditionSections.Row) -> SummaryRow {
        let mark: HTML = isAssumed(row.place) ? " \(Part.tag(t("anggapan", "assumed"), .waiting))" : .empty
        return SummaryRow(label: row.label, value: "<div>\(row.value)\(mark)</div>")
    }

    /// A path is assumed when it, or an enclosing path, is listed as such.
    private func isAssumed(_ place: String) -> Bool {
        assumed.contains { place == $0 || place.hasPrefix($0 + ".") || place.hasPrefix($0 + "[") }
    }

    private func law(_ law: LegalBasis) -> HTML {
        let inForce = law.inForce.map { t(", berlaku \(t.date($0))", ", in force from \(t.date($0))") } ?? ""
        return "<li>\(law.title), \(t.date(law.dated))\(inForce)</li>"
    }

    private var comparisons: HTML {
        func link(_ other: Edition) -> HTML {
            """
            <li><a href="\(Paths.editionDifference(edition.id, other.id))">\(t(
                "Bandingkan dengan edisi \(other.id)", "Compare with edition \(other.id)"))</a></li>
            """
        }
        return "<h2>\(t("Apa bedanya", "What differs"))</h2><ul>\(each: others, link)</ul>"
    }

    static func sample(_ t: Words, _ edition: Edition) -> EditionPage {
        EditionPage(t: t, edition: edition, isInForce: true, others: [])
    }
}
