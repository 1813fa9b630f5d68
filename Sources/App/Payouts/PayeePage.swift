import Programme

/// The person's payee account, and the form to link or change it.
struct PayeePage: Page {
    struct Linked: Sendable {
        let partner: String
        let lastFour: String
        let holder: String
        let since: Instant
        /// The account is a wallet of a phone number that the person has since replaced.
        var isFormerPhone = false
    }

    let t: Words
    let partners: [PayoutPartner]
    let linked: Linked?
    /// As the registry confirmed it; nil until then.
    let name: String?
    /// The person's verified number; a wallet must use it.
    let phone: PhoneNumber?
    /// The account cannot be changed until then, because a contact was replaced; programme clock.
    let heldUntil: Instant?
    /// No account can be linked until then, because another person claims the NIK; programme clock.
    var nikUntil: Instant?
    let form: FormState

    var title: String { t("Rekening insentif", "Where your money goes") }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(present)
        \(question)
        \(Part.details(t("Mengapa harus atas nama saya?", "Why in my own name?"), "<p>\(reason)</p>"))
        """
    }

    private var present: HTML {
        guard let linked else {
            let text = t(
                "Insentif dibayar ke rekening bank atau dompet digital atas nama Anda sendiri.",
                "Incentives are paid to a bank account or wallet in your own name.")
            return "<p class=\"lead\">\(text)</p>"
        }
        return """
            \(Banner(.done, t("Rekening Anda tersambung.", "Your account is linked.")))
            \(when: linked.isFormerPhone, formerPhone)
            \(Part.summary([
                SummaryRow(label: t("Bank atau dompet", "Bank or wallet"), value: "\(partnerName(linked.partner))"),
                SummaryRow(label: t("Nomor", "Number"), value: "•••• \(linked.lastFour)"),
                SummaryRow(label: t("Atas nama", "In the name of"), value: Part.person(linked.holder)),
                SummaryRow(label: t("Sejak", "Since"), value: "\(t.shortMoment(linked.since))"),
            ]))
            """
    }

    private var formerPhone: HTML {
        Banner(
            .attention,
            t(
                "Dompet ini memakai nomor HP Anda yang lama. Ganti dengan dompet nomor baru atau rekening bank.",
                "This wallet uses your former mobile number. Change to a wallet of the new one or to a bank account.")
        ).html
    }

    private var question: HTML {
        guard let name else {
            return "\(Banner(.attention, PayeeRefusal.identityNotVerified.sentence(t)))"
        }
        if let nikUntil { return "\(Banner(.attention, DisputeRefusal.moneyWaits(until: nikUntil).sentence(t)))" }
        if let heldUntil { return "\(Banner(.attention, PayeeRefusal.held(until: heldUntil).sentence(t)))" }
        let heading =
            linked == nil ? t("Sambungkan rekening", "Link an account") : t("Ganti rekening", "Change the account")
        let legend = t("Bank atau dompet digital", "Bank or wallet")
        let own = phone?.display ?? "–"
        let hint = t(
            "Bank: nomor rekening di buku tabungan. Dompet digital: selalu nomor HP Anda, \(own); boleh dikosongkan.",
            "Bank: the number in your passbook. Wallet: always your mobile number, \(own); you may leave it empty.")
        return """
            <h2>\(heading)</h2>
            <form method="post" action="\(Paths.payee)">\(Field.token(form.csrf))
            \(Field.radios(form, "mitra", legend, options: partners.map { ($0.slug, $0.name) }))
            \(Field.text(
                form, "nomor", t("Nomor rekening atau dompet", "Account or wallet number"), hint: hint,
                keyboard: "numeric", autocomplete: "off", width: 24, maxLength: 48))
            <p>\(t("Harus atas nama", "It must be in the name of")) <strong>\(Part.person(name))</strong>.
            \(t("Setelah itu kami mengirim kode ke nomor Anda.", "We then send a code to your number."))</p>
            \(Part.submit(t("Periksa rekening", "Check the account")))</form>
            """
    }

    private var reason: String {
        t(
            "Supaya uang Anda tidak sampai ke orang lain. Kami menanyakan nama pemilik ke bank atau "
                + "dompet, lalu mencocokkannya dengan nama di Dukcapil. Huruf besar dan gelar tidak masalah; "
                + "kata yang berbeda ditolak.",
            "So that your money reaches nobody else. We ask the bank or wallet for the holder's name and "
                + "compare it with the civil registry's. Capitals and titles do not matter; a different word "
                + "does."
        )
    }

    private func partnerName(_ slug: String) -> String {
        partners.first { $0.slug == slug }?.name ?? slug
    }

    static func sample(_ t: Words) -> PayeePage {
        PayeePage(
            t: t,
            partners: [
                PayoutPartner(slug: "bni", name: "Bank Negara Indonesia", kind: .bank, bankCode: "009"),
                PayoutPartner(slug: "gopay", name: "GoPay", kind: .wallet),
            ],
            linked: Linked(
                partner: "gopay", lastFour: "7890", holder: "SITI AMINAH",
                since: Instant(milliseconds: 1_589_000_000_000)),
            name: "Siti Aminah", phone: PhoneNumber("0812-3456-7890"), heldUntil: nil, form: .sample)
    }
}

extension PayeePage.Linked {
    init(_ payee: StoredPayee, isFormerPhone: Bool, vault: Vault) throws {
        self.init(
            partner: payee.account.partner, lastFour: payee.lastFour, holder: try payee.holder(vault),
            since: payee.account.linkedAt, isFormerPhone: isFormerPhone)
    }
}
