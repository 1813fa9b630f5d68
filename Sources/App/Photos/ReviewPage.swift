import Programme

struct ReviewListPage: Page {
    let t: Words
    let photos: [StoredPhoto]
    let count: Int
    /// The oldest one that no other officer has claimed.
    let next: ID<StoredPhoto>?

    var title: String { t("Foto menunggu pemeriksaan (\(t.count(count)))", "Photos waiting (\(t.count(count)))") }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(next.map { Part.button(t(
            "Periksa yang terlama",
            "Look at the longest waiting"), to: Paths.photoReview($0)) })
        \(Part.table(
            caption: t("Yang terlama dulu", "Longest waiting first"),
            [t("Jenis", "Kind"), t("Dikirim", "Sent"), t("Tindakan", "Action")], photos.map(row),
            empty: t(
                "Tidak ada foto yang menunggu. Foto baru muncul di sini begitu dikirim.",
                "No photo is waiting. New ones appear here as they are sent.")))
        """
    }

    private func row(_ photo: StoredPhoto) -> [HTML] {
        [
            "\(photo.kind.label(t))", "\(t.shortMoment(real: photo.uploadedAt))",
            "<a href=\"\(Paths.photoReview(photo.id))\">\(t("Periksa", "Look"))</a>",
        ]
    }

    static func sample(_ t: Words) -> ReviewListPage { ReviewListPage(t: t, photos: [], count: 0, next: nil) }
}

/// One photo with the data it must match, and the forms for the finding.
struct ReviewPage: Page {
    let t: Words
    let photo: StoredPhoto
    let name: String
    let nik: String
    let birthDate: CivilDate?
    let others: [StoredPhoto]
    let form: FormState
    var refusal: PhotoReviewRefusal?

    var title: String { photo.kind.label(t) }
    var errors: [FieldError] { form.errors }
    var isWide: Bool { true }

    var body: HTML {
        """
        <p class="caption"><a href="\(Paths.photoOffice)">\(t("Foto menunggu", "Photos waiting"))</a></p>
        <h1>\(title)</h1>
        \(refusal.map { Banner(.attention, $0.sentence(t)).html })
        \(Part.summary([
            SummaryRow(label: t("Nama diisi", "Name given"), value: "\(name)"),
            SummaryRow(label: "NIK", value: "\(nik)"),
            SummaryRow(label: t("Tanggal lahir", "Date of birth"), value: "\(birthDate.map(t.date) ?? "–")"),
        ]))
        <div class="review"><img class="preview" src="\(Paths.photoReviewImage(photo.id))" alt="\(title)" \
        width="\(photo.width)" height="\(photo.height)">\(each: others, other)</div>
        \(refusal == nil ? (photo.state == .uploaded ? findings : found) : onward)
        """
    }

    private func other(_ photo: StoredPhoto) -> HTML {
        """
        <figure><img class="preview" src="\(Paths.photoReviewImage(photo.id))" alt="\(photo.kind.label(t))" \
        width="\(photo.width)" height="\(photo.height)"><figcaption>\(photo.kind.label(t))</figcaption></figure>
        """
    }

    private var findings: HTML {
        """
        \(Part.act(t("Terima foto ini", "Accept this photo"), to: Paths.photoAcceptance(photo.id), csrf: form.csrf))
        <h2>\(t("Atau minta foto yang lebih baik", "Or ask for a better one"))</h2>
        <form method="post" action="\(Paths.photoRejection(photo.id))">\(Field.token(form.csrf))
        \(Field.select(
            form, "alasan", t("Alasan", "Reason"), hint: t(
                "Pendaftar membaca kalimat ini.",
                "The applicant reads this sentence."),
            options: IdentityPhoto.Fault.allCases.map { ($0.rawValue, $0.sentence(t)) }, prompt: t(
                "Pilih alasan",
                "Choose a reason")))
        \(Field.text(form, "catatan", t(
            "Catatan untuk pendaftar (boleh dikosongkan)",
            "Note to the applicant (optional)")))
        \(Part.submit(t("Minta foto baru", "Ask for a new photo"), kind: "danger"))</form>
        """
    }

    private var onward: HTML {
        "<p>\(Part.button(t("Foto berikutnya", "Next photo"), to: Paths.photoOffice))</p>"
    }

    private var found: HTML {
        "\(Banner(.information, t("Foto ini sudah diperiksa.", "This photo has been looked at.")))"
    }

    static func sample(_ t: Words) -> ReviewPage {
        let photo = StoredPhoto(
            id: ID(1), person: ID(1), kind: .card, state: .uploaded, width: 1_200, height: 800, bytes: 120_000,
            uploadedAt: Instant(milliseconds: 1_586_916_000_000), fault: nil, note: "")
        return ReviewPage(
            t: t, photo: photo, name: "Siti Nurhaliza", nik: "8271 •••• •••• 0001",
            birthDate: CivilDate(year: 1995, month: 3, day: 27), others: [], form: .sample)
    }
}
