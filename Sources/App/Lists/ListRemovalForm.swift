import Programme

/// The form that proposes to remove one person from a list: the proof, the reason, and the NIK where the person was not
/// chosen before.
struct ListRemovalForm: Sendable {
    static let nik = "nik"
    static let proof = "bukti"
    static let serviceCase = "kasus"

    let grounds: RemovalGrounds

    static func read(_ form: Form, _ t: Words) -> (value: ListRemovalForm?, errors: [FieldError]) {
        var errors: [FieldError] = []
        var proof: ListProof?
        do throws(ListRefusal) {
            proof = try ListProof(form[Self.proof])
        } catch {
            errors.append(FieldError(field: Self.proof, message: error.sentence(t)))
        }
        let (reason, slips) = ReasonField.read(form, t)
        errors += slips
        guard let proof, let reason else { return (nil, errors) }
        let number = ID<ServiceCase>(form[Self.serviceCase])
        return (ListRemovalForm(grounds: RemovalGrounds(proof: proof, reason: reason, serviceCase: number)), [])
    }

    static func readNIK(_ form: Form, _ t: Words) -> (nik: NIK?, errors: [FieldError]) {
        if let nik = try? NIK(form[Self.nik].filter { !$0.isWhitespace }) { return (nik, []) }
        return (
            nil,
            [
                FieldError(
                    field: Self.nik, message: t("Tulis 16 angka NIK orangnya.", "Enter the 16 digits of the NIK."))
            ]
        )
    }

    static func fields(_ form: FormState, _ t: Words) -> HTML {
        """
        \(Field.area(
            form, t, Self.proof, t("Bukti: nama dan nomor dokumen", "Proof: the document's name and number"),
            hint: t(
                "Misalnya SK Pensiun nomor 810/22/BKN tanggal 1 Maret 2020.",
                "Such as retirement decision number 810/22/BKN of 1 March 2020."),
            maxLength: ListProof.length.upperBound))
        \(ReasonField.area(form, t, hint: t(
            "Apa yang Anda cocokkan. Petugas kedua membacanya.",
            "What you compared. The second officer reads it.")))
        """
    }
}

/// `/kantor/daftar/{id}/keluarkan`, and the same for a person chosen before.
struct ListRemovalFormPage: Page {
    let t: Words
    let list: ListImport
    /// Nil where the officer types the NIK.
    let person: (id: ID<Account>, name: String?, nik: String)?
    /// The appeal or complaint that led here.
    let serviceCase: ID<ServiceCase>?
    let form: FormState
    let refusal: (any UserFacingRefusal)?

    var title: String { t("Hapus seorang dari daftar", "Remove one person from the list") }
    var errors: [FieldError] { form.errors }
    var isWide: Bool { true }

    var body: HTML {
        let path = person.map { Paths.listRemovalOfPerson(list.id, $0.id) } ?? Paths.listRemovalForm(list.id)
        let origin: HTML =
            serviceCase.map { Field.hidden(ListRemovalForm.serviceCase, $0.description) } ?? .empty
        return """
            <h1>\(title)</h1>
            \(refusal.map { Banner(.wrong, $0.sentence(t)).html })
            \(Part.columns(
                form: """
                <form method="post" action="\(path)" novalidate>\(Field.token(form.csrf))\(origin)
                \(person.map(chosen) ?? nikField)
                \(ListRemovalForm.fields(form, t))
                \(Part.submit(t("Usulkan penghapusan", "Propose the removal")))</form>
                """, notes: "\(about)\(Part.panel(t("Akibatnya", "What it means"), consequence))"))
            """
    }

    private var about: HTML {
        Part.panel(
            EditionWords(t: t).list(list.kind),
            Part.facts([
                (t("Instansi", "Office"), "\(list.source)"), (t("Per tanggal", "As of"), "\(t.date(list.asOf))"),
            ]))
    }

    private var consequence: HTML {
        let text = t(
            "Barisnya tetap tersimpan dan tidak dihitung lagi, juga di versi berikutnya. Petugas lain menyetujui.",
            "The line stays stored and does not count any more, in later versions either. Another officer approves.")
        return "<p>\(text)</p>"
    }

    private func chosen(_ person: (id: ID<Account>, name: String?, nik: String)) -> HTML {
        Part.summary([
            SummaryRow(label: t("Orang", "Person"), value: Part.person(person.name ?? "–")),
            SummaryRow(label: "NIK", value: Part.number(person.nik)),
        ])
    }

    private var nikField: HTML {
        Field.text(
            form, ListRemovalForm.nik, "NIK",
            hint: t(
                "16 angka. Percobaan dengan NIK yang tidak ada di daftar tercatat.",
                "16 digits. Attempts with a NIK that is not on the list are recorded."), keyboard: "numeric",
            autocomplete: "off", width: 20, maxLength: 25)
    }

    static func sample(_ t: Words) -> ListRemovalFormPage {
        ListRemovalFormPage(
            t: t, list: StoredList.sample.value, person: nil, serviceCase: nil, form: .sample, refusal: nil)
    }
}
