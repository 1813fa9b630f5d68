import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// Cases of people who hold a receipt of a wave and are not in its draw.
@Suite("Receipts without an entry in the draw", .timeLimit(.minutes(4)))
struct MissingEntryCaseTests {
    private static let story = "Saya bergabung hari pertama dan tidak pernah mundur."

    @Test(
        "the holder of a receipt whose entry is gone is looked into first, and put right only once the entry is back",
        .bug(
            id: "5.361",
            "A person who held a receipt and was not in a draw could only complain, and was answered after the draw."),
        arguments: Engine.tested)
    func gone(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, budi, _) = try await world.closedWave()
            let (receipt, path) = (try await world.receipt(of: siti), Paths.missingEntry(1))
            let (own, other) = (try await world.browser(of: siti.id), try await world.browser(of: budi.id))
            func send(_ browser: Visitor, _ receipt: String, _ story: String = Self.story) async throws -> Answer {
                try await browser.post(path, [(MissingEntryPage.receipt, receipt), (CaseForm.text, story)])
            }
            let present = try await send(own, receipt)
            #expect(present.status == .conflict && present.text.contains("Anda ikut undian gelombang ini"))
            let slips = try await send(own, "PRK1-salah", "tolong")
            #expect(slips.status == .unprocessableContent && slips.body.contains(">PRK1-salah</textarea>"))
            #expect(slips.text.contains("Tempel seluruh tanda terima"))
            #expect(slips.text.contains("Ceritakan lebih lengkap"))

            let gone: SQL = "DELETE FROM entry WHERE person_id = \(siti.id)"
            try await world.vandalise("CREATE TABLE kept AS SELECT * FROM entry", gone)
            let stranger = try await send(other, receipt)
            #expect(stranger.status == .unprocessableContent && stranger.text.contains("gelombang lain atau akun lain"))
            world.dependencies.publicCache.forget()
            #expect(try await own.get(Paths.wave(1)).body.contains(path))
            #expect(try await !other.get(Paths.wave(1)).body.contains(path))
            let checked = try await world.visitor().post(Paths.proofs, [(ProofPage.field, receipt)])
            #expect(checked.text.contains("Tanda terima ini asli") && checked.body.contains(path))

            let number = try world.number(of: try await send(own, receipt))
            #expect(try await send(own, receipt).location == Paths.myCase(number), "one case runs about an entry")
            let (stored, wave) = (try await world.stored(number), try await world.wave())
            #expect(stored.category == .missingEntry && stored.dueAt == wave.announcesAt)

