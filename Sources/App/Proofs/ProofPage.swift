import Foundation
import Programme

/// `/bukti`: verifies a receipt, and shows what is published to make changes detectable.
struct ProofPage: Page {
    let t: Words
    /// The latest checkpoint, and when it was signed.
    let latest: (checkpoint: Checkpoint, at: Instant)?
    /// Which witnesses signed the log; nil where the edition has none.
    let witnessing: LogWitnessing?
    let verifier: String
    let checked: CheckedReceipt?
    let form: FormState

    static let field = "tanda-terima"
    private static let maximumLength = 200

    var title: String { t("Periksa tanda terima Anda", "Check your receipt") }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(checked.map(answer) ?? .empty)
        <p class="lead">\(t(
            "Punya tanda terima dari gelombang? Di sini siapa pun dapat memastikan bahwa itu asli.",
            "Do you have a receipt of a wave? Here anybody can make sure that it is genuine."))</p>
        <form method="post" action="\(Paths.proofs)" novalidate>\(Field.token(form.csrf))
        \(Field.area(
            form, t, Self.field, t("Tanda terima", "Receipt"), hint: t(
                "Dimulai dengan PRK1-. Ada di halaman gelombang Anda.",
                "It begins with PRK1- and is on the page of your wave."), maxLength: Self.maximumLength))
        \(Part.submit(t("Periksa", "Check")))</form>
        <h2>\(t("Tidak ada yang dapat diubah diam-diam", "Nothing can be changed unseen"))</h2>
        <p>\(t(
            "Setiap tindakan dan setiap rupiah dicatat, lalu semua catatan disegel bersama. "
                + "Kalau satu catatan saja diubah, segelnya tidak cocok lagi.",
            "Every act and every rupiah is recorded, and all records are sealed together. "
                + "If a single record is changed, the seal does not fit any more."))</p>
        \(latest.map { standing($0.checkpoint, $0.at) } ?? waiting)
        \(witnessing.map(witnessed))
        \(Part.details(t("Untuk pemeriksa", "For those who check"), technical))
        """
    }

    private func answer(_ checked: CheckedReceipt) -> HTML {
        guard checked.isRecorded else { return unrecorded(checked) }
        let (receipt, at) = (checked.receipt, t.moment(checked.receipt.arrivedAt))
        let place =
            checked.sequence.map { sequence in
                t(
                    "Catatan ke-\(t.count(sequence + 1)) dari seluruh catatan.",
                    "Record \(t.count(sequence + 1)) of all.")
            } ?? t("Sebentar lagi ikut disegel.", "It will be sealed in a moment.")
        return Banner(
            .done,
            markup: """
                <p>\(t(
                    "Gelombang \(receipt.wave), diterima \(at).", "Wave \(receipt.wave), received \(at)."))</p>
                <p>\(t("Nomor", "Number")) <strong>\(receipt.number)</strong>. \(place)</p>
                \(when: checked.sequence != nil, download)
                \(checked.missing.map(missing))
                """,
            title: t("Tanda terima ini asli", "This receipt is genuine")
        ).html
    }

    /// Our signature, and no act of ours: either a record is gone, or the key was stolen. Both are news.
    private func unrecorded(_ checked: CheckedReceipt) -> HTML {
        Banner(
            .attention,
            markup: """
                <p>\(t(
                    "Tanda tangannya milik kami, tetapi catatan bergabung di gelombang \(checked.receipt.wave) dengan nomor "
                        + "\(checked.receipt.number) tidak ada. Simpan tanda terima ini, dan laporkan kepada kami.",
                    "The signature is ours, and there is no record of joining wave \(checked.receipt.wave) with the number "
                        + "\(checked.receipt.number). Keep this receipt, and report it to us."))</p>
                <p><a href="\(Paths.help)">\(t("Cara melapor", "How to report it"))</a></p>
                \(checked.missing.map(missing))
                """,
            title: t("Catatan tanda terima ini tidak ada", "This receipt has no record")
        ).html
    }

    private func missing(_ wave: WaveAddress) -> HTML {
        """
        <p>\(t("Tidak ikut undiannya?", "Not in the draw?")) \
        <a href="\(Paths.missingEntry(wave))">\(t("Laporkan sebelum undian", "Report it before the draw"))</a></p>
        """
    }

    /// The holder keeps the proof, and needs no answer of ours afterwards.
    private var download: HTML {
        """
        <form method="post" action="\(Paths.receiptProof)">\(Field.token(form.csrf))
        \(Field.hidden(Self.field, form.values[Self.field] ?? ""))
        \(Part.submit(t("Unduh buktinya sebagai berkas", "Download the proof as a file")))</form>
        """
    }

    private func standing(_ checkpoint: Checkpoint, _ at: Instant) -> HTML {
        Part.summary([
            SummaryRow(label: t("Jumlah catatan", "Records"), value: "\(t.count(checkpoint.size))"),
            SummaryRow(label: t("Disegel", "Sealed"), value: "\(t.moment(real: at))"),
        ])
    }

    /// When a witness last kept the seal elsewhere.
    private func witnessed(_ witnessing: LogWitnessing) -> HTML {
        let link = t("Siapa saksinya", "Who the witnesses are")
        let text =
            witnessing.latest.map { last in
                t(
                    "Terakhir disaksikan oleh \(t(last.witness.name)), \(t.moment(real: last.at)), sampai catatan ke-"
                        + "\(t.count(last.size)).",
                    "Last witnessed by \(t(last.witness.name)), \(t.moment(real: last.at)), up to record "
                        + "\(t.count(last.size)).")
            } ?? t("Belum ada saksi yang menandatangani.", "No witness has signed yet.")
        return "<p>\(text) <a href=\"\(Paths.logWitnesses)\">\(link)</a></p>"
    }

    private var waiting: HTML {
        let text = t(
            "Belum ada catatan. Catatan pertama muncul di sini.", "There is no record yet. The first appears here.")
        return "<p class=\"empty\">\(text)</p>"
    }

    private var technical: HTML {
        """
        <p>\(t(
            "Simpan titik ini sekarang; bandingkan kapan saja nanti.",
            "Keep this checkpoint now; compare at any time later.")) \
        <a href="\(Paths.checkpoint)">\(t("Unduh titik bertanda tangan", "Download the signed checkpoint"))</a></p>
        \(latest.map { seal($0.checkpoint) } ?? .empty)
        <p>\(t("Kunci publik", "Public key")): <code>\(verifier)</code></p>
        <p><code>prakerja audit verify --against titik.txt</code></p>
        <p>\(t("Log sebagai ubin (C2SP tlog-tiles)", "The log as tiles (C2SP tlog-tiles)")): <code>\(Paths.log)</code></p>
        """
    }

    /// For readers who recompute it.
    private func seal(_ checkpoint: Checkpoint) -> HTML {
        "<p>\(t("Segel semua catatan", "Seal of all records")): <code>\(checkpoint.root.hex)</code></p>"
    }

    static func sample(_ t: Words) -> ProofPage {
        ProofPage(
            t: t,
            latest: (
                Checkpoint(origin: "www.prakerja.go.id", size: 4_156_052, root: Data(repeating: 0x5f, count: 32)),
                Instant(milliseconds: 1_587_371_400_000)
            ),
            witnessing: .sample, verifier: "www.prakerja.go.id+5f2091ac+AbcdefgHIJK",
            checked: CheckedReceipt(receipt: .sample, isRecorded: true, sequence: 2_078_025), form: .sample)
    }
}

extension JoinReceipt {
    /// For previews.
    static let sample = JoinReceipt(
        wave: 1, arrivedAt: Instant(milliseconds: 1_586_916_000_000),
        entry: Data([0x5f, 0x20, 0x91, 0xac, 0x07, 0xbe, 0xd3, 0xc4, 1, 2, 3, 4, 5, 6, 7, 8]))
    static let sampleText = "PRK1-" + String(repeating: "AbCdEf0123456789", count: 7) + "AbCdEf0123"
}
