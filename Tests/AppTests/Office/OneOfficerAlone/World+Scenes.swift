import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// The worlds in which tamperings are tried.
extension World {
    func scene(_ place: Tampering.Place) async throws -> Scene {
        switch place {
        case .wave: try await waveScene()
        case .people: try await peopleScene()
        case .market: try await marketScene()
        }
    }

    private func marketScene() async throws -> Scene {
        let market = try await Market(opening: self)
        let (siti, budi) = (
            try await cardholder(), try await cardholder("Budi", phone: "081234567891", wave: 2)
        )
        let code = try await market.buy(siti)
        try await market.attend([1, 999], code, siti)
        #expect(try await market.complete(code).status == 200)
        let token = try await market.sendOTP(budi.number, user: "U-2").token
        _ = try await market.authorize(token, otp: try await market.code(for: budi), invoice: "INV-2")
        try await market.attend([1], try await market.redeemCode(of: budi), budi)
        try await settle()
        let (done, open) = try await dependencies.database.read { tx in
            (try tx.purchases.of(siti.person).first, try tx.purchases.of(budi.person).first)
        }
        let (first, second) = (try await officer(.approver, "kurator"), try await officer(.operations, "kedua"))
        return Scene(
            card: budi.card, officer: first.id, second: second.id, attended: try #require(open).id,
            completed: try #require(done).id,
            rival: market.rival.id, now: dependencies.realNow())
    }

    private func waveScene() async throws -> Scene {
        try await publish(try Self.editionText("demo"))
        let wave = try await drawnWave()
        try await wave.propose(wave.ticket)
        try await wave.answer(.approve, by: wave.hendra)
        try await wave.siti.browser.post(Paths.contest(1), [(ContestPage.field, "Itu bukan NIK saya.")])
        let applicant = try await id(of: try await submitted(1))
        try await settle()
        // A second applicant, whom the registry does not confirm.
        let refused = try await id(of: try await submitted(2))
        try await settle()
        try await vandalise(
            "DELETE FROM bound_record WHERE kind IN ('identity', 'identity-state')",
            """
            UPDATE verified_nik
            SET holders = 0
            WHERE lookup = (SELECT nik_lookup FROM identity_claim WHERE person_id = \(refused))
            """,
            "UPDATE identity_claim SET state = 'mismatch', counted = \(false) WHERE person_id = \(refused)")
        let third = try await officer("Petugas ketiga", .approver)
        let photo = try await dependencies.database.read { try $0.photos.current(of: applicant)[.card]?.id }
        try await officer("Pemeriksa", .verifier).browser.post(
            Paths.photoRejection(try #require(photo)), [("alasan", "dark")], seeing: Paths.office)
        return Scene(
            wave: try await self.wave().id, selected: wave.ticket, other: try await wave.ticket(of: wave.budi),
            person: applicant, card: try #require(try await wave.card(of: wave.siti)).id, officer: third.id,
            second: wave.hendra.id, now: dependencies.realNow())
    }

    private func peopleScene() async throws -> Scene {
        let siti = try await ready()
        _ = try await ask(for: instalment(.incentive, 1, of: siti), of: siti)
        _ = try await payOut()
        try await replaceContact(with: "0813-7777-0001")
        try await browser(of: siti.person).post(Paths.stopLostContact, [], seeing: Paths.contacts)
        try await decide(try await contest(siti.person), for: .older)
        try await settle()
        _ = try await complain(try await browser(of: siti.person))
        let (third, fourth) = (try await officer(.approver, "ketiga"), try await officer(.operations, "keempat"))
        try await count()
        return Scene(officer: third.id, second: fourth.id, now: dependencies.realNow())
    }
}
