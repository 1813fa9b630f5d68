import Programme

/// The page for the two photos. Each has its own form, so that a failed upload loses at most one.
struct PhotoPage: Page {
    let t: Words
    let photos: [IdentityPhoto.Kind: StoredPhoto]
    let rules: PhotoRules
    let form: FormState
    /// Whether photos can be sent now; after the application is submitted only rejected ones can be replaced.
    var mayEdit = true
    var isSent = false
    var checks: [ID<StoredPhoto>: PhotoCheck] = [:]
    /// By the real clock.
    var now: Instant?
    var mayCorrectNIK = false
    /// Whether the page loads itself again until the measure of a new photo is there. It then has no form, so that
    /// nothing a person has chosen is lost.
    var isWaiting = false

    /// Whether a photo that can still be replaced is being measured.
    var isMeasuring: Bool { photos.values.contains { isMeasuring($0) } }

    var title: String { StepTitle.title(.photos, t) }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        \(StepTitle.caption(.photos, t))<h1>\(StepTitle.of(.photos, t))</h1>
        \(when: isSent && isComplete, sent)
        <p class="lead">\(t(
            "Ambil langsung dengan kamera HP. Foto kami kecilkan sendiri; jangan unggah KTP Anda ke situs lain.",
            "Take them with your phone. We make them smaller ourselves; do not send your card to other sites."))</p>
        <p>\(t(
            "JPEG atau PNG, paling besar \(megabytes) MB. Disimpan tersandi, hanya dilihat petugas pemeriksa.",
            "JPEG or PNG, at most \(megabytes) MB. Kept encrypted, seen only by the officers who check."))</p>
        \(each: IdentityPhoto.Kind.allCases, part)
        \(when: isWaiting, impatient)
        \(when: isComplete && !isWaiting, onward)
        <script src="\(PublicFiles.shared.path(of: "photo.js"))" defer></script>
        """
    }

    private var megabytes: Int { rules.acceptedBytes / 1_000_000 }

    private var isComplete: Bool {
        IdentityPhoto.Kind.allCases.allSatisfy { photos[$0] != nil && photos[$0]?.state != .rejected }
    }

    private var onward: HTML {
        "<p>\(Part.button(t("Lanjut", "Continue"), to: next))</p>"
    }

    private var next: String { isSent ? Paths.account : Paths.application }

    private var impatient: HTML {
        """
        <p>\(t("Halaman ini memuat ulang sendiri beberapa kali.", "This page loads again by itself a few times."))
        <a href="\(Paths.photos)">\(t("Lanjut tanpa menunggu", "Go on without waiting"))</a></p>
        """
    }

    private func isMeasuring(_ photo: StoredPhoto) -> Bool {
        guard let now, mayReplace(photo), photo.state == .uploaded, checks[photo.id] == nil else { return false }
        return now < photo.uploadedAt + PhotoMeasure.patience
    }

    private func hints(_ photo: StoredPhoto) -> HTML {
        guard mayReplace(photo), photo.state == .uploaded else { return .empty }
        return PhotoHints(
            t: t, photo: photo, check: checks[photo.id], isMeasuring: isMeasuring(photo), onward: next,
            mayCorrectNIK: mayCorrectNIK
        ).html
    }

    private var sent: HTML {
        let isAccepted = IdentityPhoto.Kind.allCases.allSatisfy { photos[$0]?.state == .accepted }
        return Banner(
            .done,
            isAccepted
                ? t("Kedua foto sudah diterima.", "Both photos were accepted.")
                : t(
                    "Kedua foto sudah masuk. Petugas memeriksanya; kami mengirim pesan begitu selesai.",
                    "Both photos are in. An officer looks at them; we send a message when it is done.")
        ).html
    }

    private func mayReplace(_ photo: StoredPhoto?) -> Bool {
        mayEdit && photo?.state != .accepted
    }

    private func part(_ kind: IdentityPhoto.Kind) -> HTML {
        let photo = photos[kind]
        return """
            <section class="photo"><h2>\(kind.label(t))</h2>
            \(photo.map(present))
            \(when: mayReplace(photo) && !isWaiting, upload(kind, replacing: photo != nil))</section>
            """
    }

    private func present(_ photo: StoredPhoto) -> HTML {
        let status: Journey.Status =
            switch photo.state {
            case .accepted: .done
            case .rejected: .needsFix
            case .uploaded, .replaced: .checking
            }
        let fault: HTML = photo.fault.map { "\(Banner(.wrong, "\($0.sentence(t)) \(photo.note)"))" } ?? .empty
        return """
            <p>\(Part.tag(status.label(t), status.tag))</p>\(fault)\(hints(photo))
            <img class="preview" src="\(Paths.photoImage(photo.kind))?\(photo.id.description)" \
            alt="\(photo.kind.label(t))" width="\(photo.width)" height="\(photo.height)" loading="lazy">
            """
    }

    private func upload(_ kind: IdentityPhoto.Kind, replacing: Bool) -> HTML {
        """
        \(kind == .card ? PhotoExamples.card(t) : PhotoExamples.selfie(t))
        <form method="post" action="\(Paths.photo(kind))" enctype="multipart/form-data">\(Field.token(form.csrf))
        \(Field.photo(
            form, kind.slug, replacing ? t("Ganti foto", "Replace the photo") : t(
                "Pilih atau ambil foto",
                "Choose or take a photo"),
            hint: kind.advice(t)))
        \(Part.submit(t("Kirim foto ini", "Send this photo"), kind: replacing ? "secondary" : ""))</form>
        """
    }

    static func sample(_ t: Words) -> PhotoPage {
        PhotoPage(
            t: t, photos: [:],
            rules: PhotoRules(acceptedBytes: 15_000_000, acceptedPixels: 50_000_000, keptBytes: 2_000_000),
            form: .sample)
    }
}
