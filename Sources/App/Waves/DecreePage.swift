import Foundation
import Programme

/// `/kantor/gelombang/{n}/naskah-keputusan`: the decree as a document to print, with its number, what was drawn and who signed.
struct DecreePage: Page {
    let t: Words
    let wave: Wave
    let edition: Edition
    let decree: Decree
    let number: Int?
    let listDigest: Data?
    let draw: DrawRecord?
    let names: [ID<Officer>: String]
    let numbering: (isUnbroken: Bool, highest: Int)
    /// Nil before the draw may be shown.
    var annex: DecreeAnnex.Content?

    var title: String {
        guard let number, let at = decree.signedAt else {
            return t("Rancangan keputusan gelombang \(wave.number)", "Draft decree of wave \(wave.number)")
        }
        let year = edition.waves.zone.date(of: at).year
        return t("Keputusan nomor \(number) tahun \(year)", "Decree number \(number) of \(year)")
    }
    var isWide: Bool { true }
    var crumbs: [Crumb] { [Crumb(wave.name(t), Paths.officeWave(wave.address))] }

    var body: HTML {
        """
        <p class="screen">\(t(
            "Cetak: Ctrl+P (di Mac: ⌘P), di kertas A4. Menu dan warna tidak ikut tercetak.",
            "Print: Ctrl+P (on a Mac: ⌘P), on A4. Menus and colours are not printed."))</p>
        <article class="paper">
        <header><p>\(t("Manajemen Pelaksana Program Kartu Prakerja", "Management of the Kartu Prakerja programme"))</p>
        <h1>\(title)</h1>
        <p>\(t(
            "tentang penerima kartu gelombang \(wave.number)", "on the card recipients of wave \(wave.number)"))</p>
        \(decree.signedAt.map(dated) ?? draft)</header>
        <h2>\(t("Menimbang", "Considering"))</h2>
        <ol type="a">\(each: considerations, { "<li>\($0)</li>" })</ol>
        <h2>\(t("Mengingat", "In view of"))</h2>
        <ol>\(each: edition.legalBasis, law)</ol>
        <h2>\(t("MEMUTUSKAN", "DECIDES"))</h2>
        <p>\(t("Menetapkan:", "To lay down:"))</p>
        \(Part.summary(decisions))
        <h2>\(t("Undian yang ditetapkan", "The draw that is laid down"))</h2>
        \(Part.summary(evidence))
        <h2>\(t("Tanda tangan", "Signatures"))</h2>
        \(signatures)
        <footer><p><small>\(foot)</small></p></footer>
        \(DecreeAnnexSection(t: t, wave: wave, decree: title, annex: annex, listDigest: listDigest).html)
        </article>
        """
    }

    private func dated(_ at: Instant) -> HTML {
        "<p><strong>\(t.fullDate(edition.waves.zone.date(of: at)))</strong></p>"
    }

    private func law(_ law: LegalBasis) -> HTML { "<li>\(law.title), \(t.date(law.dated))</li>" }

    private var draft: HTML {
        Part.tag(t("Rancangan, belum berlaku", "Draft, not in force"), .waiting)
    }

    /// In the order of an Indonesian decree, and only what the system knows: laws are the edition's.
    private var considerations: [String] {
        let entries = draw?.entries.map(t.count) ?? "–"
        return [
            t(
                "bahwa gelombang \(wave.number) ditutup \(t.moment(wave.closesAt)) dan daftar \(entries) pesertanya disegel "
                    + "sebelum diundi;",
                "that wave \(wave.number) closed \(t.moment(wave.closesAt)) and the list of its \(entries) entries was "
                    + "sealed before the draw;"),
            t(
                "bahwa hasil undian dapat dihitung ulang dari segel dan bibit yang tertulis dalam keputusan ini;",
                "that the draw can be computed again from the seal and the seed written in this decree;"),
            t(
                "bahwa penerima kartu perlu ditetapkan dan anggarannya diikat;",
                "that the recipients are to be named and their budget committed;"),
        ]
    }

