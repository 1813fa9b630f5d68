import Programme

/// The certificate: a page A4 across when printed, with the cloth of the holder's wave at both edges.
struct CertificatePage: Page {
    let t: Words
    let certificate: Certificate
    let issuer: CredentialIssuer
    let cloth: Cloth?
    /// Under which the institution has the training in its own books; nil where it gave none.
    let institutionNumber: String?

    private var training: Certificate.Training { certificate.training }

    var title: String { t("Sertifikat \(training.title)", "Certificate \(training.title)") }
    var isWide: Bool { true }

    var body: HTML {
        """
        \(certificate.withdrawal.map(withdrawn) ?? valid)
        <p class="screen"><a href="\(Paths.purchase(certificate.purchase))">\(t(
            "Kembali ke pembelian", "Back to the purchase"))</a></p>
        """
    }

    private func withdrawn(_ withdrawal: Certificate.Withdrawal) -> HTML {
        """
        <h1>\(title)</h1>
        \(Banner(
            .wrong, "\(withdrawal.sentence(t)) \(t("Berkas lama tidak berlaku lagi.", "Earlier files are not valid."))",
            title: t("Sertifikat ini ditarik", "This certificate was withdrawn")).html)
        <p>\(t("Merasa ini keliru?", "Do you think that this is wrong?")) \
        <a href="\(Paths.appeals)">\(t("Ajukan sanggahan", "Appeal"))</a></p>
        """
    }

    private var valid: HTML {
        """
        <article class="certificate">\(edge)<div class="certificate-sheet">
        <p class="certificate-house">\(Mark.drawing(size: 40)) Kartu Prakerja</p>
        <h1>\(t("Sertifikat Penyelesaian Pelatihan", "Certificate of a Completed Training"))</h1>
        <p>\(t("Diberikan kepada", "Awarded to"))</p><p class="certificate-name">\(Part.person(training.name))</p>
        <p>\(t("yang telah menyelesaikan pelatihan", "who completed the training"))</p>
        <p class="certificate-course">\(training.title)</p>
        <p>\(t("di", "at")) <strong>\(training.institutionName)</strong>, \(t.count(training.hours)) \
        \(t("jam pelajaran", "hours")), \(result)</p>
        <div class="certificate-foot"><div>\(facts)</div>\
        \(QRCode(issuer.check(certificate.number)).map(code))</div>
        <p>\(t(
            "Diterbitkan dan ditandatangani secara digital oleh Manajemen Pelaksana Program Kartu Prakerja.",
            "Issued and digitally signed by the management of the Kartu Prakerja programme."))
        \(t("Siapa pun dapat memeriksanya di", "All can check it at")) <strong>\(check)</strong></p></div>\(edge)</article>
        <section class="screen"><h2>\(t("Untuk lamaran kerja", "For a job application"))</h2>
        <p>\(t(
            "Cetak lewat menu peramban: satu halaman A4 melebar. Pemberi kerja memindai kode QR atau mengetik nomornya.",
            "Print it from the browser's menu: one page, A4 across. Employers scan the QR code or type the number."))</p>
        <p>\(t(
            "Berkas di bawah ini bertanda tangan digital (Open Badges 3.0). Simpan di dompet digital, unggah di portal kerja, atau kirim ke pemberi kerja. Isinya nama lengkap Anda.",
            "The file below is digitally signed (Open Badges 3.0). Keep it in a wallet, upload it to a job portal, or send it to an employer. It contains your full name."))</p>
        <p><button type="button" class="button secondary" data-print hidden>\(t("Cetak sertifikat", "Print the certificate"))\
        </button></p>
        <p>\(Part.button(t("Unduh berkas sertifikat", "Download the certificate's file"), to: Paths.credential(certificate.purchase)))</p>
        </section>
        """
    }

    private var edge: HTML { cloth.map { ClothDrawing(cloth: $0).hem } ?? "<div class=\"certificate-edge\"></div>" }

    /// In one line, or it is read as two numbers.
    private var number: HTML { "<strong class=\"together\">\(certificate.number.description)</strong>" }

    private var facts: HTML {
        let (completed, issued) = (Zone.wib.date(of: training.completedAt), Zone.wib.date(of: certificate.issuedAt))
        var rows = [
            SummaryRow(label: t("Nomor", "Number"), value: number),
            SummaryRow(label: t("Selesai", "Completed"), value: "\(t.date(completed))"),
            SummaryRow(label: t("Terbit", "Issued"), value: "\(t.date(issued))"),
        ]
        if let institutionNumber {
            rows.append(
                SummaryRow(label: t("Nomor dari lembaga", "Institution's number"), value: "\(institutionNumber)"))
        }
        return Part.summary(rows)
    }

    private var result: String {
        training.score.map { t("nilai \($0) dari 100", "score \($0) of 100") }
            ?? t("selesai tanpa nilai angka", "completed without a mark in figures")
    }

    /// The check page's address without its scheme, to be typed.
    private var check: String {
        (issuer.site.split(separator: "://", maxSplits: 1).last.map(String.init) ?? issuer.site)
            + Paths.certificateCheck
    }

    private func code(_ code: QRCode) -> HTML {
        code.html(title: t("Kode QR untuk memeriksa sertifikat ini", "QR code for checking this certificate"))
    }

    static func sample(_ t: Words) -> CertificatePage { sample(t, withdrawal: nil) }

    static func withdrawnSample(_ t: Words) -> CertificatePage {
        sample(t, withdrawal: .init(reason: .cardRevoked, at: Certificate.sampleNow + .days(30)))
    }

    private static func sample(_ t: Words, withdrawal: Certificate.Withdrawal?) -> CertificatePage {
        CertificatePage(
            t: t, certificate: .sample(withdrawal: withdrawal),
            issuer: CredentialIssuer(site: "https://www.prakerja.go.id"), cloth: nil,
            institutionNumber: "BLN/2020/0417")
    }
}

extension Certificate.Withdrawal {
    /// When and why, for the holder and for readers of the check page.
    func sentence(_ t: Words) -> String {
        let day = t.date(Zone.wib.date(of: at))
        return switch reason {
        case .cardRevoked:
            t(
                "Ditarik pada \(day), karena kartu yang membayar pelatihan ini dicabut.",
                "Withdrawn on \(day), because the card that paid for this training was revoked.")
        }
    }
}

extension Certificate {
    static let sampleNow = Instant(milliseconds: 1_588_230_000_000)

    static func sample(withdrawal: Withdrawal? = nil) -> Certificate {
        Certificate(
            id: ID(91), number: CertificateNumber(random: [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9]), person: ID(1),
            purchase: ID(7),
            training: Training(
                name: "Siti Nurhaliza", course: ID(3), title: "Dasar Barista", institution: ID(6),
                institutionName: "Balai Latihan Nusantara", hours: 12, score: 86, completedAt: sampleNow),
            issuedAt: sampleNow, status: StatusPlace(list: 202_004, index: 94_567), withdrawal: withdrawal)
    }
}