            let ratna = try await world.officer(.operations, "ratna")
            let desk = try await ratna.browser.get(Paths.office).text
            let first = try #require(desk.range(of: "Orang dengan tanda terima yang tidak ikut undian"))
            let waves = try #require(desk.range(of: "Gelombang yang menunggu tindakan"))
            #expect(first.lowerBound < waves.lowerBound)
            let page = try await ratna.browser.get(Paths.officeCase(stored.id))
            #expect(page.text.contains("hilang tanpa tindakan") && page.text.contains("Beri tahu auditor"))
            #expect(!page.body.contains("value=\"settled\""))
            let early = try await world.answer(ratna, number, .settled)
            #expect(early.status == .unprocessableContent && early.text.contains("belum ikut undian"))
            await #expect(throws: WaveRefusal.entriesChanged(1)) {
                try await SealList(dependencies: world.dependencies).seal(1, by: .system)
            }

            let back: SQL = "INSERT INTO entry SELECT * FROM kept WHERE person_id = \(siti.id)"
            try await world.vandalise(back)
            #expect(try await ratna.browser.get(Paths.officeCase(stored.id)).body.contains("value=\"settled\""))
            try await world.answer(ratna, number, .settled, "Data Anda sudah kembali, dan Anda ikut undian.")
            #expect(try await world.stored(number).state == .proposed)
            try await world.vandalise(gone)
            let hasti = try await world.officer(.approver, "hasti")
            #expect(try await world.work(hasti, .confirm, on: number).status == .unprocessableContent)
            try await world.vandalise(back)
            try await world.work(hasti, .confirm, on: number)
            #expect(try await world.stored(number).outcome == .settled)
            #expect(try await own.get(Paths.myCase(number)).text.contains("Anda ikut undian"))
            #expect(try await !ratna.browser.get(Paths.office).text.contains("Orang dengan tanda terima"))
            let begun = try await world.dependencies.database.read { tx in
                try tx.rows("SELECT detail FROM audit_event WHERE action = 'case.begun'").map { row in
                    try row["detail"] as String
                }
            }
            #expect(begun == [#"{"category":"missing-entry","wave":"1"}"#])
        }
    }

    @Test(
        "a person who left, or was taken out at the last check, is told so by two officers", arguments: Engine.tested)
    func explained(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, _, dewi) = try await world.closedWave(leaving: true)
            let wave = try await world.wave()
            let entry = try await world.entry(of: siti)
            try await world.dependencies.database.transaction { tx in
                let reasons = try String(decoding: JSONEncoder().encode([Ineligibility.notCitizen]), as: UTF8.self)
                let now = world.dependencies.clock.now()
                #expect(try tx.entries.remove(entry, from: wave.id, because: reasons, at: now))
                try tx.records.bind(.removals, entry, at: world.dependencies.realNow(), ids: world.dependencies.ids)
            }
            let ratna = try await world.officer(.operations, "ratna")
            for (person, says) in [(siti, "dikeluarkan saat pemeriksaan terakhir"), (dewi, "mundur sendiri")] {
                let browser = try await world.browser(of: person.id)
                #expect(try await browser.get(Paths.missingEntry(1)).text.contains("Dua petugas memutuskan"))
                let number = try world.number(
                    of: try await browser.post(
                        Paths.missingEntry(1),
                        [
                            (MissingEntryPage.receipt, try await world.receipt(of: person)),
                            (CaseForm.text, Self.story),
                        ]))
                let id = try await world.stored(number).id
                #expect(try await ratna.browser.get(Paths.officeCase(id)).text.contains(says))
                try await world.answer(ratna, number, .explained, "Menurut catatan kami, Anda tidak ikut lagi.")
                #expect(try await world.stored(number).state == .proposed, "one officer alone does not answer it")
            }
            let mine = try await world.browser(of: dewi.id).get(Paths.myEntry(1))
            #expect(mine.body.contains(Paths.missingEntry(1)))
        }
    }

    @Test("with public randomness its round is the limit, and after it nothing is begun", arguments: Engine.tested)
    func round(engine: Engine) async throws {
        try await World.with(engine, edition: WitnessTests.watched) { world in
            try await world.advanceWaves()
            let (siti, dewi) = (try await world.candidate(), try await world.candidate())
            for person in [siti, dewi] { try await person.browser.join() }
            let receipt = try await world.receipt(of: dewi)
            let early = try await dewi.browser.get(Paths.missingEntry(1))
            #expect(early.text.contains("belum ditutup") && !early.body.contains("<textarea"))
            _ = try await dewi.browser.post(Paths.leaveWave(1), [], seeing: Paths.myEntry(1))
            try await world.closeAndSeal()
            let attempt = try #require(try await world.board().attempt)
            let browser = try await world.browser(of: dewi.id)
            let fields = [(MissingEntryPage.receipt, receipt), (CaseForm.text, Self.story)]
            let number = try world.number(of: try await browser.post(Paths.missingEntry(1), fields))
            #expect(try await world.stored(number).dueAt == attempt.roundAt)
            let ratna = try await world.officer(.operations, "ratna")
            try await world.answer(ratna, number, .explained, "Anda mundur pada hari pertama gelombang ini.")
            let hasti = try await world.officer(.approver, "hasti")
            try await world.work(hasti, .confirm, on: number)

            world.clock.set(attempt.roundAt)
            let again = try await browser.post(
                Paths.myCaseReopening(number), [(CaseForm.text, "Saya tidak pernah menekan tombol mundur itu.")],
                seeing: Paths.complaint)
            #expect(again.status == .conflict)
            let late = try await browser.post(Paths.missingEntry(1), fields, seeing: Paths.complaint)
            #expect(late.status == .conflict && late.text.contains("Undiannya sudah berjalan"))
            #expect(try await browser.get(Paths.missingEntry(1)).body.contains(Paths.complaint))
            let checked = try await world.visitor().post(Paths.proofs, [(ProofPage.field, receipt)])
            #expect(checked.text.contains("asli") && !checked.body.contains(Paths.missingEntry(1)))
        }
    }
}

extension World {
    /// The person's receipt of the first wave, as their page shows it.
    fileprivate func receipt(of person: Candidate) async throws -> String {
        let wave = try await wave()
        let entry = try await dependencies.database.read { try $0.entries.of(person.id, in: wave.id) }
        return try dependencies.seal.text(
            of: JoinReceipt(try #require(entry), of: wave, vault: dependencies.vault))
    }
}
