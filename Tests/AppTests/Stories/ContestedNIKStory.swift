import Foundation
import HTTPTypes
import Programme
import Simulators
import Storage
import TestSupport
import Testing

@testable import App

/// A stranger has signed up with Siti's NIK before her, and has joined a wave with it.
@Suite("Story: two people claim one NIK", .timeLimit(.minutes(2)))
struct ContestedNIKStory {
    private static let why = "Dua akun memakai NIK yang sama"

    @Test(
        "story: evidence of both, two officers decide, the loser's entry is taken out, and an appeal opens it again",
        arguments: Engine.tested)
    func decided(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let stranger = try await world.eligible(1)
            #expect(try await stranger.browser.join().location != nil)
            let siti = try await world.submitted(2) { $0.nik = stranger.nik }
            try await world.settle()
            try await world.tick()
            let (holder, claimant) = (try await world.id(of: stranger), try await world.id(of: siti))

            // The search by NIK finds both; each page leads to the dispute, and the dispute to each page.
            let rini = try await world.officer([.identityReviewer], "rini").browser
            let found = try await rini.search([(SearchPage.field, siti.nik), ("alasan", Self.why)])
            for person in [holder, claimant] { #expect(found.body.contains(Paths.person(person))) }
            let page = try await rini.get(Paths.person(holder))
            #expect(page.text.contains("Putuskan sengketa NIK") && page.text.contains("NIK dua akun"))
            let path = try #require(page.body.firstMatch(of: /\/kantor\/sengketa\/\d+/).map { String($0.0) })
            let dispute = try #require(path.split(separator: "/").last.flatMap { ID<StoredClaim>(String($0)) })
            let sides = try await rini.get(path)
            #expect(sides.body.matches(of: /src="\/kantor\/sengketa\//).count == 4)
            #expect(sides.body.contains(Paths.personOpening(claimant)))
            try await world.propose(dispute, for: .newer, by: rini)
            let alone = try await rini.post(Paths.disputeAgreement(dispute), [], seeing: path)
            #expect(alone.text.contains("usulan Anda sendiri"))
            let hasti = try await world.officer([.programmeManager], "hasti").browser
            #expect(try await hasti.post(Paths.disputeAgreement(dispute), [], seeing: path).location == path)

            #expect(try await world.decision(of: stranger) == .ineligible([.nikOfAnother]))
            try await world.acceptPhotos(of: siti)
            #expect(try await world.decision(of: siti) == .eligible)
            #expect(try await world.letters(to: stranger.email).contains { $0.subject.contains("milik orang lain") })
            #expect(try await world.letters(to: siti.email).contains { $0.subject.contains("tetap milik Anda") })
            let story = try await hasti.get(Paths.dispute(dispute)).text
            #expect(story.contains("Wajah di swafoto sama"))

            try await appeal(stranger, world)
            try await again(siti, world)
            try await takenOut(stranger, world)
        }
    }

    /// The loser contests the decision with new evidence, and an officer who took no part opens the dispute again.
    private func appeal(_ stranger: TestPerson, _ world: World) async throws {
        let list = try await stranger.browser.get(Paths.appeals)
        let path = try #require(list.body.firstMatch(of: /\/akun\/bantuan\/sanggahan\/kelayakan\/\d+/)).0
        let sent = try await stranger.browser.post(
            String(path), [(CaseForm.text, "Itu NIK saya sejak lahir, ini akta kelahiran saya.")])
        let number = try world.number(of: sent)
        let dewi = try await world.officer([.helpdesk], "dewi")
        try await world.work(dewi, .runRules, on: number)
        #expect(try await world.stored(number).state == .open)
        let id = try await world.stored(number).id
        #expect(try await dewi.browser.get(Paths.officeCase(id)).text.contains("Buka lagi sengketa NIK"))
        #expect(try await world.work(dewi, .reopenDispute, on: number).location == Paths.officeCase(id))
        #expect(try await world.stored(number).outcome == .granted)
        #expect(try await world.decision(of: stranger) == .waiting([.dispute]))
        #expect(try await world.letters(to: stranger.email).contains { $0.subject.contains("Sanggahan dikabulkan") })
    }

    /// Two other officers find as the first two did: the NIK stays with its holder.
    private func again(_ siti: TestPerson, _ world: World) async throws {
        let dispute = try #require(
            try await world.dependencies.database.read { try $0.disputes.running(limit: 1).first?.id })
        let wulan = try await world.officer([.identityReviewer], "wulan").browser
        try await world.propose(dispute, for: .older, by: wulan)
        let bima = try await world.officer([.waveManager], "bima").browser
        let path = Paths.dispute(dispute)
        #expect(try await bima.post(Paths.disputeAgreement(dispute), [], seeing: path).location == path)
        #expect(try await world.decision(of: siti) == .eligible)
        #expect(try await world.unbound([.disputes, .decisions]) == [])
    }

    /// When the wave is sealed, the entry with the lost NIK is not in it, and the person reads why.
    private func takenOut(_ stranger: TestPerson, _ world: World) async throws {
        world.clock.set(try await world.wave().closesAt + Wave.drain)
        try await world.advanceWaves()
        let ratna = try await world.officer(.operations, "ratna")
        #expect(try await ratna.browser.act(.draw).location == Paths.officeWave(1))
        let sealed = try await world.dependencies.database.read { tx in
            try tx.row("SELECT entries FROM draw WHERE root IS NOT NULL")?["entries"] ?? -1
        }
        #expect(sealed == 0)
        try await world.signInAgain(stranger)
        #expect(try await stranger.browser.get(Paths.myEntry(1)).text.contains("NIK"))
    }

    @Test(
        "story: the loser's card rests, what was approved is not paid, and the money stays on the card",
        arguments: Engine.tested)
    func card(engine: Engine) async throws {
        try await World.with(engine) { world in
            let stranger = try await world.ready()
            _ = try await world.ask(for: world.instalment(.incentive, 1, of: stranger), of: stranger)
            let maker = try await world.officer([.payoutMaker], "susun").browser
            let path = try #require(try await maker.post(Paths.payouts, []).location)
            let dispute = try await world.contest(stranger.person)
            let checker = try await world.officer([.payoutChecker], "periksa").browser
            try await checker.post(path + "/persetujuan", try await world.sum(of: path), seeing: path)
            try await world.decide(dispute, for: .newer)
            world.clock.advance(.hours(1))
            try await world.settle()
            let card = try await world.dependencies.database.read { try $0.cards.of(stranger.person) }
            #expect(card?.status == .suspended)
            #expect(try await world.railBooks().payments.isEmpty)
            let browser = try await world.browser(of: stranger.person)
            #expect(try await browser.get(Paths.inbox).text.contains("milik orang lain"))
            let balance = try await world.balance(.cardIncentive(stranger.card))
            #expect(balance.posted > .zero)
            try await world.expectBalancedBooks()
        }
    }
}
