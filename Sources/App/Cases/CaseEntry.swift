import Programme
import Storage

/// A case that an officer writes down for a person who called, came or wrote.
struct CaseEntry: Sendable {
    let dependencies: Dependencies

    static let who = "orang"
    /// The person whose page the officer has open; then nothing is typed to find them.
    static let person = "peserta"
    static let name = "nama"
    static let contact = "kontak"
    static let channel = "jalur"

    private static let wordsMissing = Bilingual(
        id: "Tulis kata-kata pelapor lebih lengkap: apa yang terjadi, dan kapan.",
        en: "Write down a little more of what the person said: what happened, and when.")

    enum Reading {
        case new(NewCase)
        case wrong([FieldError])
    }

    /// Finds the person by NIK, mobile number or e-mail address; without an account their name and contact are needed.
    /// The person is looked up only for a form that is complete, so that it does not serve to try numbers.
    ///
    /// - Parameter address: the officer's network address.
    func read(_ form: Form, by officer: Officer, from address: String, _ t: Words) async throws -> Reading {
        var errors: [FieldError] = []
        func note(_ field: String, _ id: String, _ en: String) {
            errors.append(FieldError(field: field, message: t(id, en)))
        }
        let (text, slips) = CaseForm.read(form, t, officers: Self.wordsMissing)
        let channel = ServiceCase.Channel(rawValue: form[Self.channel]).flatMap {
            ServiceCase.Channel.byOfficer.contains($0) ? $0 : nil
        }
        if channel == nil {
            note(Self.channel, "Pilih bagaimana pelapor menghubungi kita.", "Choose how the person reached us.")
        }
        let (category, missing) = CaseForm.category(form, t)
        let isComplete = errors.isEmpty && missing.isEmpty && slips.isEmpty
        let typed = form[Self.who]
        var person = try await open(form[Self.person], by: officer)
        var guest: CaseGuest?
        if person == nil, form.has(Self.person) {
            note(
                Self.who, "Halaman peserta ini sudah tertutup. Buka lagi, atau isi NIK, nomor HP, atau email di sini.",
                "This person's page is closed by now. Open it again, or give NIK, number or e-mail here.")
        } else if person != nil {
            // Found already, and that was recorded when the page was opened.
        } else if !typed.isEmpty, isComplete {
            person = try await find(typed, by: officer, from: address)
            if person == nil {
                note(
                    Self.who,
                    "Tidak ada akun dengan NIK, nomor, atau email ini. Kosongkan dan isi nama serta kontaknya.",
                    "No account has this NIK, number or address. Leave it empty and give name and contact.")
            }
        } else if typed.isEmpty, form[Self.name].isEmpty, form[Self.contact].isEmpty {
            note(
                Self.who, "Isi NIK, nomor HP, atau email akunnya. Belum punya akun? Isi nama dan kontaknya di bawah.",
                "Give NIK, number or e-mail of the account. Is there none? Give name and contact below.")
        } else if typed.isEmpty {
            let (name, contact) = (PersonName(form[Self.name]), Contact(form[Self.contact]))
            if name == nil { note(Self.name, "Isi nama pelapor.", "Give the person's name.") }
            if contact == nil {
                note(
                    Self.contact, "Isi nomor HP atau email untuk jawaban.",
                    "Give a mobile number or e-mail address for the answer.")
            }
            if let name, let contact { guest = CaseGuest(name: name.text, contact: contact) }
        }
        // In the order of the fields.
        errors += missing + slips
        guard errors.isEmpty, let text, let category, let channel else { return .wrong(errors) }
        return .new(
            NewCase(
                number: CaseNumber(form[CaseForm.number]), person: person, guest: guest, category: category,
                channel: channel, text: text, enteredBy: officer.id))
    }

    /// The person in the address or the form, while the officer has their page open for a recorded reason.
    func open(_ text: String, by officer: Officer) async throws -> ID<Account>? {
        guard let person = ID<Account>(text), officer.may(.readPeople) else { return nil }
        return try await dependencies.database.read { [dependencies] tx in
            let opening = try tx.openings.current(
                of: person, by: officer.id, at: dependencies.realNow(), vault: dependencies.vault)
            return opening == nil ? nil : person
        }
    }

