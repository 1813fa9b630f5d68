import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("The page of incentives")
struct IncentivesPageTests {
    @Test(
        "the one next thing stands on top, others below it, and then that nothing is to do",
        .bug(id: "5.661", "The page of incentives had one sentence in several rows, and no single next thing to do."),
        arguments: Engine.tested)
    func next(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.beneficiary()
            try await world.announceWave(1)
            let first = try await world.browser(of: siti.person).get(Paths.incentives)
            let box = try #require(
                first.body.firstMatch(of: /<section class="banner next">.*?<\/section>/.dotMatchesNewlines()))
            #expect(box.output.contains("Beri nilai pelatihan pertama"))
            #expect(box.output.contains("class=\"button gold\" href=\"\(Paths.review(siti.purchase))\""))
            #expect(box.output.matches(of: /class="button/).count == 1 && first.text.contains("Setelah itu (1)"))
            #expect(first.text.contains("Sudah dibayar Rp0 Masih akan datang Rp2.550.000"), "\(first.text)")

            let budi = try await world.ready(2)
            let browser = try await world.browser(of: budi.person)
            #expect(try await browser.get(Paths.incentives).text.contains("Minta insentif"))
            _ = try await world.ask(for: world.instalment(.incentive, 1, of: budi), of: budi)
            let asked = try await browser.get(Paths.incentives)
            #expect(asked.text.contains("Tidak ada yang perlu Anda lakukan sekarang"))
            #expect(asked.text.contains("Insentif ke-1 sedang kami proses") && !asked.body.contains("banner next"))
            #expect(asked.text.contains("Kantor program menyalurkan berkelompok, biasanya"))
            _ = try await world.payOut()
            let paid = try await browser.get(Paths.incentives).text
            #expect(paid.contains("Berikutnya") && paid.contains("Sudah dibayar Rp600.000"), "\(paid)")
        }
    }

    @Test(
        "the office reads the same states and dates as the owner",
        .bug(
            id: "5.912",
            "The office read “Belum waktunya” of an incentive that its owner could ask for, and one date for all seven."
        ),
        arguments: Engine.tested)
    func office(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            try await world.announceWave(1)
            let own = try await world.browser(of: siti.person).get(Paths.incentives).text
            let rini = try await world.officer([.helpdesk], "rini")
            try await world.open(siti.person, by: rini)
            let page = try await rini.browser.get(Paths.person(siti.person)).text
            for text in ["Bisa diminta", "Menunggu tanggal", "Belum lengkap", "Paling lambat"] {
                #expect(own.contains(text) && page.contains(text), "\(text): \(page)")
            }
            #expect(!page.contains("Belum waktunya") && !page.contains("Direncanakan"))
        }
    }

    @Test("while the card is on hold the page has no button that asks for money", arguments: Engine.tested)
    func onHold(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            try await world.announceWave(1)
            try await world.vandalise("UPDATE card SET status = 'suspended' WHERE id = \(siti.card)")
            let page = try await world.browser(of: siti.person).get(Paths.incentives)
            #expect(page.text.contains("Insentif menunggu kartu Anda"))
            let first = try await world.instalment(.incentive, 1, of: siti)
            #expect(!page.body.contains(Paths.incentiveRequest(first.id)))
        }
    }

    @Test(
        "before the wave is announced the page says nothing of a card",
        .bug(
            id: "5.662",
            """
            The page of incentives read a card that was not announced yet: a selected person learned from its words of \
            the outcome before all others.
            """),
        arguments: Engine.tested)
    func unannounced(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.cardholder()
            let browser = try await world.browser(of: siti.person)
            #expect(try await browser.get(Paths.incentives).text.contains("setelah Anda terpilih"))
            try await world.announceWave(1)
            #expect(try await browser.get(Paths.incentives).text.contains("begitu lembaga melaporkan"))
        }
    }
}
