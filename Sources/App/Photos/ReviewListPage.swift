import Programme

struct ReviewListPage: Page {
    let t: Words
    /// The oldest waiting photo of each pair.
    let photos: [StoredPhoto]
    let count: Int
    /// The oldest one that no other officer has claimed.
    let next: ID<StoredPhoto>?
    /// An accepted pair that waits for this officer's second look.
    var secondLook: ID<SecondLook>?
    var mayUndo = false
    var csrf = ""

    var title: String {
        t("Foto menunggu pemeriksaan (\(t.count(count)) orang)", "Photos waiting: \(t.count(count))")
    }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p>\(next.map { Part.button(t(
            "Periksa yang terlama",
            "Look at the one waiting longest"), to: Paths.photoReview($0)) })\
        \(secondLook.map { Part.button(t(
            "Pemeriksaan kedua",
            "Second look"), to: Paths.secondLook($0), secondary: true) })\
        \(Part.button(t("Kesepakatan pemeriksa", "Reviewers' agreement"), to: Paths.photoAgreement, secondary: true))</p>
        \(when: mayUndo, Part.act(
            t("Urungkan putusan terakhir", "Undo the last finding"), to: Paths.photoUndo, csrf: csrf, kind: "secondary"))
        \(Part.table(
            caption: t("Yang terlama dulu", "Longest waiting first"),
            [t("Yang baru", "New"), t("Dikirim", "Sent"), t("Tindakan", "Action")], photos.map(row),
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
