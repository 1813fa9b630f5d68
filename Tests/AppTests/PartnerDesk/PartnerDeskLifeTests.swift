import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("A partner's life at its desk", .timeLimit(.minutes(3)))
struct PartnerDeskLifeTests {
    @Test(
        "invited by two officers, set up alone, a new key by two, courses imported and curated, sold, attended, completed",
        arguments: Engine.tested)
    func life(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let ratna = try await world.officer("Ratna", .operations)
            let hendra = try await world.officer("Hendra", .approver)
            let dian = try await world.officer("Dian", .verifier)
            let shop = try await world.invite(.platform, "Toko Belajar", code: "toko-belajar", by: ratna)
            let school = try await world.invite(.institution, "Balai Kopi", code: "balai-kopi", by: ratna)
            for id in [shop.id, school.id] { try await world.decide(.approve, on: id, by: hendra) }

            // One officer proposes the first person and cannot decide alone.
            let proposal = try await world.proposePerson("Maya Lestari", "Maya@balai.example", of: school.id, by: ratna)
            #expect(try await ratna.browser.get(proposal).text.contains("Maya Lestari"))
            #expect(try await world.decidePerson(.approve, of: school.id, by: ratna).status == .conflict)
            #expect(try await world.decidePerson(.approve, of: school.id, by: hendra).location == proposal)
            let maya = try await world.setUpDesk("maya@balai.example")
            #expect(try await maya.browser.get(Paths.partnerDesk).text.contains("Balai Kopi"))

            // With one administrator the office decides on the second; from then on the partner decides itself.
            let invited = try await maya.browser.post(
                Paths.deskInvitation, World.invitation("Budi Hartono", "budi@balai.example"))
            #expect(invited.location == Paths.deskPeople, "\(invited.text)")
            #expect(try await world.decidePerson(.approve, of: school.id, by: maya.browser).status == .conflict)
            #expect(try await world.decidePerson(.approve, of: school.id, by: ratna).status == .seeOther)
            let budi = try await world.setUpDesk("budi@balai.example")

            // A new key: proposed by one, decided by the other, and mailed to the agreed address.
            let asked = try await maya.browser.post(
                Paths.deskKeys, [("hari", "7"), ("alasan-ganti-kunci", World.deskReason)])
            #expect(asked.location == Paths.deskKeys, "\(asked.text)")
            let rotation = Paths.deskProposalAnswer(try await world.proposal(about: school.id), .approve)
            let answer = [(DeskKeysPage.answer, World.deskReason)]
            #expect(try await maya.browser.post(rotation, answer, seeing: Paths.deskKeys).status == .conflict)
            #expect(try await budi.browser.post(rotation, answer, seeing: Paths.deskKeys).location == Paths.deskKeys)
            let key = try await world.fetchKey(World.contact("balai-kopi"))
            #expect(key != school.key)
            let keys = try await maya.browser.get(Paths.deskKeys).body
            #expect(!keys.contains(key) && !keys.contains(school.key))

            // Courses of its own, curated by two officers.
            let row = World.row("kopi-susu", institution: "balai-kopi", platform: "toko-belajar", title: "Kopi Susu")
            let preview = try await world.uploadAtDesk([row], by: maya.browser)
            #expect(try await maya.browser.get(preview).text.contains("Pelatihan baru: Kopi Susu"))
            #expect(try await maya.browser.post(preview, []).location == Paths.deskCourses)
            #expect(try await maya.browser.post(preview, [], seeing: Paths.deskCourses).status == .conflict)
            #expect(try await maya.browser.get(Paths.partnerDesk).text.contains("Menunggu kurasi"))
            try await world.judge("kopi-susu", by: hendra)
            try await world.judge("kopi-susu", by: dian)
            #expect(try await world.visitor().get(Paths.catalogue).text.contains("Kopi Susu"))

            // Sold, attended and completed; the desk has counts and no participant.
            let siti = try await world.cardholder()
            let sales = DeskSales(market: market, shop: shop, school: school, schoolKey: key)
            let code = try await sales.buy(siti)
            try await sales.complete(code, by: siti)
            let page = try await maya.browser.get(Paths.deskSales)
            #expect(page.text.contains("Kopi Susu") && page.text.contains("Selesai"))
            let secrets = ["Siti", code, siti.number.digits, "INV-1"]
            #expect(secrets.filter { page.body.contains($0) } == [])
            let log = try await maya.browser.get(Paths.deskCalls)
            #expect(log.body.contains("/api/v2/redeem-codes/{code}/completion") && !log.body.contains(code))
            #expect(try await maya.browser.get(Paths.deskKeys).text.contains("Terakhir dipakai"))
            let trail = try await world.trail(of: "partner:\(school.id)")
            #expect(trail.contains("partner-person.set-up") && trail.contains("partner-person.signed-in"))
            #expect(trail.contains("partner.change-approved") && trail.contains("partner-person.change-denied"))
            let findings = try await world.verifyRecords().filter { $0.contains("partner") }
            #expect(findings == [])
            try await market.expectCleanBooks()
        }
    }
}

/// Sales of a course that the desk brought in.
private struct DeskSales {
    let market: Market
    let shop: InvitedPartner
    let school: InvitedPartner
    let schoolKey: String

    func buy(_ who: Cardholder) async throws -> String {
        let asked = try await market.call(
            shop.partner, Paths.sendOTP,
            """
            {"user_platform_id":"U-1","prakerja_id":"\(who.number.digits)","course_code":"kopi-susu",\
            "schedule_code":"kopi-susu-1","amount":600000}
            """, key: shop.key)
        let paid = try await market.call(
            shop.partner, Paths.authorizePurchase,
            """
            {"otp":"\(try await market.code(for: who))","invoice_url":"https://toko-belajar.example/1",\
            "invoice_code":"INV-1"}
            """, authorization: "Payment \(asked.token)", key: shop.key)
        #expect(paid.status == 200, "\(paid.text)")
        return try await market.redeemCode(of: who)
    }

    func complete(_ code: String, by who: Cardholder) async throws {
        let visitor = market.world.visitor()
        try await market.world.signIn(visitor, who)
        for sequence in [1, 999] {
            let reply = try await market.call(
                school.partner, Paths.attendanceURL,
                """
                {"redeem_code":"\(code)","redirect_uri":"https://balai-kopi.example/kembali",\
                "email":"siti@contoh.id","sequence":\(sequence)}
                """, key: schoolKey)
            #expect(reply.status == 200, "\(reply.text)")
            try await visitor.post(Paths.attendance(reply["state"]), [])
        }
        let done = try await market.call(
            school.partner, Paths.completion(code), "{\"score\":86,\"certificate_number\":\"BLN/2020/1\"}",
            key: schoolKey, idempotencyKey: "selesai-1")
        #expect(done.status == 200, "\(done.text)")
    }
}
