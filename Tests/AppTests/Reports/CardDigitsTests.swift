import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Digits of cards on the budget's pages", .timeLimit(.minutes(2)))
struct CardDigitsTests {
    @Test(
        "a page of the budget that shows a card's digits records the reading of its holder, and no other page does",
        .bug(id: "5.536", "Officers read a card's last digits on the budget's pages, and its holder did not see who."),
        arguments: Engine.tested)
    func recorded(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.cardholder()
            let digits = "•••• \(try #require(try await world.ending(of: siti.card)))"
            let purse = Paths.budgetAccount("\(LedgerAccount.Code.cardTraining(siti.card))")
            // This role reads figures and no persons: no digits, and no reading.
            let tono = try await world.officer([.payoutChecker], "tono")
            #expect(!(try await tono.browser.get(purse).text.contains(digits)))
            #expect(try await world.readings(of: siti.person, by: tono.id) == [])

            let lestari = try await world.officer(.auditor, "lestari")
            for page in [Paths.budget, Paths.budgetPlace(.available)] {
                #expect(!(try await lestari.browser.get(page).text.contains(digits)), "\(page)")
            }
            #expect(try await world.readings(of: siti.person, by: lestari.id) == [])
            let account = try await lestari.browser.get(purse)
            #expect(account.status == .ok && account.text.contains(digits))
            #expect(try await world.readings(of: siti.person, by: lestari.id) == ["card budget-pages"])

            for (name, path) in [
                ("rina", Paths.budgetPlace(.card)), ("rudi", try account.link(to: "Kartu diisi")),
            ] {
                let other = try await world.officer(.auditor, name)
                #expect(try await other.browser.get(path).text.contains(digits), "\(path)")
                #expect(try await world.readings(of: siti.person, by: other.id) == ["card budget-pages"], "\(path)")
            }
            let seen = try await world.browser(of: siti.person).get(Paths.whoLooked).text
            #expect(seen.contains("Halaman anggaran"))
        }
    }
}
