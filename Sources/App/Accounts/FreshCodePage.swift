import Programme

/// Asks for the six digits, or says that a link was sent, in the first half minute of a sign-up: the same bytes for every
/// visitor with the same kind of contact, so that the page costs the site nothing but its transfer. Afterwards
/// `CodePage` names the address, the tries that are left, and offers a new code.
struct FreshCodePage: Page {
    let t: Words
    let kind: Contact.Kind
    /// The visitor asked for a link in the mail, without digits.
    let byLink: Bool
    let minutes: Int

    var title: String { CodePage.title(byLink: byLink, t) }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p>\(sent) <a href="\(CodePaths.signUp.start(t))">\(t("Ganti", "Change"))</a></p>
        \(byLink ? CodePage.linkHelp(t) : question)
        <h2>\(t("Belum menerima pesan?", "No message yet?"))</h2>
        <p>\(CodePage.whereToLook(kind, t)) \(again)</p>
        """
    }

    private var sent: String {
        switch (kind, byLink) {
        case (.email, true):
            t(
                "Kami mengirim tautan ke email yang baru Anda isi.",
                "We sent a link to the e-mail address you just gave.")
        case (.email, false):
            t("Kami mengirim kode ke email yang baru Anda isi.", "We sent a code to the e-mail address you just gave.")
        case (.phone, _):
            t(
                "Kami mengirim kode ke nomor HP yang baru Anda isi.",
                "We sent a code to the mobile number you just gave.")
        }
    }

    private var question: HTML {
        """
        <form method="post" action="\(CodePaths.signUp.code)">
        \(Field.code(
            FormState(csrf: ""), CodeForm.digits, t("Kode 6 angka", "6-digit code"),
            hint: CodePage.validity(minutes: minutes, t)))
        \(Part.submit(t("Lanjut", "Continue")))</form>
        """
    }

    private var again: HTML {
        let seconds = CodePolicy.firstWait.seconds
        return """
            \(t("Tunggu \(seconds) detik, lalu", "Wait \(seconds) seconds, then")) \
            <a href="\(CodePaths.signUp.code)">\(t("periksa alamatnya atau minta pesan baru",
                "check the address or ask for a new message"))</a>.
            """
    }

    static func sample(_ t: Words) -> FreshCodePage { FreshCodePage(t: t, kind: .email, byLink: false, minutes: 10) }
}
