import Programme

/// The addresses of the pages for one kind of code.
struct CodePaths: Sendable {
    let purpose: CodePurpose
    let start: String
    let code: String
    let resend: String

    /// The address of `start` in the reader's language.
    func start(_ t: Words) -> String { PublicPage.counterpart(of: start, in: t.language) }

    static let signUp = CodePaths(
        purpose: .signUp, start: Paths.signUp, code: Paths.signUpCode, resend: Paths.signUpResend)
    static let signIn = CodePaths(
        purpose: .signIn, start: Paths.signIn, code: Paths.signInCode, resend: Paths.signInResend)
    static let phone = CodePaths(
        purpose: .phone, start: Paths.phone, code: Paths.phoneCode, resend: Paths.phoneResend)
}

/// Asks for the six digits that were sent. It looks the same whether the address has an account or not.
struct CodePage: Page {
    let t: Words
    let paths: CodePaths
    let pending: PendingCode
    /// The visitor asked for a link in the mail, without digits.
    let byLink: Bool
    let minutes: Int
    /// The real clock: a code's time is not the programme's.
    let now: Instant
    let form: FormState
    /// Where to go after signing in; empty elsewhere.
    var returnPath = ""
    /// What the code confirms, where that is more than the address.
    var about: About?

    /// The form field that says which of several codes was asked for.
    static let stepField = "langkah"

    /// What a code confirms, in words, and the hidden fields that come back with the answer.
    struct About: Sendable {
        let sentence: HTML
        var fields: HTML = .empty
    }

    var title: String { Self.title(byLink: byLink, t) }

