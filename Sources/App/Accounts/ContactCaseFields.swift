import Programme

/// The fields of an officer at the counter: the new contact, what the person was compared with, and why.
enum ContactCaseFields {
    static let contact = "kontak"

    static func html(_ form: FormState, _ t: Words) -> HTML {
        func box(_ one: CounterEvidence) -> HTML { Field.checkbox(form, evidence(one), one.label(t)) }
        return """
            \(Field.text(
                form, contact, t("Nomor HP atau email baru", "New mobile number or e-mail address"),
                hint: t("Minta peserta membacakan, lalu baca ulang.", "Let the person read it out, then read it back."),
                autocomplete: "off", maxLength: 254))
            <fieldset class="field"><legend>\(t("Yang Anda cocokkan di loket", "What you compared at the counter"))</legend>
            \(each: CounterEvidence.allCases, box)</fieldset>
            \(ReasonField.area(form, t, hint: t(
                "Apa yang hilang, dan bagaimana Anda memastikan siapa pesertanya.",
                "What was lost, and how you made sure who this is.")))
            """
    }

    /// The proposal, or all errors to show at the fields.
    ///
    /// - Parameter nik: the field with the person's NIK, where the form has one.
    static func read(
        _ form: Form, nik: String? = nil, _ t: Words
    ) -> (proposal: ReplaceLostContact.Proposal?, errors: [FieldError]) {
        let seen = Set(CounterEvidence.allCases.filter { form.has(evidence($0)) })
        let (reason, missing) = ReasonField.read(form, t)
        var refusals: [ContactCaseRefusal] = []
        if let nik, (try? NIK(form[nik])) == nil { refusals.append(.unreadableNIK) }
        if (try? ReplaceLostContact.read(form[contact])) == nil { refusals.append(.unreadableContact) }
        if !CounterEvidence.suffices(seen) { refusals.append(.evidenceMissing) }
        let errors = refusals.map { FieldError(field: $0.field, message: $0.sentence(t)) } + missing
        guard let reason, errors.isEmpty else { return (nil, errors) }
        return (ReplaceLostContact.Proposal(typed: form[contact], evidence: seen, reason: reason), [])
    }

    static func evidence(_ one: CounterEvidence) -> String {
        switch one {
        case .identityCard: "bukti-ktp"
        case .replacementLetter: "bukti-surat"
        case .face: "bukti-wajah"
        case .familyCard: "bukti-kk"
        }
    }
}

extension CounterEvidence {
    func label(_ t: Words) -> String {
        switch self {
        case .identityCard: t("KTP asli", "Original identity card")
        case .replacementLetter: t("Surat pengganti KTP dari Dukcapil", "Registry's letter in place of the card")
        case .face: t("Wajah sama dengan KTP dan foto di akun", "Face as on the card and in the account's photos")
        case .familyCard: t("Kartu Keluarga asli", "Original family card")
        }
    }
}
