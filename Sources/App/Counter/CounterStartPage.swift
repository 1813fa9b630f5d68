import Programme

/// `/kantor/loket/baru`: how the next person is reached. Each way has a form that asks for what it needs.
struct CounterWaysPage: Page {
    let t: Words
    /// The officer's office, with its province.
    let place: String
    var errors: [FieldError] = []

    var title: String { t("Bantu orang berikutnya", "Help the next person") }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(place)</p>
        <h2 id="\(CounterForm.wayField)">\(t("Ke mana kode dikirim?", "Where does the code go?"))</h2>
        <ul class="ways">\(each: CounterCase.Way.allCases, row)</ul>
        <p><a href="\(Paths.counter)">\(t("Kembali ke loket", "Back to the counter"))</a></p>
        """
    }

    private func row(_ way: CounterCase.Way) -> HTML {
        """
        <li><a href="\(Paths.counterStartBy(way))"><span><strong>\(t(way.label))</strong>\
        <small>\(hint(way))</small></span></a></li>
        """
    }

    private func hint(_ way: CounterCase.Way) -> String {
        switch way {
        case .own:
            t("Pemohon membawa HP, atau bisa membuka emailnya.", "The person has a phone, or can open their e-mail.")
        case .household:
            t(
                "Anggota keluarga menerima kode, dan menyetujuinya.",
                "A household member gets the code, and agrees to it.")
        case .slip:
            t(
                "Tidak ada nomor. Wajah dicocokkan dengan KTP asli.",
                "There is no number. The face is compared with the original card.")
        }
    }

    static func sample(_ t: Words) -> CounterWaysPage {
        CounterWaysPage(t: t, place: "Disnaker Kota Ternate, Maluku Utara")
    }
}

/// `/kantor/loket/baru/{way}`: consent, then only what this way of reaching the person needs.
struct CounterStartPage: Page {
    let t: Words
    /// The officer's office, with its province.
    let place: String
    let way: CounterCase.Way
    let form: FormState

    var title: String { t("Bantu orang berikutnya", "Help the next person") }
    var errors: [FieldError] { form.errors }
    var crumbs: [Crumb] { [Crumb(title, Paths.counterStart)] }

    var body: HTML {
        """
        <h1>\(t(way.label))</h1>
        <p class="lead">\(place) · <a href="\(Paths.counterStart)">\(t("Pilih cara lain", "Choose another way"))</a></p>
        <form method="post" action="\(Paths.counterStart)">\(Field.token(form.csrf))
        \(Field.hidden(CounterForm.wayField, way.rawValue))
        \(Field.hidden(CounterForm.keyField, form.values[CounterForm.keyField] ?? ""))
        <h2>\(t("1. Persetujuan", "1. Consent"))</h2>
        <blockquote><p>\(t(CounterWords.consent))</p></blockquote>
        \(Field.checkbox(form, CounterForm.agreedField, t("Pemohon setuju", "The person agrees")))
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
        <h2>\(heading)</h2>
        \(reach)
        \(Part.submit(way == .slip ? t("Mulai pendaftaran", "Begin the application") : t("Kirim kode", "Send the code")))</form>
        """
    }

    private var heading: String {
        switch way {
        case .own: t("2. Nomor atau email", "2. Number or e-mail")
        case .household: t("2. Nomor anggota keluarga", "2. The household member's number")
        case .slip: t("2. KTP asli", "2. Original identity card")
        }
    }

    private var reach: HTML {
        switch way {
        case .own: contact(t("Nomor HP atau email orangnya", "The person's mobile number or e-mail"), keyboard: nil)
        case .household: household
        case .slip: slip
        }
    }

    private func contact(_ label: String, keyboard: String?) -> HTML {
        Field.text(form, CounterForm.contactField, label, keyboard: keyboard, autocomplete: "off", maxLength: 254)
    }

    private var household: HTML {
        """
        \(contact(t("Nomor HP anggota keluarga", "The household member's mobile number"), keyboard: "tel"))
        \(Field.select(
            form, CounterForm.relationField, t("Pemilik nomor adalah", "The number's owner is"),
            options: CounterCase.Relation.allCases.map { ($0.rawValue, t($0.label)) }, prompt: t("Pilih", "Choose")))
        \(Field.checkbox(
            form, CounterForm.memberField,
            t("Pemilik nomor setuju menerima kodenya", "The number's owner agrees to receive the codes")))
        \(earlier)
        """
    }

    private var slip: HTML {
        """
        <p>\(t(CounterWords.wallet))</p>
        \(Field.checkbox(
            form, CounterForm.cardField,
            t("Wajahnya cocok dengan KTP asli", "The face is that of the original identity card")))
        \(earlier)
        """
    }

    /// Folded, because most people come for the first time.
    private var earlier: HTML {
        let name = CounterForm.earlierField
        let isOpen = form.error(name) != nil || form.values[name]?.isEmpty == false
        return """
            <details\(flag: "open", isOpen)><summary>\(t(
                "Sudah pernah ke loket tanpa nomor sendiri?", "Here before, without a number of their own?"))</summary>
            <div>\(Field.text(
                form, name, t("Nomor kasus di slip lama", "Case number on an earlier slip"), autocomplete: "off",
                maxLength: 40))</div></details>
            """
    }

    static func sample(_ t: Words) -> CounterStartPage {
        CounterStartPage(t: t, place: "Disnaker Kota Ternate, Maluku Utara", way: .own, form: .sample)
    }

    static func sampleHousehold(_ t: Words) -> CounterStartPage {
        CounterStartPage(t: t, place: "Disnaker Kota Ternate, Maluku Utara", way: .household, form: .sample)
    }
}
