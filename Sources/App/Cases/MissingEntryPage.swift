import Programme

/// The form of a case about an entry that is missing from a draw.
struct MissingEntryPage: Page {
    let t: Words
    let now: Instant
    let wave: Wave
    /// Nil while such a case cannot be begun.
    let until: Instant?
    let form: FormState
    let number: CaseNumber

    static let receipt = "tanda-terima"
    private static let maximumLength = 200

    var title: String { t("Tidak ikut undian gelombang \(wave.number)?", "Not in the draw of wave \(wave.number)?") }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <p class="caption"><a href="\(Paths.wave(wave.address))">\(wave.name(t))</a></p>
        <h1>\(title)</h1>
        \(until.map(asking) ?? closed)
        """
    }

    private func asking(_ until: Instant) -> HTML {
        """
        <p class="lead">\(t(
            "Anda punya tanda terima, tetapi nama Anda tidak ikut diundi? Kami memeriksanya sebelum undian.",
            "You hold a receipt, and are not in the draw? We look into it before the draw."))</p>
        <ul><li>\(t("Kirim sebelum", "Send it before")) \
        <strong>\(Part.countdown(to: until, now: now, label: t.moment(until)))</strong>. \
        \(t("Sampai saat itu juga kami menjawab.", "By then we answer, too."))</li>
        <li>\(t(
            "Petugas membandingkan tanda terima dengan catatan yang tersegel. Dua petugas memutuskan.",
            "An officer compares the receipt with the sealed log. Two officers decide."))</li>
        <li>\(t(
            "Kalau daftar belum disegel dan data Anda hilang, gelombang menunggu sampai pulih.",
            "If the list is not sealed yet and your data is gone, the wave waits until it is restored."))</li>
        <li>\(t(
            "Daftar yang sudah disegel tidak dapat ditambah. Kalau begitu, kami menjelaskan sebabnya.",
            "Nothing can be added to a sealed list. Then we explain why you are not on it."))</li></ul>
        <form method="post" action="\(Paths.missingEntry(wave.address))" novalidate>\(Field.token(form.csrf))
        \(CaseForm.number(form, fresh: number))
        \(Field.area(
            form, t, Self.receipt, t("Tanda terima", "Receipt"), hint: t(
                "Dimulai dengan PRK1-. Anda menyimpannya saat bergabung.",
                "It begins with PRK1-. You kept it when you joined."), maxLength: Self.maximumLength))
        \(CaseForm.area(
            form, t, t("Apa yang terjadi", "What happened"), hint: t(
                "Kapan Anda bergabung, dan apakah Anda pernah mundur.", "When you joined, and whether you ever left.")))
        \(Part.submit(t("Kirim", "Send it")))</form>
        """
    }

    private var closed: HTML {
        let text =
            wave.state < .closed
            ? t(
                "Gelombang ini belum ditutup. Lihat halaman gelombang: selama dibuka, Anda dapat bergabung lagi.",
                "This wave has not closed. See the page of the wave: while it is open you can join again.")
            : CaseRefusal.tooLateForDraw.sentence(t)
        let link =
            wave.state < .closed
            ? Part.button(wave.name(t), to: Paths.wave(wave.address))
            : Part.button(t("Ajukan keluhan", "Make a complaint"), to: Paths.complaint)
        return "<p class=\"lead\">\(text)</p><p>\(link)</p>"
    }

    static func sample(_ t: Words) -> MissingEntryPage {
        MissingEntryPage(
            t: t, now: Wave.sample.closesAt + .minutes(30), wave: .sample, until: Wave.sample.closesAt + .hours(2),
            form: .sample, number: ServiceCase.sample.number)
    }
}
