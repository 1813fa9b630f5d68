import Programme

/// Reads the identity card's form: NIK, birth date, and the family card's number where it was given.
struct IdentityForm: Sendable {
    let nik: NIK
    let birthDate: CivilDate
    let familyCard: FamilyCard?

    /// Nil with every error collected, each at its field.
    static func read(
        _ form: Form, today: CivilDate, needsFamilyCard: Bool, t: Words
    ) -> (value: IdentityForm?, errors: [FieldError]) {
        var errors: [FieldError] = []
        var nik: NIK?
        do {
            nik = try NIK(form["nik"])
        } catch {
            errors.append(
                FieldError(field: "nik", message: error.sentence(t, number: "NIK", on: t("KTP", "your card"))))
        }
        let (birthDate, wrongDate) = birthDate(form, today: today, t)
        if let wrongDate { errors.append(wrongDate) }
        var familyCard: FamilyCard?
        if form["kk"].isEmpty {
            if needsFamilyCard { errors.append(FieldError(field: "kk", message: missingFamilyCard(t))) }
        } else {
            do {
                familyCard = try FamilyCard(form["kk"])
            } catch {
                let card = t("Kartu Keluarga", "the family card")
                errors.append(
                    FieldError(field: "kk", message: error.sentence(t, number: t("nomor KK", "number"), on: card)))
            }
        }
        if let nik, let familyCard, let birthDate,
            let error = mixedUp(TwoNumbers(nik: nik, familyCard: familyCard, birthDate: birthDate), t)
        {
            errors.append(error)
        }
        guard errors.isEmpty, let nik, let birthDate else { return (nil, errors) }
        return (IdentityForm(nik: nik, birthDate: birthDate, familyCard: familyCard), [])
    }

    /// Checked here, because the registry would only answer that the data does not match, and a try would be used up.
    private static func mixedUp(_ numbers: TwoNumbers, _ t: Words) -> FieldError? {
        switch numbers {
        case .fine: nil
        case .same:
            FieldError(
                field: "kk",
                message: t(
                    "Nomor KK sama dengan NIK. Nomor KK ada di bagian atas Kartu Keluarga.",
                    "This is the NIK again. The family card's number is at the top of the family card."))
        case .swapped:
            FieldError(
                field: "nik",
                message: t(
                    "NIK dan nomor KK sepertinya tertukar. NIK ada di KTP, nomor KK ada di bagian atas Kartu Keluarga.",
                    "NIK and family card number seem to have changed places. The NIK is on your identity card."))
        }
    }

    private static func missingFamilyCard(_ t: Words) -> String {
        t(
            "Tulis 16 angka nomor Kartu Keluarga. Edisi ini membatasi penerima per Kartu Keluarga.",
            "Write the 16 digits of the family card. This edition limits beneficiaries per family card.")
    }

    /// The oldest plausible age in years; an earlier birth year is a typing error.
    private static let oldest = 120

    static let birth = DateField("lahir", Bilingual(id: "Tanggal lahir", en: "Date of birth"), example: "27 3 1995")

    /// The date, or the error at its field, also for a date in the future or too long ago.
    static func birthDate(_ form: Form, today: CivilDate, _ t: Words) -> (date: CivilDate?, error: FieldError?) {
        let (date, error) = birth.read(form, t)
        guard let date else { return (nil, error) }
        guard date <= today, date.age(on: today) <= oldest else {
            let message = t(
                "Tanggal lahir: tahun \(date.year) tidak mungkin. Tulis seperti di KTP, misalnya \(birth.example).",
                "Date of birth: the year cannot be \(date.year). Write it as on the card, such as \(birth.example).")
            return (nil, FieldError(field: birth.name, message: message))
        }
        return (date, nil)
    }
}

extension NIKRefusal {
    /// The letter O and the digit 0 look alike on many keyboards and in many fonts, as do l, I and 1.
    private static func named(_ sign: Character, _ t: Words, number: String) -> String {
        let meant: String? =
            switch sign {
            case "O", "o": "0"
            case "I", "l": "1"
            default: nil
            }
        if let meant {
            return t(
                "Ada huruf “\(sign)” di antara angka \(number). Mungkin maksudnya angka \(meant)?",
                "There is a letter “\(sign)” among the digits of the \(number). Did you mean the digit \(meant)?")
        }
        return t(
            "Ada tanda “\(sign)” di antara angka \(number). Tulis 16 angka saja.",
            "There is a “\(sign)” among the digits of the \(number). Write the 16 digits only.")
    }

