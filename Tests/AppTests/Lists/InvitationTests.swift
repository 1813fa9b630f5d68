import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Invitations of a list, in the office", .timeLimit(.minutes(3)))
struct InvitationOfficeTests {
    private static let reason = [(ReasonField.name, "Gelombang 4 dibuka hari Sabtu untuk pekerja PHK")]

    /// A priority list in force with `people` persons, each with a phone number; two have no contact.
    private func list(_ world: World, _ people: Int, more: String = "") async throws -> (path: String, maker: Visitor) {
        let ratna = try await world.officer("Rahma", .operations)
        let lines = (1...people).map { "82710527039\(50_000 + $0),0812\(10_000_000 + $0)," }
        let file =
            "nik,hp,email\n" + lines.joined(separator: "\n") + "\n8271052703960001,,\n8271052703960002,,\n" + more
        let path = try #require(try await ratna.browser.bringIn("laid-off", file, source: "Kemnaker"))
        try await world.officer("Hamid", .approver).browser.approve(path)
        return (path, ratna.browser)
    }

    @Test(
        "before inviting, the page shows how many, the text in both languages, the cost and how long it takes",
        arguments: Engine.tested)
    func preview(engine: Engine) async throws {
        try await World.with(engine, settings: { $0.textsPerDay = 500 }) { world in
            let siti = try await world.signedUp()
            try await world.provePhone(siti)
            try await world.fillIn(siti)
            let (path, ratna) = try await list(
                world, 3, more: "\(siti.nik),081200009999,\n8271052703970001,081200008888,belum@contoh.id\n")
            let bare = try await ratna.post("\(path)/undang", [], seeing: path)
            #expect(bare.status == .unprocessableContent && bare.body.contains("href=\"#alasan\""))
            let batch = try #require(try await ratna.post("\(path)/undang", Self.reason, seeing: path).location)
            let twice = try await ratna.post("\(path)/undang", Self.reason, seeing: path)
            #expect(twice.location == batch)
            let page = try await ratna.get(batch).text
            #expect(page.contains("Akan diundang 4") && page.contains("Lewat SMS 4") && page.contains("Lewat email 1"))
            #expect(page.contains("Sudah punya akun, dilewati 1") && page.contains("Tanpa kontak, dilewati 2"))
            #expect(page.contains("dari 500") && page.contains("Sekitar 1 menit"))
            let messages = InvitationMessages(
                benefit: world.dependencies.edition.benefits.perPerson, site: world.dependencies.edition.site,
                baseURL: world.dependencies.configuration.baseURL)
            for words in [Words.indonesian, .english] { #expect(page.contains(messages.text(words))) }

            let own = try await ratna.post("\(batch)/mulai", Self.reason, seeing: batch)
            #expect(own.status == .conflict && own.text.contains("Ini usulan Anda sendiri"))
            let hendra = try await world.officer("Hendra", .approver).browser
            #expect(try await hendra.get(Paths.office).text.contains("Undangan yang menunggu dimulai"))
            #expect(try await hendra.post("\(batch)/mulai", Self.reason, seeing: batch).location == batch)
            #expect(try await hendra.post("\(batch)/mulai", Self.reason, seeing: batch).status == .conflict)
            try await world.settle()
            let letter = try #require(try await world.letters(to: "belum@contoh.id").first)
            let (subject, text) = messages.mail(.indonesian)
            #expect(letter.subject == subject)
            #expect(letter.text.filter { !$0.isWhitespace } == text.filter { !$0.isWhitespace })
            #expect(try await world.letters(to: "+6281200008888").first?.text == messages.text(.indonesian))
            let done = try await hendra.get(batch).text
            #expect(done.contains("4 dari 4 orang diundang") && done.contains("Pesan diterima gateway 5"))
        }
    }

    @Test(
        "a batch pauses and goes on, a chunk that ran before the process was killed is not sent again, no person twice",
        arguments: Engine.tested)
    func chunks(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (path, ratna) = try await list(world, 150)
            let batch = try #require(try await ratna.post("\(path)/undang", Self.reason, seeing: path).location)
            let hendra = try await world.officer("Hendra", .approver).browser
            try await hendra.post("\(batch)/mulai", Self.reason, seeing: batch)
            try await world.settle()
            #expect(try await hendra.get(batch).text.contains("100 dari 150 orang diundang"))
            try await hendra.post("\(batch)/jeda", Self.reason, seeing: batch)
            world.clock.advance(.minutes(1))
            try await world.settle()
            #expect(try await hendra.get(batch).text.contains("100 dari 150 orang diundang"))
            try await hendra.post("\(batch)/lanjut", Self.reason, seeing: batch)
            // The job of a killed process runs again beside the new one.
            let id = try #require(batch.split(separator: "/").last.flatMap { ID<InvitationBatch>(String($0)) })
            _ = try await InvitePeople(batch: id).run(on: world.dependencies)
            _ = try await InvitePeople(batch: id).run(on: world.dependencies)
            // A gateway that is busy is asked again later.
            for _ in 1...3 {
                world.clock.advance(.minutes(1))
                try await world.settle()
            }
            let page = try await hendra.get(batch).text
            #expect(page.contains("Selesai") && page.contains("150 dari 150 orang diundang"))
            let figures = try await world.dependencies.database.read { try $0.invitationBatches.figures(of: id) }
            // The gateway refuses one of the numbers for good.
            #expect(figures.sent + figures.failed == 150 && figures.failed == 1)
            #expect(try await world.letters(to: "+6281210000007").count == 1)
            #expect(
                try await world.trail(of: "invitation-batch:\(id)") == [
                    "list.invitations-continued", "list.invitations-paused", "list.inviting",
                    "list.invitations-drafted",
                ])
        }
    }
}

extension World {
    /// Drafts the invitations of a list, starts them as another officer and sends all.
    func inviteAll(of path: String, _ maker: Visitor) async throws {
        let reason = [(ReasonField.name, "Gelombang berikutnya dibuka hari Sabtu")]
        let batch = try #require(try await maker.post("\(path)/undang", reason, seeing: path).location)
        let checker = try await officer("Hasti \(UUID())", .approver).browser
        #expect(try await checker.post("\(batch)/mulai", reason, seeing: batch).location == batch)
        try await settle()
    }
}
