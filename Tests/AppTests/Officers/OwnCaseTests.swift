import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// An officer who is also an applicant: every room that decides about people refuses to let them decide about
/// themselves.
@Suite("An officer's own case", .timeLimit(.minutes(2)))
struct OwnCaseTests {
    private static let sentence = "menyangkut Anda sendiri"

    @Test(
        "own case: no step of taking a place away after the draw",
        .bug(id: "3.482", "An officer could decide the disqualification, and the objection, of their own place."),
        arguments: Engine.tested)
    func disqualification(engine: Engine) async throws {
        try await World.with(engine) { world in
            let wave = try await world.drawnWave()
            try await world.state(wave.siti.id, isOfficer: wave.ratna.id)
            let own = try await wave.propose(wave.ticket)
            #expect(own.status == .forbidden && own.text.contains(Self.sentence))
            let other = try await world.officer("Rudi", .operations)
            try await other.browser.post(
                Paths.disqualifications(1),
                [
                    (DisqualificationsPage.ticketField, "\(wave.ticket)"),
                    (DisqualificationsPage.listField, "blacklist"),
                ], seeing: Paths.disqualifications(1))
            try await world.state(wave.siti.id, isOfficer: wave.hendra.id)
            for answer in [DisqualificationAnswer.approve, .refuse] {
                #expect(try await wave.answer(answer, by: wave.hendra).status == .forbidden)
            }
            let second = try await world.officer("Hesti", .approver)
            try await wave.answer(.approve, by: second)
            try await wave.siti.browser.post(Paths.contest(1), [(ContestPage.field, "Itu bukan NIK saya.")])
            for answer in [DisqualificationAnswer.uphold, .dismiss] {
                let refused = try await wave.answer(answer, by: wave.hendra)
                #expect(refused.status == .forbidden && refused.text.contains(Self.sentence))
            }
            #expect(try await wave.trail().filter { $0 == "disqualification.denied" }.count == 5)
        }
    }

