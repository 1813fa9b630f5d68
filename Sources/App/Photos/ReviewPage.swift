import Programme

/// Both photos of a person with the data they must match, and the verdict on them. Every act has a key; the script that
/// listens to the keys also loads the next pair beforehand. Without it, all works by buttons and links.
struct ReviewPage: Page {
    let t: Words
    /// The photo of the address.
    let photo: StoredPhoto
    let person: ReviewedPerson
    let queue: ReviewQueue
    let form: FormState
    let officer: Officer
    let keys: ShortcutKeys
    var refusal: PhotoReviewRefusal?
    var look = ReviewLook.first

    var title: String { t("Periksa foto: \(person.name)", "Review photos: \(person.name)") }
    var errors: [FieldError] { form.errors }
    var isWide: Bool { true }

    var body: HTML {
        """
        <section class="judging"\(attribute: "data-next", queue.next)>
        <div class="judging-head"><h1 tabindex="-1">\(look.heading(t))\(Part.person(person.name)) <small>\(person.region)</small></h1>
        <p>\(place)</p><p role="status" data-judged></p>\(isOpen && look.isFirst ? link : .empty)</div>
        \(refusal.map { Banner(.attention, $0.sentence(t)).html })
        \(look.introduction(t)?.html ?? .empty)
        <div class="judging-columns"><div>
        <div class="both">\(each: person.photos, picture)</div>
        \(data)
        </div><div>\(when: isOpen, reasons)\(when: !isOpen && refusal == nil, found)</div></div>
        \(isOpen ? bar : onward)
        <p class="error" role="alert" data-offline hidden>\(t(
            "Tidak tersambung. Putusan belum disimpan. Coba sekali lagi.",
            "No connection. The finding is not stored yet. Try once more."))</p>
        </section>
        <script src="\(PublicFiles.shared.path(of: "judge.js"))" defer></script>
        """
    }

    private var link: HTML {
        PersonLink(t: t, officer: officer, csrf: form.csrf).html(to: photo.person, from: "photo:\(photo.id)")
    }

    /// Whether this officer can give a verdict now.
    private var isOpen: Bool { refusal == nil && (photo.state == .uploaded || !look.isFirst) }

    /// The number is of before this verdict: the script that shows the next pair at once takes one off.
    private var place: HTML {
        let number: HTML = "<span data-waiting=\"\(queue.count)\">\(t.count(queue.count))</span>"
        let waiting: HTML = "\(t("", "Waiting: "))\(number)\(t(" orang menunggu", ""))"
        guard let until = queue.claimedUntil else { return waiting }
        return
            "\(t("Dipegang Anda sampai \(t.exactClock(until)) · ", "Yours until \(t.exactClock(until)) · "))\(waiting)"
    }

    private func picture(_ photo: StoredPhoto) -> HTML {
        let (zoom, turn) = photo.kind == .card ? ("Q", "A") : ("W", "S")
        let path = Paths.photoReviewImage(photo.id)
        let measured = person.checks[photo.id]?.note(t) ?? ""
        return """
            <figure><div class="view"><img src="\(path)" alt="\(photo.kind.label(t))" width="\(photo.width)" \
            height="\(photo.height)"></div>
            <figcaption><span>\(photo.kind == .card ? "KTP" : t("Swafoto", "Selfie"))</span><a class="full" href="\(path)">\(t("Ukuran penuh", "Full size"))</a>\
            <button type="button" class="tool" data-tool="zoom" aria-pressed="false"\
            \(attribute: "aria-keyshortcuts", keys[zoom]) hidden>\(t("Perbesar", "Zoom")) \(keys.mark(zoom))</button>\
            <button type="button" class="tool" data-tool="turn"\(attribute: "aria-keyshortcuts", keys[turn]) hidden>\
            \(t("Putar", "Turn")) \(keys.mark(turn))</button>\(when: !measured.isEmpty, "<small>\(measured)</small>")\
            </figcaption></figure>
            """
    }

    private var data: HTML {
        Part.table(
            caption: t("Samakan dengan kedua foto", "Compare with both photos"),
            [t("Data", "Data"), t("Diisi pendaftar", "Filled in"), "Dukcapil"],
            [
                ["\(t("Nama", "Name"))", "<strong>\(Part.person(person.name))</strong>", person.answer(to: .name, t)],
                ["NIK", "<strong class=\"digits\">\(person.nik)</strong>", person.answer(to: nil, t)],
                [
                    "\(t("Tanggal lahir", "Date of birth"))",
                    "<strong>\(person.birthDate.map(t.date) ?? "–")</strong>", person.answer(to: .birthDate, t),
                ],
                ["\(t("Tempat tinggal", "Lives in"))", "\(person.region)", "–"],
            ],
            empty: "")
    }

    private var bar: HTML {
        """
        <div class="verdicts"><form method="post" action="\(look.acceptance(of: photo))" class="act" \
        data-done="\(t(look.accepted.sentence))">\
        \(Field.token(form.csrf))<button class="button" type="submit"\(attribute: "aria-keyshortcuts", keys["T"])>\
        \(look.accepting(t)) \(keys.mark("T"))</button></form>
        <a class="button secondary to-reasons" href="#minta">\(t("Minta foto baru", "Ask for a new photo"))</a>
        <a class="button secondary" data-skip\(attribute: "aria-keyshortcuts", keys["L"]) \
        href="\(queue.next ?? Paths.photoOffice)">\(t("Lewati", "Skip")) \(keys.mark("L"))</a>
        \(when: look.isFirst, undo)</div>
        """
    }

    private var undo: HTML {
        """
        <form method="post" action="\(Paths.photoUndo)" class="act" data-undo>\(Field.token(form.csrf))\
        <button class="button secondary" type="submit"\(attribute: "aria-keyshortcuts", keys["Z"])>\
        \(t("Urungkan", "Undo")) \(keys.mark("Z"))</button></form>
        """
    }

    private var onward: HTML {
        """
        <p>\(Part.button(t("Foto berikutnya", "Next photo"), to: queue.next ?? Paths.photoOffice))\
        \(Part.button(t("Semua yang menunggu", "All waiting photos"), to: Paths.photoOffice, secondary: true))</p>
        """
    }

    private var found: HTML {
        "\(Banner(.information, t("Foto ini sudah diperiksa.", "This photo has been looked at.")))"
    }

    private var reasons: HTML {
        ReviewReasons(
            t: t, photos: person.photos, form: form, look: look, keys: keys, path: look.page(of: photo)
        ).html
    }

    static func sample(_ t: Words) -> ReviewPage {
        func photo(_ id: Int64, _ kind: IdentityPhoto.Kind) -> StoredPhoto {
            StoredPhoto(
                id: ID(id), person: ID(1), kind: kind, state: .uploaded, width: 1_200, height: 800, bytes: 120_000,
                uploadedAt: Instant(milliseconds: 1_586_916_000_000), fault: nil, sealedNote: nil)
        }
        let person = ReviewedPerson(
            name: "Siti Nurhaliza", nik: "8271 0167 0395 0001", birthDate: CivilDate(year: 1995, month: 3, day: 27),
            region: "Kota Ternate, Maluku Utara", registry: .answered, photos: [photo(1, .card), photo(2, .selfie)])
        return ReviewPage(
            t: t, photo: photo(1, .card), person: person, queue: ReviewQueue(count: 12), form: .sample,
            officer: .sample(1, "Ani", .identityReviewer), keys: ShortcutKeys(areOn: true))
    }
}