    static func title(byLink: Bool, _ t: Words) -> String {
        byLink
            ? t("Buka tautan di email Anda", "Open the link in your mail")
            : t("Masukkan kode 6 angka", "Enter the 6-digit code")
    }

    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p>\(sent) <a href="\(paths.start(t))">\(t("Ganti", "Change"))</a></p>
        \(about.map(\.sentence))
        \(pending.shown.map(development))
        \(byLink ? Self.linkHelp(t) : pending.triesLeft == 0 ? exhausted : question)
        <h2>\(t("Belum menerima pesan?", "No message yet?"))</h2>
        \(again)
        """
    }

    private var sent: HTML {
        let destination: HTML = "<strong>\(pending.destination.unbroken(pending.destination.readable))</strong>"
        return switch (paths.purpose, byLink) {
        case (.signIn, _):
            """
            \(t(
                "Kalau alamat ini punya akun, kami mengirim kode ke",
                "If this address has an account, we sent a code to")) \
            \(destination).
            """
        case (_, true):
            "\(t("Kami mengirim tautan ke", "We sent a link to")) \(destination)."
        case (_, false):
            "\(t("Kami mengirim kode ke", "We sent a code to")) \(destination)."
        }
    }

    private var question: HTML {
        """
        <form method="post" action="\(paths.code)">\(Field.token(form.csrf))\(Field.hidden("ke", returnPath))\(about.map(\.fields))
        \(Field.code(form, "kode", t("Kode 6 angka", "6-digit code"), hint: validity))
        <p>\(t("Sisa percobaan: \(pending.triesLeft).", "Tries left: \(pending.triesLeft)."))</p>
        \(Part.submit(t("Lanjut", "Continue")))</form>
        """
    }

    private var validity: String {
        guard let end = pending.expiresAt else { return Self.validity(minutes: minutes, t) }
        guard now < end else {
            return t(
                "Kode ini berlaku sampai pukul \(t.ownHour(end)). Minta kode baru di bawah.",
                "This code was valid until \(t.ownHour(end)). Ask for a new one below.")
        }
        return t(
            "Berlaku sampai pukul \(t.ownHour(end)), \(t.span(end - now)) lagi. Boleh dengan atau tanpa spasi.",
            "Valid until \(t.ownHour(end)), \(t.span(end - now)) from now. With or without spaces.")
    }

    static func validity(minutes: Int, _ t: Words) -> String {
        t(
            "Berlaku \(minutes) menit sejak pesan terkirim. Boleh dengan atau tanpa spasi.",
            "Valid for \(minutes) minutes from when it is sent. With or without spaces.")
    }

    static func linkHelp(_ t: Words) -> HTML {
        """
        <p>\(t(
            "Tekan tautan di email itu, lalu tombol di halamannya. Anda akan masuk hanya di perangkat yang membukanya.",
            "Follow the link in that mail, then press the button. You are signed in only on the device that opens it."))</p>
        """
    }

    private var exhausted: HTML {
        "\(Banner(.wrong, CodeRefusal.exhausted.sentence(t)))"
    }

    private var again: HTML {
        guard let from = pending.resendFrom else {
            return "<p>\(CodeRefusal.noResendsLeft.sentence(t))</p>\(otherChannel)"
        }
        return """
            <p>\(Self.whereToLook(pending.destination.kind, t)) \(when: now < from, wait(until: from))</p>
            \(Part.act(
                byLink ? t("Kirim tautan baru", "Send a new link") : t("Kirim kode baru", "Send a new code"), to: paths.resend, csrf: form.csrf, kind: "secondary",
                fields: Field.hidden("ke", returnPath)))
            \(otherChannel)
            """
    }

    /// Advice for a message that does not arrive depends on the channel: a text message has no spam folder.
    static func whereToLook(_ kind: Contact.Kind, _ t: Words) -> String {
        switch kind {
        case .email:
            t("Periksa juga folder spam.", "Look in the spam folder too.")
        case .phone:
            t(
                "Pastikan HP dengan nomor ini menyala dan ada sinyal.",
                "Make sure the phone with this number is on and has a signal.")
        }
    }

    /// Offers the other channel in every case, so that the page does not reveal whether the account has one.
    private var otherChannel: HTML {
        guard paths.purpose == .signIn else { return .empty }
        let path = returnPath.isEmpty ? paths.start(t) : "\(paths.start(t))?ke=\(returnPath.percentEncoded)"
        let (question, label) =
            switch pending.destination.kind {
            case .email:
                (
                    t("Akun Anda juga punya nomor HP?", "Does your account have a mobile number too?"),
                    t("Masuk dengan nomor HP", "Sign in with the mobile number")
                )
            case .phone:
                (
                    t("Akun Anda juga punya email?", "Does your account have an e-mail address too?"),
                    t("Masuk dengan email", "Sign in with the e-mail address")
                )
            }
        return "<p>\(question) <a href=\"\(path)\">\(label)</a></p>"
    }

    private func wait(until instant: Instant) -> HTML {
        let lead = t("Pesan baru bisa diminta mulai pukul", "You can ask for a new one from")
        return "\(lead) \(Part.countdown(to: instant, now: now, label: t.ownHour(t.fullMinute(instant))))."
    }

    private func development(_ digits: String) -> HTML {
        let lead = t("Mode pengembangan. Kode Anda:", "Development. Your code:")
        return Banner(
            .information, markup: "<p>\(lead) <strong id=\"kode-pengembangan\">\(digits)</strong></p>"
        ).html
    }

    /// The page for a code that was requested; nil when none is open.
    static func make(
        _ paths: CodePaths, pending: PendingCode?, byLink: Bool = false, form: FormState, returnPath: String = "",
        about: About? = nil, context: some PageContext
    ) -> CodePage? {
        pending.map {
            CodePage(
                t: context.t, paths: paths, pending: $0, byLink: byLink,
                minutes: context.dependencies.edition.account.codeValidMinutes, now: context.dependencies.realNow(),
                form: form,
                returnPath: returnPath, about: about)
        }
    }

    static func sample(_ t: Words) -> CodePage {
        let now = Instant(milliseconds: 1_586_916_000_000)
        return CodePage(
            t: t, paths: .signUp, pending: .sample(now), byLink: false, minutes: 10, now: now, form: .sample)
    }
}

extension PendingCode {
    static func sample(_ now: Instant) -> PendingCode {
        guard let contact = Contact("siti@example.id") else { preconditionFailure("the sample is an address") }
        return PendingCode(
            destination: contact, triesLeft: 4, expiresAt: now + .minutes(9), resendFrom: now + .seconds(25), shown: nil
        )
    }
}

extension Contact {
    /// A mobile number stays on one line; an e-mail address may break.
    ///
    /// - Parameter text: `written`, or as much of it as may be shown.
    func unbroken(_ text: String) -> HTML { kind == .phone ? Part.number(text) : "\(text)" }

    /// In full, for the person who has just typed it and may have mistyped it.
    var readable: String {
        switch self {
        case .email(let email): email.address
        case .phone(let phone): phone.display
        }
    }
}