    @Test(
        "own case: no step on a complaint or an appeal, not even handed over or in bulk",
        .bug(id: "3.483", "An officer could answer their own complaint and accept corrections of their own answers."),
        arguments: Engine.tested)
    func serviceCase(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.signedUp(1)
            let number = try await world.complain(siti.browser)
            let rini = try await world.officer(.verifier, "rini")
            let person = try await world.id(of: siti)
            try await world.claimNIK(person)
            try await world.state(person, isOfficer: rini.id)
            let id = try await world.stored(number).id
            let page = try await rini.browser.get(Paths.officeCase(id))
            #expect(page.status == .forbidden && page.text.contains(Self.sentence))
            for act in CaseAct.allCases where act != .handOver {
                let fields = [
                    (CaseHandling.outcome, "explained"), (CaseForm.text, "Semuanya sudah benar dan dibayar."),
                    (CaseHandling.note, "Semuanya sudah benar."), (CaseHandling.message, "Semuanya sudah benar."),
                    (CaseHandling.returning, "Belum cukup jelas untuk orangnya"),
                    (CaseHandling.proof, "Ijazah asli dilihat di loket"),
                ]
                let answer = try await rini.browser.post(
                    Paths.officeCaseAct(id, act), fields, seeing: Paths.office)
                #expect(answer.status == .forbidden && answer.text.contains(Self.sentence), "\(act)")
            }
            let dewi = try await world.officer(.verifier, "dewi")
            try await world.work(dewi, .handOver, on: number, [(CaseHandling.heir, "\(rini.id)")])
            let stored = try await world.stored(number)
            #expect(stored.state == .open && stored.assignee == nil)
        }
    }

    @Test(
        "own case: no second look at one's own photos, and the queue does not lead there",
        .bug(id: "3.484", "An officer could give the second verdict on their own photos."), arguments: Engine.tested)
    func secondLook(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted()
            try await world.settle()
            let person = try await world.id(of: siti)
            let first = try await world.officer(.verifier, "wulan")
            let second = try await world.officer(.operations, "hadi")
            let photos = try await world.dependencies.database.read { try $0.photos.current(of: person) }
            let card = try #require(photos[.card]?.id)
            try await first.browser.post(Paths.photoAcceptance(card), [], seeing: Paths.photoReview(card))
            let look = try await world.dependencies.database.transaction { [dependencies = world.dependencies] tx in
                try tx.photos.askSecondLook(
                    at: person, after: first.id, now: dependencies.realNow(), ids: dependencies.ids)
                return try #require(try tx.photos.nextSecondLook(for: second.id))
            }
            try await world.state(person, isOfficer: second.id)
            let path = Paths.secondLook(look)
            #expect(try await second.browser.get(path).status == .forbidden)
            let answer = try await second.browser.post(path, [], seeing: Paths.office)
            #expect(answer.status == .forbidden && answer.text.contains(Self.sentence))
            let (next, count) = try await world.dependencies.database.read { tx in
                (try tx.photos.nextSecondLook(for: second.id), try tx.photos.secondLookCount(for: second.id))
            }
            #expect(next == nil && count == 0)
        }
    }

    @Test(
        "own case: neither side of a contested NIK sees or decides it as an officer", arguments: Engine.tested)
    func dispute(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, _, dispute) = try await world.disputed()
            let rini = try await world.officer(.verifier, "rini")
            let hasti = try await world.officer(.approver, "hasti")
            let person = try await world.id(of: siti)
            for officer in [rini.id, hasti.id] { try await world.state(person, isOfficer: officer) }
            let path = Paths.dispute(dispute)
            #expect(try await rini.browser.get(path).status == .forbidden)
            let reason = [("pihak", "older"), ("alasan", "Wajah di swafoto sama dengan foto di KTP asli.")]
            let proposed = try await rini.browser.post(Paths.disputeProposal(dispute), reason, seeing: Paths.office)
            #expect(proposed.status == .forbidden && proposed.text.contains(Self.sentence))
            try await world.propose(dispute, for: .older, by: try await world.officer(.verifier, "dewi").browser)
            for answer in [Paths.disputeAgreement(dispute), Paths.disputeRejection(dispute)] {
                let refused = try await hasti.browser.post(answer, [], seeing: Paths.office)
                #expect(refused.status == .forbidden && refused.text.contains(Self.sentence))
            }
        }
    }

    @Test("own case: no step of replacing one's own contact", arguments: Engine.tested)
    func contact(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.beneficiary()
            let ani = try await world.officer([.helpdesk], "ani")
            let hasti = try await world.officer([.programmeManager], "hasti")
            for officer in [ani.id, hasti.id] { try await world.state(siti.person, isOfficer: officer) }
            let own = try await ani.browser.post(Paths.contactOffice, world.lost("0813-7777-0001"))
            #expect(own.status == .forbidden && own.text.contains(Self.sentence))
            let dewi = try await world.officer([.helpdesk], "dewi").browser
            try await dewi.post(Paths.contactOffice, world.lost("0813-7777-0001"))
            let list = try await hasti.browser.get(Paths.contactOffice)
            for act in ["setuju", "tolak"] {
                let path = try #require(list.path(to: act))
                let refused = try await hasti.browser.post(
                    path, [("kontak-lagi", "0813-7777-0001")], seeing: Paths.contactOffice)
                #expect(refused.status == .forbidden && refused.text.contains(Self.sentence), "\(act)")
            }
        }
    }
}

extension World {
    /// The officer states the NIK that this person claims.
    fileprivate func state(_ person: ID<Account>, isOfficer officer: ID<Officer>) async throws {
        try await dependencies.database.transaction { tx in
            let claim = try #require(try tx.identity.claim(of: person))
            let stated = try tx.officers.stateNIK(claim.nikLookup, of: officer)
            #expect(stated != .statedBefore)
            // A second account with the same NIK is from before a NIK belonged to one officer.
            guard stated == .taken else { return }
            try tx.run("UPDATE officer SET nik_lookup = \(claim.nikLookup) WHERE id = \(officer)")
        }
        try await bindOfficer(officer)
    }

    /// The person has written their NIK, and nothing else.
    fileprivate func claimNIK(_ person: ID<Account>) async throws {
        let birthDate = try #require(CivilDate("1995-03-27"))
        try await dependencies.database.transaction { [dependencies] tx in
            try tx.identity.save(
                NIK("8271052703951001"), birthDate: birthDate, familyCard: nil, of: person, on: dependencies)
        }
    }
}
