import Programme

/// The fields that the forms of cases share.
enum CaseForm {
    static let text = "isi"
    static let number = "nomor"
    static let category = "kategori"

    /// The beginning of a form for one of the office's acts.
    static func begin(_ id: ID<ServiceCase>, _ act: CaseAct, _ form: FormState) -> HTML {
        "<form method=\"post\" action=\"\(Paths.officeCaseAct(id, act))\" novalidate>\(Field.token(form.csrf))"
    }

    /// What was written, or the error to show at the field.
    static func read(_ form: Form, _ t: Words, name: String = text) -> (text: CaseText?, errors: [FieldError]) {
        do throws(CaseRefusal) {
            return (try CaseText(form[name]), [])
        } catch {
            return (nil, [FieldError(field: name, message: error.sentence(t))])
        }
    }

    /// The same for what an officer writes; `what` says what is missing where the text is too short.
    static func read(
        _ form: Form, _ t: Words, name: String = text, officers what: Bilingual
    ) -> (text: CaseText?, errors: [FieldError]) {
        do throws(CaseRefusal) {
            return (try CaseText(form[name]), [])
        } catch {
            let message = error == .textTooShort ? t(what) : error.sentence(t)
            return (nil, [FieldError(field: name, message: message)])
        }
    }

    static func area(_ form: FormState, _ t: Words, _ label: String, hint: String, name: String = text) -> HTML {
        Field.area(form, t, name, label, hint: hint, maxLength: ServiceCase.longestText)
    }

    /// The number under which the form begins its case, so that a double tap begins one.
    static func number(_ form: FormState, fresh: CaseNumber) -> HTML {
        Field.hidden(number, form.values[number] ?? fresh.digits)
    }

    static func categories(_ form: FormState, _ t: Words) -> HTML {
        Field.select(
            form, category, t("Tentang apa", "What it is about"),
            options: CaseCategory.complaints.map { ($0.rawValue, t($0.label)) }, prompt: t("Pilih", "Choose"))
    }

    /// The chosen category of a complaint, or the error to show at the field.
    static func category(_ form: Form, _ t: Words) -> (category: CaseCategory?, errors: [FieldError]) {
        if let chosen = CaseCategory(rawValue: form[category]), CaseCategory.complaints.contains(chosen) {
            return (chosen, [])
        }
        let message = t("Pilih tentang apa keluhan ini.", "Choose what it is about.")
        return (nil, [FieldError(field: category, message: message)])
    }
}

/// The part of an appeal's form on answers that the person gave by mistake.
struct CorrectionForm: Sendable {
    let t: Words
    let reasons: [Ineligibility]
    let rules: EligibilityRules

    static let citizen = "wni"
    static let education = "tidak-sekolah"
    static let occupation = "pekerjaan"

    /// Empty where no reason rests on the person's own answers.
    func html(_ form: FormState) -> HTML {
        let fields = reasons.compactMap { field($0, form) }
        guard !fields.isEmpty else { return .empty }
        func row(_ field: HTML) -> HTML { field }
        return """
            <h2>\(t("Jawaban yang perlu diperbaiki", "Answers to put right"))</h2>
            <p>\(t(
                "Dua petugas memeriksa buktinya. Setelah itu aturan dijalankan lagi.",
                "Two officers look at the proof. Then the rules are run again."))</p>
            \(each: fields, row)
            """
    }

    private func field(_ reason: Ineligibility, _ form: FormState) -> HTML? {
        switch reason {
        case .notCitizen:
            Field.checkbox(form, Self.citizen, t("Saya warga negara Indonesia", "I am an Indonesian citizen"))
        case .inFormalEducation:
            Field.checkbox(
                form, Self.education,
                t("Saya tidak sedang sekolah atau kuliah", "I am not at school or university"))
        case .excludedOccupation:
            Field.select(
                form, Self.occupation, t("Pekerjaan saya yang benar", "My true occupation"),
                options: allowed.map { ($0.rawValue, $0.label(t)) }, prompt: t("Tidak diubah", "As it is"))
        default: nil
        }
    }

    private var allowed: [Occupation] { Occupation.allCases.filter { !rules.excludedOccupations.contains($0) } }

    /// Only what the reasons are about: other answers cannot be changed by an appeal.
    func read(_ form: Form) -> AnswerCorrection {
        var (citizen, attending, occupation): (Bool?, Bool?, Occupation?)
        for reason in reasons {
            switch reason {
            case .notCitizen where form.has(Self.citizen): citizen = true
            case .inFormalEducation where form.has(Self.education): attending = false
            case .excludedOccupation:
                occupation = Occupation(rawValue: form[Self.occupation]).flatMap { allowed.contains($0) ? $0 : nil }
            default: break
            }
        }
        return AnswerCorrection(citizen: citizen, inFormalEducation: attending, occupation: occupation)
    }
}
