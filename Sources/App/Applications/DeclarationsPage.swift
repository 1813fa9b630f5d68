import Programme

/// The applicant's declarations, each with its own checkbox.
struct DeclarationsPage: Page {
    let t: Words
    let declarations: [Declaration]
    let form: FormState

    var title: String { StepTitle.title(.declarations, t) }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        \(StepTitle.caption(.declarations, t))<h1>\(StepTitle.of(.declarations, t))</h1>
        <p>\(t("Baca, lalu centang setiap kalimat.", "Read, then tick each sentence."))</p>
        <form method="post" action="\(Paths.declarations)">\(Field.token(form.csrf))
        \(each: declarations, row)
        \(Part.submit(t("Saya menyatakan ini", "I declare this")))</form>
        """
    }

    private func row(_ declaration: Declaration) -> HTML {
        Field.checkbox(form, declaration.id, t(declaration.text))
    }

    /// By its first words: several missing ones are told apart in the list of errors above the form.
    static func missing(_ declaration: Declaration, _ t: Words) -> String {
        let words = t(declaration.text).split(separator: " ")
        let beginning = words.prefix(shown).joined(separator: " ") + (words.count > shown ? "…" : "")
        return t(
            "Centang pernyataan “\(beginning)” untuk lanjut.", "Tick the declaration “\(beginning)” to go on.")
    }

    private static let shown = 7

    static func sample(_ t: Words) -> DeclarationsPage {
        DeclarationsPage(
            t: t,
            declarations: [
                Declaration(
                    id: "truthful",
                    text: Bilingual(id: "Semua data yang saya isi benar.", en: "Everything I entered is true."))
            ],
            form: .sample)
    }
}
