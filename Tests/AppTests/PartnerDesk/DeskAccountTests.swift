import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("A person of a partner and their own sign-in", .timeLimit(.minutes(4)))
struct DeskAccountTests {
    private static let next = "sembilan perahu biru"

    /// The institution's first person, invited by two officers and set up by themselves.
    private static func with(
        _ engine: Engine, _ body: @escaping @Sendable (World, DeskPerson, Market) async throws -> Void
    ) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let ratna = try await world.officer("Ratna", .operations)
            let hendra = try await world.officer("Hendra", .approver)
            let school = try await world.invite(.institution, "Balai Kopi", code: "balai-kopi", by: ratna)
            try await world.decide(.approve, on: school.id, by: hendra)
            _ = try await world.proposePerson("Maya Lestari", "maya@balai.example", of: school.id, by: ratna)
            _ = try await world.decidePerson(.approve, of: school.id, by: hendra)
            let maya = try await world.setUpDesk("maya@balai.example")
            try await body(world, maya, market)
        }
    }

    private func code(_ person: DeskPerson, _ world: World) -> String {
        person.totp.code(step: TOTP.step(at: world.clock.now()))
    }

    private func change(
        _ person: DeskPerson, from old: String = World.deskPassword, to new: String = next, again: String? = nil,
        code: String
    ) async throws -> Answer {
        try await person.browser.post(
            Paths.deskPassword,
            [("sandi", old), ("kode", code), (ChangePasswordPage.new, new), ("ulang", again ?? new)])
    }

    private func signIn(
        _ person: DeskPerson, _ password: String, _ code: String, in browser: Visitor
    ) async throws -> Answer {
        try await browser.post(
            Paths.partnerSignIn, [("nama", person.email), ("sandi", password), ("kode", code)])
    }

    @Test(
        "a new password needs the present one and the authenticator, ends other sessions, and is told by mail",
        arguments: Engine.tested)
    func password(engine: Engine) async throws {
        try await Self.with(engine) { world, maya, _ in
            let other = world.visitor()
            world.clock.advance(.seconds(31))
            #expect(try await world.signIn(maya, in: other).location == Paths.partnerDesk)
            world.clock.advance(.seconds(31))
            let wrong: [(old: String, new: String, again: String?, code: String, says: String)] = [
                ("salah sekali itu", Self.next, nil, code(maya, world), "tidak cocok"),
                (World.deskPassword, Self.next, nil, "000000", "tidak cocok"),
                (World.deskPassword, "pendek", nil, code(maya, world), "paling sedikit"),
                (World.deskPassword, Self.next, "lain sama sekali", code(maya, world), "berbeda"),
                (World.deskPassword, World.deskPassword, nil, code(maya, world), "sama dengan yang lama"),
            ]
            for (old, new, again, code, says) in wrong {
                let answer = try await change(maya, from: old, to: new, again: again, code: code)
                #expect(answer.status == .unprocessableContent, "\(says): \(answer.status)")
                #expect(answer.text.lowercased().contains(says), "\(says): \(answer.text)")
                #expect(!answer.body.contains(old) && !answer.body.contains(Self.next), "no password in a page")
            }
            world.clock.advance(.seconds(31))
            let now = code(maya, world)
            #expect(try await change(maya, code: now).location == Paths.deskAccount)
            // The code is used up: a second tap changes nothing.
            #expect(try await change(maya, from: Self.next, to: "lima belas ekor sapi", code: now).status != .seeOther)
            #expect(try await maya.browser.get(Paths.partnerDesk).status == .ok, "the session goes on")
            let ended = try await other.get(Paths.partnerDesk)
            #expect(ended.location?.hasPrefix(Paths.partnerSignIn) == true, "\(ended.status)")
            let told = try await world.letters(to: maya.email).map(\.subject)
            #expect(told.contains { $0.contains("Kata sandi meja mitra Anda diganti") }, "\(told)")

            world.clock.advance(.seconds(31))
            let stranger = world.visitor()
            #expect(try await signIn(maya, World.deskPassword, code(maya, world), in: stranger).status != .seeOther)
            #expect(try await signIn(maya, Self.next, code(maya, world), in: stranger).location == Paths.partnerDesk)
            #expect(try await world.verifyRecords().filter { $0.hasPrefix("person of a partner ") } == [])
        }
    }

    @Test(
        "recovery codes are shown once after the proof, each signs in once, and new ones replace the old",
        arguments: Engine.tested)
    func recovery(engine: Engine) async throws {
        try await Self.with(engine) { world, maya, _ in
            world.clock.advance(.seconds(31))
            let unproved = try await maya.browser.post(
                Paths.deskRecovery, [("sandi", World.deskPassword), ("kode", "000000")])
            #expect(unproved.status == .unprocessableContent && !unproved.body.contains("<ul class=\"codes\">"))
            let codes = try await make(maya, world)
            #expect(codes.count == RecoveryCode.count && Set(codes).count == codes.count)
            let account = try await maya.browser.get(Paths.deskAccount)
            #expect(account.text.contains("8 belum dipakai") && !account.body.contains(codes[0]))
            #expect(try await world.letters(to: maya.email).contains { $0.subject.contains("Kode pemulihan") })

            let phoneless = world.visitor()
            let typed = codes[0].uppercased()
            #expect(try await signIn(maya, "salah sekali itu", typed, in: world.visitor()).status != .seeOther)
            #expect(try await signIn(maya, World.deskPassword, typed, in: phoneless).location == Paths.partnerDesk)
            #expect(try await signIn(maya, World.deskPassword, typed, in: world.visitor()).status != .seeOther, "once")
            #expect(try await phoneless.get(Paths.deskAccount).text.contains("7 belum dipakai"))
            // It is no authenticator: neither password nor codes are changed with it.
            let asked = try await phoneless.post(
                Paths.deskRecovery, [("sandi", World.deskPassword), ("kode", codes[1])])
            #expect(asked.status == .unprocessableContent)

            world.clock.advance(.seconds(31))
            let later = try await make(maya, world)
            #expect(Set(later).isDisjoint(with: codes))
            #expect(try await signIn(maya, World.deskPassword, codes[2], in: world.visitor()).status != .seeOther)
            #expect(
                try await signIn(maya, World.deskPassword, later[2], in: world.visitor()).location == Paths.partnerDesk)
        }
    }

    @Test(
        "a reset by two ends password and recovery codes, and a person whom SQL changed changes neither",
        arguments: Engine.tested)
    func reset(engine: Engine) async throws {
        try await Self.with(engine) { world, maya, _ in
            world.clock.advance(.seconds(31))
            let codes = try await make(maya, world)
            try await world.vandalise("UPDATE partner_person SET role = 'staff'")
            world.clock.advance(.seconds(31))
            let refused = try await change(maya, code: code(maya, world))
            #expect(refused.status != .ok && refused.location != Paths.deskAccount, "\(refused.status)")
            try await world.vandalise("UPDATE partner_person SET role = 'administrator'")

            let (id, partner) = try await world.dependencies.database.read { tx in
                let row = try #require(try tx.row("SELECT id, partner_id FROM partner_person"))
                return (try row["id"] as ID<PartnerPerson>, try row["partner_id"] as ID<Partner>)
            }
            let wayan = try await world.officer("Wayan", .operations)
            let dewi = try await world.officer("Dewi", .approver)
            let path = Paths.officePartnerPersonAct(partner, id, .reset)
            let proposed = try await wayan.browser.post(
                path, [(DeskPeoplePage.reason(id), World.deskReason)],
                seeing: Paths.officePartnerPeople(partner))
            #expect(proposed.status == .seeOther, "\(proposed.text)")
            #expect(try await world.decidePerson(.approve, of: partner, by: wayan).status == .conflict, "not alone")
            #expect(try await world.decidePerson(.approve, of: partner, by: dewi).status == .seeOther)
            let ended = try await maya.browser.get(Paths.deskAccount)
            #expect(ended.location?.hasPrefix(Paths.partnerSignIn) == true)
            #expect(try await signIn(maya, World.deskPassword, codes[0], in: world.visitor()).status != .seeOther)
            let again = try await world.setUpDesk(maya.email)
            #expect(try await again.browser.get(Paths.deskAccount).text.contains("0 belum dipakai"))
        }
    }

    private func make(_ person: DeskPerson, _ world: World) async throws -> [String] {
        let page = try await person.browser.post(
            Paths.deskRecovery, [("sandi", World.deskPassword), ("kode", code(person, world))])
        #expect(page.status == .ok, "\(page.text)")
        return page.body.matches(of: /<code>([a-z2-9]{5}-[a-z2-9]{5})<\/code>/).map { String($0.1) }
    }
}
