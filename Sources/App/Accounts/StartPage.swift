import Programme

/// The first page of signing up and of signing in: one field for an e-mail address or a mobile number, and for signing
/// up the way to verify an address. As a `PublicPage` it has no token.
struct StartPage: Page {
    let t: Words
    let paths: CodePaths
    let rules: AccountRules
    let form: FormState
    /// What was probably meant by a mistyped address.
    var suggestion: EmailAddress?
    var returnPath = ""

    var title: String {
        isSignUp ? t("Buat akun Prakerja", "Make a Prakerja account") : t("Masuk", "Sign in")
    }

    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(lead)</p>
        \(suggestion.map(hint))
        <form method="post" action="\(paths.start(t))">\(when: !form.csrf.isEmpty, Field.token(form.csrf))\(Field.hidden("ke", returnPath))
        \(suggestion == nil ? .empty : Field.hidden("sudah-benar", form.values["kontak"] ?? ""))
        \(Field.text(
            form, "kontak", label, hint: example, type: "text", keyboard: "email", autocomplete: autocomplete,
            maxLength: 254))
        \(when: isSignUp && FirstContact.offersBoth(rules), BothContacts(t: t, form: form).html)
        \(when: offersWay, way)
        \(when: isSignUp, privacy)
        \(Part.submit(t("Lanjut", "Continue")))</form>
        \(other)
        """
    }

    static let wayField = "cara"

    /// The way of verification that was chosen; nil where the form offers none.
    static func way(_ form: Form) -> VerificationWay? {
        VerificationWay.allCases.first { $0.slug == form[wayField] }
    }

    private var identifiers: [Contact.Kind] { rules.identifiers }

    private var offersWay: Bool { isSignUp && identifiers.contains(.email) && rules.offeredWays.count > 1 }

    private var chosenWay: String { form.values[Self.wayField] ?? rules.way(for: .email, chosen: nil).slug }

    private var way: HTML {
        var form = form
        form.values[Self.wayField] = chosenWay
        return Field.radios(
            form, Self.wayField,
            identifiers.contains(.phone)
                ? t("Kalau memakai email, kami kirim", "To an e-mail address we send") : t("Kami kirim", "We send"),
            options: rules.offeredWays.map { way in
                switch way {
                case .code: (way.slug, t("Kode 6 angka", "A 6-digit code"))
                case .link: (way.slug, t("Tautan untuk ditekan", "A link to follow"))
                }
            })
    }

    private var privacy: HTML {
        """
        <p><small>\(t("Kami menyimpan data seperlunya.", "We keep only the data we need."))
        <a href="\(t.path(.privacy))">\(t("Privasi dan hak Anda", "Privacy and your rights"))</a></small></p>
        """
    }

    private var isSignUp: Bool { paths.purpose == .signUp }

    /// Whether an account is made by a link alone.
    private var isLinkOnly: Bool { identifiers == [.email] && rules.offeredWays == [.link] }

    private var lead: String {
        if isSignUp, isLinkOnly {
            return t(
                "Kami mengirim tautan untuk memastikan alamat ini milik Anda. Tidak perlu kata sandi.",
                "We send a link to make sure the address is yours. You need no password.")
        }
        return isSignUp
            ? t(
                "Kami mengirim kode untuk memastikan alamat ini milik Anda. Tidak perlu kata sandi.",
                "We send a code to make sure the address is yours. You need no password.")
            : t("Kami mengirim kode 6 angka. Tidak perlu kata sandi.", "We send a 6-digit code. You need no password.")
    }

    private var label: String {
        switch (identifiers.contains(.email), identifiers.contains(.phone)) {
        case (true, false): t("Alamat email", "E-mail address")
        case (false, true): t("Nomor HP", "Mobile number")
        default: t("Alamat email atau nomor HP", "E-mail address or mobile number")
        }
    }

    private var example: String {
        switch (identifiers.contains(.email), identifiers.contains(.phone)) {
        case (true, false): t("Contoh: nama@contoh.id", "For example nama@contoh.id")
        case (false, true): t("Contoh: 0812-3456-7890", "For example 0812-3456-7890")
        default: t("Contoh: 0812-3456-7890 atau nama@contoh.id", "For example 0812-3456-7890 or nama@contoh.id")
        }
    }

    private var autocomplete: String {
        identifiers.contains(.email) ? "email" : "tel"
    }

    private var other: HTML {
        isSignUp
            ? """
            \(when: identifiers.contains(.email), noEmail)
            <p>\(t("Sudah punya akun?", "You have an account?")) \
            <a href="\(t.path(.signIn))">\(t("Masuk", "Sign in"))</a></p>
            """
            : """
            <p>\(t("Belum punya akun?", "No account yet?")) \
            <a href="\(t.path(.signUp))">\(t("Buat akun", "Make one"))</a></p>
            """
    }

    private var noEmail: HTML {
        """
        <p>\(t("Belum punya email?", "No e-mail address yet?")) \
        <a href="\(t.path(.help))#\(PublicPage.emailHelp)">\(t("Cara membuatnya", "How to make one"))</a></p>
        """
    }

    /// Pressing again with the same address keeps it: the owner of an unusual domain must get through.
    private func hint(_ meant: EmailAddress) -> HTML {
        let use = Part.act(
            t("Pakai \(meant.address)", "Use \(meant.address)"), to: paths.start(t), csrf: form.csrf, kind: "secondary",
            fields: Field.hidden("kontak", meant.address) + Field.hidden("ke", returnPath)
                + (offersWay ? Field.hidden(Self.wayField, chosenWay) : .empty) + both)
        let again = t("Sudah benar? Tekan Lanjut sekali lagi.", "Is yours right? Press Continue once more.")
        let title = t("Maksud Anda \(meant.address)?", "Did you mean \(meant.address)?")
        return Banner(.attention, markup: "<p>\(again)</p>\(use)", title: title).html
    }

    /// The second contact and the choice, which the button for the other spelling must not lose.
    private var both: HTML {
        func hidden(_ field: String) -> HTML {
            form.values[field].map { $0.isEmpty ? .empty : Field.hidden(field, $0) } ?? .empty
        }
        return hidden(OtherContact.field) + hidden(OtherContact.choiceField)
    }

    static func sample(_ t: Words) -> StartPage {
        StartPage(
            t: t, paths: .signUp,
            rules: AccountRules(identifiers: [.email, .phone], codeValidMinutes: 10, codeTries: 5, codeResends: 3),
            form: .sample)
    }
}

extension VerificationWay {
    /// Its name in forms.
    var slug: String {
        switch self {
        case .code: "kode"
        case .link: "tautan"
        }
    }
}

extension StartPage {
    /// The first page again, with the reason why no code was sent and another way to sign in.
    static func refused(
        _ refusal: any UserFacingRefusal, _ contact: Contact, _ form: FormState, _ paths: CodePaths,
        _ dependencies: Dependencies,
        _ t: Words,
        returnPath: String = ""
    ) -> StartPage {
        var form = form
        form.values["kontak"] = contact.readable
        return StartPage(
            t: t, paths: paths, rules: dependencies.edition.account,
            form: form.with([FieldError(field: "kontak", message: refusal.sentence(t))]), returnPath: returnPath)
    }
}

/// The page that a link in a mail opens. Only pressing the button uses the link up, so that programs which follow links
/// in mails to check them start no session.
struct LinkPage: Page {
    let t: Words
    let contact: Contact
    let action: String
    /// It was requested by another browser, which is not signed in when the button is pressed here.
    var isElsewhere = false
    let csrf: String

    var title: String { t("Lanjutkan di perangkat ini?", "Go on with this device?") }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p>\(t("Anda akan masuk sebagai", "You will be signed in as")) <strong>\(contact.unbroken(contact.readable))</strong>
        \(t("hanya di perangkat ini.", "on this device only."))</p>
        \(when: isElsewhere, elsewhere)
        \(Part.act(t("Ya, lanjutkan di sini", "Yes, go on here"), to: action, csrf: csrf))
        """
    }

    private var elsewhere: HTML {
        """
        <p>\(t(
            "Anda meminta pesan ini di perangkat atau peramban lain. Yang di sana tidak ikut masuk.",
            "You asked for this message on another device or browser. That one is not signed in by it."))</p>
        """
    }

    static func sample(_ t: Words) -> LinkPage {
        LinkPage(
            t: t, contact: PendingCode.sample(Instant(milliseconds: 0)).destination,
            action: Paths.signUpLink("contoh"), isElsewhere: true, csrf: "contoh")
    }
}

/// Confirms that the account exists.
struct SignUpDonePage: Page {
    let t: Words
    /// What was verified; nil when the account now has both contacts.
    let kind: Contact.Kind?

    var title: String { t("Akun Anda sudah jadi", "Your account is ready") }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(Banner(.done, "\(verified) \(t("Anda sudah masuk di perangkat ini.", "You are signed in on this device."))"))
        <p>\(t(
            "Punya akun belum berarti sudah terdaftar. Berikutnya, isi pendaftaran. Siapkan KTP Anda.",
            "An account is not yet an application. Next, fill in the application. Have your identity card ready."))</p>
        \(Part.button(t("Daftar Kartu Prakerja", "Apply for the Prakerja card"), to: Paths.application))
        """
    }

    private var verified: String {
        switch kind {
        case .email: t("Email Anda sudah terverifikasi.", "Your e-mail address is verified.")
        case .phone: t("Nomor HP Anda sudah terverifikasi.", "Your mobile number is verified.")
        case nil: t("Kontak Anda sudah terverifikasi.", "Your contacts are verified.")
        }
    }

    static func sample(_ t: Words) -> SignUpDonePage { SignUpDonePage(t: t, kind: .email) }
}
