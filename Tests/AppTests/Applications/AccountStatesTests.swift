import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Next step on the account page, in rarer states")
struct AccountStatesTests {
    @Test("a stopped card, a place taken away, and a number that did not come up", arguments: Engine.tested)
    func afterTheDraw(engine: Engine) async throws {
        try await World.with(engine) { world in
            let wave = try await world.drawnWave()
            let other = wave.budi
            try await world.expect(other.browser, "Gelombang 2 dibuka", leads: Paths.waves, showing: "Gelombang 2")
            let account = try await other.browser.get(Paths.account)
            #expect(account.text.contains("Gelombang 1: nomor Anda belum terpilih"))
            #expect(account.body.contains("href=\"\(Paths.myEntry(1))\""))

            try await wave.propose(wave.ticket)
            try await wave.answer(.approve, by: wave.hendra)
            try await world.expect(
                wave.siti.browser, "Halaman kartu menjelaskan sebabnya", leads: Paths.card,
                showing: "sedang dipersoalkan")
            try await wave.carryOut()
            try await wave.wait(days: 14)
            for _ in 1...2 { try await wave.carryOut() }
            try await world.expect(
                wave.siti.browser, "Baca alasannya", leads: Paths.myEntry(1), showing: "Tidak ada sanggahan")
            #expect(
                try await wave.siti.browser.get(Paths.account).text.contains("Keikutsertaan di gelombang 1 dibatalkan"))
        }
    }

    @Test(
        "a failed payment, a survey that is due, and nothing left to do",
        .bug(
            id: "4.214",
            """
            After a payment had failed the account page said that the incentive could be asked for, and neither that it \
            had failed nor why; asked for again, it failed again.
            """),
        .bug(
            id: "4.215",
            """
            An incentive or survey that waited for one its owner had not asked for was “waiting for the programme \
            office”.
            """), arguments: Engine.tested)
    func money(engine: Engine) async throws {
        try await World.with(engine, start: "2020-04-20T09:00:00+07:00") { world in
            let siti = try await world.ready(wallet: "0812-3456-7814")
            try await world.announceWave(1)
            let open = try await world.browser(of: siti.person).get(Paths.incentives).text
            #expect(open.contains("insentif pertama dibayar") && !open.contains("Menunggu kantor program"))
            _ = try await world.ask(for: world.instalment(.incentive, 1, of: siti), of: siti)
            _ = try await world.payOut()
            let browser = try await world.browser(of: siti.person)
            try await world.expect(
                browser, "Insentif ke-1 gagal dikirim. Dompet digital Anda belum terverifikasi",
                leads: Paths.incentives, showing: "Minta")

            world.clock.advance(.minutes(5))
            #expect(try await world.link("0812-3456-7899", of: siti).location == Paths.payee)
            _ = try await world.ask(for: world.instalment(.incentive, 1, of: siti), of: siti)
            _ = try await world.payOut()
            world.clock.advance(.days(31))
            _ = try await world.ask(for: world.instalment(.incentive, 2, of: siti), of: siti)
            _ = try await world.payOut()
            let survey = try await world.instalment(.survey, 1, of: siti)
            try await world.expect(
                try await world.browser(of: siti.person), "survei", leads: Paths.survey(survey.id),
                showing: "Kirim jawaban")

            world.clock.set("2022-01-01T09:00:00+07:00")
            try await world.tick()
            try await world.expect(
                try await world.browser(of: siti.person), "Semua langkah Anda sudah selesai", leads: Paths.incentives,
                showing: "Insentif")
        }
    }
}
