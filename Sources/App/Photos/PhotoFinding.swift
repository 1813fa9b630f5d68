import Programme

/// What is known about a sent photo: its state in one tag, and what was measured, which refuses nothing, as sentences.
struct PhotoFinding: Sendable {
    let t: Words
    let photo: StoredPhoto
    let sent: SentPhotos

    /// Whether another photo is advised; the person may keep this one.
    var advisesAnother: Bool { check.map { !$0.hints.isEmpty } ?? false }

    var html: HTML {
        """
        <div role="status"><p>\(Part.tag(tag.label, tag.kind))</p>
        \(each: sentences, { "<p>\($0)</p>" })</div>\(check?.difference.map(question) ?? .empty)
        """
    }

    private var check: PhotoCheck? { sent.check(of: photo) }

    private var tag: (label: String, kind: Tag) {
        switch photo.state {
        case .accepted: (t("Diterima", "Accepted"), .done)
        case .rejected: (t("Perlu diganti", "Must be replaced"), .wrong)
        case .replaced: (t("Diganti", "Replaced"), .blocked)
        case .uploaded where advisesAnother: (t("Sebaiknya diganti", "Better replaced"), .todo)
        case .uploaded where sent.isMeasuring(photo): (t("Sedang diperiksa", "Being checked"), .waiting)
        case .uploaded where sent.isSubmitted: (t("Menunggu petugas", "Waits for an officer"), .waiting)
        case .uploaded: (t("Sudah masuk", "Received"), .done)
        }
    }

    private var sentences: [String] {
        switch photo.state {
        case .accepted: [t("Petugas sudah menerima foto ini.", "An officer has accepted this photo.")]
        case .rejected: ["\(photo.fault?.sentence(t) ?? IdentityPhoto.Fault.other.sentence(t)) \(photo.note)"]
        case .replaced: []
        case .uploaded: measured
        }
    }

    private var measured: [String] {
        if let check {
            guard advisesAnother else {
                return [
                    t(
                        "Kami tidak menemukan masalah. Petugas juga memeriksa foto ini.",
                        "We found nothing wrong. An officer checks this photo too.")
                ]
            }
            return check.hints.map { $0.sentence(t) } + [
                t(
                    "Foto ini boleh tetap dipakai. Petugas yang memutuskan.",
                    "You may keep this photo. An officer decides.")
            ]
        }
        if sent.isMeasuring(photo) {
            return [
                t(
                    "Kami sedang memeriksa foto ini. Hasilnya muncul di sini; Anda boleh lanjut tanpa menunggu.",
                    "We are looking at this photo. The result shows here; you may go on without waiting.")
            ]
        }
        return [t("Petugas yang memeriksa foto ini.", "An officer checks this photo.")]
    }

    private func question(_ difference: String) -> HTML {
        Banner(
            .attention,
            markup: """
                <p>\(t("Kami membaca angka ini di foto:", "We read these digits on the photo:")) \
                <strong class="digits">\(difference)</strong>. \
                \(t("Apakah NIK yang Anda ketik benar?", "Is the NIK that you typed right?"))</p>
                <p>\(t(
                    "Program dapat salah membaca. Kalau sudah benar, lanjutkan saja.",
                    "The program may have misread. If it is right, just go on."))</p>
                \(when: sent.mayCorrectNIK, correction)
                """, title: t("Periksa NIK Anda", "Check your NIK")
        ).html
    }

    private var correction: HTML {
        "<p>\(Part.button(t("Lihat NIK yang diketik", "See the typed NIK"), to: Paths.identity, secondary: true))</p>"
    }
}