    private var decisions: [SummaryRow] {
        let perPerson = edition.benefits.perPerson.description
        let (people, places, sum) = (t.people(decree.people), t.places(wave.quota), decree.amount.description)
        return [
            SummaryRow(
                label: t("KESATU", "FIRST"),
                value: """
                    <span><strong>\(people)</strong> \(t(
                        "dalam lampiran ditetapkan sebagai penerima kartu gelombang \(wave.number), untuk \(places), "
                            + "menurut edisi aturan \(edition.id).",
                        "in the annex are named as card recipients of wave \(wave.number), for \(places), under edition "
                            + "\(edition.id) of the rules."))</span>
                    """),
            SummaryRow(
                label: t("KEDUA", "SECOND"),
                value: """
                    <span>\(t(
                        "Setiap orang menerima \(perPerson). Anggaran yang diikat:",
                        "Each person receives \(perPerson). Budget committed:")) <strong>\(sum)</strong>.</span>
                    """),
            SummaryRow(
                label: t("KETIGA", "THIRD"),
                value: """
                    \(t(
                        "Keputusan ini berlaku saat diumumkan, \(t.moment(wave.announcesAt)).",
                        "This decree is in force when announced, \(t.moment(wave.announcesAt))."))
                    """),
        ]
    }

    private var evidence: [SummaryRow] {
        func code(_ data: Data?) -> HTML { data.map { "<code>\($0.hex)</code>" } ?? "–" }
        return [
            SummaryRow(
                label: t("Peserta dalam daftar", "Entries on the list"), value: "\(draw?.entries.map(t.count) ?? "–")"),
            SummaryRow(label: t("Segel daftar peserta", "Seal of the list"), value: code(draw?.root)),
            SummaryRow(label: t("Bibit undian", "Seed of the draw"), value: code(draw?.seed)),
            SummaryRow(label: t("Sidik daftar penerima", "Digest of the recipients"), value: code(listDigest)),
        ]
    }

    private var signatures: HTML {
        func row(_ signature: Decree.Signature) -> [HTML] {
            [
                "<strong>\(name(signature.by.officer))</strong>", "\(t(signature.by.duty.title))",
                "\(t.moment(signature.at))",
            ]
        }
        let missing = t("Belum ditandatangani.", "Not signed yet.")
        return """
            \(Part.table(
                caption: t("\(decree.counted.count) dari 2", "\(decree.counted.count) of 2"),
                [t("Nama", "Name"), t("Peran", "Duty"), t("Ditandatangani", "Signed")], decree.counted.map(row),
                empty: missing))
            <p>\(t("Disusun oleh", "Drafted by")) \(name(decree.draftedBy)), \(t.moment(decree.draftedAt)).</p>
            """
    }

    private var foot: String {
        let order =
            numbering.isUnbroken
            ? t(
                "Nomor 1 sampai \(numbering.highest) lengkap tanpa celah.",
                "The numbers 1 to \(numbering.highest) are complete.")
            : t("Penomoran tidak lengkap. Laporkan kepada auditor.", "The numbering has a gap. Tell the auditors.")
        let check = t(
            "Sidik daftar penerima: SHA-256 dari nomor undian yang terpilih, satu per baris, dari kecil ke besar. "
                + "Undiannya dapat dihitung ulang di \(edition.site).",
            "Digest of the recipients: SHA-256 of the selected tickets, one a line, in ascending order. "
                + "The draw can be computed again at \(edition.site).")
        return "\(t(PlainTerm.seal.meaning)) \(t(PlainTerm.seed.meaning)) \(check) \(order)"
    }

    private func name(_ officer: ID<Officer>) -> String {
        names[officer] ?? t("Petugas \(t.short(officer))", "Officer \(t.short(officer))")
    }

    static func sample(_ t: Words, _ edition: Edition) -> DecreePage {
        let signed = Wave.sample.closesAt + .hours(40)
        func signature(_ officer: Int64, _ duty: Role, _ hours: Int) -> Decree.Signature {
            Decree.Signature(by: Signatory(officer: ID(officer), duty: duty), at: signed - .hours(hours))
        }
        return DecreePage(
            t: t, wave: .sample, edition: edition,
            decree: Decree(
                id: ID(1), people: 164_000, amount: edition.benefits.perPerson * 164_000, draftedBy: ID(1),
                draftedAt: signed - .hours(3), signedAt: signed,
                signatures: [signature(1, .waveManager, 2), signature(2, .programmeManager, 0)]),
            number: 1, listDigest: Data(repeating: 0xa4, count: 32), draw: nil,
            names: [ID(1): "Ratna Dewi", ID(2): "Hendra Wijaya"], numbering: (true, 1), annex: .sample)
    }
}
