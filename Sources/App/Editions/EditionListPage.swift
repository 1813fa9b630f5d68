import Programme

/// `/aturan`: every edition of the rules, the one in force first, and a link to the changes between consecutive ones.
struct EditionListPage: Page {
    let t: Words
    let inForce: Edition
    /// By their first day.
    let all: [Edition]
    /// Whether the files' JSON schema is available.
    let hasSchema: Bool

    var title: String { t("Aturan program", "The programme's rules") }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "Setiap jumlah, tanggal, dan syarat tertulis dalam satu naskah. Naskah yang sudah terbit tidak diubah. "
                + "Perubahan terbit sebagai edisi baru. Janji edisi lama tetap berlaku bagi yang sudah menerimanya.",
            "Every amount, date and condition stands in one text. A published text is not changed: a change is a new "
                + "edition, and what an earlier one promised still holds for the people it was promised to."))</p>
        <div class="card"><h2>\(t(inForce.title)) \(Part.tag(t("Berlaku", "In force"), .done))</h2>
        <p>\(t("Edisi", "Edition")) \(inForce.id) · \(period(inForce))</p>
        <p>\(Part.button(t("Baca aturannya", "Read the rules"), to: Paths.edition(inForce.id)))</p></div>
        <h2>\(t("Semua edisi", "All editions"))</h2>
        <ol class="timeline">\(each: Array(all.enumerated()), row)</ol>
        \(when: hasSchema, schema)
        """
    }

    private var schema: HTML {
        """
        <p><a href="\(Paths.editionSchema)">\(t("Skema naskah edisi (JSON Schema)", "The schema of an edition's text (JSON Schema)"))</a>: \
        \(t("untuk yang menulis atau memeriksa naskah.", "for authors and reviewers of such a text."))</p>
        """
    }

    private func row(_ pair: (offset: Int, element: Edition)) -> HTML {
        let edition = pair.element
        let law = edition.legalBasis.last.map { "\($0.title), \(t.date($0.dated))" } ?? ""
        return """
            <li><span class="when">\(standing(edition))</span><div>
            <a href="\(Paths.edition(edition.id))">\(t(edition.title))</a> (\(edition.id))<br>\(law)
            \(previous(pair.offset).map { change(edition, from: $0) })</div></li>
            """
    }

    private func previous(_ offset: Int) -> Edition? { offset == 0 ? nil : all[offset - 1] }

    private func change(_ edition: Edition, from earlier: Edition) -> HTML {
        """
        <br><a href="\(Paths.editionDifference(edition.id, earlier.id))">\(t(
            "Apa yang berubah dari edisi \(earlier.id)", "What changed from edition \(earlier.id)"))</a>
        """
    }

    /// Several texts may be written for the same days; one of them is in force.
    private func standing(_ edition: Edition) -> String {
        edition.id == inForce.id
            ? t("Berlaku: \(period(edition))", "In force: \(period(edition))")
            : t("Naskah untuk \(period(edition)); bukan yang berlaku", "Text for \(period(edition)); not in force")
    }

    private func period(_ edition: Edition) -> String {
        "\(t.date(edition.validity.from)) – \(t.date(edition.validity.to))"
    }

    static func sample(_ t: Words, _ edition: Edition) -> EditionListPage {
        EditionListPage(t: t, inForce: edition, all: [edition], hasSchema: true)
    }
}
