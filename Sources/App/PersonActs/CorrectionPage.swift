import Programme

/// `/kantor/orang/{id}/tindakan/koreksi`: the data as it is beside the data as it is to be.
struct CorrectionPage: Page {
    let t: Words
    let person: ID<Account>
    let now: DataVersion
    let form: FormState
    let refusal: (any UserFacingRefusal)?

    static let proofField = "bukti"

    var title: String { t(PersonProposal.Act.correction.label) }
    var isWide: Bool { true }
    var errors: [FieldError] { form.errors }
    var crumbs: [Crumb] { [Crumb(now.name, Paths.person(person))] }

    var body: HTML {
        """
        <h1>\(title): \(Part.person(now.name))</h1>
        \(refusal.map { Banner(.wrong, $0.sentence(t)).html })
        \(Part.columns(
            form: """
            <form method="post" action="\(Paths.personAct(person, .correction))">\(Field.token(form.csrf))
            \(fields)
            \(PersonActFields(t: t, form: form).reasonAndProof)
            \(Part.submit(t("Usulkan koreksi", "Propose the correction")))</form>
            """, notes: Part.panel(t("Akibatnya", "What it means"), consequence)))
        """
    }

    private var consequence: HTML {
        let text = t(
            "NIK tidak diubah di sini. Di atas tiap isian tertulis isinya sekarang.",
            "The NIK is not changed here. Above each field stands what it holds now.")
        return "<p>\(t(PersonProposal.Act.correction.consequence))</p><p>\(text)</p>"
    }

    private func present(_ item: DataVersion.Item) -> String {
        t("Sekarang: \(now.text(item, t))", "Now: \(now.text(item, t))")
    }

    private func label(_ item: DataVersion.Item) -> String { t(item.label) }

    private var fields: HTML {
        """
        \(Field.text(form, "nama", label(.name), hint: present(.name), autocomplete: "off", maxLength: 100))
        \(IdentityForm.birth.html(form, t, hint: present(.birthDate) + "."))
        \(Field.text(form, "alamat", label(.address), hint: present(.address), autocomplete: "off"))
        \(Field.select(
            form, "provinsi", label(.province), hint: present(.province),
            options: Province.all.map { ($0.code, $0.name) }, prompt: t("Pilih provinsi", "Choose a province")))
        \(Field.select(
            form, "kabupaten", label(.regency), hint: regencyHint, options: regencies,
            prompt: t("Pilih kabupaten atau kota", "Choose a regency or city")))
        \(Field.radios(form, "wni", label(.citizen), hint: present(.citizen), options: [
            ("ya", t("WNI", "Indonesian (WNI)")), ("tidak", t("WNA", "Other (WNA)")),
        ]))
        \(Field.select(
            form, "pendidikan", label(.education), hint: present(.education),
            options: Education.allCases.map { ($0.rawValue, $0.label(t)) }, prompt: t("Pilih", "Choose")))
        \(Field.radios(form, "sekolah", label(.inFormalEducation), hint: present(.inFormalEducation), options: [
            ("tidak", t("Tidak", "No")), ("ya", t("Ya", "Yes")),
        ]))
        \(Field.select(
            form, "pekerjaan", label(.occupation), hint: present(.occupation),
            options: Occupation.allCases.map { ($0.rawValue, $0.label(t)) }, prompt: t("Pilih", "Choose")))
        """
    }

    private var regencyHint: String {
        present(.regency)
            + t(
                ". Provinsinya lain? Pilih provinsi dan kirim; daftarnya menyusul.",
                ". Another province? Choose it and send; the list follows.")
    }

    /// Those of the chosen province only: all of them would make the page too heavy for a slow line.
    private var regencies: [(value: String, label: String)] {
        let chosen = Province(code: form.values["provinsi"] ?? now.province) ?? Province(code: now.province)
        guard let province = chosen else { return [] }
        return Regions.of(province).map { (value: $0.code, label: $0.name) }
    }

    /// The values with which the form begins.
    static func values(of data: PersonalData, birthDate: CivilDate) -> [String: String] {
        PersonalForm.values(of: data).merging(IdentityForm.birth.values(birthDate)) { $1 }
    }

    static func sample(_ t: Words) -> CorrectionPage {
        CorrectionPage(t: t, person: ID(4_182_907), now: .sample, form: .sample, refusal: nil)
    }
}

extension DataVersion {
    /// For previews.
    static let sample = DataVersion(
        name: "Rina Marasabesy", birthDate: CivilDate(daysSinceEpoch: 9_216), address: "Jalan Pahlawan 5",
        province: "82", regency: "82.71", citizen: true, education: Education.seniorSecondary.rawValue,
        inFormalEducation: false, occupation: Occupation.jobSeeker.rawValue)
}

/// The fields that every proposal has.
struct PersonActFields: Sendable {
    let t: Words
    let form: FormState

    /// The proof, or the error to show at its field.
    static func readProof(_ form: Form, _ t: Words) -> (proof: OfficeReason?, errors: [FieldError]) {
        if let proof = try? OfficeReason(form[CorrectionPage.proofField]) { return (proof, []) }
        let message = t(
            "Tulis buktinya dalam satu kalimat: paling sedikit \(OfficeReason.fewestWords) kata, "
                + "paling banyak \(OfficeReason.longest) huruf.",
            "Write the proof in one sentence: at least \(OfficeReason.fewestWords) words, at most "
                + "\(OfficeReason.longest) characters.")
        return (nil, [FieldError(field: CorrectionPage.proofField, message: message)])
    }

    var reasonAndProof: HTML {
        """
        \(ReasonField.area(form, t, hint: t(
            "Peserta membaca alasan ini.", "The person reads this reason.")))
        \(Field.area(
            form, t, CorrectionPage.proofField, t("Bukti", "Proof"),
            hint: t(
                "Apa yang Anda lihat atau terima, dan di mana. Hanya untuk petugas.",
                "What you saw or were given, and where. For officers only."),
            maxLength: OfficeReason.longest))
        """
    }
}
