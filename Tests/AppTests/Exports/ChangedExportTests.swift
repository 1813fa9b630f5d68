import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// SQL changes a finished export, or whom it is about, for the time of a download.
@Suite("Exports changed by SQL", .timeLimit(.minutes(2)))
struct ChangedExportTests {
    @Test(
        "a finished export that SQL gave to another officer is not sent, nor one whose people SQL took away",
        .bug(
            id: "5.603",
            """
            A download compared nothing: SQL gave another officer's approved table away, under a kind without people, \
            and the file was sent without a reading.
            """),
        arguments: Engine.tested)
    func download(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.drawnWave()
            let wave = try await world.wave()
            let (ratna, bima) = try await (
                world.officer(.operations, "ratna"), world.officer(.operations, "bima")
            )
            let heru = try await world.officer(.approver, "heru")
            let asked = try await ratna.browser.post(
                Paths.exports,
                [
                    ("jenis", "selected"), ("gelombang", "\(wave.id)"),
                    ("alasan", "Lampiran laporan bulanan untuk pemeriksa"),
                ])
            let path = try #require(asked.location)
            #expect(try await heru.browser.post(path + "/setuju", [], seeing: path).location == path)
            try await world.settle()
            let id = try #require(ID<ExportRequest>(path.split(separator: "/").last.map(String.init) ?? ""))
            let file = path + "/berkas.csv"
            try await world.keep("export_people")

            try await world.vandalise(
                """
                UPDATE export_request
                SET asked_by = \(bima.id), kind = 'figures', part = ''
                WHERE id = \(id)
                """,
                "DELETE FROM export_people WHERE export_id = \(id)")
            let given = try await bima.browser.get(file)
            #expect(given.status == .conflict && !given.body.contains("nomor_undian"))
            #expect(try await world.auditedActions().first == "export.denied")

            // The request is as it was decided, and its people are away: its author does not get it either.
            try await world.vandalise(
                """
                UPDATE export_request
                SET asked_by = \(ratna.id), kind = 'selected', part = \(wave.id.description)
                WHERE id = \(id)
                """)
            let without = try await ratna.browser.get(file)
            #expect(without.status == .conflict && without.text.contains("diubah di luar aplikasi"))
            #expect(!without.body.contains("nomor_undian"))
            #expect(try await world.exportReadings() == 0)

            try await world.vandalise("INSERT INTO export_people SELECT * FROM kept_export_people")
            let whole = try await ratna.browser.get(file)
            #expect(whole.status == .ok && whole.body.contains("nomor_undian,nama"))
            #expect(try await world.exportReadings() == whole.body.split(separator: "\r\n").count - 1)
        }
    }

    @Test(
        "a file whose end, length or digest SQL changed, or of which it took a piece away, is not sent",
        .bug(
            id: "5.629",
            "What the request says of its file was bound by nothing: SQL prolonged it, or gave it another digest."),
        arguments: Engine.tested)
    func file(engine: Engine) async throws {
        try await World.with(engine) { world in
            let ratna = try await world.officer(.operations, "ratna")
            let asked = try await ratna.browser.post(
                Paths.exports, [("jenis", "figures"), ("alasan", "Lampiran laporan bulanan untuk pemeriksa")])
            let path = try #require(asked.location)
            try await world.settle()
            try await world.bindEarlier()
            let file = path + "/berkas.csv"
            #expect(try await ratna.browser.get(file).status == .ok)
            #expect(try await world.unbound([.exportFiles]) == [])
            let before = try await world.verifyRecords()
            try await world.keep("export_request")
            for change: SQL in [
                "UPDATE export_request SET expires_at = expires_at + 86400000",
                "UPDATE export_request SET digest = \(Data(repeating: 7, count: 32))",
                "UPDATE export_request SET bytes = bytes - 1",
            ] {
                try await world.vandalise(change)
                #expect(try await ratna.browser.get(file).status == .conflict, "\(change.text)")
                #expect(try await world.verifyRecords().contains { $0.hasPrefix("file of an export ") })
                try await world.vandalise(
                    """
                    UPDATE export_request
                    SET expires_at = (SELECT expires_at FROM kept_export_request),
                        digest = (SELECT digest FROM kept_export_request),
                        bytes = (SELECT bytes FROM kept_export_request)
                    """)
            }
            #expect(try await world.verifyRecords() == before)
            try await world.keep("export_piece")
            try await world.vandalise("DELETE FROM export_piece")
            #expect(try await ratna.browser.get(file).status == .conflict)
            try await world.putBack("export_piece")
            #expect(try await ratna.browser.get(file).status == .ok)
        }
    }

    @Test(
        "a piece of a file gives its people only as it was made with them",
        .bug(id: "5.604", "Whom a file is about stood beside it, and nothing in the file said that it was there."),
        arguments: Engine.tested)
    func pieces(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (dependencies, id) = (world.dependencies, ID<ExportRequest>(1))
            let rini = try await world.officer(.operations, "rini")
            let (first, second) = (ID<Account>(7), ID<Account>(8))
            try await world.vandalise(
                """
                INSERT INTO export_request (id, kind, part, purpose, personal, state, asked_by, asked_duty, asked_at)
                VALUES (\(id), 'figures', '', 'x', \(false), 'approved', \(rini.id), 'operations', 1)
                """)
            try await dependencies.database.transaction { tx in
                for (place, people) in [[first, second], []].enumerated() {
                    try tx.exports.add(
                        "\u{FEFF}satu\r\n", about: people, place: place, to: id, ids: dependencies.ids,
                        vault: dependencies.vault)
                }
            }
            func people(at place: Int) async throws -> [ID<Account>]? {
                try await dependencies.database.read { tx in
                    try tx.exports.people(at: place, of: id, vault: dependencies.vault)?.people
                }
            }
            #expect(try await people(at: 0) == [first, second])
            #expect(try await people(at: 1) == [])
            #expect(try await people(at: 2) == nil)
            let text = try await dependencies.database.read { tx in
                try tx.exports.piece(0, of: id, vault: dependencies.vault)
            }
            #expect(text == "\u{FEFF}satu\r\n")
            try await world.vandalise("UPDATE export_people SET place = 1")
            for place in [0, 1] {
                await #expect(throws: (any Error).self) { _ = try await people(at: place) }
            }
            try await world.vandalise("DELETE FROM export_people")
            await #expect(throws: ExportRefusal.changed) { _ = try await people(at: 0) }
        }
    }
}

extension World {
    fileprivate func exportReadings() async throws -> Int {
        try await dependencies.database.read { tx in
            try tx.rows("SELECT account_id FROM access_reading WHERE kind = 'export'").count
        }
    }
}
