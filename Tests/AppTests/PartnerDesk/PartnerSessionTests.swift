import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Sessions at a partner's desk", .timeLimit(.minutes(3)))
struct PartnerSessionTests {
    private static func isOut(_ browser: Visitor) async throws -> Bool {
        try await browser.get(Paths.partnerDesk).location?.hasPrefix(Paths.partnerSignIn) == true
    }

    @Test(
        "the office suspends at once with all sessions; two of the partner do too, one alone does not",
        arguments: Engine.tested)
    func suspended(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let (world, partner) = (market.world, market.institution)
            let ratna = try await world.officer("Ratna", .operations)
            let maya = try await world.visitorAtDesk(of: partner, name: "Maya")
            let budi = try await world.visitorAtDesk(of: partner, name: "Budi")
            let sari = try await world.visitorAtDesk(of: partner, role: .staff, name: "Sari")

            let asked = try await maya.browser.post(
                Paths.deskPersonAct(sari.id, .suspend), [(DeskPeoplePage.reason(sari.id), World.deskReason)],
                seeing: Paths.deskPeople)
            #expect(asked.location == Paths.deskPeople, "\(asked.text)")
            #expect(try await world.decidePerson(.approve, of: partner.id, by: maya.browser).status == .conflict)
            #expect(try await world.decidePerson(.approve, of: partner.id, by: ratna).status == .conflict)
            #expect(try await !Self.isOut(sari.browser), "one person alone suspends no colleague")
            #expect(try await world.decidePerson(.approve, of: partner.id, by: budi.browser).status == .seeOther)
            #expect(try await Self.isOut(sari.browser))

            let stopped = try await ratna.browser.post(
                Paths.officePartnerPersonAct(partner.id, maya.id, .suspend),
                [(DeskPeoplePage.reason(maya.id), World.deskReason)], seeing: Paths.officePartnerPeople(partner.id))
            #expect(stopped.location == Paths.officePartnerPeople(partner.id), "\(stopped.text)")
            #expect(try await Self.isOut(maya.browser))
            #expect(try await !Self.isOut(budi.browser))
            #expect(try await world.trail(of: "partner:\(partner.id)").contains("partner-person.suspended"))
            let findings = try await world.verifyRecords().filter { $0.contains("person of a partner") }
            #expect(findings == [])
        }
    }

    @Test(
        "a session ends by itself, at signing out on every device, and with the partner; what SQL puts back opens nothing",
        arguments: Engine.tested)
    func ended(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let maya = try await world.visitorAtDesk(of: market.institution, name: "Maya")
            let vault = world.dependencies.vault
            let second = try await world.dependencies.database.transaction { [dependencies = world.dependencies] tx in
                try tx.partnerPeople.begin(
                    maya.id, at: dependencies.realNow(), vault: vault, random: dependencies.random)
            }
            let other = world.visitor()
            other.carry(cookie: PartnerSessionCookie.name(secure: false), second)
            #expect(try await !Self.isOut(other))
            let kept = try await world.dependencies.database.read { tx in
                try tx.rows("SELECT hash, run, begun_at, seen_at, ends_at, seal FROM partner_session").map { row in
                    try (
                        row["hash"] as Data, row["run"] as Int, row["begun_at"] as Instant, row["seen_at"] as Instant,
                        row["ends_at"] as Instant, row["seal"] as Data
                    )
                }
            }
            #expect(kept.count == 2)
            #expect(
                try await maya.browser.post(Paths.partnerSignOut, [], seeing: Paths.partnerDesk).location
                    == Paths.partnerSignIn)
            #expect(try await Self.isOut(other))
            try await world.dependencies.database.transaction { tx in
                for row in kept {
                    try tx.run(
                        """
                        INSERT INTO partner_session (hash, partner_person_id, run, begun_at, seen_at, ends_at, seal)
                        VALUES (\(row.0), \(maya.id), \(row.1), \(row.2), \(row.3), \(row.4), \(row.5))
                        """)
                }
            }
            #expect(try await Self.isOut(other), "the run of these sessions is over")
            try await world.vandalise("UPDATE partner_person SET session_run = 1 WHERE id = \(maya.id)")
            #expect(try await Self.isOut(other), "the person is not as the last act left them")

            let tono = try await world.visitorAtDesk(of: market.stranger, name: "Tono")
            world.clock.advance(.hours(12))
            #expect(try await Self.isOut(tono.browser))
        }
    }

    @Test("with the end of its partner no person enters, and no link sets an account up", arguments: Engine.tested)
    func partnerEnded(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let (world, partner) = (market.world, market.institution)
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            let maya = try await world.visitorAtDesk(of: partner, name: "Maya")
            _ = try await world.proposePerson("Budi Hartono", "budi@balai.example", of: partner.id, by: ratna)
            #expect(try await world.decidePerson(.approve, of: partner.id, by: hendra).status == .seeOther)
            let link = try await world.link(to: "budi@balai.example")
            #expect(try await world.visitor().get(link).status == .ok)
            try await world.act(.end, on: partner.id, by: ratna)
            try await world.decide(.approve, on: partner.id, by: hendra)
            #expect(try await world.state(of: partner.id) == .ended)
            #expect(try await Self.isOut(maya.browser))
            #expect(try await world.visitor().get(link).status == .notFound)
        }
    }

    @Test("wrong words, a used code and an unknown address are refused alike, and after some tries not compared")
    func refused() async throws {
        try await Market.with(.sqlite) { market in
            let world = market.world
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            let partner = market.institution.id
            _ = try await world.proposePerson("Maya Lestari", "maya@balai.example", of: partner, by: ratna)
            _ = try await world.decidePerson(.approve, of: partner, by: hendra)
            let maya = try await world.setUpDesk("maya@balai.example")
            let browser = world.visitor()
            let used = try await world.signIn(maya, in: browser)
            #expect(used.status == .unprocessableContent && used.text.contains("tidak cocok"), "a code is good once")
            let stranger = try await browser.post(
                Paths.partnerSignIn, [("nama", "tidak@ada.example"), ("sandi", "x"), ("kode", "123456")])
            #expect(stranger.status == .unprocessableContent && stranger.text.contains("tidak cocok"))
            var last = used
            for _ in 1...OfficerSignInLimiter.triesPerName { last = try await world.signIn(maya, in: browser) }
            #expect(last.status == .tooManyRequests)
        }
    }
}
