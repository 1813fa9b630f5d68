import Crypto
import Foundation
import Programme
import Storage

/// The annex of a decree: the tickets that it names, each with its region as the sealed list has it. That is all that
/// the published draw shows of these entries. A ticket that took a free place later is not in it, so that the annex of
/// a signed decree stays as it was signed.
struct DecreeAnnex: Sendable {
    let dependencies: Dependencies

    /// Tickets that are printed with the decree; a longer annex is a file.
    static let mostPrinted = 480
    /// Tickets on one sheet of A4, in two columns: `office.css` sets the height of a line by it.
    static let perSheet = 80
    /// Rows that are read in one transaction.
    private static let piece = 5_000
    /// How long an annex is kept in memory; it does not change.
    private static let kept = Span.hours(1)

    struct Line: Sendable, Equatable {
        let ticket: Int
        /// As on the sealed list: 0 where the edition does not draw by province, `ProvincePools.others` for the merged
        /// small ones.
        let province: Int

        /// Empty where the list has none.
        var region: String {
            switch province {
            case 0: ""
            case ProvincePools.others: "Provinsi dengan sedikit peserta"
            default: Province(code: String(province))?.name ?? String(province)
            }
        }

        fileprivate func written(_ number: Int) -> String {
            CSVText.line([String(number), String(ticket), province == 0 ? "" : String(province), region])
        }
    }

    struct Content: Sendable {
        let people: Int
        /// Those that are printed; empty for an annex that is a file only.
        let lines: [Line]
        /// As the decree's own: SHA-256 of the tickets, one a line.
        let ticketDigest: Data
        /// SHA-256 of the file.
        let fileDigest: Data
    }

    /// Of a wave whose draw may be shown.
    func content(of wave: Wave, _ decree: ID<Decree>) async throws -> Content {
        try await dependencies.publicCache.value(
            "decree-annex-\(decree)", for: Self.kept, now: dependencies.realNow()
        ) {
            var (tickets, file, lines, people) = (SHA256(), SHA256(), [Line](), 0)
            file.update(data: Data(Self.heading.utf8))
            try await read(wave) { piece in
                for line in piece {
                    people += 1
                    tickets.update(data: Data("\(line.ticket)\n".utf8))
                    file.update(data: Data(line.written(people).utf8))
                }
                if people <= Self.mostPrinted { lines += piece }
            }
            return Content(
                people: people, lines: people <= Self.mostPrinted ? lines : [],
                ticketDigest: Data(tickets.finalize()), fileDigest: Data(file.finalize()))
        }
    }

    /// Hands the file on a piece at a time.
    func write(_ wave: Wave, to output: (String) async throws -> Void) async throws {
        try await output(Self.heading)
        var number = 0
        try await read(wave) { piece in
            var text = ""
            for line in piece {
                number += 1
                text += line.written(number)
            }
            try await output(text)
        }
    }

    private static let heading =
        CSVText.beginning + CSVText.line(["nomor", "nomor_undian", "kode_wilayah", "wilayah"])

    private func read(_ wave: Wave, _ take: ([Line]) async throws -> Void) async throws {
        let edition = dependencies.edition(wave.edition)
        let (pools, later) = try await dependencies.database.read { tx in
            let risen = try tx.draws.changes(of: wave.id).compactMap { step -> Int? in
                if case .up(let ticket) = step { ticket } else { nil }
            }
            return (try tx.draws.board(wave.id, of: edition).pools, Set(risen))
        }
        var last = 0
        while true {
            let rows = try await dependencies.database.read { [last] tx in
                try tx.entries.places(in: wave.id, after: last, limit: Self.piece)
            }
            let lines = rows.filter { !later.contains($0.ticket) }.map { row in
                Line(ticket: row.ticket, province: pools.sealed(row.province))
            }
            if !lines.isEmpty { try await take(lines) }
            guard let end = rows.last, rows.count == Self.piece else { return }
            last = end.ticket
        }
    }
}

/// The annex as it is printed after the decree: sheets of A4 with numbered tickets, or where the file is.
struct DecreeAnnexSection {
    let t: Words
    let wave: Wave
    /// Of the decree; `Rancangan …` for one that is not signed.
    let decree: String
    /// Nil before the draw may be shown.
    let annex: DecreeAnnex.Content?
    /// What was signed; nil from before digests were kept.
    let listDigest: Data?

