import Programme

/// Reads the form of personal data. All errors are collected, each at its field.
enum PersonalForm {
    /// The sentences name the person's card and state without "Anda": an officer who corrects the data reads them too.
    ///
    /// - Parameter districts: nil on the office's form, which leaves the parts of the addresses as they are.
    static func read(
        _ form: Form, districts: KnownDistricts?, t: Words
    ) -> (value: PersonalData?, errors: [FieldError]) {
        var errors: [FieldError] = []
        func missing<Value>(_ value: Value?, _ field: String, _ message: String) -> Value? {
            if value == nil { errors.append(FieldError(field: field, message: message)) }
            return value
        }
        var name: PersonName?
        do throws(PersonNameRefusal) {
            name = try PersonName(checking: form["nama"])
        } catch {
            errors.append(FieldError(field: "nama", message: error.sentence(t)))
        }
        let address = missing(
            text(form["alamat"]), "alamat",
            tooLong(form["alamat"], t)
                ?? t(
                    "Tulis alamat di KTP: nama jalan atau dusun, dan nomornya.",
                    "Write the address on the card: street or hamlet, and number."))
        let province = missing(
            Province(code: form["provinsi"]), "provinsi",
            t("Pilih provinsi seperti di KTP.", "Choose the province as on the card."))
        let regency = missing(
            Regency(code: form["kabupaten"]), "kabupaten",
            t("Pilih kabupaten atau kota seperti di KTP.", "Choose the regency or city as on the card."))
        if let province, let regency, let home = regency.province, home != province {
            errors.append(
                FieldError(
                    field: "kabupaten",
                    message: t(
                        "\(regency.name) ada di \(home.name), bukan di \(province.name). Perbaiki salah satunya.",
                        "\(regency.name) is in \(home.name), not in \(province.name). Correct one of the two.")))
        }
        let (addresses, wrongAddresses) =
            districts.map { AddressForm(form: form, districts: $0, t: t).read(in: regency) }
            ?? (PersonalAddresses.none, [])
        errors += wrongAddresses
        let citizen = missing(
            yesNo(form["wni"]), "wni",
            t("Pilih kewarganegaraan seperti di KTP.", "Choose the citizenship as on the card."))
        let education = missing(
            Education(rawValue: form["pendidikan"]), "pendidikan",
            t("Pilih pendidikan terakhir yang sudah tamat.", "Choose the last schooling that was finished."))
        let attending = missing(
            yesNo(form["sekolah"]), "sekolah",
            t("Jawab ya atau tidak: sedang sekolah atau kuliah.", "Answer yes or no: at school or university now."))
        let occupation = missing(
            Occupation(rawValue: form["pekerjaan"]), "pekerjaan",
            t("Pilih pekerjaan yang paling cocok sekarang.", "Choose the work that fits best now."))
        if let error = tooLong(form["pelatihan"], t) { errors.append(FieldError(field: "pelatihan", message: error)) }
        // The office's form has neither question: a correction leaves these answers as they are.
        let (work, unsaid) = districts.map { _ in WorkFields(t: t).read(form, occupation) } ?? (.unsaid, [])
        errors += unsaid
        guard errors.isEmpty, let name, let address, let province, let regency, let citizen, let education,
            let attending, let occupation, let addresses
        else { return (nil, errors) }
        return (
            PersonalData(
                name: name, address: address, province: province, regency: regency, citizen: citizen,
                education: education, inFormalEducation: attending, occupation: occupation,
                wantedTraining: form["pelatihan"], addresses: addresses,
                work: work),
            []
        )
    }

    static func values(of data: PersonalData) -> [String: String] {
        [
            "nama": data.name.text, "alamat": data.address, "provinsi": data.province.code,
            "kabupaten": data.regency.code,
            "wni": data.citizen ? "ya" : "tidak", "pendidikan": data.education.rawValue,
            "sekolah": data.inFormalEducation ? "ya" : "tidak", "pekerjaan": data.occupation.rawValue,
            "pelatihan": data.wantedTraining,
        ].merging(AddressForm.values(of: data.addresses)) { $1 }.merging(WorkFields.values(of: data.work)) { $1 }
    }

    private static func text(_ typed: String) -> String? {
        (1...PersonalData.longestText).contains(typed.count) ? typed : nil
    }

    /// What is wrong with a text that is too long; nil where it is not.
    static func tooLong(_ typed: String, _ t: Words) -> String? {
        guard typed.count > PersonalData.longestText else { return nil }
        return t(
            "Anda mengetik \(t.count(typed.count)) huruf. Paling banyak \(PersonalData.longestText) huruf.",
            "You typed \(t.count(typed.count)) characters: \(PersonalData.longestText) at most.")
    }

    private static func yesNo(_ typed: String) -> Bool? {
        switch typed {
        case "ya": true
        case "tidak": false
        default: nil
        }
    }
}

