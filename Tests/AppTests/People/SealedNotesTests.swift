import Foundation
import HTTPTypes
import Programme
import Simulators
import Storage
import TestSupport
import Testing

@testable import App

/// What officers, institutions and participants write about one person may name them.
@Suite("Notes about people in the database", .timeLimit(.minutes(5)))
struct SealedNotesTests {
    private static let reason = "Dukcapil menulis Rina Marasabessy, Jalan Pahlawan 5"
    private static let words = ["marasabessy", "jalan pahlawan"]

    @Test(
        "an officer's note on a photo is sealed, read by its person, and gone when the account is deleted",
        .bug(
            id: "5.961",
            "Names were sealed, and what officers wrote about people, often with a name in it, was in clear text."),
        arguments: Engine.tested)
    func photo(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted()
            let officer = try await world.reviewer()
            let id = try await world.id(of: siti)
            try await officer.get(Paths.photoOffice)
            let card = try #require(
                try await world.dependencies.database.read { try $0.photos.current(of: id)[.card]?.id })
            try await officer.post(
                Paths.photoRejection(card), [("alasan", "blurred"), ("catatan", Self.reason)],
                seeing: Paths.photoReview(card))
            func expectSealed() async throws {
                #expect(try await siti.browser.get(Paths.application).text.contains("Rina Marasabessy"))
                #expect(try await world.clearText(of: Self.words) == [])
            }
            try await expectSealed()
            try await world.bindEarlier()
            try await world.vandalise("UPDATE photo_review SET note = \(Self.reason), sealed_note = NULL")
            #expect(try await siti.browser.get(Paths.application).text.contains("Rina Marasabessy"))
            _ = try await SealNames().run(on: world.dependencies)
            try await expectSealed()
            try await world.dependencies.database.transaction { [dependencies = world.dependencies] tx in
                _ = try tx.photos.forget(id, at: dependencies.realNow(), ids: dependencies.ids)
            }
            let left = try await world.dependencies.database.read { tx in
                try tx.row("SELECT COUNT(*) AS n FROM photo_review WHERE note <> '' OR sealed_note IS NOT NULL")?["n"]
                    as Int?
            }
            #expect(left == 0)
        }
    }

    @Test(
        "a link to a work and what is written about it are sealed, and their owner gets both",
        arguments: Engine.tested)
    func coursework(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            let code = try await market.buy(siti)
            let file = "https://lp.example/rina-marasabessy.pdf"
            #expect(try await market.submit(code, "uk", 999, file: file).status == 200)
            #expect(try await market.grade(code, "uk", 999).status == 200)
            let purchase = try await market.purchase(of: siti).id
            func works() async throws -> [[String]] {
                try await market.world.dependencies.database.read { [vault = market.world.dependencies.vault] tx in
                    try tx.coursework.of(purchase, vault: vault).map { [$0.file, $0.notes] }
                }
            }
            let written = try await works()
            #expect(written == [[file, ""], ["", "Rapi & lengkap"]])
            #expect(try await market.world.clearText(of: ["marasabessy", "rapi & lengkap"]) == [])
            try await market.world.vandalise(
                "UPDATE coursework SET url_file = '', sealed_url_file = NULL WHERE kind = 'feedback'",
                "UPDATE coursework SET notes = 'Rapi & lengkap', sealed_notes = NULL WHERE kind = 'feedback'",
                "UPDATE coursework SET url_file = \(file), sealed_url_file = NULL WHERE kind = 'submission'")
            #expect(try await works() == written)
            _ = try await SealNames().run(on: market.world.dependencies)
            #expect(try await works() == written)
            #expect(try await market.world.clearText(of: ["marasabessy", "rapi & lengkap"]) == [])
        }
    }

    @Test(
        "reasons about one person's account are sealed, also in the log, and each officer reads the other's",
        arguments: Engine.tested)
    func payeeName(engine: Engine) async throws {
        try await World.with(engine) { world in
            let ali = try await world.beneficiary(1, name: "Muhammad Ali")
            try await world.open("0123456789", name: "M ALI")
            #expect(try await world.link("0123456789", of: ali, at: "bni").status == .unprocessableContent)
            let (ani, budi) = (try await world.officer(.operations, "ani"), try await world.officer(.approver, "budi"))
            let list = try await ani.browser.get(Paths.payeeNames).body
            let path = try #require(list.matches(of: /\/kantor\/nama-rekening\/\d+/).map { String($0.0) }.first)
            let proposal = [("usul", "boleh"), ("alasan", Self.reason)]
            func decide(_ verdict: String) async throws -> Answer {
                try await budi.browser.post(
                    path + "/putusan", [("putusan", verdict), ("alasan-putusan", Self.reason)], seeing: path)
            }
            #expect(try await ani.browser.post(path, proposal, seeing: path).location == path)
            #expect(try await budi.browser.get(path).text.contains("Rina Marasabessy"))
            #expect(try await decide("tolak").location != nil)
            #expect(try await ani.browser.get(path).text.contains("dikembalikan: \(Self.reason)"))
            #expect(try await ani.browser.post(path, proposal, seeing: path).location == path)
            #expect(try await decide("setuju").location == Paths.payeeNames)
            #expect(try await world.clearText(of: Self.words) == [])
            try await world.expectSealedAgain(
                "payee_question", ["proposal", "decision"], Self.reason, clear: Self.words)
        }
    }

    @Test(
        "reasons about one person's payment are sealed, also in the log, and their records stay as they were",
        arguments: Engine.tested)
    func payments(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, tono) = (try await world.ready(1), try await world.ready(2, wallet: "0813-3456-7890"))
            let (ani, budi) = (try await world.officer(.operations, "ani"), try await world.officer(.approver, "budi"))
            for one in [siti, tono] {
                _ = try await world.ask(for: world.instalment(.incentive, 1, of: one), of: one)
            }
            let path = try #require(try await ani.browser.post(Paths.payouts, []).location)
            let batch = try #require(ID<PayoutBatch>(String(path.split(separator: "/").last ?? "")))
            let payment = try #require(
                try await world.dependencies.database.read { try $0.payouts.items(of: batch).first?.disbursement.id })
            let act = Paths.payoutTakingOut(batch, payment)
            #expect(try await budi.browser.post(act, [("alasan", Self.reason)], seeing: act).location == path)
            #expect(try await budi.browser.get(path + "?lihat=dikeluarkan").text.contains("Rina Marasabessy"))
            try await world.bindEarlier()
            try await world.expectSealedAgain(
                "disbursement", ["taken_out_because"], Self.reason, clear: Self.words,
                only: "taken_out_by IS NOT NULL")
            #expect(
                try await budi.browser.post(path + "/penolakan", [("alasan", Self.reason)], seeing: path).location
                    != nil)
            #expect(try await ani.browser.get(path).text.contains(": \(Self.reason)"))
            try await world.expectSealedAgain("payout_batch", ["refusal"], Self.reason, clear: Self.words)
        }
    }

    @Test("both officers' reasons about a lost payment are sealed, also in the log", arguments: Engine.tested)
    func findings(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (_, batch) = try await world.lostPayment()
            let path = try await world.statementPath(batch)
            let (ani, budi) = (try await world.officer(.operations, "ani"), try await world.officer(.approver, "budi"))
            let looked = [("hasil", "tidak"), ("nomor", "RK-417"), ("alasan", Self.reason)]
            #expect(try await budi.browser.post(path, looked).location == path)
            let answer = try await ani.browser.post(
                path + "/putusan", [("putusan", "tolak"), ("alasan-putusan", Self.reason)], seeing: path)
            #expect(answer.location != nil)
            #expect(try await ani.browser.get(path).text.contains("Rina Marasabessy"))
            try await world.bindEarlier()
            try await world.expectSealedAgain(
                "statement_finding", ["reason", "decision"], Self.reason, clear: Self.words)
        }
    }

    @Test("both officers' reasons about a reported completion are sealed, also in the log", arguments: Engine.tested)
    func verdicts(engine: Engine) async throws {
        try await Market.reviewing(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            let held = try await market.reportedAtOnce(siti)
            let (ratna, hendra) = (
                try await world.officer(.operations, "ratna"), try await world.officer(.approver, "hendra")
            )
            let path = Paths.heldCompletion(held)
            let proposal = [(HeldCompletionPage.verdictField, "refuse"), (ReasonField.name, Self.reason)]
            #expect(try await ratna.browser.post(path, proposal, seeing: path).location == path)
            #expect(try await hendra.browser.get(path).text.contains("Rina Marasabessy"))
            #expect(try await hendra.decide(held, agrees: false).status == .seeOther)
            try await world.bindEarlier()
            #expect(try await world.clearText(of: Self.words) == [])
            try await world.expectSealedAgain("completion_verdict", ["reason"], Self.reason, clear: Self.words)
        }
    }
}

extension World {
    /// The columns hold sealed texts alone; once a row is as an earlier version left it, the job seals it again. Before
    /// and after, each record is as its act left it.
    fileprivate func expectSealedAgain(
        _ table: String, _ columns: [String], _ words: String, clear: [String], only condition: SQL = "id = id"
    ) async throws {
        #expect(try await clearText(of: clear) == [])
        let before = try await verifyRecords()
        for column in columns {
            let (table, name) = (SQL(stringLiteral: table), SQL(stringLiteral: column))
            let sealed = SQL(stringLiteral: "sealed_\(column)")
            try await vandalise("UPDATE \(table) SET \(name) = \(words), \(sealed) = NULL WHERE \(condition)")
        }
        let left = columns.flatMap { column in clear.map { "\(table).\(column): \($0)" } }
        #expect(try await clearText(of: clear).sorted() == left.sorted())
        #expect(try await verifyRecords() == before)
        _ = try await SealNames().run(on: dependencies)
        #expect(try await clearText(of: clear) == [])
        #expect(try await verifyRecords() == before)
    }
}
