import Programme

/// Where the pages of one kind of code are.
struct CodeDoor: Sendable {
    let purpose: CodePurpose
    let start: String
    let code: String
    let resend: String
    /// Where the link of a mail leads; nil where there is none.
    let link: String?

    static let signUp = CodeDoor(
        purpose: .signUp, start: Paths.signUp, code: Paths.signUpCode, resend: Paths.signUpResend,
        link: Paths.signUpLink)
    static let signIn = CodeDoor(
        purpose: .signIn, start: Paths.signIn, code: Paths.signInCode, resend: Paths.signInResend,
        link: Paths.signInLink)
    static let phone = CodeDoor(
        purpose: .phone, start: Paths.phone, code: Paths.phoneCode, resend: Paths.phoneResend, link: nil)
}

/// Asks for the six digits that were sent. It looks the same whether we know the address or not.
struct CodePage: Page {
    let t: Words
    let door: CodeDoor
    let pending: PendingCode
    /// Only the link in the mail was wanted.
    let byLink: Bool
    let minutes: Int
    /// The real clock: a code's time is not the programme's.
    let now: Instant
    let form: FormState
    /// Where to go after signing in; empty elsewhere.
    var returnPath = ""

    var title: String {
        byLink
            ? t("Buka tautan di email Anda", "Open the link in your mail")
            : t("Masukkan kode 6 angka", "Enter the 6-digit code")
    }

    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p>\(sent) <a href="\(door.start)">\(t("Ganti", "Change"))</a></p>
        \(pending.shown.map(development))
        \(byLink ? linkHelp : pending.triesLeft == 0 ? exhausted : question)
        <h2>\(t("Belum menerima pesan?", "No message yet?"))</h2>
        \(again)
        """
    }

    private var sent: HTML {
        let destination: HTML = "<strong>\(pending.destination.readable)</strong>"
        return switch (door.purpose, byLink) {
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
        <form method="post" action="\(door.code)">\(Field.token(form.csrf))\(Field.hidden("ke", returnPath))
        \(Field.code(form, "kode", t("Kode 6 angka", "6-digit code"), hint: validity))
        <p>\(t("Sisa percobaan: \(pending.triesLeft).", "Tries left: \(pending.triesLeft)."))</p>
        \(Part.submit(t("Lanjut", "Continue")))</form>
        """
    }

    private var validity: String {
        guard let end = pending.expiresAt else {
            return t(
                "Berlaku \(minutes) menit sejak pesan terkirim. Boleh dengan atau tanpa spasi.",
                "Valid for \(minutes) minutes from when it is sent. With or without spaces.")
        }
        return t(
            "Berlaku sampai pukul \(t.hour(end)). Boleh dengan atau tanpa spasi.",
            "Valid until \(t.hour(end)). With or without spaces.")
    }

    private var linkHelp: HTML {
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
            return "<p>\(CodeRefusal.noResendsLeft.sentence(t))</p>"
        }
        return """
            <p>\(t(
                "Periksa juga folder spam.",
                "Look in the spam folder too.")) \(when: now < from, wait(until: from))</p>
            \(Part.act(
                t("Kirim kode baru", "Send a new code"), to: door.resend, csrf: form.csrf, kind: "secondary",
                fields: Field.hidden("ke", returnPath)))
            """
    }

    private func wait(until instant: Instant) -> HTML {
        let lead = t("Kode baru bisa diminta mulai pukul", "You can ask for a new one from")
        return "\(lead) \(Part.countdown(to: instant, now: now, label: t.exactClock(instant)))."
    }

    private func development(_ digits: String) -> HTML {
        let lead = t("Mode pengembangan. Kode Anda:", "Development. Your code:")
        return Banner(
            .information, markup: "<p>\(lead) <strong id=\"kode-pengembangan\">\(digits)</strong></p>"
        ).html
    }

    /// The page of a code that was asked for; nil when none is open.
    static func make(
        _ door: CodeDoor, pending: PendingCode?, byLink: Bool = false, form: FormState, returnPath: String = "",
        context: some PageContext
    ) -> CodePage? {
        pending.map {
            CodePage(
                t: context.t, door: door, pending: $0, byLink: byLink,
                minutes: context.platform.edition.account.codeValidMinutes, now: context.platform.realNow(), form: form,
                returnPath: returnPath)
        }
    }

    static func sample(_ t: Words) -> CodePage {
        let now = Instant(milliseconds: 1_586_916_000_000)
        return CodePage(
            t: t, door: .signUp, pending: .sample(now), byLink: false, minutes: 10, now: now, form: .sample)
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
    /// In full, for the person who has just typed it and may have mistyped it.
    var readable: String {
        switch self {
        case .email(let email): email.address
        case .phone(let phone): phone.display
        }
    }
}