extension PersonNameRefusal {
    func sentence(_ t: Words) -> String {
        switch self {
        case .empty: t("Tulis nama lengkap seperti di KTP.", "Write the full name as on the card.")
        case .tooLong(let limit):
            t(
                "Nama ini terlalu panjang. Paling banyak \(limit) huruf.",
                "This name is too long: at most \(limit) letters.")
        case .digit(let digit):
            t(
                "Ada angka “\(digit)” di nama. Nama di KTP tidak memakai angka; tulis tanpa angka.",
                "There is a digit “\(digit)” in the name. Names on the card have none; write it without.")
        case .sign(let sign):
            t(
                "Tanda “\(sign)” tidak dipakai di nama. Hapus tanda itu, atau ganti dengan tanda petik ' kalau begitu di KTP.",
                "The sign “\(sign)” stands in no name. Leave it out, or write an apostrophe ' if the card has one.")
        }
    }
}

struct PersonalPage: Page {
    let t: Words
    let form: FormState
    let mismatch: Bool
    var districts = KnownDistricts.none
    /// The stored NIK names another province than the stored address.
    var asksProvince = false

    var title: String { StepTitle.title(.personal, t) }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        \(StepTitle.caption(.personal, t))<h1>\(StepTitle.of(.personal, t))</h1>
        \(when: mismatch, warning)\(when: asksProvince, question)
        <p>\(t(
            "Tulis seperti di KTP. Data palsu dapat membatalkan kepesertaan.",
            "Write it as on your card. False data can end your place."))</p>
        <form method="post" action="\(Paths.personal)">\(Field.token(form.csrf))
        \(Field.text(
            form, "nama", t("Nama lengkap", "Full name"),
            hint: t("Satu kata pun boleh, kalau begitu di KTP.", "One word is fine, if that is what the card says."),
            autocomplete: "name", maxLength: 100))
        \(Field.text(form, "alamat", t("Alamat", "Address"), autocomplete: "street-address"))
        \(Field.select(
            form, "provinsi", t("Provinsi", "Province"), options: Province.all.map { ($0.code, $0.name) },
            prompt: t("Pilih provinsi", "Choose a province")))
        \(Field.select(
            form, "kabupaten", t("Kabupaten atau kota", "Regency or city"),
            hint: t("Dikelompokkan menurut provinsi.", "Grouped by province."), within: "provinsi",
            groups: Province.all.map(Self.group), prompt: t("Pilih kabupaten atau kota", "Choose a regency or city")))
        \(places.card)\(places.home)
        \(Field.radios(form, "wni", t("Kewarganegaraan di KTP", "Citizenship on the card"), options: [
            ("ya", t("WNI", "Indonesian (WNI)")), ("tidak", t("WNA", "Other (WNA)")),
        ]))
        \(Field.select(
            form, "pendidikan", t("Pendidikan terakhir", "Last schooling finished"),
            options: Education.allCases.map { ($0.rawValue, $0.label(t)) }, prompt: t("Pilih", "Choose")))
        \(Field.radios(form, "sekolah", t(
            "Sedang sekolah atau kuliah?",
            "Are you at school or university now?"), options: [
            ("tidak", t("Tidak", "No")), ("ya", t("Ya", "Yes")),
        ]))
        \(Field.select(
            form, "pekerjaan", t("Pekerjaan sekarang", "What you do now"),
            options: Occupation.allCases.map { ($0.rawValue, $0.label(t)) }, prompt: t("Pilih", "Choose")))
        \(WorkFields(t: t).html(form))
        \(Field.area(
            form, t, "pelatihan", t("Pelatihan yang diinginkan", "Training you would like"),
            hint: t("Boleh dikosongkan.", "May stay empty."),
            maxLength: PersonalData.longestText))
        \(Part.submit(t("Simpan dan lanjut", "Save and continue")))</form>
        """
    }

    private var places: AddressFields { AddressFields(t: t, form: form, districts: districts) }

    private var warning: HTML {
        Banner(
            .wrong,
            t(
                "Nama mungkin berbeda dari data Dukcapil. Samakan dengan KTP.",
                "The name may differ from what the civil registry has. Write it as on the card.")
        ).html
    }

    private var question: HTML {
        let onward = t("Sudah sesuai KTP, lanjut", "It is as on my card, go on")
        return """
            \(Banner(.attention, NIKWarning.otherProvince.sentence(t)))
            <p>\(Part.button(onward, to: Paths.application, secondary: true))</p>
            """
    }

    private static func group(_ province: Province) -> Field.Group {
        Field.Group(
            value: province.code, label: province.name,
            options: Regions.of(province).map { ($0.code, $0.name) })
    }

    /// As it is opened first: with the tick.
    static func sample(_ t: Words) -> PersonalPage {
        var form = FormState.sample
        form.values[AddressForm.same] = "ya"
        return PersonalPage(t: t, form: form, mismatch: false)
    }
}