    /// Counted like every search for people; a miss and the person found are recorded.
    private func find(_ typed: String, by officer: Officer, from address: String) async throws -> ID<Account>? {
        try await dependencies.database.transaction { [dependencies] tx in
            let moment = dependencies.moment()
            try tx.openings.countLookUp(by: officer.id, at: moment, ids: dependencies.ids)
            guard let person = try Self.holder(of: typed, tx, dependencies.vault) else {
                try tx.openings.recordMiss("case-entry", by: officer.id, at: moment, ids: dependencies.ids)
                return nil
            }
            try tx.access.record(
                .search, of: [person], by: officer.id, as: officer.reading(.search), why: .work("case-entry"),
                from: address, at: moment, ids: dependencies.ids)
            return person
        }
    }

    private static func holder(of typed: String, _ tx: Transaction, _ vault: Vault) throws -> ID<Account>? {
        if let nik = try? NIK(typed) {
            return try tx.identity.verifiedHolder(of: vault.lookup(nik.digits, purpose: "nik"))
        }
        guard let contact = Contact(typed) else { return nil }
        return try tx.accounts.holder(of: contact, vault: vault)?.id
    }
}

struct CaseEntryPage: Page {
    let t: Words
    let form: FormState
    let number: CaseNumber
    /// Of whose page the officer came.
    var person: ID<Account>?

    var title: String { t("Catat keluhan", "Write down a complaint") }
    var isWide: Bool { true }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(Part.columns(form: fields, notes: Part.panel(t("Untuk siapa", "For whom"), note)))
        """
    }

    private var note: HTML {
        let text = t(
            "Untuk orang yang menelepon, datang, atau menulis. Bacakan nomornya setelah tersimpan. "
                + "Petugas lain yang menjawab.",
            "For people who call, come or write. Read the number to them once it is saved. "
                + "Another officer answers.")
        return "<p>\(text)</p>"
    }

    private var fields: HTML {
        """
        <form method="post" action="\(Paths.caseEntry)" novalidate>\(Field.token(form.csrf))
        \(CaseForm.number(form, fresh: number))
        \(Field.radios(
            form, CaseEntry.channel, t("Jalur", "Way"),
            options: ServiceCase.Channel.byOfficer.map { ($0.rawValue, t($0.label)) }))
        \(person.map(reporter) ?? anyReporter)
        \(CaseForm.categories(form, t))
        \(CaseForm.area(
            form, t, t("Apa yang terjadi, dengan kata pelapor", "What happened, in the person's words"),
            hint: t("Jangan tulis kode, kata sandi, atau nomor kartu.", "Write no codes, passwords or card numbers.")))
        \(Part.submit(t("Simpan dan lihat nomornya", "Save and see the number")))</form>
        """
    }

    private func reporter(_ person: ID<Account>) -> HTML {
        let name = t("Peserta \(t.short(person))", "Participant \(t.short(person))")
        return """
            <p>\(t("Pelapor", "Reported by")): <a href="\(Paths.person(person))">\(name)</a></p>
            \(Field.hidden(CaseEntry.person, "\(person)"))
            """
    }

    private var anyReporter: HTML {
        """
        \(Field.text(
            form, CaseEntry.who, t(
                "NIK, nomor HP, atau email di akunnya",
                "NIK, mobile number or e-mail of their account"),
            hint: t("Kosongkan kalau belum punya akun.", "Leave it empty where there is no account."),
            autocomplete: "off", maxLength: 254))
        <fieldset class="field"><legend>\(t("Tanpa akun", "Without an account"))</legend>
        \(Field.text(form, CaseEntry.name, t("Nama", "Name"), autocomplete: "off", maxLength: 100))
        \(Field.text(
            form, CaseEntry.contact, t("Nomor HP atau email untuk jawaban", "Mobile number or e-mail for the answer"),
            autocomplete: "off", maxLength: 254))</fieldset>
        """
    }

    static func sample(_ t: Words) -> CaseEntryPage {
        CaseEntryPage(t: t, form: .sample, number: ServiceCase.sample.number)
    }
}
