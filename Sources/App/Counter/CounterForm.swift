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
    /// Which opened form this is, so that a second tap on its button begins no second case.
    static let keyField = "formulir"

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
            wrong(agreedField, "Bacakan teksnya, dan centang bila pemohon setuju.", "Read it out, and tick on a yes.")
        }
        let consent = CounterCase.Consent(rawValue: form[consentField])
        if consent == nil {
            wrong(consentField, "Pilih bagaimana pemohon setuju.", "Choose how the person agreed.")
        }
        if words.isEmpty || words.unicodeScalars.count > longestWords {
            wrong(
                wordsField, "Tulis jawaban pemohon, paling banyak \(longestWords) huruf.",
                "Write what the person answered, at most \(longestWords) letters.")
        }
        guard let way = CounterCase.Way(rawValue: form[wayField]) else {
            wrong(wayField, "Pilih cara menghubungi pemohon.", "Choose how the person is reached.")
            return (nil, errors)
        }
        let reach = reach(form, way, rules: rules, t)
        errors += reach.errors
        guard errors.isEmpty, let consent else { return (nil, errors) }
        return (
            CounterDraft(
                label: label, way: way, contact: reach.contact, relation: reach.relation, consent: consent,
                words: words, earlier: way == .own ? nil : CounterNumber(form[earlierField]),
                form: ID(form[keyField])), []
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
