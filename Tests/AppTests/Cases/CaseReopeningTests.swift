import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Cases that officers open again, and the money of a case", .timeLimit(.minutes(2)))
struct CaseReopeningTests {
    private static let words = "Uangnya tetap belum masuk sampai hari ini"

    /// A complaint of a person without an account, entered by `officer`.
    private func entered(_ world: World, by officer: TestOfficer) async throws -> CaseNumber {
        let answer = try await officer.browser.post(
            Paths.caseEntry,
            [
                (CaseEntry.channel, "phone"), (CaseForm.category, "conduct"), (CaseEntry.name, "Wulan Sari"),
                (CaseEntry.contact, "wulan@contoh.id"), (CaseForm.text, "Ada yang menawarkan kelulusan dengan uang."),
            ])
        let id = try #require(answer.location?.split(separator: "/").last.flatMap { ID<ServiceCase>(String($0)) })
        let stored = try await world.dependencies.database.read { try $0.cases.find(id) }
        return try #require(stored).number
    }

    @Test(
        "an officer opens an answered case again for a caller, within the person's own limits, and another answers",
        .bug(
            id: "5.458",
            "A person without an account had no way to open an answered case again: no officer could do it for them."),
        arguments: Engine.tested)
    func reopened(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (rini, dewi, sari) = (
                try await world.officer([.helpdesk], "rini"), try await world.officer([.helpdesk], "dewi"),
                try await world.officer([.helpdesk], "sari")
            )
            let number = try await entered(world, by: rini)
            let path = Paths.officeCase(try await world.stored(number).id)
            #expect(!(try await sari.browser.get(path).text.contains("Buka lagi untuk orangnya")))
            let early = try await world.work(sari, .reopen, on: number, [(CaseHandling.reopening, Self.words)])
            #expect(early.status == .conflict)
            try await world.answer(dewi, number, .explained, "Laporan Anda kami teruskan ke penyidik.")

            // A note is possible in every state.
            try await world.work(rini, .note, on: number, [(CaseHandling.note, "Orangnya menelepon lagi pagi ini")])
            #expect(try await dewi.browser.get(path).text.contains("Orangnya menelepon lagi pagi ini"))

            let page = try await sari.browser.get(path).text
            #expect(page.contains("Buka lagi untuk orangnya") && page.contains("petugas lain yang menjawab"))
            let empty = try await world.work(sari, .reopen, on: number, [(CaseHandling.reopening, "x")])
            #expect(empty.status == .unprocessableContent)
            #expect(empty.body.contains("href=\"#\(CaseHandling.reopening)\""))
            let done = try await world.work(sari, .reopen, on: number, [(CaseHandling.reopening, Self.words)])
            #expect(done.location == path && done.notice == "keluhan-dibuka-lagi")
            let stored = try await world.stored(number)
            #expect(stored.state == .open && stored.reopened == 1 && stored.reopenedBy == sari.id)
            let letters = try await world.letters(to: "wulan@contoh.id")
            #expect(letters.contains { $0.subject.contains("\(number) dibuka lagi") })
            #expect(try await dewi.browser.get(path).text.contains("Pelapor, dicatat sari"))

            // The officer who opened it again does not answer it, nor take it.
            let own = try await world.answer(sari, number, .explained)
            #expect(own.status == .forbidden && own.text.contains("membuka lagi keluhan ini"))
            #expect(try await world.work(sari, .take, on: number).status == .forbidden)
            try await world.answer(dewi, number, .explained, "Penyidik sudah menerima laporan Anda.")
            #expect(try await world.stored(number).state == .answered)

            for _ in 2...ServiceCase.mostReopenings {
                try await world.work(sari, .reopen, on: number, [(CaseHandling.reopening, Self.words)])
                try await world.answer(dewi, number, .explained, "Penyidik sudah menerima laporan Anda.")
            }
            #expect(!(try await sari.browser.get(path).text.contains("Buka lagi untuk orangnya")))
            let often = try await world.work(sari, .reopen, on: number, [(CaseHandling.reopening, Self.words)])
            #expect(often.status == .conflict && often.text.contains("tidak dapat dibuka lagi"))
        }
    }

    @Test("after the person's time to open it again, officers cannot either", arguments: Engine.tested)
    func late(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (rini, dewi) = (
                try await world.officer([.helpdesk], "rini"), try await world.officer([.helpdesk], "dewi")
            )
            let number = try await entered(world, by: rini)
            try await world.answer(dewi, number, .explained, "Laporan Anda kami teruskan ke penyidik.")
            let until = try #require(
                try await world.stored(number).reopenUntil(
                    world.dependencies.service, in: world.dependencies.edition.waves.zone))
            world.clock.set(until)
            try await world.signInAgain((id: rini.id, browser: rini.browser))
            let page = try await rini.browser.get(Paths.officeCase(try await world.stored(number).id)).text
            #expect(!page.contains("Buka lagi untuk orangnya") && page.contains("Tambah catatan internal"))
            let refused = try await world.work(rini, .reopen, on: number, [(CaseHandling.reopening, Self.words)])
            #expect(refused.status == .conflict)
        }
    }

    @Test(
        "the page on which an answer about money is confirmed has amount, account and receiver above the button",
        .bug(id: "5.459", "The second officer confirmed an answer about money without any sum, account or receiver."),
        arguments: Engine.tested)
    func money(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            _ = try await world.ask(for: try await world.instalment(.incentive, 1, of: siti), of: siti)
            let number = try await world.complain(try await world.browser(of: siti.person))
            let rini = try await world.officer([.helpdesk], "rini")
            let hasti = try await world.officer(.approver, "hasti")
            let path = Paths.officeCase(try await world.stored(number).id)
            let ending = try #require(try await world.ending(of: siti.card))
            let parts = [
                "Uang yang dibicarakan", "Insentif ke-1", "Rp600.000", "Kartu •••• \(ending), insentif",
                "GoPay •••• 7890, atas nama", "diminta",
            ]
            let first = try await rini.browser.get(path).text
            for part in parts { #expect(first.contains(part), "\(part)") }
            try await world.answer(rini, number, .settled)
            let second = try await hasti.browser.get(path)
            for part in parts { #expect(second.text.contains(part), "\(part)") }
            let section = try #require(second.text.range(of: "Bandingkan dengan jawaban yang diusulkan"))
            let button = try #require(second.text.range(of: "Setujui dan kirim"))
            #expect(section.upperBound < button.lowerBound)
            hasti.browser.carry(cookie: "bahasa", "en")
            let english = try await hasti.browser.get(path).text
            for part in ["The money that it is about", "From account", "held by", "asked for"] {
                #expect(english.contains(part), "\(part)")
            }
            let readings: [String] = try await world.readings(of: siti.person, by: hasti.id)
            #expect(readings.contains("payee case:\(try await world.stored(number).id)"))
        }
    }

    @Test(
        "after a payment the answer's page still says from which card it was paid, with ways to payment and batch",
        .bug(id: "5.496", "After the payment, where the money went was written as the account that it came from."))
    func paidMoney() async throws {
        try await World.with(.sqlite) { world in
            let siti = try await world.ready()
            _ = try await world.ask(for: try await world.instalment(.incentive, 1, of: siti), of: siti)
            let number = try await world.complain(try await world.browser(of: siti.person))
            let batch = try await world.payOut()
            let ending = try #require(try await world.ending(of: siti.card))
            let payment = try await world.dependencies.database.read {
                try $0.payouts.items(of: batch)[0].disbursement.id
            }
            let path = Paths.officeCase(try await world.stored(number).id)
            let manager = try await world.officer(.approver, "hasti").browser
            let page = try await manager.get(path)
            #expect(page.text.contains("Kartu •••• \(ending), insentif"))
            #expect(!page.text.contains("Dibayar sebagai insentif"))
            for way in [Paths.budgetPayment(payment), Paths.payoutBatch(batch)] {
                #expect(page.body.contains("href=\"\(way)\""), "\(way)")
            }
            let helpdesk = try await world.officer([.helpdesk], "rini").browser.get(path)
            #expect(helpdesk.text.contains("Kartu •••• \(ending), insentif"))
            #expect(!helpdesk.body.contains("href=\"\(Paths.payoutBatch(batch))\""))
        }
    }

    @Test(
        "an answer about a course shows what is held for it, and one about photos shows no money",
        arguments: [Engine.sqlite])
    func otherKinds(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.beneficiary()
            let rini = try await world.officer([.helpdesk], "rini")
            let browser = try await world.browser(of: siti.person)
            let course = try await world.complain(browser, .training, "Sertifikat saya belum ada di akun")
            let page = try await rini.browser.get(Paths.officeCase(try await world.stored(course).id)).text
            #expect(page.contains("Uang yang dibicarakan") && page.contains("selesai"))
            let photos = try await world.complain(browser, .photos, "Foto KTP saya tidak bisa dikirim")
            let other = try await rini.browser.get(Paths.officeCase(try await world.stored(photos).id)).text
            #expect(!other.contains("Uang yang dibicarakan"))
        }
    }
}
