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
