import Foundation
import HTTPTypes
import Programme
import Simulators
import Storage
import TestSupport
import Testing

@testable import App

@Suite("A NIK that two people claim")
struct DisputeTests {
    @Test(
        "the older claim continues, the newer waits, and both people are notified once both photos are in",
        .bug(
            id: "2.30",
            """
            A person who typed another's NIK froze both accounts for ever, a paid cardholder's too. Neither of them \
            was notified.
            """), arguments: Engine.tested)
    func rule(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.eligible(1)
            let other = try await world.signedUp(2, nik: siti.nik)
            try await world.provePhone(other)
            try await world.fillIn(other)
            try await world.tick()
            // The newer claimant has not sent a selfie, so Siti is not notified and nothing of hers waits.
            #expect(try await !world.isTold(siti))
            #expect(try await world.moneyWaits(for: siti) == nil)

            try await world.sendPhotos(other)
            try await world.declareAndTest(other)
            try await other.browser.post(Paths.check, [])
            try await world.settle()
            try await world.tick()
            #expect(try await world.decision(of: siti) == .eligible)
            #expect(try await world.decision(of: other) == .waiting([.dispute, .photoReview]))
            #expect(try await world.isTold(siti))
            #expect(try await world.isTold(other))
            #expect(try await siti.browser.get(Paths.account).text.contains("rekening baru dan pembayaran"))
            // Ten working days after Wednesday 15 April 2020 end with Wednesday 29 April.
            #expect(try await world.moneyWaits(for: siti) == Instant("2020-04-30T00:00:00+07:00"))
        }
    }

    @Test(
        "new payee accounts of the older claimant wait, with a notice, until the decision or the deadline",
        .bug(
            id: "2.31",
            "A cardholder with a contested NIK could link no account and was told that the registry knew nothing."),
        arguments: Engine.tested)
    func money(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, _, dispute) = try await world.disputed()
            let fields = [("mitra", "gopay"), ("nomor", siti.phone)]
            let refused = try await siti.browser.post(Paths.payee, fields)
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("Rekening baru dan pembayaran menunggu sampai"))
            let id = try await world.id(of: siti)
            #expect(try await !world.mayBePaid(id))

            try await world.decide(dispute, for: .older)
            #expect(try await world.moneyWaits(for: siti) == nil)
            #expect(try await world.mayBePaid(id))
            #expect(try await !siti.browser.post(Paths.payee, fields).text.contains("menunggu sampai"))
            #expect(try await world.letters(to: siti.email).contains { $0.subject.contains("tetap milik Anda") })
        }
    }

    @Test(
        "two officers of different duties decide, each with both claims on the page",
        .bug(id: "2.32", "No office page showed a contested NIK, and no officer could decide it."),
        arguments: Engine.tested)
    func decides(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, other, dispute) = try await world.disputed()
            let first = try await world.officer(.verifier, "rini").browser
            #expect(try await first.get(Paths.office).text.contains("NIK yang diklaim dua orang"))
            let page = try await first.get(Paths.dispute(dispute))
            #expect(page.text.contains("Pemegang: terdaftar lebih dulu") && page.text.contains("Pendaftar kedua"))
            let photos = page.body.matches(of: /src="(\/kantor\/sengketa\/[^"]*)"/).map { String($0.1) }
            #expect(photos.count == 4)
            for photo in photos { #expect(try await first.get(photo).status == .ok) }

            let short = try await first.post(
                Paths.disputeProposal(dispute), [("pihak", "newer"), ("alasan", "x")], seeing: Paths.dispute(dispute))
            #expect(short.status == .unprocessableContent)
            #expect(short.text.contains("Alasan terlalu pendek"))
            try await world.propose(dispute, for: .newer, by: first)
            let sameDuty = try await world.officer(.verifier, "dewi").browser
            for browser in [first, sameDuty] {
                let answer = try await browser.post(Paths.disputeAgreement(dispute), [], seeing: Paths.office)
                #expect(answer.text.contains("peran lain"))
            }
            #expect(
                try await world.dependencies.database.read { try $0.disputes.find(dispute)?.value.state } == .proposed)
            let second = try await world.officer(.approver, "hasti").browser
            let seen = try await second.get(Paths.dispute(dispute))
            #expect(seen.text.contains("Wajah di swafoto sama dengan foto di KTP asli"))
            #expect(
                try await second.post(Paths.disputeAgreement(dispute), [], seeing: Paths.dispute(dispute)).location
                    == Paths.dispute(dispute))

            #expect(try await world.decision(of: siti) == .ineligible([.nikOfAnother]))
            #expect(try await world.decision(of: other) == .waiting([.photoReview]))
            let again = try await siti.browser.post(Paths.identity, siti.identityFields, seeing: Paths.identity)
            #expect(again.status == .unprocessableContent)
            #expect(again.text.contains("milik orang lain"))
            let auditor = try await world.officer(.auditor, "budi").browser
            #expect(try await auditor.get(Paths.disputes).status == .forbidden)
        }
    }

    @Test(
        "at the deadline an undecided dispute ends: the holder keeps the NIK",
        .bug(id: "2.33", "A contested NIK had no deadline."), arguments: Engine.tested)
    func deadline(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, other, dispute) = try await world.disputed()
            let officer = try await world.officer(.verifier, "rini").browser
            try await world.propose(dispute, for: .newer, by: officer)
            world.clock.set("2020-04-29T23:59:59+07:00")
            try await world.tick()
            #expect(try await world.moneyWaits(for: siti) != nil)
            world.clock.set("2020-04-30T00:00:00+07:00")
            try await world.tick()
            #expect(try await world.moneyWaits(for: siti) == nil)
            #expect(try await world.decision(of: siti) == .eligible)
            #expect(try await world.decision(of: other) == .ineligible([.nikOfAnother]))
            #expect(try await world.letters(to: other.email).contains { $0.subject.contains("milik orang lain") })
            let trail = try await world.dependencies.database.read { tx in
                try tx.audit.latest(subject: "dispute:\(dispute)", before: nil, limit: 10).map(\.action)
            }
            #expect(trail == ["dispute.lapsed", "dispute.proposed", "dispute.opened"])
        }
    }

    @Test(
        "a third claim to a decided NIK does not hold up the owner's money again",
        .bug(
            id: "2.34",
            """
            Each further account that typed the same NIK froze its owner once more, however often the office had \
            decided.
            """),
        arguments: Engine.tested)
    func onlyOnce(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, _, dispute) = try await world.disputed()
            try await world.decide(dispute, for: .older)
            _ = try await world.submitted(3) { $0.nik = siti.nik }
            try await world.settle()
            try await world.tick()
            #expect(try await world.dependencies.database.read { try $0.disputes.runningCount() } == 1)
            #expect(try await world.moneyWaits(for: siti) == nil)
        }
    }

    @Test(
        "when the holder gives the NIK up, the waiting person gets it",
        .bug(id: "2.35", "A NIK that its first claimant gave up stayed frozen for its owner."),
        arguments: Engine.tested)
    func givenUp(engine: Engine) async throws {
        try await World.with(engine) { world in
            var first = try await world.signedUp(1)
            try await world.provePhone(first)
            let (own, owner) = (first.nik, "8271052703950077")
            first.nik = owner
            try await world.fillIn(first)
            try await world.sendPhotos(first)
            try await world.declare(first)
            try await world.settle()
            let siti = try await world.eligible(2) { $0.nik = owner }
            #expect(try await world.decision(of: siti) == .waiting([.dispute]))
            first.nik = own
            try await first.browser.post(Paths.identity, first.identityFields)
            try await world.settle()
            #expect(try await world.decision(of: siti) == .eligible)
        }
    }

    @Test(
        "payments wait during a dispute, approved ones too, and are sent after the decision",
        .bug(id: "2.39", "Payments to a cardholder with a contested NIK were refused for ever, without a notice."),
        arguments: Engine.tested)
    func payments(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            _ = try await world.ask(for: world.instalment(.incentive, 1, of: siti), of: siti)
            let ani = try await world.officer(.operations, "ani").browser
            let budi = try await world.officer(.approver, "budi").browser
            let path = try #require(try await ani.post(Paths.payouts, []).location)
            try await budi.post(path + "/persetujuan", try await world.sum(of: path), seeing: path)
            let dispute = try await world.contest(siti.person)
            try await world.settle()
            #expect(try await world.instalment(.incentive, 1, of: siti).state == .requested)
            #expect(try await world.railBooks().payments.isEmpty)

            try await world.decide(dispute, for: .older)
            world.clock.advance(.hours(1))
            try await world.settle()
            #expect(try await world.instalment(.incentive, 1, of: siti).state == .paid)
        }
    }

    @Test("of two people whom the registry confirms at the same moment, one holds the NIK", arguments: Engine.tested)
    func race(engine: Engine) async throws {
        try await World.with(engine) { world in
            let one = try await world.submitted(1)
            let two = try await world.submitted(2) { $0.nik = one.nik }
            let claims = try await world.dependencies.database.read { [one, two] tx in
                try [one, two].map { try world.claim(of: $0, tx) }
            }
            try await world.dependencies.database.transaction { tx in
                try tx.run("DELETE FROM identity_dispute")
                try tx.run("UPDATE identity_claim SET state = 'waiting', counted = \(false)")
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for claim in claims {
                    group.addTask {
                        try await world.dependencies.database.transaction { tx in
                            try tx.identity.record(
                                .verified, claim: claim.id, check: claim.checks, on: world.dependencies)
                        }
                    }
                }
                try await group.waitForAll()
            }
            let states = try await world.dependencies.database.read { tx in
                try claims.compactMap { try tx.identity.claim($0.id)?.state.rawValue }.sorted()
            }
            #expect(states == ["contested", "verified"])
        }
    }
}

