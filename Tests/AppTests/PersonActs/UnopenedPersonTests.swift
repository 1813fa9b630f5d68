import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Acts on people whom the officer has not opened", .timeLimit(.minutes(2)))
struct UnopenedPersonTests {
    @Test(
        "an act and a message again need the person's page open for a reason, as their forms do",
        .bug(
            id: "3.610",
            "The form of an act on a person asked for the reason why the officer opens the person; sending it did not."),
        arguments: Engine.tested)
    func unopened(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.eligible()
            let person = try await world.id(of: siti)
            let rini = try await world.officer([.helpdesk], "rini")
            let suspension = PersonActTexts.fields + [("sebab", PersonActCause.accountMisused.rawValue)]
            func act(_ form: PersonActForm, _ fields: [(String, String)]) async throws -> Answer {
                try await rini.browser.post(
                    Paths.personAct(person, form), fields, seeing: Paths.officeSearch)
            }
            #expect(try await act(.suspension, suspension).location == Paths.person(person))
            let message = try await world.dependencies.database.read { tx in
                try tx.inbox.latest(of: person, before: nil, limit: 1, vault: world.dependencies.vault).first?.id
            }
            let again = [(MessageAgainPage.messageField, "\(try #require(message))")]
            #expect(try await act(.message, again).location == Paths.person(person))
            let acts = try await world.auditedActions()
            #expect(!acts.contains("message.sent-again"))
            #expect(try await world.dependencies.database.read { try $0.personProposals.waiting(limit: 5).isEmpty })

            try await world.open(person, by: rini)
            #expect(try await act(.suspension, suspension).location?.hasPrefix(Paths.personProposals) == true)
        }
    }

    @Test(
        "who proposed an act on a person reads whom to ask to refuse it, since they cannot take it back",
        .bug(id: "4.836", "A proposer of an act on a person who had erred read only that another officer decides."),
        arguments: Engine.tested)
    func takenBack(engine: Engine) async throws {
        try await World.with(engine) { world in
            let person = try await world.id(of: world.eligible())
            let rini = try await world.officer([.helpdesk], "rini")
            let hasti = try await world.officer([.programmeManager], "hasti")
            try await world.open(person, by: rini)
            let cause = [("sebab", PersonActCause.paymentInDoubt.rawValue)]
            let id = try world.proposal(try await world.propose(.suspension, on: person, by: rini, cause))
            let words = "Anda tidak dapat menariknya. Minta petugas lain menolaknya di halaman ini: Manajer program"
            #expect(try await rini.browser.get(Paths.personProposal(id)).text.contains(words))
            #expect(!(try await hasti.browser.get(Paths.personProposal(id)).text.contains("menariknya")))
            try await world.decide(id, .refuse, by: hasti)
            #expect(!(try await rini.browser.get(Paths.personProposal(id)).text.contains("menariknya")))
        }
    }

    @Test(
        "an act on an account, or an owner of a partner, that does not exist is not found",
        .bug(
            id: "3.611", "Two forms of the office answered that we failed when the number in their address was unknown."
        ),
        arguments: Engine.tested)
    func unknown(engine: Engine) async throws {
        try await World.with(engine) { world in
            let rini = try await world.officer([.helpdesk], "rini")
            let nobody = try #require(ID<Account>("42"))
            let act = try await rini.browser.post(
                Paths.personAct(nobody, .suspension),
                PersonActTexts.fields + [("sebab", PersonActCause.accountMisused.rawValue)],
                seeing: Paths.officeSearch)
            #expect(act.status == .notFound)
            let ratna = try await world.officer([.partnerManager], "ratna")
            let partner = try #require(ID<Partner>("42"))
            let owner = try await ratna.browser.post(
                Paths.officePartnerAct(partner, .owner),
                [("pemilik", "PT Pijar"), ("mitra", ""), ("bagian", "60"), ("sumber", "Akta nomor 9")],
                seeing: Paths.officePartners)
            #expect(owner.status == .notFound)
        }
    }
}
