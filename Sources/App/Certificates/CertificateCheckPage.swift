import Programme

/// `/sertifikat`: a reader with a certificate's number learns whether it is valid. The holder's name is shown in part,
/// until the reader types it: so numbers tell no names.
struct CertificateCheckPage: Page {
    let t: Words
    let form: FormState
    /// Nil before a number was given.
    let checked: CheckedCertificate?

    static let number = "nomor"
    static let name = "nama"
    static let longestNumber = 40
    private static let longestName = 200

    var title: String { t("Periksa sertifikat pelatihan", "Check a training certificate") }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(checked.map(answer))
        <form method="post" action="\(Paths.certificateCheck)" novalidate>\(Field.token(form.csrf))
        \(Field.text(
            form, Self.number, t("Nomor sertifikat", "Certificate number"),
            hint: t("16 huruf dan angka, di bawah sertifikat.", "16 letters and digits, at the foot of the certificate."),
            autocomplete: "off", width: 22, maxLength: Self.longestNumber))
        \(Field.text(
            form, Self.name, t("Nama lengkap pemegang, boleh kosong", "Holder's full name, may be left empty"),
            hint: t(
                "Seperti di sertifikat. Kami jawab cocok atau tidak.",
                "As on the certificate. We answer whether it is the same."),
            autocomplete: "off", maxLength: Self.longestName))
        \(Part.submit(t("Periksa", "Check")))</form>
        <h2>\(t("Apa artinya bagi pemberi kerja", "What it means for employers"))</h2>
        <p>\(t(
            "Sertifikat yang berlaku membuktikan bahwa orang bernama ini menyelesaikan pelatihan ini di lembaga ini. "
                + "Program mencatat dan membayarnya.",
            "A valid certificate proves that the programme recorded that a person of this name completed this training at "
                + "this institution, and paid for it."))</p>
        <p>\(t(
            "Ia tidak membuktikan bahwa yang membawanya orang itu: cocokkan dengan KTP. Ia bukan sertifikat kompetensi "
                + "dan bukan ijazah.",
            "It does not prove that the bearer is that person: compare an identity card. It is neither a certificate of "
                + "competence nor a diploma."))</p>
        """
    }

    private func answer(_ checked: CheckedCertificate) -> HTML {
        switch checked {
        case .found(let certificate, let isNamed): found(certificate, isNamed)
        case .unknown:
            Banner(
                .wrong,
                t(
                    "Tidak ada sertifikat dengan nomor ini. Bandingkan nomornya, dan pastikan alamat situs ini benar.",
                    "No certificate has this number. Compare the number, and make sure that this site's address is right."
                ),
                title: t("Nomor tidak dikenal", "Unknown number")
            ).html
        case .underReview:
            Banner(
                .wrong,
                t(
                    "Catatannya sedang kami periksa. Jangan mengandalkan sertifikat ini dulu; coba lagi besok.",
                    "We are looking into its record. Do not rely on this certificate for now; try again tomorrow."),
                title: t("Belum dapat dipastikan", "Cannot be confirmed now")
            ).html
        }
    }

    private func found(_ certificate: Certificate, _ isNamed: Bool?) -> HTML {
        let banner =
            certificate.withdrawal.map {
                Banner(
                    .wrong, $0.sentence(t),
                    title: t("Sertifikat ini ditarik, tidak berlaku", "This certificate was withdrawn and is not valid")
                )
            }
            ?? Banner(
                .done, t("Sertifikat ini diterbitkan oleh program.", "The programme issued this certificate."),
                title: t("Berlaku", "Valid"))
        let training = certificate.training
        let isSame = isNamed == true
        let holder = isSame ? training.name : HiddenName(training.name).initials
        return """
            \(banner.html)
            \(Part.summary([
                SummaryRow(label: t("Pemegang", "Holder"), value: "<span>\(Part.person(holder))</span> \(verdict(isNamed))"),
                SummaryRow(label: t("Pelatihan", "Training"), value: "\(training.title)"),
                SummaryRow(label: t("Lembaga", "Institution"), value: "\(training.institutionName)"),
                SummaryRow(label: t("Jam pelajaran", "Hours"), value: "\(t.count(training.hours))"),
                SummaryRow(label: t("Selesai", "Completed"), value: "\(t.date(Zone.wib.date(of: training.completedAt)))"),
            ]))
            """
    }

    private func verdict(_ isNamed: Bool?) -> HTML {
        switch isNamed {
        case true?: Part.tag(t("Nama cocok", "Same name"), .done)
        case false?: Part.tag(t("Nama tidak cocok", "Another name"), .wrong)
        case nil: "<small>\(t("Ketik nama lengkap untuk mencocokkan.", "Type the full name to compare."))</small>"
        }
    }

    static func sample(_ t: Words) -> CertificateCheckPage {
        sample(t, .found(.sample(), isNamed: nil))
    }

    static func withdrawnSample(_ t: Words) -> CertificateCheckPage {
        let withdrawal = Certificate.Withdrawal(reason: .cardRevoked, at: Certificate.sampleNow + .days(30))
        return sample(t, .found(.sample(withdrawal: withdrawal), isNamed: true))
    }

    static func unknownSample(_ t: Words) -> CertificateCheckPage { sample(t, .unknown) }

    private static func sample(_ t: Words, _ checked: CheckedCertificate) -> CertificateCheckPage {
        var form = FormState.sample
        form.fill([number: Certificate.sample().number.description])
        return CertificateCheckPage(t: t, form: form, checked: checked)
    }
}
