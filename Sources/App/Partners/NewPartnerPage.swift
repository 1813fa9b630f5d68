import Programme

/// `/kantor/mitra-baru`: the form that invites a partner.
struct NewPartnerPage: Page {
    let t: Words
    let form: FormState
    /// In hundredths of a percent.
    let cap: Int

    var title: String { t("Undang mitra baru", "Invite a new partner") }
    var errors: [FieldError] { form.errors }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(Part.columns(form: fields, notes: Part.panel(t("Setelah diundang", "Once it is invited"), next)))
        """
    }

    private var next: HTML {
        let text = t(
            "Mitra menerima tautan ke kuncinya, dan belum dapat menjual. Petugas dengan peran lain mengaktifkannya.",
            "The partner receives a link to its key, and sells nothing yet. An officer of another duty activates it.")
        return "<p>\(text)</p>"
    }

    private var fields: HTML {
        """
        <form method="post" action="\(Paths.newPartner)">\(Field.token(form.csrf))
        \(Field.radios(
            form, "jenis", t("Jenis mitra", "Kind of partner"),
            options: PartnerRecord.Kind.allCases.map { ($0.rawValue, $0.name(t)) }))
        \(Field.text(form, "nama", t("Nama resmi", "Official name"), maxLength: 120))
        \(Field.text(
            form, "situs", t("Situs", "Website"), hint: t("Misalnya https://contoh.id", "Such as https://contoh.id"),
            keyboard: "url", maxLength: PartnerAddress.longest))
        <h2>\(t("Untuk platform dan lembaga", "For platforms and institutions"))</h2>
        \(Field.text(
            form, "kode", t("Kode mitra", "Client code"),
            hint: t(
                "Sistem mitra mengirimnya sebagai client_code. Huruf kecil, angka, dan tanda hubung.",
                "The partner's system sends it as client_code. Lower-case letters, digits and hyphens."), width: 24,
            maxLength: ClientCode.lengths.upperBound))
        \(ContactField(t: t, form: form).html)
        \(agreement)
        <h2>\(t("Hanya untuk lembaga", "For institutions only"))</h2>
        \(Field.area(
            form, t, "alamat", t("Alamat kembali peserta", "Return addresses"),
            hint: t("Satu alamat https per baris.", "One https address per line."), maxLength: 3_000))
        \(Field.text(
            form, "halaman", t("Halaman kode redeem (boleh kosong)", "Page for redeem codes (optional)"), keyboard: "url",
            maxLength: PartnerAddress.longest))
        \(ReasonField.area(form, t, hint: t(
            "Misalnya hasil penilaian dan nomor suratnya.", "Such as the assessment and the number of its letter.")))
        \(Part.submit(t("Undang mitra", "Invite the partner")))</form>
        """
    }

    private var agreement: HTML { AgreementFields(t: t, form: form, cap: cap, hasFee: true).html }

    static func sample(_ t: Words) -> NewPartnerPage {
        NewPartnerPage(t: t, form: .sample, cap: 1_500)
    }
}

/// The agreed address for keys, on the form for a new partner and on a partner's page.
struct ContactField: Sendable {
    let t: Words
    let form: FormState

    /// The longest address that mail programs accept (RFC 5321).
    private static let longest = 254

    var html: HTML {
        Field.text(
            form, "kontak", t("Email untuk kunci", "E-mail address for keys"),
            hint: t(
                "Alamat tim integrasi mitra menurut suratnya. Hanya ke sana tautan kunci dikirim.",
                "The address of the partner's integration team, as in its letter. Links to keys go nowhere else."),
            keyboard: "email", maxLength: Self.longest)
    }
}

/// The fields of an agreement, on the form for a new partner and on a partner's page.
struct AgreementFields: Sendable {
    let t: Words
    let form: FormState
    /// In hundredths of a percent.
    let cap: Int
    let hasFee: Bool

    var html: HTML {
        let fee = Field.text(
            form, "biaya", t("Biaya platform (persen)", "Platform's fee (percent)"),
            hint: t(
                "Paling banyak \(Percent.text(basisPoints: cap)). Lembaga: 0.",
                "At most \(Percent.text(basisPoints: cap)). Institutions: 0."), keyboard: "decimal", width: 6,
            maxLength: 6)
        return """
            \(Field.text(
                form, "nomor", t("Nomor perjanjian", "Agreement number"), width: 30,
                maxLength: PartnerAgreement.longestNumber))
            \(PartnerForm.begins.html(form, t))
            \(PartnerForm.ends.html(form, t))
            \(when: hasFee, fee)
            """
    }
}
