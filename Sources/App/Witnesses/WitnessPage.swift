import Foundation
import Programme

/// `/gelombang/{n}/saksi`: the witnesses of this draw, what each has handed in, and the form to hand papers in.
struct WitnessPage: Page {
    let t: Words
    let now: Instant
    let board: DrawState
    let form: FormState

    static let field = "kertas"
    static let fileField = "berkas"

    var errors: [FieldError] { form.errors }
    private var wave: Wave { board.wave }

    var title: String { t("Saksi undian gelombang \(wave.number)", "Witnesses of the draw of wave \(wave.number)") }

    var body: HTML {
        guard let rules = board.rules else { return "<h1>\(title)</h1>\(unwatched)" }
        return """
            <h1>\(title)</h1>
            <p class="lead">\(t(
                "Saksi menjaga agar tidak seorang pun, juga panitia, dapat mengatur siapa yang terpilih.",
                "Witnesses make sure that nobody, the office included, can steer who is selected."))</p>
            \(standing)
            \(earlierSource)
            <h2>\(t("Siapa saksinya", "Who they are"))</h2>
            <ul class="plain">\(each: rules.witnesses, card)</ul>
            \(when: board.statement != nil, statement)
            \(when: wave.state <= .sealed, handInForm)
            <p><a href="\(Paths.draw(wave.address))">\(t("Undian gelombang ini", "The draw of this wave"))</a></p>
            """
    }

    private var unwatched: HTML {
        let text = t(
            "Edisi ini tidak memakai saksi. Apa yang menjadi dasar undiannya ada di halaman undian.",
            "This edition has no witnesses. The page of the draw says what it rests on.")
        let label = t("Undian gelombang ini", "The draw of this wave")
        return "\(Banner(.information, text))<p>\(Part.button(label, to: Paths.draw(wave.address)))</p>"
    }

    private var standing: HTML {
        switch board.phase(at: now) {
        case .revealing(let until):
            note(
                t("Saksi sedang membuka rahasianya", "Witnesses are showing their secrets"),
                t(
                    "Sampai \(t.moment(until)). Rahasia yang belum dibuka saat itu dianggap tidak ada.",
                    "Until \(t.moment(until)). A secret not shown by then counts as absent."))
        case .signing(let until):
            note(
                t("Saksi sedang menandatangani", "Witnesses are signing"),
                t(
                    "Diperlukan \(needed) tanda tangan sebelum \(t.moment(until)); sudah ada \(signed).",
                    "\(needed) signatures are needed before \(t.moment(until)); there are \(signed)."))
        case .waitingForBeacon(let since):
            note(
                t("Menunggu angka acak publik (drand)", "Waiting for public randomness"),
                t(
                    "Ditunggu sejak \(t.moment(since)). Tidak ada angka lain yang menggantikannya.",
                    "Waited for since \(t.moment(since)). No other number takes its place."))
        case .silent(let since):
            Banner(
                .attention,
                t(
                    "Angka acak publik (drand) tidak terbit sejak \(t.moment(since)). Aturannya sudah tetap sejak awal: "
                        + "percobaan berikutnya memakai sumber kedua dalam lampiran. Daftar yang disegel tetap sama.",
                    "Public randomness has not come out since \(t.moment(since)). The rule was fixed beforehand: the next "
                        + "try uses the second source in the annex. The sealed list stays the same."),
                title: t("Sumber angka acak diam", "The source of randomness is silent")
            ).html
        case .failed(let at, let signatures, _):
            Banner(
                .attention,
                t(
                    "Sampai \(t.moment(at)) ada \(signatures) tanda tangan, diperlukan \(needed). Belum ada yang "
                        + "diundi. Panitia memulai percobaan baru; daftar peserta yang disegel tetap sama.",
                    "By \(t.moment(at)) there were \(signatures) signatures, \(needed) are needed. Nothing was drawn. "
                        + "The office begins another try; the sealed list stays the same.") + " \(giveUp)",
                title: t("Percobaan ini gagal", "This try failed")
            ).html
        case nil where wave.state == .abandoned:
            Banner(
                .attention,
                t(
                    "Tidak ada lagi yang diserahkan. Alasannya ada di halaman undian.",
                    "Nothing more is handed in. The page of the draw says why."),
                title: t("Gelombang ini diakhiri tanpa undian", "This wave ended without a draw")
            ).html
        case nil where wave.state <= .open:
            note(
                t("Saksi menyerahkan gembok rahasia", "Witnesses deposit the locks of their secrets"),
                t(
                    "Paling lambat \(t.moment(wave.closesAt)), saat gelombang ditutup. \(t(PlainTerm.lock.meaning))",
                    "By \(t.moment(wave.closesAt)) at the latest, when the wave closes. \(t(PlainTerm.lock.meaning))"))
        case nil: .empty
        }
    }

    /// While a try of the second source runs, a number of the first still counts: until the second's own is due.
    private var earlierSource: HTML {
        guard board.beacon == nil, let current = board.current, current.chain == 2, let at = board.attempt?.roundAt,
            let first = board.awaited(at: now).first(where: { $0.attempt.chain == 1 })?.attempt.number
        else { return .empty }
        return Banner(
            .information,
            t(
                "Kalau angka acak publik (drand) untuk percobaan \(first) terbit sebelum \(t.moment(at)), undian memakai angka "
                    + "itu. Sejak saat itu hanya angka dari sumber kedua yang dipakai, asal tanda tangan saksinya cukup.",
                "If the public randomness of try \(first) comes out before \(t.moment(at)), the draw uses it. From that moment "
                    + "on only the second source's number counts, if enough witnesses signed."),
            title: t("Sumber pertama masih ditunggu", "The first source is still waited for")
        ).html
    }

