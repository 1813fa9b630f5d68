import Programme

/// What a program found on a photo, for the person who sent it: hints and a question, which refuse nothing.
struct PhotoHints: Sendable {
    let t: Words
    let photo: StoredPhoto
    /// Nil while it is being measured, and where it was not.
    let check: PhotoCheck?
    /// Whether the job may still be at work.
    let isMeasuring: Bool
    /// Where “use this photo” leads.
    let onward: String
    /// Whether the typed NIK can be corrected now.
    let mayCorrectNIK: Bool

    var html: HTML {
        guard let check else { return isMeasuring ? measuring : .empty }
        guard !check.isFine else {
            return "<p>\(Part.tag(t("Kami tidak menemukan masalah.", "We found nothing wrong."), .done))</p>"
        }
        return "\(check.difference.map(question) ?? .empty)\(when: !check.hints.isEmpty, hints(check.hints))"
    }

    private var measuring: HTML {
        """
        <p role="status">\(Part.tag(t("Kami sedang memeriksa foto ini.", "We are looking at this photo."), .waiting)) \
        <a href="\(Paths.photoResults(1))">\(t("Lihat hasilnya", "See the result"))</a></p>
        """
    }

    private func hints(_ hints: [PhotoHint]) -> HTML {
        Banner(
            .attention,
            markup: """
                <ul>\(each: hints.map { $0.sentence(t) }, { "<li>\($0)</li>" })</ul>
                <p>\(t(
                    "Foto ini boleh tetap dipakai. Petugas yang memutuskan.",
                    "You may keep this photo. An officer decides."))</p>
                <p><a class="button secondary" href="#\(photo.kind.slug)">\(t("Ulangi", "Take it again"))</a> \
                <a class="button secondary" href="\(onward)">\(t("Pakai foto ini", "Use this photo"))</a></p>
                """, title: t("Mungkin kurang jelas", "It may not be clear enough")
        ).html
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
                \(when: mayCorrectNIK, correction)
                """, title: t("Periksa NIK Anda", "Check your NIK")
        ).html
    }

    private var correction: HTML {
        "<p>\(Part.button(t("Lihat NIK yang diketik", "See the typed NIK"), to: Paths.identity, secondary: true))</p>"
    }
}
