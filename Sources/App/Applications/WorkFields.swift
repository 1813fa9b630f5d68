import Programme
import Storage

/// The two questions about work beside the occupation: formal or informal, and how the pandemic hit it.
struct WorkFields: Sendable {
    let t: Words

    static let form = "bentuk-kerja"
    static let impact = "dampak"

    func html(_ state: FormState) -> HTML {
        """
        \(Field.radios(
            state, Self.form, t("Kalau bekerja: formal atau informal?", "If you work: formal or informal?"),
            hint: t(
                "Keduanya boleh ikut. Tidak bekerja? Lewati.", "Both may join. Not working? Leave it out."),
            options: WorkForm.allCases.map { ($0.rawValue, $0.label(t)) }))
        \(Field.select(
            state, Self.impact, t("Dampak pandemi pada pekerjaan Anda", "What the pandemic did to your work"),
            hint: t("Pilih yang paling berat.", "Choose the heaviest."),
            options: PandemicImpact.allCases.map { ($0.rawValue, $0.label(t)) }, prompt: t("Pilih", "Choose")))
        """
    }

    /// The answers with the errors at their fields. Whether work is formal is asked of people who work.
    func read(_ form: Form, _ occupation: Occupation?) -> (WorkSituation, [FieldError]) {
        let work = WorkForm(rawValue: form[Self.form])
        let impact = PandemicImpact(rawValue: form[Self.impact])
        let isAsked = occupation?.hasWorkForm == true
        var errors: [FieldError] = []
        if isAsked, work == nil {
            errors.append(
                FieldError(
                    field: Self.form,
                    message: t("Pilih formal atau informal.", "Choose formal or informal.")))
        }
        if impact == nil {
            errors.append(
                FieldError(
                    field: Self.impact,
                    message: t(
                        "Pilih dampak pandemi pada pekerjaan Anda, atau “Tidak terdampak”.",
                        "Choose what the pandemic did to your work, or “Not hit”.")))
        }
        return (WorkSituation(form: isAsked ? work : nil, impact: impact), errors)
    }

    static func values(of work: WorkSituation) -> [String: String] {
        [form: work.form?.rawValue ?? "", impact: work.impact?.rawValue ?? ""]
    }
}

extension WorkForm {
    func label(_ t: Words) -> String {
        switch self {
        case .formal: t("Formal: ada kontrak kerja atau izin usaha", "Formal: with a contract or a registered business")
        case .informal: t("Informal: tanpa kontrak atau izin usaha", "Informal: without contract or registration")
        }
    }
}

extension PandemicImpact {
    func label(_ t: Words) -> String {
        switch self {
        case .laidOff: t("Kehilangan pekerjaan (PHK)", "Lost the work")
        case .unpaidLeave: t("Dirumahkan tanpa upah", "On leave without pay")
        case .lostIncome: t("Penghasilan berkurang", "Earning less")
        case .business: t("Usaha tutup atau sepi", "The business closed or sells less")
        case .notHit: t("Tidak terdampak", "Not hit")
        }
    }
}

extension WorkForm: SQLConvertible {}
extension PandemicImpact: SQLConvertible {}

extension WorkSituation {
    /// Of the columns `work_form` and `work_impact`, which are NULL for answers from before.
    init(_ row: Row) throws {
        try self.init(form: row["work_form"], impact: row["work_impact"])
    }
}

extension PersonSectionSource {
    /// What the person says of their work, for officers.
    static let work = PersonSectionSource { tx, reading in
        let t = reading.t
        guard let data = try tx.applications.personalData(of: reading.person, vault: reading.vault) else {
            return nil
        }
        let unsaid = t("Tidak ditanyakan", "Not asked")
        return PersonSection(
            title: Bilingual(id: "Pekerjaan", en: "Work"), column: .identity,
            body: Part.facts([
                (t("Pekerjaan", "Occupation"), "\(data.occupation.label(t))"),
                (t("Formal atau informal", "Formal or informal"), "\(data.work.form?.label(t) ?? unsaid)"),
                (t("Dampak pandemi", "Hit by the pandemic"), "\(data.work.impact?.label(t) ?? unsaid)"),
            ]))
    }
}