    /// What the rule allows when attempts go on failing.
    private var giveUp: String {
        let (attempts, days) = (AbandonmentProgress.attempts, AbandonmentProgress.days)
        return t(
            "Setelah \(attempts) percobaan gagal berturut-turut selama \(days) hari, dua petugas dapat mengakhiri "
                + "gelombang tanpa undian. Semua peserta lalu ikut gelombang berikutnya.",
            "If \(attempts) tries in a row fail over \(days) days or more, two officers may end the wave without a draw. "
                + "All its people are then taken into the next one.")
    }

    private var needed: Int { board.rules?.cosignatures ?? 0 }

    private var signed: Int { board.current?.signatures.count ?? 0 }

    private func note(_ title: String, _ text: String) -> HTML { Banner(.information, text, title: title).html }

    private func card(_ witness: DrawRules.Witness) -> HTML {
        let known = board.witness(witness.id)
        let signature = board.current?.signatures.first { $0.witness == witness.id }
        return """
            <li class="card"><h3>\(t(witness.name))</h3>\(Part.taskList([
                row(t("Gembok rahasia diserahkan", "Lock deposited"), known?.committedAt),
                row(t("Rahasia dibuka", "Secret shown"), known?.revealedAt),
                row(t("Daftar tersegel ditandatangani", "Sealed list signed"), signature?.signedAt),
            ]))\(when: known != nil, receipt(of: witness.id))\
            \(Part.details(t("Kunci publiknya", "Its public key"), "<p><code>\(witness.key)</code></p>"))</li>
            """
    }

    private func receipt(of witness: String) -> HTML {
        let label = t("Tanda terima dari kami", "Our receipt")
        return "<p><a href=\"\(Paths.witnessReceipt(wave.address, witness))\">\(label)</a></p>"
    }

    private func row(_ name: String, _ at: Instant?) -> TaskRow {
        guard let at else { return TaskRow(name: name, status: t("Belum", "Not yet"), kind: .blocked) }
        return TaskRow(name: name, status: t("Sudah", "Done"), kind: .done, hint: t.moment(at))
    }

    private var statement: HTML {
        let isFinal = board.current?.statement != nil
        return """
            <h2>\(t("Yang ditandatangani", "What is signed"))</h2>
            <p>\(isFinal
                ? t(
                    "Surat ini tidak berubah lagi: segel daftar, jumlah, gembok, dan rahasia yang dibuka.",
                    "This paper does not change any more: the list's seal, numbers, locks, and the secrets shown.")
                : t(
                    "Surat ini masih menunggu rahasia para saksi. Baru sesudah itu ditandatangani.",
                    "This paper still waits for the witnesses' secrets. Only then is it signed."))</p>
            <p>\(Part.button(
                t("Unduh pernyataan", "Download the statement"), to: Paths.drawStatement(wave.address), secondary: true))</p>
            """
    }

    private var handInForm: HTML {
        """
        <h2>\(t("Saya saksi", "I am a witness"))</h2>
        <p>\(t(
            "Tempel atau unggah berkas yang dibuat aplikasi saksi Anda. Tanda tangannya diperiksa di sini juga; "
                + "siapa yang membawanya tidak penting.",
            "Paste or upload the file that your witness application made. Its signature is checked right here; who brings "
                + "it does not matter."))</p>
        <form method="post" action="\(Paths.witnesses(wave.address))" enctype="multipart/form-data" novalidate>\
        \(Field.token(form.csrf))
        \(Field.area(
            form, t, Self.field, t("Isi berkas", "The file's text"), hint: t(
                "Dimulai dengan prakerja-draw-", "It begins with prakerja-draw-"),
            maxLength: WitnessPaper.maximumBytes))
        <div class="field"><label for="\(Self.fileField)">\(t("Atau unggah berkasnya", "Or upload it"))</label>
        <input id="\(Self.fileField)" name="\(Self.fileField)" type="file"></div>
        \(Part.submit(t("Serahkan berkas", "Hand in the file")))</form>
        \(Part.details(t("Cara membuat berkas saksi", "How witnesses make their files"), howTo))
        """
    }

    private var howTo: HTML {
        """
        <p>\(t(
            "Dengan program yang sama, tanpa internet, di komputer saksi sendiri. Rahasia tidak pernah keluar sebelum "
                + "daftar disegel.",
            "With the same program, without a network, on the witness's own computer. The secret never leaves it "
                + "before the list is sealed."))</p>
        <ol class="steps">
        <li><code>prakerja witness commit --wave \(wave.number) --key …</code></li>
        <li><code>prakerja witness reveal pernyataan.txt --secret … --key …</code></li>
        <li><code>prakerja witness cosign pernyataan.txt --secret … --key … --out …</code></li>
        <li><code>prakerja witness receipt tanda-terima.txt --key …</code></li>
        </ol>
        <p><a href="\(Paths.editionFile(board.edition))">\(t("Berkas edisi", "The edition's file"))</a></p>
        """
    }

    static func sample(_ t: Words) -> WitnessPage {
        WitnessPage(t: t, now: Wave.sample.opensAt + .days(2), board: .sample(.sample), form: .sample)
    }
}
