import Programme

struct HelpPage: Page {
    let t: Words
    let contact: ContactBlock
    /// What an account may be made with.
    let identifiers: [Contact.Kind]
    let now: Instant
    /// Where the signed-in reader is; nil for any other.
    var mine: PersonStanding?
    /// What the reader looks for; empty for all answers.
    var words = ""

    var isWide: Bool { true }

    var title: String { words.isEmpty ? t("Bantuan", "Help") : t("Bantuan: \(words)", "Help: \(words)") }

    var body: HTML {
        """
        <h1>\(t("Bantuan", "Help"))</h1>
        \(mine.map(own))
        <div class="split wide-left"><div>\(HelpQuestions(t: t, words: words).html)</div>
        <div><h2>\(t("Telepon", "Telephone"))</h2>\(CallCentre(contact: contact).sentence(at: now, t: t))
        <h2>\(t("Tertulis", "In writing"))</h2>
        <p>\(t("Email", "E-mail")): <a href="mailto:\(contact.email)">\(contact.email)</a><br>Instagram: \(contact.instagram)</p>
        <p><a href="\(Paths.cases)">\(t("Ajukan keluhan atau sanggahan di akun Anda", "Make a complaint or appeal in your account"))</a> · \
        <a href="\(Paths.service)">\(t("Berapa lama kami menjawab", "How long our answers take"))</a></p>
        \(when: identifiers.contains(.email), email)
        <h2>\(t("Datang langsung", "In person"))</h2>
        <p>\(t(
            "Dinas di kabupaten atau kota Anda membantu pendaftaran tanpa biaya. Datang ke dinas tenaga kerja, perindustrian dan perdagangan, pariwisata, atau koperasi dan UKM.",
            "Your regency's or city's office for labour, industry and trade, tourism, or cooperatives helps you register free of charge."))</p>
        <p>\(Part.button(
            t("Cari kantor terdekat", "Find an office near you"), to: t.path(.helpOffices), secondary: true))</p>
        <p><a href="\(Paths.paperForm)">\(t("Formulir kertas untuk dicetak", "A paper form to print"))</a></p>
        <h2>\(t("Waspada penipuan", "Beware of fraud"))</h2>
        <p>\(t(
            "Tidak ada yang bisa menjamin Anda terpilih. Kami tidak pernah meminta uang atau kode.",
            "Nobody can promise that you are selected. We never ask for money or for a code."))</p>
        <p><a href="\(t.path(.checkMessage))">\(t("Cek pesan atau situs", "Check a message or a site"))</a> · \
        <a href="\(Paths.proofs)">\(t("Periksa tanda terima Anda", "Check your receipt"))</a></p></div></div>
        """
    }

    /// The reader's own state, before all general answers.
    private func own(_ mine: PersonStanding) -> HTML {
        let card = AccountStatusCard(t: t, status: mine.status, next: mine.next, rules: mine.rules)
        return Banner(
            .information,
            markup: """
                <p>\(mine.next.sentence(t, isReached: mine.isReached))</p>
                <p><a href="\(Paths.account)">\(t("Buka akun saya", "Open my account"))</a></p>
                """,
            title: card.title
        ).html
    }

    private var email: HTML {
        """
        <section id="\(PublicPage.emailHelp)"><h2>\(t("Belum punya alamat email?", "No e-mail address yet?"))</h2>
        <p>\(needed)</p>
        <ol class="steps"><li>\(t(
            "HP Android biasanya sudah punya: buka Setelan, lalu Akun. Alamatnya berisi tanda @.",
            "An Android phone mostly has one: open Settings, then Accounts. The address contains an @."))</li>
        <li>\(t(
            "Belum ada? Di layar yang sama pilih Tambahkan akun, lalu buat akun baru. Gratis.",
            "None there? On the same screen choose Add account, then make a new one. It is free."))</li>
        <li>\(t(
            "Tulis alamat dan kata sandinya di kertas, dan simpan sendiri.",
            "Write address and password on paper, and keep it yourself."))</li>
        <li>\(t(
            "Buka aplikasi email di HP, lalu kembali ke sini untuk membuat akun Prakerja.",
            "Open the e-mail app on your phone, then come back here to make a Prakerja account."))</li></ol>
        <p>\(t(
            "Petugas dinas boleh membantu, tetapi tidak boleh menyimpan kata sandi Anda.",
            "An officer may help you, and may not keep your password."))</p></section>
        """
    }

    static func sample(_ t: Words, _ edition: Edition) -> HelpPage {
        HelpPage(
            t: t, contact: edition.contact, identifiers: edition.account.identifiers,
            now: Instant(milliseconds: 1_587_000_000_000), words: t("kode", "code"))
    }

    private var needed: String {
        identifiers.contains(.phone)
            ? t(
                "Akun Prakerja dapat dibuat dengan email atau nomor HP. Salah satu cukup.",
                "A Prakerja account can be made with an e-mail address or a mobile number. One is enough.")
            : t(
                "Akun Prakerja dibuat dengan alamat email. Membuatnya sekitar 10 menit.",
                "A Prakerja account is made with an e-mail address. Making one takes about 10 minutes.")
    }
}
