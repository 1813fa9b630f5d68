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
        "a dispute that SQL ended, let lapse, moved or deleted still holds the money, and is not decided by it",
        .bug(
            id: "5.438",
            """
            SQL ended a dispute, or the hold on a payee account: the money went to the account that was linked then. A \
            deadline that SQL moved decided whose NIK it is.
            """),
        arguments: Engine.tested)
    func changedBySQL(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, _, dispute) = try await world.disputed()
            let id = try await world.id(of: siti)
            #expect(try await world.startBinding() == [])
            try await world.keep("identity_dispute")
            let fields = [("mitra", "gopay"), ("nomor", siti.phone)]
            let past = world.clock.now() + .days(-1)
            let attacks: [SQL] = [
                "UPDATE identity_dispute SET state = 'dropped'", "UPDATE identity_dispute SET holds = \(false)",
                "UPDATE identity_dispute SET decide_by = \(past)",
                "UPDATE identity_dispute SET older_person = newer_person", "DELETE FROM identity_dispute",
            ]
            for attack in attacks {
                try await world.vandalise(attack)
                #expect(try await !world.mayBePaid(id), "\(attack.text)")
                #expect(try await siti.browser.post(Paths.payee, fields).status != .seeOther, "\(attack.text)")
                _ = try await AdvanceDisputes().run(on: world.dependencies)
                let state = try await world.dependencies.database.read { tx in
                    try tx.disputes.find(dispute)?.value.state
                }
                #expect(state != .decided, "\(attack.text)")
                let findings = try await world.verifyRecords()
                #expect(findings.contains { $0.hasPrefix("disputes over the NIK of person \(id) is") }, "\(findings)")
                try await world.putBack("identity_dispute")
            }
            #expect(try await world.verifyRecords() == [])
            try await world.decide(dispute, for: .older)
            #expect(try await world.mayBePaid(id))
            #expect(try await world.verifyRecords() == [])
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
