import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("The steps on the page of a partner that does not sell", .timeLimit(.minutes(2)))
struct PartnerStepsTests {
    @Test(
        "the page says what is done, what is next and by which officer, and offers one primary act",
        .bug(
            id: "5.451",
            """
            The page of an invited partner offered to propose its activation while that proposal waited, beside seven \
            other forms of the same weight, and did not say which officer is next.
            """),
        arguments: Engine.tested)
    func steps(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            let shop = try await world.invite(.platform, "Toko Belajar", code: "toko-belajar", by: ratna)
            let propose = "action=\"\(Paths.officePartnerAct(shop.id, .activate))\""
            let decide = "href=\"\(Paths.partnerProposal(try await world.proposal(about: shop.id)))\""

            let first = try await ratna.browser.get(shop.page)
            for words in [
                "Langkah sampai boleh menjual", "Diundang", "PKS-toko-belajar, sampai 31 Desember 2020",
                "Kunci diambil mitra", "Pengaktifan diusulkan", "Disetujui petugas kedua", "Menunggu petugas kedua",
                "Ini usulan Anda sendiri",
            ] { #expect(first.text.contains(words), "\(words)") }
            #expect(!first.body.contains(propose) && first.primaryButtons == 0)

            let second = try await hendra.browser.get(shop.page)
            #expect(second.text.contains("Menunggu Anda") && second.text.contains("Petugas lain, dengan peran"))
            #expect(second.primaryButtons == 1 && second.body.contains(decide))
            hendra.browser.carry(cookie: "bahasa", "en")
            let english = try await hendra.browser.get(shop.page).text
            for words in ["Steps until it may sell", "Waits for you", "Another officer, with the duty"] {
                #expect(english.contains(words), "\(words)")
            }

            // Refused: the next step is another proposal, which either officer may make.
            try await world.decide(.refuse, on: shop.id, by: hendra)
            let refused = try await ratna.browser.get(shop.page)
            #expect(refused.text.contains("Usulkan pengaktifan") && refused.body.contains(propose))
            #expect(refused.primaryButtons == 1)
            try await world.act(.activate, on: shop.id, by: ratna)
            try await world.decide(.approve, on: shop.id, by: hendra)
            let active = try await ratna.browser.get(shop.page)
            #expect(!active.text.contains("Langkah sampai boleh menjual") && active.primaryButtons == 0)
        }
    }

    @Test("a suspended partner without an agreement in force is asked for one first", arguments: Engine.tested)
    func agreementFirst(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            let shop = try await world.invite(.platform, "Toko Belajar", code: "toko-belajar", by: ratna)
            try await world.decide(.approve, on: shop.id, by: hendra)
            try await world.act(.suspend, on: shop.id, by: ratna)
            let before = try await ratna.browser.get(shop.page)
            #expect(before.text.contains("Langkah sampai boleh menjual lagi"))
            #expect(before.body.contains(Paths.officePartnerAct(shop.id, .activate)) && before.primaryButtons == 1)

            world.clock.set("2021-01-02T09:00:00+07:00")
            try await world.signInAgain(ratna)
            let after = try await ratna.browser.get(shop.page)
            #expect(!after.body.contains(Paths.officePartnerAct(shop.id, .activate)) && after.primaryButtons == 1)
            let form = "action=\"\(Paths.officePartnerAct(shop.id, .agreement))\""
            #expect(after.body.components(separatedBy: form).count == 2, "the form stands once on the page")
            #expect(after.text.contains("Usulkan perjanjian baru"))
        }
    }

    @Test("a reader without the permission sees the steps and no act", arguments: [Engine.sqlite])
    func reader(engine: Engine) async throws {
        try await World.with(engine) { world in
            let ratna = try await world.officer("Ratna", .operations)
            let shop = try await world.invite(.platform, "Toko Belajar", code: "toko-belajar", by: ratna)
            let lestari = try await world.officer("Lestari", .auditor)
            let page = try await lestari.browser.get(shop.page)
            #expect(page.text.contains("Langkah sampai boleh menjual") && page.primaryButtons == 0)
            #expect(!page.body.contains("method=\"post\" action=\"\(shop.page)"))
        }
    }
}

extension Answer {
    /// Buttons and links of the page's one primary kind, between the office's frame.
    var primaryButtons: Int {
        let main = body.components(separatedBy: "<main").dropFirst().joined().components(separatedBy: "</main>")[0]
        return main.matches(of: /class="button ?"/).count
    }
}
