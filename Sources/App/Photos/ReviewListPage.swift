import Programme

struct ReviewListPage: Page {
    let t: Words
    let pairs: [WaitingPair]
    /// When each of them is late, by the programme's clock.
    var due: [Instant] = []
    let count: Int
    /// The oldest one that no other officer has claimed.
    let next: ID<StoredPhoto>?
    /// An accepted pair that waits for this officer's second look.
    var secondLook: ID<SecondLook>?
    /// A pair on which two other reviewers differ.
    var thirdLook: ID<SecondLook>?
    var mayUndo = false
    var csrf = ""
    var keys = ShortcutKeys(areOn: false)
    /// By the programme's clock, as every age in the office.
    var now = Instant(milliseconds: 0)

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
        \(thirdLook.map { Part.button(t(
            "Putuskan yang berbeda",
            "Decide a difference"), to: Paths.thirdLook($0), secondary: true) })\
        \(Part.button(t("Kesepakatan pemeriksa", "Reviewers' agreement"), to: Paths.photoAgreement, secondary: true))</p>
        \(when: next == nil && !pairs.isEmpty, allHeld)
        \(when: mayUndo, undo)
        <div class="compact">\(Part.table(
            caption: t("Yang terlama dulu", "Longest waiting first"),
            [
                t("Yang baru", "New"), t("Tinggal di", "Lives in"), t("Menunggu", "Waiting"), t("Batas", "Deadline"),
                t("Tindakan", "Action"),
            ], pairs.enumerated().map(row),
            empty: t(
                "Tidak ada foto yang menunggu. Foto baru muncul di sini begitu dikirim.",
                "No photo is waiting. New ones appear here as they are sent.")))</div>
        """
    }

    /// After the last pair the reviewer is led here: the key that undoes on a pair's page undoes here too.
    private var undo: HTML {
        """
        <form method="post" action="\(Paths.photoUndo)" class="act" data-undo>\(Field.token(csrf))\
        <button class="button secondary" type="submit"\(attribute: "aria-keyshortcuts", keys["Z"])>\
        \(t("Urungkan putusan terakhir", "Undo the last finding"))</button></form>
        <script src="\(PublicFiles.shared.path(of: "judge.js"))" defer></script>
        """
    }

    private var allHeld: HTML {
        let text = t(
            "Semua yang menunggu sedang diperiksa rekan Anda. Coba lagi setelah jam yang tertulis.",
            "Colleagues are looking at all that wait. Try again after the time that is given.")
        return "\(Banner(.information, text))"
    }

    private func held(_ name: String, _ until: String) -> String {
        t("Sedang diperiksa \(name) sampai \(until)", "\(name) looks at it until \(until)")
    }

    private func row(_ row: (offset: Int, element: WaitingPair)) -> [HTML] {
        let pair = row.element
        let kinds = pair.kinds.map { $0 == .card ? "KTP" : t("swafoto", "selfie") }
        let act: HTML =
            if let holder = pair.holder {
                "\(held(holder.name, t.exactClock(holder.until)))"
            } else {
                "<a href=\"\(Paths.photoReview(pair.photo.id))\">\(t("Periksa", "Look"))\(named(row.offset + 1, pair))</a>"
            }
        return [
            "\(kinds.joined(separator: t(" dan ", " and ")))", "\(pair.region ?? "–")",
            "\(t.age(now - t.timeline.programme(pair.photo.uploadedAt)))<small>\(t.shortMoment(real: pair.photo.uploadedAt))</small>",
            due.indices.contains(row.offset) ? deadline(due[row.offset]) : .empty, act,
        ]
    }

    private func deadline(_ due: Instant) -> HTML {
        guard now < due else { return Part.tag(t("Lewat \(t.age(now - due))", "\(t.age(now - due)) late"), .wrong) }
        return "\(t.nearEnd(due, at: now))"
    }

    /// For a screen reader's list of links, in which every row would read "Periksa". The place on the list tells two
    /// people of one town apart; a name is not shown before the pair is opened.
    private func named(_ place: Int, _ pair: WaitingPair) -> HTML {
        let region = pair.region.map { ", \($0)" } ?? ""
        return "<span class=\"hidden\"> \(t("foto nomor \(place)\(region)", "photos number \(place)\(region)"))</span>"
    }

    static func sample(_ t: Words) -> ReviewListPage { ReviewListPage(t: t, pairs: [], count: 0, next: nil) }
}
