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
            "Mitra baru belum dapat menjual. Petugas dengan peran lain mengaktifkannya.",
            "A new partner sells nothing yet. An officer of another duty activates it.")
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
            form, "situs", t("Situs", "Web site"), hint: t("Misalnya https://contoh.id", "Such as https://contoh.id"),
            type: "url", maxLength: PartnerAddress.longest))
        <h2>\(t("Untuk platform dan lembaga", "For platforms and institutions"))</h2>
        \(Field.text(
            form, "kode", t("Kode mitra", "Client code"),
            hint: t(
                "Sistem mitra mengirimnya sebagai client_code. Huruf kecil, angka, dan tanda hubung.",
                "The partner's system sends it as client_code. Lower-case letters, digits and hyphens."), width: 24,
            maxLength: ClientCode.lengths.upperBound))
        \(agreement)
        <h2>\(t("Hanya untuk lembaga", "For institutions only"))</h2>
        \(Field.area(
            form, "alamat", t("Alamat kembali peserta", "Return addresses"),
            hint: t("Satu alamat https per baris.", "One https address a line."), maxLength: 3_000))
        \(Field.text(
            form, "halaman", t("Halaman kode redeem (boleh kosong)", "Page for redeem codes (optional)"), type: "url",
            maxLength: PartnerAddress.longest))
        \(ReasonField.area(form, t, hint: t(
            "Misalnya hasil penilaian dan nomor suratnya.", "Such as the assessment and its letter's number.")))
        \(Part.submit(t("Undang mitra", "Invite the partner")))</form>
        """
    }

    private var agreement: HTML { AgreementFields(t: t, form: form, cap: cap, hasFee: true).html }

    static func sample(_ t: Words) -> NewPartnerPage {
        NewPartnerPage(t: t, form: .sample, cap: 1_500)
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
                form, "nomor", t("Nomor perjanjian", "Agreement's number"), width: 30,
                maxLength: PartnerAgreement.longestNumber))
            \(Field.date(form, "mulai", t("Berlaku mulai", "In force from"), hint: t(
                "Misalnya 1 4 2020", "For example 1 4 2020"), t: t))
            \(Field.date(form, "akhir", t("Sampai dengan", "Until"), hint: nil, t: t))
            \(when: hasFee, fee)
            """
    }
}

/// A signing key in the answer to the officer who asked for it: shown once.
struct PartnerKeyPage: Page {
    let t: Words
    let partner: Partner
    let key: String

    var title: String { t("Kunci \(partner.name)", "\(partner.name)'s key") }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(Banner(.attention, t(
            "Kunci ini hanya tampil sekali. Berikan lewat saluran yang aman, jangan lewat surel atau chat.",
            "This key is shown once only. Hand it over by a safe channel, not by e-mail or chat.")).html)
        \(Part.summary([
            SummaryRow(label: "client_code", value: "<code>\(partner.clientCode)</code>"),
            SummaryRow(label: "sign_key", value: "<code>\(key)</code>"),
        ]))
        <p>\(Part.button(t("Sudah disimpan, kembali", "Stored, go back"), to: Paths.officePartner(partner.id)))</p>
        """
    }

    static func sample(_ t: Words) -> PartnerKeyPage {
        PartnerKeyPage(
            t: t,
            partner: Partner(
                id: ID(5), kind: .platform, name: "Pijarmahir", clientCode: "pijarmahir", redirectURI: nil,
                feeBasisPoints: 1_000), key: "contoh-kunci-yang-tidak-berlaku")
    }
}
