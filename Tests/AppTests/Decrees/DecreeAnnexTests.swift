import Crypto
import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("The annex of a decree", .timeLimit(.minutes(2)))
struct DecreeAnnexTests {
    @Test(
        "the annex has the tickets that were signed with the region of the sealed list, also after a place changed hands",
        .bug(id: "5.452", "The decree as printed named no ticket: the list that was signed stood only in a digest."),
        arguments: Engine.tested)
    func signed(engine: Engine) async throws {
        try await World.with(engine) { world in
            let wave = try await world.drawnWave()
            let browser = wave.ratna.browser
            let before = try await browser.get(Paths.decree(1))
            let file = try await browser.get(Paths.decreeAnnex(1))
            let parts = ["Menimbang", "Mengingat", "MEMUTUSKAN", "KESATU", "KEDUA", "KETIGA"].map {
                before.text.firstRange(of: $0)?.lowerBound
            }
            #expect(parts.allSatisfy { $0 != nil } && parts.compactMap(\.self) == parts.compactMap(\.self).sorted())
            #expect(before.text.contains("Lampiran: nomor undian yang ditetapkan"))
            #expect(before.text.contains("lembar 1 dari 1"))
            // One sentence is one element: the parts of a row stand apart from each other.
            #expect(before.body.contains(/<dd><span><strong>\d+ orang<\/strong> dalam lampiran/))
            let rows = file.body.split(whereSeparator: \.isNewline).dropFirst().map {
                $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            }
            #expect(rows.map { $0[1] } == ["\(wave.ticket)"])
            let digest = SHA256.hash(data: Data(rows.map { "\($0[1])\n" }.joined().utf8))
            #expect(before.text.contains(Data(digest).hex), "the digest that was signed")
            #expect(before.text.contains(Data(SHA256.hash(data: file.bytes)).hex), "the digest of the file")

            // No more than the published list has.
            let list = try await world.visitor().get(Paths.drawList(1)).bytes
            let published = try #require(SealedList(bytes: list))
            for row in rows {
                #expect(row[2] == "\(published[try #require(Int(row[1], in: SealedList.tickets))].province)")
            }
            #expect(!file.body.contains("Siti"))

            hendra(wave).carry(cookie: "bahasa", "en")
            let english = try await hendra(wave).get(Paths.decree(1)).text
            #expect(english.contains("Annex, sheet 1 of 1: ticket and region"))

            try await wave.propose(wave.ticket)
            try await wave.answer(.approve, by: wave.hendra)
            try await wave.wait(days: 14)
            try await wave.carryOut()
            #expect(try await wave.selected() != [wave.siti.id])
            #expect(try await browser.get(Paths.decreeAnnex(1)).bytes == file.bytes)
            #expect(!(try await browser.get(Paths.decree(1)).text.contains("berbeda dari yang ditandatangani")))

            try await world.vandalise("UPDATE entry_place SET ticket = ticket + 100000 WHERE ticket = \(wave.ticket)")
            world.dependencies.publicCache.forget()
            #expect(try await browser.get(Paths.decree(1)).text.contains("berbeda dari yang ditandatangani"))
        }
    }

    private func hendra(_ wave: DrawnWave) -> Visitor { wave.hendra.browser }

    @Test("before the announcement the decree has no annex, and the file is not found", arguments: Engine.tested)
    func early(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            try await world.candidate().browser.join()
            world.clock.set(try await world.wave().closesAt + Wave.drain)
            let ratna = try await world.officer("Ratna", .operations)
            for act in [WaveAction.close, .draw, .draft] {
                #expect(try await ratna.browser.act(act).location == Paths.officeWave(1))
            }
            let page = try await ratna.browser.get(Paths.decree(1)).text
            #expect(page.contains("Tersedia sejak pengumuman") && !page.contains("lembar 1 dari"))
            #expect(try await ratna.browser.get(Paths.decreeAnnex(1)).status == .notFound)
        }
    }

    @Test("an annex is printed on sheets of eighty tickets, and one that is too long is a file")
    func sheets() {
        func section(_ people: Int) -> HTML {
            let lines = (1...people).map { DecreeAnnex.Line(ticket: $0 * 7, province: 82) }
            let printed = people <= DecreeAnnex.mostPrinted ? lines : []
            return DecreeAnnexSection(
                t: .indonesian, wave: .sample, decree: "Keputusan nomor 1 tahun 2020",
                annex: DecreeAnnex.Content(
                    people: people, lines: printed, ticketDigest: Data(), fileDigest: Data(repeating: 1, count: 32)),
                listDigest: nil
            ).html
        }
        let short = section(170).text
        #expect(short.components(separatedBy: "class=\"sheet\"").count == 4)
        #expect(short.contains("lembar 3 dari 3") && short.contains("<ol start=\"161\">"))
        #expect(short.contains("<strong>1.190</strong> Maluku Utara") && short.contains("Banyak nomor undian"))
        let long = section(DecreeAnnex.mostPrinted + 1).text
        #expect(!long.contains("class=\"sheet\"") && long.contains("Berkas terpisah"))
    }

    @Test(
        "paper has the tokens of a white page in each style sheet, and no navigation",
        .bug(id: "5.453", "The decree was printed with the office's grounds, and in a dark theme white on black."),
        arguments: ["app.css": ":root", "office.css": ".office"].sorted { $0.key < $1.key })
    func paper(sheet: String, selector: String) throws {
        let file = World.repository.appending(path: "Sources/App/Resources/Public/\(sheet)")
        let text = try String(contentsOf: file, encoding: .utf8)
        // The last rules of the file: nothing after them changes a token again.
        let print = try #require(text.components(separatedBy: "@media print {").last)
        let tokens = try #require(print.components(separatedBy: "\(selector) {").dropFirst().first)
        for token in ["--ink: #000", "--paper: #fff", "--sheet: #fff", "--sand: #fff"] {
            #expect(tokens.contains(token), "\(token)")
        }
        let all = text.components(separatedBy: "@media print {").dropFirst().joined()
        for hidden in sheet == "app.css" ? ["nav, button", ".screen"] : [".rail, .bar, .chips, .crumbs"] {
            #expect(all.contains(hidden), "\(hidden)")
        }
        let dark = try #require(text.range(of: "prefers-color-scheme: dark", options: .backwards))
        let last = try #require(text.range(of: "@media print {", options: .backwards))
        #expect(dark.upperBound < last.lowerBound)
    }
}