    func sentence(_ t: Words, number: String, on card: String) -> String {
        switch self {
        case .notDigits(let sign): Self.named(sign, t, number: number)
        case .length(let count):
            t(
                "Masukkan 16 angka \(number) seperti tertulis di \(card). Anda mengetik \(count) angka.",
                "Enter the 16 digits of the \(number) as on \(card). You typed \(count).")
        case .impossibleDate:
            t(
                "Angka ke-7 sampai ke-12 adalah tanggal lahir, tetapi tanggal itu tidak ada. Cocokkan dengan \(card).",
                "Digits 7 to 12 are a birth date, and there is no such date. Compare once more with \(card).")
        case .impossibleSerial:
            t(
                "Empat angka terakhir tidak pernah 0000. Cocokkan lagi dengan \(card).",
                "The last four digits are never 0000. Compare once more with \(card).")
        }
    }
}

/// The identity card's data as it was saved, for the page that changes it.
struct SavedIdentity: Sendable {
    /// With eight digits hidden.
    let nik: String
    let birthDate: CivilDate
    let warnings: [NIKWarning]
}

struct IdentityPage: Page {
    let t: Words
    let form: FormState
    /// The name or number did not match what the registry has.
    let mismatch: Bool
    /// What an earlier visit saved; nil before, and on a page with errors.
    var saved: SavedIdentity?
    var needsFamilyCard = false

    var title: String { StepTitle.title(.identity, t) }
    var errors: [FieldError] { form.errors }

    var isWide: Bool { true }

    var body: HTML {
        """
        \(StepTitle.caption(.identity, t))<h1>\(t("Data KTP", "Your identity card"))</h1>
        <div class="split step"><div>\(when: mismatch, warning)
        \(when: !mismatch, savedBefore)
        <p class="lead">\(t(
            "Siapkan KTP. Nomor ini kami simpan tersandi dan hanya dicocokkan dengan Dukcapil.",
            "Have your card ready. We keep this number encrypted and only compare it with the civil registry."))</p>
        <form method="post" action="\(Paths.identity)" autocomplete="off">\(Field.token(form.csrf))
        \(Field.text(
            form, "nik", t("NIK (16 angka)", "NIK (16 digits)"), hint: t("Boleh dengan atau tanpa spasi.", "With or without spaces."),
            keyboard: "numeric", width: 20, maxLength: 24))
        \(IdentityForm.birth.html(form, t))
        \(Field.text(
            form, "kk", familyCardLabel,
            hint: t("16 angka di bagian atas Kartu Keluarga.", "16 digits at the top of the family card."),
            keyboard: "numeric", width: 20, maxLength: 24))
        \(Part.submit(t("Simpan dan lanjut", "Save and continue")))</form></div>
        \(StepAside.identity(t).html)</div>
        """
    }

    private var familyCardLabel: String {
        needsFamilyCard
            ? t("Nomor Kartu Keluarga", "Family card number")
            : t("Nomor Kartu Keluarga (boleh dikosongkan)", "Family card number (optional)")
    }

    /// Masked, because bystanders may read the page; and what is unusual about it, told where it can be corrected.
    private var savedBefore: HTML {
        guard let saved else { return .empty }
        let text = t(
            "NIK \(saved.nik), lahir \(t.date(saved.birthDate)). Mau mengubahnya? Isi lagi formulir ini.",
            "NIK \(saved.nik), born \(t.date(saved.birthDate)). To change it, fill in this form again.")
        func warning(_ warning: NIKWarning) -> HTML { Banner(.attention, warning.sentence(t)).html }
        let onward = t("Sudah sesuai KTP, lanjut", "It is as on my card, go on")
        return """
            \(Banner(.done, text, title: t("Data KTP sudah tersimpan", "Your card's data is saved")))
            \(each: saved.warnings, warning)
            <p>\(Part.button(onward, to: Paths.application, secondary: true))</p>
            """
    }

    private var warning: HTML {
        Banner(
            .wrong,
            t(
                "Data sebelumnya tidak cocok dengan data Dukcapil. Tulis lagi persis seperti di KTP.",
                "It did not match what the civil registry has. Write it again exactly as on the card.")
        ).html
    }

    static func sample(_ t: Words) -> IdentityPage { IdentityPage(t: t, form: .sample, mismatch: false) }
}
