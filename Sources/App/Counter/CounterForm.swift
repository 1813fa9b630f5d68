import Programme

/// The form with which a case begins: consent, and how the person is reached.
enum CounterForm {
    static let labelField = "sebutan"
    static let agreedField = "setuju"
    static let consentField = "cara-setuju"
    static let wordsField = "ucapan"
    static let wayField = "jalur"
    static let contactField = "kontak"
    static let relationField = "hubungan"
    static let memberField = "anggota-setuju"
    static let earlierField = "nomor-kasus"
    static let cardField = "ktp-asli"

    /// In Unicode scalars: a letter can carry any number of marks.
    static let longestLabel = 40
    static let longestWords = 200

    /// The draft, or all errors to show at the fields.
    static func read(
        _ form: Form, rules: AccountRules, _ t: Words
    ) -> (draft: CounterDraft?, errors: [FieldError]) {
        var errors: [FieldError] = []
        func wrong(_ field: String, _ indonesian: String, _ english: String) {
            errors.append(FieldError(field: field, message: t(indonesian, english)))
        }
        let (label, words) = (form[labelField], form[wordsField])
        if label.isEmpty || label.unicodeScalars.count > longestLabel {
            wrong(
                labelField, "Tulis sebutan pendek, paling banyak \(longestLabel) huruf.",
                "Write a short name, at most \(longestLabel) letters.")
        }
        if !form.has(agreedField) {
            wrong(agreedField, "Bacakan teksnya, dan centang bila orangnya setuju.", "Read it out, and tick on a yes.")
        }
        let consent = CounterCase.Consent(rawValue: form[consentField])
        if consent == nil {
            wrong(consentField, "Pilih bagaimana orangnya setuju.", "Choose how the person agreed.")
        }
        if words.isEmpty || words.unicodeScalars.count > longestWords {
            wrong(
                wordsField, "Tulis jawaban orangnya, paling banyak \(longestWords) huruf.",
                "Write what the person answered, at most \(longestWords) letters.")
        }
        guard let way = CounterCase.Way(rawValue: form[wayField]) else {
            wrong(wayField, "Pilih cara menghubungi orangnya.", "Choose how the person is reached.")
            return (nil, errors)
        }
        let reach = reach(form, way, rules: rules, t)
        errors += reach.errors
        guard errors.isEmpty, let consent else { return (nil, errors) }
        return (
            CounterDraft(
                label: label, way: way, contact: reach.contact, relation: reach.relation, consent: consent,
                words: words, earlier: way == .own ? nil : CounterNumber(form[earlierField])), []
        )
    }

    private static func reach(
        _ form: Form, _ way: CounterCase.Way, rules: AccountRules, _ t: Words
    ) -> (contact: Contact?, relation: CounterCase.Relation?, errors: [FieldError]) {
        var errors: [FieldError] = []
        func wrong(_ field: String, _ message: String) { errors.append(FieldError(field: field, message: message)) }
        func checkEarlier() {
            guard !form[earlierField].isEmpty, CounterNumber(form[earlierField]) == nil else { return }
            wrong(earlierField, CounterRefusal.unknownEarlierCase.sentence(t))
        }
        switch way {
        case .own:
            do throws(AccountRefusal) {
                return (try rules.contact(form[contactField]), nil, [])
            } catch {
                wrong(contactField, error.sentence(t))
            }
            return (nil, nil, errors)
        case .household:
            var phone: Contact?
            do throws(PhoneRefusal) {
                phone = .phone(try PhoneNumber(reading: form[contactField]))
            } catch {
                wrong(contactField, error.sentence(t))
            }
            let relation = CounterCase.Relation(rawValue: form[relationField])
            if relation == nil { wrong(relationField, t("Pilih hubungannya.", "Choose how they are related.")) }
            if !form.has(memberField) {
                wrong(
                    memberField,
                    t(
                        "Pemilik nomor harus setuju. Centang setelah ia setuju.",
                        "The number's owner has to agree. Tick once they did."))
            }
            checkEarlier()
            return (phone, relation, errors)
        case .slip:
            if !form.has(cardField) {
                wrong(
                    cardField, t("Cocokkan wajah dengan KTP asli, lalu centang.", "Compare face and card, then tick."))
            }
            checkEarlier()
            return (nil, nil, errors)
        }
    }
}

