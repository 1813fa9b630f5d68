import Programme

/// `/kantor/templat-jawaban`.
struct CaseTemplatesPage: Page {
    let t: Words
    let templates: [StoredTemplate]
    let names: [ID<Officer>: String]
    let form: FormState

    static let title = "judul"
    static let indonesian = "teks-id"
    static let english = "teks-en"

    static func field(of refusal: CaseTemplateRefusal) -> String {
        switch refusal {
        case .title: title
        case .indonesian, .placeholder: indonesian
        case .english: english
        }
    }

    var title: String { t("Templat jawaban", "Answer templates") }
    var isWide: Bool { true }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(Part.columns(
            list: "\(when: templates.isEmpty, none)\(each: templates, card)", isEmpty: templates.isEmpty,
            form: Part.panel(t("Templat baru", "New template"), writing)))
        """
    }

    private var writing: HTML {
        """
        <p>\(t(
            "{nama}, {nomor}, dan {tanggal} terisi sendiri untuk tiap keluhan. Ketiga kolom wajib diisi.",
            "{nama}, {nomor} and {tanggal} (name, number, date) are filled in for each case. All three fields are required."))</p>
        <form method="post" action="\(Paths.caseTemplates)" novalidate>\(Field.token(form.csrf))
        \(Field.text(form, Self.title, t("Judul, hanya untuk petugas", "Title, for officers only"), maxLength: 80))
        \(area(Self.indonesian, t("Teks Indonesia", "Indonesian text")))
        \(area(Self.english, t("Teks Inggris", "English text"), hint: t(
            "Wajib diisi: peserta yang memakai bahasa Inggris menerima teks ini.",
            "Required: participants who chose English receive this text.")))
        \(Part.submit(t("Simpan templat", "Save the template")))</form>
        """
    }

    private var none: HTML { "<p class=\"empty\">\(t("Belum ada templat.", "No template yet."))</p>" }

    private func area(_ name: String, _ label: String, hint: String? = nil) -> HTML {
        Field.area(form, t, name, label, hint: hint, maxLength: CaseTemplate.textLength.upperBound)
    }

    private func card(_ template: StoredTemplate) -> HTML {
        """
        <section class="card"><h2>\(template.value.title)</h2>
        <p class="words">\(template.value.text.id)</p><p class="words" lang="en">\(template.value.text.en)</p>
        <p><small>\(names[template.author] ?? "–")</small></p>
        \(Part.act(
            t("Hentikan pemakaian", "Take out of use"), to: Paths.caseTemplateEnd(template.id), csrf: form.csrf,
            kind: "secondary"))</section>
        """
    }

    static func sample(_ t: Words) -> CaseTemplatesPage {
        CaseTemplatesPage(t: t, templates: [.sample].compactMap(\.self), names: [:], form: .sample)
    }
}

extension StoredTemplate {
    static var sample: StoredTemplate? {
        let text = Bilingual(
            id: "Insentif untuk {nomor} dikirim ulang hari ini. Biasanya sampai dalam dua hari kerja.",
            en: "The incentive of {nomor} is sent again today. It usually arrives within two working days.")
        return (try? CaseTemplate(title: "Insentif dikirim ulang", text: text)).map {
            StoredTemplate(id: ID(1), value: $0, author: ID(1))
        }
    }
}