    var html: HTML {
        guard let annex else {
            return """
                <h2>\(heading)</h2><p>\(t(
                    "Lampiran berisi nomor undian yang terpilih. Tersedia sejak pengumuman, \(t.moment(wave.announcesAt)).",
                    "The annex has the selected tickets. It is available from the announcement on, \(t.moment(wave.announcesAt))."))</p>
                """
        }
        return "<h2>\(heading)</h2>\(Part.summary(facts(annex)))\(check(annex))\(each: sheets(annex), sheet)"
    }

    private var heading: String {
        t("Lampiran: nomor undian yang ditetapkan", "Annex: the tickets that the decree names")
    }

    private func facts(_ annex: DecreeAnnex.Content) -> [SummaryRow] {
        let isLong = annex.lines.isEmpty && annex.people > 0
        let number = t.count(annex.people)
        let place =
            isLong
            ? t(
                "Berkas terpisah, karena lebih dari \(DecreeAnnex.mostPrinted) nomor",
                "A separate file, because there are more than \(DecreeAnnex.mostPrinted)")
            : t("Lembar berikut, dan sebagai berkas", "The next sheets, and as a file")
        return [
            SummaryRow(label: t("Banyak nomor undian", "Number of tickets"), value: "\(number)"),
            SummaryRow(
                label: t("Letaknya", "Where they are"),
                value: """
                    <span>\(place): \
                    <a href="\(Paths.decreeAnnex(wave.address))">lampiran-\(wave.address.description).csv</a></span>
                    """),
            SummaryRow(
                label: t("Sidik berkas (SHA-256)", "Digest of the file (SHA-256)"),
                value: "<code>\(annex.fileDigest.hex)</code>"),
        ]
    }

    /// Whether these are the tickets that were signed, and how a reader compares them; paper leaves the command out.
    private func check(_ annex: DecreeAnnex.Content) -> HTML {
        guard let listDigest else { return .empty }
        guard annex.ticketDigest == listDigest else {
            return Banner(
                .wrong,
                t(
                    "Nomor di lampiran ini berbeda dari yang ditandatangani. Laporkan kepada auditor.",
                    "The tickets of this annex differ from those that were signed. Tell the auditors.")
            ).html
        }
        return """
            <p class="screen">\(t(
                "Kolom kedua berkas itu, satu nomor per baris, menghasilkan sidik daftar penerima di atas:",
                "The file's second column, one ticket a line, gives the digest of the recipients above:"))
            <code>tail -n +2 lampiran-\(wave.address.description).csv | cut -d, -f2 | sha256sum</code></p>
            """
    }

    private struct Sheet {
        let place: Int
        let of: Int
        let lines: ArraySlice<DecreeAnnex.Line>
    }

    private func sheets(_ annex: DecreeAnnex.Content) -> [Sheet] {
        let starts = Array(stride(from: 0, to: annex.lines.count, by: DecreeAnnex.perSheet))
        return starts.enumerated().map { place, start in
            let end = min(start + DecreeAnnex.perSheet, annex.lines.count)
            return Sheet(place: place, of: starts.count, lines: annex.lines[start..<end])
        }
    }

    private func sheet(_ sheet: Sheet) -> HTML {
        func line(_ line: DecreeAnnex.Line) -> HTML {
            "<li><strong>\(t.count(line.ticket))</strong> \(line.region)</li>"
        }
        return """
            <section class="sheet"><h3>\(decree)</h3>
            <p>\(t(
                "Lampiran, lembar \(sheet.place + 1) dari \(sheet.of): nomor undian dan wilayah",
                "Annex, sheet \(sheet.place + 1) of \(sheet.of): ticket and region"))</p>
            <ol start="\(sheet.place * DecreeAnnex.perSheet + 1)">\(each: sheet.lines, line)</ol></section>
            """
    }
}

extension DecreeAnnex.Content {
    /// Of a wave too large for paper.
    static let sample = DecreeAnnex.Content(
        people: 164_000, lines: [], ticketDigest: Data(repeating: 0xa4, count: 32),
        fileDigest: Data(repeating: 0xb5, count: 32))
}
