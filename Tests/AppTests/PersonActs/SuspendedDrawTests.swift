import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// A person who is in a wave is suspended before the cards of the wave are issued. The decree names the person: nothing
/// lapses, and nothing can be used meanwhile.
@Suite("Drawn while suspended", .timeLimit(.minutes(3)))
struct SuspendedDrawTests {
    private static let cause = [("sebab", PersonActCause.paymentInDoubt.rawValue)]

    @Test(
        "a person suspended between joining and the draw is drawn; the card is issued suspended, without losing a day",
        arguments: Engine.tested)
    func lifted(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let siti = try await world.candidate()
            try await siti.browser.join()
            let (rini, hasti) = (
                try await world.officer([.helpdesk], "rini"), try await world.officer([.programmeManager], "hasti")
            )
            try await world.open(siti.id, by: rini)
            try await world.agreed(.suspension, on: siti.id, by: rini, hasti, Self.cause)
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            _ = try await world.sealableList(agreedBy: hendra.id)
            try await world.decreeAndIssue(1, ratna.id, hendra.id)
            let issued = try #require(try await world.card(of: siti.id))
            #expect(issued.status == .suspended)
            try await world.signInAgain(siti)
            #expect(try await siti.browser.get(Paths.account).text.contains("Akun Anda ditangguhkan"))
            let page = try await siti.browser.get(Paths.card).text
            let number = try await world.dependencies.database.read { tx in
                try tx.cards.number(of: issued.id, vault: world.dependencies.vault).digits
            }
            #expect(!page.contains(number) && page.contains("ditangguhkan"))

            // Beyond the last day for the first purchase.
            world.clock.set(issued.firstUseBy + .days(1))
            _ = try await ExpireCards().run(on: world.dependencies)
            #expect(try await world.card(of: siti.id)?.status == .suspended)

            let (again, boss) = (
                try await world.officer([.helpdesk], "ani"), try await world.officer([.programmeManager], "budi")
            )
            try await world.open(siti.id, by: again)
            let waited = world.clock.now() - issued.issuedAt
            try await world.agreed(.lifting, on: siti.id, by: again, boss)
            let card = try #require(try await world.card(of: siti.id))
            #expect(card.status == .active && card.id == issued.id)
            #expect(card.firstUseBy == issued.firstUseBy + waited)
            try await world.expectBalancedBooks()
        }
    }

    @Test(
        "a suspension that no second officer confirms ends, and the card that was issued meanwhile becomes active",
        arguments: Engine.tested)
    func lapsed(engine: Engine) async throws {
        try await World.with(engine) { world in
            let wave = try await world.drawnWave(announced: false)
            world.clock.set(try await world.wave().announcesAt - .hours(1))
            let rini = try await world.officer([.helpdesk], "rini")
            try await world.open(wave.siti.id, by: rini)
            _ = try await world.propose(.suspension, on: wave.siti.id, by: rini, Self.cause + [("mendesak", "ya")])
            try await world.announceAndIssue(1)
            let issued = try #require(try await wave.card(of: wave.siti))
            #expect(issued.status == .suspended)
            world.clock.advance(AccountSuspension.urgent - .hours(1))
            _ = try await LapseSuspensions().run(on: world.dependencies)
            let card = try #require(try await wave.card(of: wave.siti))
            #expect(card.status == .active)
            #expect(card.firstUseBy == issued.firstUseBy + (AccountSuspension.urgent - .hours(1)))
            try await wave.expectCleanBooks()
        }
    }
}