/// `/kantor/loket/baru`: consent first, then how the person is reached.
struct CounterStartPage: Page {
    let t: Words
    /// The officer's office, with its province.
    let place: String
    let form: FormState

    var title: String { t("Bantu orang berikutnya", "Help the next person") }
    var errors: [FieldError] { form.errors }
    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(place)</p>
        <form method="post" action="\(Paths.counterStart)">\(Field.token(form.csrf))
        <h2>\(t("1. Persetujuan", "1. Consent"))</h2>
        <blockquote><p>\(t(CounterWords.consent))</p></blockquote>
        \(Field.checkbox(form, CounterForm.agreedField, t("Orangnya setuju", "The person agrees")))
        \(Field.radios(
            form, CounterForm.consentField, t("Bagaimana orangnya setuju?", "How did the person agree?"),
            options: CounterCase.Consent.allCases.map { ($0.rawValue, t($0.label)) }))
        \(Field.text(
            form, CounterForm.wordsField,
            t("Jawabannya, dengan kata-katanya sendiri", "The answer, in their own words"),
            hint: t("Misalnya: Ya, tolong dibantu.", "Such as: Yes, please help me."), autocomplete: "off",
            maxLength: CounterForm.longestWords))
        \(Field.text(
            form, CounterForm.labelField, t("Sebutan di daftar Anda hari ini", "Name in your list of today"),
            hint: t("Cukup nama panggilan.", "A first name is enough."), autocomplete: "off",
            maxLength: CounterForm.longestLabel))
        <h2>\(t("2. Cara menghubungi", "2. How to reach them"))</h2>
        \(Field.radios(
            form, CounterForm.wayField, t("Ke mana kode dikirim?", "Where does the code go?"),
            options: CounterCase.Way.allCases.map { ($0.rawValue, t($0.label)) }))
        \(Field.text(
            form, CounterForm.contactField, t("Nomor HP atau email", "Mobile number or e-mail"),
            hint: t(
                "Milik orangnya, atau nomor HP anggota keluarga.", "The person's own, or a household member's number."),
            autocomplete: "off", maxLength: 254))
        \(household)
        <h3>\(t("Kalau belum ada nomor", "Where there is no number yet"))</h3>
        <p>\(t(CounterWords.wallet))</p>
        \(Field.checkbox(
            form, CounterForm.cardField,
            t("Wajahnya cocok dengan KTP asli", "The face is that of the original identity card")))
        <h3>\(t("Kalau sudah pernah ke loket tanpa nomor sendiri", "Here before, without a number of their own"))</h3>
        \(Field.text(
            form, CounterForm.earlierField, t("Nomor kasus di slip lama", "Case number on an earlier slip"),
            hint: t("Kosongkan bila baru pertama kali.", "Leave empty for the first visit."), autocomplete: "off",
            maxLength: 40))
        \(Part.submit(t("Lanjut", "Continue")))</form>
        """
    }

    private var household: HTML {
        """
        <h3>\(t("Kalau memakai nomor keluarga", "With a household member's number"))</h3>
        \(Field.select(
            form, CounterForm.relationField, t("Pemilik nomor adalah", "The number's owner is"),
            options: CounterCase.Relation.allCases.map { ($0.rawValue, t($0.label)) }, prompt: t("Pilih", "Choose")))
        \(Field.checkbox(
            form, CounterForm.memberField,
            t("Pemilik nomor setuju menerima kodenya", "The number's owner agrees to receive the codes")))
        """
    }

    static func sample(_ t: Words) -> CounterStartPage {
        CounterStartPage(t: t, place: "Disnaker Kota Ternate, Maluku Utara", form: .sample)
    }
}
