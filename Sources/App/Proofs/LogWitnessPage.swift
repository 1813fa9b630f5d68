import Foundation
import HTTPTypes
import Programme

/// `/bukti/saksi`: when each witness last signed the log, and the form to hand a signed checkpoint in.
struct LogWitnessPage: Page {
    let t: Words
    let witnessing: LogWitnessing
    let verifier: String
    let form: FormState

    static let field = "titik"
    static let fileField = "berkas"

    var errors: [FieldError] { form.errors }
    var title: String { t("Saksi catatan kami", "Witnesses of our records") }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "Saksi menyimpan segel catatan kami di tempat lain. Kalau catatan lama ditulis ulang, segel mereka tidak cocok "
                + "lagi.",
            "Witnesses keep the seal of our records elsewhere. If old records are written again, their seal does not fit "
                + "any more."))</p>
        \(witnessing.witnesses.isEmpty ? unwatched : watched)
        <p><a href="\(Paths.proofs)">\(t("Periksa tanda terima", "Check a receipt"))</a></p>
        """
    }

    private var unwatched: HTML {
        let text = t(
            "Edisi ini tidak memakai saksi. Simpan sendiri titik bertanda tangan dari halaman bukti.",
            "This edition has no witnesses. Keep the signed checkpoint of the page of proofs yourself.")
        return Banner(.information, text).html
    }

    private var watched: HTML {
        """
        \(Part.table(
            caption: t("Tanda tangan terakhir setiap saksi", "The last signature of each witness"),
            [t("Saksi", "Witness"), t("Kapan", "When"), t("Jumlah catatan", "Records"), t("Berkas", "File")],
            witnessing.witnesses.map(row), empty: ""))
        \(when: !witnessing.signed.isEmpty, newest)
        <h2>\(t("Saya saksi", "I am a witness"))</h2>
        <p>\(t(
            "Tempel atau unggah berkas yang dibuat aplikasi saksi Anda. Tanda tangannya diperiksa di sini juga; siapa yang "
                + "membawanya tidak penting.",
            "Paste or upload the file that your witness application made. Its signature is checked right here; who brings "
                + "it does not matter."))</p>
        <form method="post" action="\(Paths.logWitnesses)" enctype="multipart/form-data" novalidate>\(Field.token(form.csrf))
        \(Field.area(
            form, t, Self.field, t("Titik yang Anda tandatangani", "The checkpoint that you signed"), hint: t(
                "Beberapa baris; dua yang terakhir diawali tanda —.", "Some lines; the last two begin with —."),
            maxLength: WitnessedCheckpoint.maximumBytes))
        <div class="field"><label for="\(Self.fileField)">\(t("Atau unggah berkasnya", "Or upload it"))</label>
        <input id="\(Self.fileField)" name="\(Self.fileField)" type="file"></div>
        \(Part.submit(t("Serahkan tanda tangan", "Hand in the signature")))</form>
        \(Part.details(t("Cara membuat berkasnya", "How to make the file"), howTo))
        """
    }

    private func row(_ witness: LogWitness) -> [HTML] {
        let name = t(witness.name)
        guard let last = witnessing.last(of: witness) else {
            return ["\(name)", Part.tag(t("Belum pernah", "Never"), .blocked), "–", "–"]
        }
        return [
            "\(name)", "\(t.moment(real: last.at))", "\(t.count(last.size))",
            "<a href=\"\(Paths.logWitness(witness.id))\">\(t("Unduh", "Download"))</a>",
        ]
    }

    private var newest: HTML {
        let label = t("Titik terakhir yang disaksikan", "The newest witnessed checkpoint")
        return "<p><a href=\"\(Paths.logWitnessed)\">\(label)</a></p>"
    }

    private var howTo: HTML {
        """
        <p>\(t("Unduh kelanjutannya, lalu tanda tangani:", "Download the continuation, then sign it:")) \
        <a href="\(Paths.logContinuation)">\(t("kelanjutan", "continuation"))</a></p>
        <p><code>prakerja witness checkpoint kelanjutan.txt --site "\(verifier)" --key auditor.key \
        --out titik-auditor.txt</code></p>
        """
    }

    static func sample(_ t: Words) -> LogWitnessPage {
        LogWitnessPage(
            t: t, witnessing: .sample, verifier: "www.prakerja.go.id+5f2091ac+AbcdefgHIJK", form: .sample)
    }
}

extension LogWitnessing {
    /// For previews.
    static let sample: LogWitnessing = {
        guard let key = try? NoteVerifier("auditor+8a098f02+BAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f") else {
            return LogWitnessing([], [])
        }
        let checkpoint = Checkpoint(
            origin: "www.prakerja.go.id", size: 4_150_110, root: Data(repeating: 0x5f, count: 32))
        let at = Instant(milliseconds: 1_587_368_400_000)
        return LogWitnessing(
            [
                LogWitness(id: "auditor", name: Bilingual(id: "Auditor negara", en: "State auditor"), key: key),
                LogWitness(id: "universitas", name: Bilingual(id: "Universitas", en: "A university"), key: key),
            ],
            [
                WitnessedCheckpoint(
                    checkpoint: checkpoint, cosignatures: [.init(witness: "auditor", line: "", at: at)])
            ])
    }()
}

extension CosignatureRefusal: UserFacingRefusal {
    func sentence(_ t: Words) -> String {
        switch self {
        case .tooLong:
            t(
                "Berkas ini terlalu panjang: paling banyak \(WitnessedCheckpoint.maximumBytes) byte. Serahkan titiknya saja.",
                "This file is too long: \(WitnessedCheckpoint.maximumBytes) bytes at most. Hand in the checkpoint only."
            )
        case .unreadable:
            t(
                "Ini bukan titik bertanda tangan yang utuh. Tempel seluruh berkas yang ditulis `witness checkpoint`.",
                "This is no whole signed checkpoint. Paste all of the file that `witness checkpoint` wrote.")
        case .notWatched: t("Edisi ini tidak memakai saksi.", "This edition has no witnesses.")
        case .otherOrigin(let origin):
            t(
                "Titik ini dari \(origin.prefix(80)), bukan dari situs ini. Unduh kelanjutannya di sini.",
                "This checkpoint is of \(origin.prefix(80)) and not of this site. Download the continuation here.")
        case .notOurs:
            t(
                "Tanda tangan situs di bawah titik ini tidak ada atau tidak cocok. Unduh lagi kelanjutannya.",
                "The site's signature under this checkpoint is missing or wrong. Download the continuation again.")
        case .noWitness, .wrongSignature, .withoutTime, .wrongClock: witness(t)
        case .unknownSize(let size):
            t(
                "Kami tidak pernah menerbitkan titik dengan \(t.count(size)) catatan. Unduh lagi kelanjutannya.",
                "We have published no checkpoint of \(t.count(size)) records. Download the continuation again.")
        case .otherRoot(let size):
            t(
                "Untuk \(t.count(size)) catatan kami menerbitkan segel lain. Simpan berkas ini dan umumkan: ini bukti dua log.",
                "For \(t.count(size)) records we published another seal. Keep this file and publish it: it shows two logs."
            )
        }
    }

    /// Of a signature of the witness's own.
    private func witness(_ t: Words) -> String {
        switch self {
        case .noWitness(let names):
            t(
                "Tidak ada tanda tangan saksi di bawahnya. Saksi yang kami kenal: \(names.joined(separator: ", ")).",
                "There is no witness's signature under it. The witnesses we know: \(names.joined(separator: ", ")).")
        case .wrongSignature(let name):
            t(
                "Tanda tangan ini bukan dari kunci \(name) dalam lampiran, atau berkasnya berubah. Salin lagi.",
                "This signature is not by the key of \(name) in the annex, or the file was changed. Copy it again.")
        case .withoutTime(let name):
            t(
                "Kunci \(name) dalam lampiran menandatangani tanpa waktu. Mintalah lampiran baru dengan kunci baru.",
                "The key of \(name) in the annex signs without a time. Ask for a new annex with a new key.")
        case .wrongClock(let at):
            t(
                "Menurut tanda tangannya, Anda menandatangani \(t.moment(real: at)). Betulkan jam komputer Anda, lalu tanda "
                    + "tangani lagi.",
                "By its own account you signed \(t.moment(real: at)). Set your computer's clock right, and sign again.")
        default: ""
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notWatched, .wrongClock, .unknownSize, .otherRoot: .conflict
        default: .unprocessableContent
        }
    }
}