extension World {
    func signedUp(_ number: Int, nik: String) async throws -> TestPerson {
        var person = try await signedUp(number)
        person.nik = nik
        return person
    }

    /// A verified person, and another who claims their NIK and has sent both photos, so that the deadline runs.
    func disputed() async throws -> (siti: TestPerson, other: TestPerson, dispute: ID<StoredClaim>) {
        let siti = try await eligible(1)
        let other = try await submitted(2) { $0.nik = siti.nik }
        try await settle()
        try await tick()
        let dispute = try await dependencies.database.read { try $0.disputes.running(limit: 1).first?.id }
        return (siti, other, try #require(dispute))
    }

    /// Another account claims the NIK of a verified person, so that the deadline runs.
    func contest(_ person: ID<Account>) async throws -> ID<StoredClaim> {
        let phone = try #require(Contact("081299990001"))
        return try await dependencies.database.transaction { [dependencies] tx in
            let held = try #require(try tx.identity.claim(of: person))
            let other = try tx.accounts.open(
                with: phone, at: dependencies.realNow(), ids: dependencies.ids, vault: dependencies.vault
            ).account.id
            try tx.identity.save(
                held.openNIK(dependencies.vault), birthDate: held.birthDate, familyCard: nil, of: other,
                on: dependencies)
            let claim = try #require(try tx.identity.claim(of: other))
            try tx.identity.record(.verified, claim: claim.id, check: claim.checks, on: dependencies)
            try SettleDispute(dependencies: dependencies).open(claim.id, in: tx)
            return claim.id
        }
    }

    func propose(_ dispute: ID<StoredClaim>, for side: IdentityDispute.Side, by officer: Visitor) async throws {
        try await officer.post(
            Paths.disputeProposal(dispute),
            [("pihak", side.rawValue), ("alasan", "Wajah di swafoto sama dengan foto di KTP asli.")],
            seeing: Paths.dispute(dispute))
    }

    func decide(_ dispute: ID<StoredClaim>, for side: IdentityDispute.Side) async throws {
        try await propose(dispute, for: side, by: try await officer(.verifier, "pengusul").browser)
        let second = try await officer(.operations, "pemutus").browser
        try await second.post(Paths.disputeAgreement(dispute), [], seeing: Paths.dispute(dispute))
    }

    func moneyWaits(for person: TestPerson) async throws -> Instant? {
        let id = try await id(of: person)
        return try await dependencies.database.read { try $0.disputes.moneyWaits(for: id) }
    }

    func isTold(_ person: TestPerson) async throws -> Bool {
        try await letters(to: person.email).contains { $0.subject == "NIK Anda juga dipakai orang lain" }
    }

    func claim(of person: TestPerson, _ tx: Transaction) throws -> StoredClaim {
        let contact = try #require(Contact(person.email))
        let account = try #require(try tx.accounts.holder(of: contact, vault: dependencies.vault))
        return try #require(try tx.identity.claim(of: account.id))
    }
}
