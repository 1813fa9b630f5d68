import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("An officer's own NIK", .timeLimit(.minutes(2)))
struct OfficerNIKTests {
    private static let nik = ("nik", "8271015203950001")

    @Test(
        "a NIK that another officer stated is refused with the reason, and administrators see it on their page",
        arguments: Engine.tested)
    func taken(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (dian, budi) = (
                try await world.officer("Dian", .verifier), try await world.officer("Budi", .operations)
            )
            let administrator = try await world.officer("Ratna", .administrator).browser
            let alarm = "Petugas yang menyebut NIK petugas lain"
            #expect(try await dian.browser.post(Paths.ownAccount, [Self.nik]).location == Paths.ownAccount)
            #expect(!(try await administrator.get(Paths.office).text.contains(alarm)))
            let refused = try await budi.browser.post(Paths.ownAccount, [Self.nik])
            #expect(refused.status == .unprocessableContent && refused.text.contains("sudah dicatat petugas lain"))
            #expect(try await world.dependencies.database.read { try $0.officers.nik(of: budi.id) } == nil)
            #expect(try await world.trail(of: "officers").contains("officer.nik-taken"))
            #expect(try await administrator.get(Paths.office).text.contains(alarm))
            let other = try await budi.browser.post(Paths.ownAccount, [("nik", "8271015203950002")])
            #expect(other.location == Paths.ownAccount)
        }
    }

    @Test(
        "two accounts with the same NIK, from before it was unique, are one human for four eyes",
        arguments: Engine.tested)
    func twins(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.drawnWave()
            let wave = try await world.wave()
            let (rini, heru) = (
                try await world.officer(.operations, "rini"), try await world.officer(.approver, "heru")
            )
            #expect(try await rini.browser.post(Paths.ownAccount, [Self.nik]).location == Paths.ownAccount)
            try await world.settle()
            try await world.vandalise(
                "UPDATE officer SET nik_lookup = (SELECT nik_lookup FROM officer_nik) WHERE id = \(heru.id)")
            try await world.bindOfficer(heru.id)
            let asked = try await rini.browser.post(
                Paths.exports,
                [
                    ("jenis", "selected"), ("gelombang", "\(wave.id)"),
                    ("alasan", "Lampiran laporan bulanan untuk pemeriksa"),
                ])
            let path = try #require(asked.location)
            let denied = try await heru.browser.post(path + "/setuju", [], seeing: Paths.exports)
            #expect(denied.status == .forbidden || denied.status == .conflict)
            #expect(try await world.auditedActions().contains("export.denied"))
            let hasti = try await world.officer(.approver, "hasti")
            #expect(try await hasti.browser.post(path + "/setuju", [], seeing: path).location == path)
        }
    }

    @Test(
        "two accounts of one human are one for every act that compares officers by itself",
        .bug(
            id: "3.532",
            """
            A second account with the same NIK approved the payout batch that the first had drafted, judged an \
            objection to its own removal, answered the complaint it had entered and gave the second verdict.
            """),
        arguments: Engine.tested)
    func comparisons(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            _ = try await world.ask(for: try await world.instalment(.incentive, 1, of: siti), of: siti)
            let ani = try await world.officer([.payoutMaker, .helpdesk, .identityReviewer], "ani")
            let budi = try await world.officer([.payoutChecker, .helpdesk, .identityReviewer], "budi")
            for officer in [ani.id, budi.id] { try await world.state(Self.nik.1, of: officer) }

            let path = try #require(try await ani.browser.post(Paths.payouts, []).location)
            let approved = try await budi.browser.post(path + "/persetujuan", [], seeing: path)
            #expect(approved.status == .conflict || approved.status == .forbidden)
            #expect(!(try await budi.browser.get(path).body.contains("/persetujuan\"")))
            #expect(try await world.instalment(.incentive, 1, of: siti).state == .requested)

            let entered = try await ani.browser.post(
                Paths.caseEntry,
                [
                    (CaseEntry.channel, "phone"), (CaseForm.category, "conduct"),
                    (CaseForm.text, "Ada yang menawarkan kelulusan dengan uang."), (CaseEntry.name, "Wulan Sari"),
                    (CaseEntry.contact, "wulan@contoh.id"),
                ])
            let last = try #require(entered.location?.split(separator: "/").last)
            let id = try #require(ID<ServiceCase>(String(last)))
            let number = try #require(try await world.dependencies.database.read { try $0.cases.find(id) }).number
            let own = try await world.answer(budi, number, .explained)
            #expect(own.status == .forbidden && own.text.contains("Anda yang mencatat"))

            let administrators = (try await world.officer("Sari", .administrator), try await world.administrators())
            try await world.state("8271015203950009", of: administrators.0.id)
            try await world.state("8271015203950009", of: administrators.1.0.id)
            let suspended = try await administrators.0.browser.change(.suspend, of: administrators.1.0.id, [])
            #expect(suspended.status == .forbidden || suspended.status == .conflict)
        }
    }

    @Test("the second look at photos is another human's, not another account's", arguments: Engine.tested)
    func secondLook(engine: Engine) async throws {
        try await World.with(engine) { world in
            let person = try await world.id(of: try await world.submitted())
            try await world.settle()
            let (first, twin) = (
                try await world.officer(.verifier, "wulan"), try await world.officer(.operations, "hadi")
            )
            let other = try await world.officer(.operations, "dewi")
            for officer in [first.id, twin.id] { try await world.state(Self.nik.1, of: officer) }
            let card = try #require(
                try await world.dependencies.database.read { try $0.photos.current(of: person) }[.card])
            try await first.browser.post(Paths.photoAcceptance(card.id), [], seeing: Paths.photoReview(card.id))
            let (own, others) = try await world.dependencies.database.transaction {
                [dependencies = world.dependencies] tx in
                try tx.photos.askSecondLook(
                    at: person, after: first.id, now: dependencies.realNow(), ids: dependencies.ids)
                return (try tx.photos.nextSecondLook(for: twin.id), try tx.photos.nextSecondLook(for: other.id))
            }
            #expect(own == nil)
            let id = try #require(others)
            let answered = try await world.dependencies.database.transaction {
                [dependencies = world.dependencies] tx in
                guard let look = try tx.photos.secondLook(id) else { return true }
                return try tx.photos.answer(
                    look, fault: nil, by: twin.id, at: dependencies.moment(), ids: dependencies.ids)
            }
            #expect(!answered)
        }
    }
}
