import Crypto
import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Exports", .timeLimit(.minutes(2)))
struct ExportTests {
    private static let purpose = ("alasan", "Lampiran laporan bulanan untuk pemeriksa")

    @Test(
        "a table with people's data needs an officer of another duty, and only its author downloads it",
        .bug(id: "5.492", "The second officer approved a table without its columns, its people or its rows."),
        arguments: Engine.tested)
    func twoOfficers(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.drawnWave()
            let wave = try await world.wave()
            let (rini, rudi) = try await (world.officer(.operations, "rini"), world.officer(.operations, "rudi"))
            let heru = try await world.officer(.approver, "heru")
            let asked = try await rini.browser.post(
                Paths.exports, [("jenis", "selected"), ("gelombang", "\(wave.id)"), Self.purpose])
            let path = try #require(asked.location)
            try await world.settle()
            #expect(try await rini.browser.get(path + "/berkas.csv").status == .notFound)

            // Neither the author nor a colleague of the same duty decides, and the attempts are on record.
            for officer in [rini, rudi] {
                let denied = try await officer.browser.post(path + "/setuju", [], seeing: Paths.exports)
                #expect(denied.status == .forbidden || denied.status == .conflict)
            }
            #expect(try await world.auditedActions().count { $0 == "export.denied" } >= 2)
            let selected = try await world.dependencies.database.read { tx in
                try tx.exports.people(.wave(wave.id), after: ID(0), limit: 1_000).count
            }
            let page = try await heru.browser.get(path).text
            #expect(page.contains("Kolom nomor_undian, nama, provinsi, kabupaten_kota, empat_angka_kartu"))
            #expect(page.contains("Data pribadi Ada: barisnya tentang orang.") && selected > 0)
            #expect(page.contains("Baris sekarang \(selected) "))
            #expect(try await heru.browser.post(path + "/setuju", [], seeing: path).location == path)
            try await world.settle()

            // A person who left the list meanwhile is in the file all the same.
            let (gone, before) = try await world.dependencies.database.read { tx in
                (
                    try tx.exports.people(.wave(wave.id), after: ID(0), limit: 1)[0],
                    try tx.exports.people(.wave(wave.id), after: ID(0), limit: 1_000).count
                )
            }
            try await world.vandalise("UPDATE entry_place SET state = 'disqualified' WHERE person_id = \(gone)")
            let file = try await rini.browser.get(path + "/berkas.csv")
            let readings: [String] = try await world.readings(of: gone, by: rini.id)
            #expect(readings.count { $0.hasPrefix("export export:") } == 1)
            #expect(file.status == .ok && file.body.contains("nomor_undian,nama"))
            let digest = Data(SHA256.hash(data: Data(file.body.utf8))).hex
            let ready = try await rini.browser.get(path).text
            #expect(ready.contains(digest) && ready.contains("Akan dihapus"))
            #expect(try await heru.browser.get(path + "/berkas.csv").status == .forbidden)
            #expect(try await world.auditedActions().contains("export.downloaded"))
            let read = try await world.dependencies.database.read { tx in
                try tx.rows("SELECT account_id FROM access_reading WHERE kind = 'export'").count
            }
            #expect(read == before)
            #expect(read == file.body.split(separator: "\r\n").count - 1)

            // Its end is compared at the download, also before the job has deleted the file.
            try await world.vandalise("UPDATE export_request SET expires_at = made_at")
            #expect(try await rini.browser.get(path + "/berkas.csv").status == .notFound)

            // Nothing readable is stored, and after its time nothing at all.
            let stored = try await world.dependencies.database.read { tx -> [Data] in
                try tx.rows("SELECT content FROM export_piece").map { try $0["content"] }
            }
            #expect(!stored.isEmpty && stored.allSatisfy { $0.range(of: Data("nomor_undian".utf8)) == nil })
            world.clock.advance(ExportRequest.lifetime)
            try await world.tick()
            #expect(try await rini.browser.get(path + "/berkas.csv").status != .ok)
            let left = try await world.dependencies.database.read { try $0.rows("SELECT id FROM export_piece").count }
            #expect(left == 0)
        }
    }

    @Test(
        "an officer of payouts asks for a batch on its page, a programme manager agrees, and no other table is given",
        arguments: Engine.tested)
    func batch(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            _ = try await world.ask(for: world.instalment(.incentive, 1, of: siti), of: siti)
            let (ani, joko, wati) = (
                try await world.officer([.payoutMaker], "ani"), try await world.officer([.payoutChecker], "joko"),
                try await world.officer([.payoutChecker], "wati")
            )
            let budi = try await world.officer([.programmeManager], "budi")
            let path = try #require(try await ani.browser.post(Paths.payouts, []).location)
            let form = path + "/ekspor"
            #expect(try await joko.browser.get(path).body.contains("href=\"\(form)\""))
            #expect(try await joko.browser.post(form, [("alasan", "")], seeing: form).status == .unprocessableContent)
            let export = try #require(try await joko.browser.post(form, [Self.purpose], seeing: form).location)
            #expect(try await joko.browser.get(export).text.contains(Self.purpose.1))
            #expect(try await budi.browser.get(export).text.contains("Baris sekarang 1 "))
            #expect(try await wati.browser.get(export).status == .forbidden, "another officer's request")
            #expect(try await joko.browser.post(export + "/setuju", [], seeing: export).status == .forbidden)
            #expect(try await joko.browser.get(Paths.exports).status == .forbidden)
            let entries =
                [("jenis", "entries"), Self.purpose] + ExportPart.typed(from: "2020-04-01", through: "2020-04-02")
            #expect(try await joko.browser.post(Paths.exports, entries, seeing: form).status == .forbidden)

            #expect(try await budi.browser.post(export + "/setuju", [], seeing: export).location == export)
            try await world.settle()
            #expect(try await wati.browser.get(export + "/berkas.csv").status == .forbidden)
            #expect(try await budi.browser.get(export + "/berkas.csv").status == .forbidden)
            let file = try await joko.browser.get(export + "/berkas.csv")
            #expect(file.status == .ok && file.body.contains("pembayaran,atas_nama") && file.body.contains("drafted"))
            let digest = Data(SHA256.hash(data: Data(file.body.utf8))).hex
            #expect(try await joko.browser.get(export).text.contains(digest))
            world.clock.advance(ExportRequest.lifetime)
            try await world.tick()
            let later = try await world.officer([.payoutChecker], "joko2").browser
            #expect(try await later.get(export + "/berkas.csv").status != .ok)
        }
    }

    @Test(
        "the figures of answers to complaints are exported at once, by month and kind and without people",
        arguments: Engine.tested)
    func cases(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.eligible()
            let number = try await world.complain(siti.browser, .photos)
            let rina = try await world.officer(.verifier, "rina")
            try await world.answer(rina, number, .explained)
            let rini = try await world.officer(.operations, "rini")
            let asked = try await rini.browser.post(Paths.exports, [("jenis", "cases"), Self.purpose])
            let path = try #require(asked.location)
            try await world.settle()
            let file = try await rini.browser.get(path + "/berkas.csv")
            #expect(file.status == .ok && file.body.contains("bulan,jenis,hari_kerja,dijawab,tepat_waktu\r\n"))
            #expect(file.body.contains(",photos,0,1,1\r\n"))
            let read = try await world.dependencies.database.read { tx in
                try tx.rows("SELECT account_id FROM access_reading WHERE kind = 'export'").count
            }
            #expect(read == 0)
        }
    }

    @Test("an export of the audit log records the people its rows are about", arguments: Engine.tested)
    func audit(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.id(of: try await world.submitted(1))
            let (rini, heru) = (
                try await world.officer(.operations, "rini"), try await world.officer(.approver, "heru")
            )
            let today = world.today.description
            let asked = try await rini.browser.post(
                Paths.exports, [("jenis", "audit"), Self.purpose] + ExportPart.typed(from: today, through: today))
            let path = try #require(asked.location)
            let page = try await heru.browser.get(path).text
            #expect(page.contains("tindakan, perihal, rincian") && page.contains("Baris sekarang "))
            #expect(!page.contains("Baris sekarang 0 "))
            try await heru.browser.post(path + "/setuju", [], seeing: path)
            try await world.settle()
            #expect(try await rini.browser.get(path + "/berkas.csv").body.contains("application:"))
            #expect(try await world.readings(of: siti, by: rini.id).contains { $0.hasPrefix("export export:") })
        }
    }

    @Test(
        "entries of the budget are exported without a second officer, and sum to the ledger", arguments: Engine.tested)
    func entries(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.beneficiary()
            let rini = try await world.officer(.operations, "rini").browser
            let today = world.today.description
            let asked = try await rini.post(
                Paths.exports, [("jenis", "entries"), Self.purpose] + ExportPart.typed(from: today, through: today))
            let path = try #require(asked.location)
            try await world.settle()
            let file = try await rini.get(path + "/berkas.csv").body
            let (edition, budget) = (world.dependencies.edition.id, world.dependencies.edition.budget.amount)
            #expect(
                file.contains(
                    "appropriation,appropriation:\(edition),treasury,programme:\(edition):available,\(budget)\r\n"))
        }
    }

    @Test(
        "a request without purpose, part or sensible days is shown again with what was typed",
        arguments: [
            [("jenis", "selected"), ("alasan", "Lampiran laporan bulanan untuk pemeriksa")],
            [("jenis", "entries"), ("alasan", "Lampiran laporan bulanan")]
                + ExportPart.typed(from: "2020-05-01", through: "2020-07-01"),
            [("jenis", "figures"), ("alasan", "x")], [("jenis", "semua")],
        ])
    func wrong(fields: [(String, String)]) async throws {
        try await World.with(.sqlite) { world in
            let rini = try await world.officer(.operations, "rini").browser
            let again = try await rini.post(Paths.exports, fields)
            #expect(again.status == .unprocessableContent)
            #expect(again.text.contains("Ada yang perlu diperbaiki"))
        }
    }

    @Test(
        "cells: nothing runs as a formula, and separators are quoted",
        arguments: [
            ("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\""), ("+62812", "'+62812"), ("-500", "-500"),
            ("-2+3", "'-2+3"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"), ("Siti, S.E.", "\"Siti, S.E.\""),
            ("a\nb", "\"a\nb\""), ("", ""), ("D'Arcy", "D'Arcy"),
        ])
    func cells(text: String, cell: String) {
        #expect(CSVText.cell(text) == cell)
    }
}
