import Programme

/// The screen of one photo before it is sent: what a good one looks like, and the field for it. Where scripts run,
/// `photo.js` replaces the field with the two buttons of the template, which open the camera or the gallery and send at
/// once.
struct PhotoPage: Page {
    let t: Words
    let kind: IdentityPhoto.Kind
    let rules: PhotoRules
    let form: FormState
    /// The photo that is replaced.
    var old: StoredPhoto?

    var title: String { StepTitle.title(.photos, kind.label(t), t) }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        \(StepTitle.caption(.photos, t))<h1>\(kind.label(t))</h1>
        \(rejected.map(reason))
        <p class="lead">\(kind.advice(t))</p>
        \(kind == .card ? PhotoExamples.card(t) : PhotoExamples.selfie(t))
        \(error)
        \(upload(field))
        <template data-photo-ways>\(way(.camera))\(way(.gallery))</template>
        <p class="hint">\(t(
            "Foto besar kami kecilkan sendiri. JPEG atau PNG, paling besar \(megabytes) MB.",
            "We make large photos smaller ourselves. JPEG or PNG, at most \(megabytes) MB."))</p>
        \(old.map(keeping))
        \(privacy)
        <p>\(t("Tidak punya kamera?", "No camera?")) <a href="\(t.path(.helpOffices))">\(t(
            "Kantor terdekat membantu Anda.", "The nearest office helps you."))</a></p>
        <script src="\(PublicFiles.shared.path(of: "photo.js"))" defer></script>
        """
    }

    private var megabytes: Int { rules.acceptedBytes / 1_000_000 }

    private var rejected: StoredPhoto? { old.flatMap { $0.state == .rejected ? $0 : nil } }

    private func reason(_ photo: StoredPhoto) -> HTML {
        let fault = photo.fault ?? .other
        return Banner(
            .wrong, "\(fault.sentence(t)) \(photo.note)",
            title: t("Petugas meminta foto baru", "An officer asks for a new photo")
        ).html
    }

    /// Above the field as well as above the buttons.
    private var error: HTML {
        form.error(kind.slug).map { "<p class=\"error\" id=\"\(kind.slug)-error\">\($0)</p>" } ?? .empty
    }

    private var described: String {
        "\(kind.slug)-hint" + (form.error(kind.slug) == nil ? "" : " \(kind.slug)-error")
    }

    private var choice: String {
        t(
            "HP Anda menawarkan kamera atau galeri. Tidak ada kamera? Ambil dulu fotonya, lalu pilih di sini.",
            "Your phone offers camera or gallery. No camera there? Take the photo first, then choose it here.")
    }

    private var field: HTML {
        """
        <div class="field"><label for="\(kind.slug)">\(kind.label(t))</label>
        <p class="hint" id="\(kind.slug)-hint">\(choice)</p>
        <input id="\(kind.slug)" name="\(kind.slug)" type="file" accept="\(PhotoWay.gallery.accept)" \
        aria-describedby="\(described)"></div>
        \(Part.submit(t("Kirim foto ini", "Send this photo")))
        """
    }

    private func upload(_ contents: HTML) -> HTML {
        """
        <form class="take" method="post" action="\(Paths.photo(kind))" enctype="multipart/form-data">\
        \(Field.token(form.csrf))
        \(contents)</form>
        """
    }

    private func way(_ way: PhotoWay) -> HTML {
        upload(
            """
            \(way.input(form, kind, t))
            \(Part.submit(t("Kirim foto ini", "Send this photo"), kind: "secondary"))
            """)
    }

    /// The photo that was sent stays until a new one has arrived.
    private func keeping(_ photo: StoredPhoto) -> HTML {
        """
        <section class="photo"><h2>\(photo.state == .rejected
            ? t("Foto yang ditolak", "The photo that was not accepted")
            : t("Foto yang sudah masuk", "The photo we have"))</h2>
        \(kind.preview(photo, t))
        \(when: photo.state == .uploaded, cancel)</section>
        """
    }

    private var cancel: HTML {
        "<p><a href=\"\(Paths.photo(kind))\">\(t("Batal, pakai foto ini", "Cancel, keep this photo"))</a></p>"
    }

    private var privacy: HTML {
        Banner(
            .information,
            markup: """
                <p><strong>\(t(
                    "Hanya petugas pemeriksa yang melihat foto ini.", "Only the officers who check see this photo."))</strong>
                \(t(
                    "Disimpan tersandi. Jangan unggah KTP ke situs lain untuk mengecilkannya.",
                    "Kept encrypted. Do not send your card to other sites to make it smaller."))</p>
                """
        ).html
    }

    static func sample(_ t: Words) -> PhotoPage {
        PhotoPage(
            t: t, kind: .card,
            rules: PhotoRules(acceptedBytes: 15_000_000, acceptedPixels: 50_000_000, keptBytes: 2_000_000),
            form: .sample)
    }

    static func sampleRejected(_ t: Words) -> PhotoPage {
        PhotoPage(
            t: t, kind: .selfie,
            rules: PhotoRules(acceptedBytes: 15_000_000, acceptedPixels: 50_000_000, keptBytes: 2_000_000),
            form: .sample, old: .sample(.selfie, .rejected))
    }
}

/// How a photo gets into the form. `photo.js` gives the camera's input the field's own id, so that an error leads to
/// it.
private enum PhotoWay {
    case camera, gallery

    /// A label that opens camera or gallery, over the browser's own input.
    func input(_ form: FormState, _ kind: IdentityPhoto.Kind, _ t: Words) -> HTML {
        let id = "\(kind.slug)-\(self == .camera ? "kamera" : "galeri")"
        let error = self == .camera ? form.error(kind.slug) : nil
        return """
            <div class="picker"><label class="\(style)" for="\(id)">\(icon.html)\(label(kind, t))</label>
            <input id="\(id)" name="\(kind.slug)" type="file" accept="\(accept)"\(attribute: "capture", camera(kind)) data-photo\
            \(attribute: "aria-describedby", error.map { _ in "\(kind.slug)-error" })></div>
            """
    }

    private var style: String { self == .camera ? "button big" : "button secondary" }

    private var icon: Icon { self == .camera ? .camera : .picture }

    private func label(_ kind: IdentityPhoto.Kind, _ t: Words) -> String {
        switch (self, kind) {
        case (.camera, .card): t("Ambil foto KTP", "Take a photo of the card")
        case (.camera, .selfie): t("Ambil swafoto", "Take a photo of yourself")
        case (.gallery, _): t("Pilih dari galeri", "Choose from the gallery")
        }
    }

    /// From a gallery, phones convert HEIC to JPEG where the list of kinds does not include it.
    var accept: String {
        self == .camera ? "image/*" : "image/jpeg,image/png,image/webp,image/avif"
    }

    private func camera(_ kind: IdentityPhoto.Kind) -> String? {
        switch (self, kind) {
        case (.camera, .card): "environment"
        case (.camera, .selfie): "user"
        case (.gallery, _): nil
        }
    }
}

extension IdentityPhoto.Kind {
    /// The photo as its owner sees it, at most `Picture.previewBytes`.
    func preview(_ photo: StoredPhoto, _ t: Words) -> HTML {
        """
        <img class="preview" src="\(Paths.photoImage(self))?\(photo.id.description)" alt="\(label(t))" \
        width="\(photo.width)" height="\(photo.height)">
        """
    }
}

extension StoredPhoto {
    static func sample(_ kind: IdentityPhoto.Kind, _ state: IdentityPhoto.State) -> StoredPhoto {
        StoredPhoto(
            id: ID(kind == .card ? 1 : 2), person: ID(1), kind: kind, state: state, width: 1_600, height: 1_200,
            bytes: 400_000, uploadedAt: Instant(milliseconds: 0), fault: state == .rejected ? .blurred : nil,
            sealedNote: nil)
    }
}
