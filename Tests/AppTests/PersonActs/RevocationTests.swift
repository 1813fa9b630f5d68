import HTTPTypes
import Programme
import Simulators
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Revoking a card", .timeLimit(.minutes(2)))
struct RevocationTests {
    private let cause = [("sebab", PersonActCause.cardMisused.rawValue)]

    @Test(
        "two officers revoke a used card: what is left returns to the state, an appeal that succeeds gives it back",
        arguments: Engine.tested)
    func revoked(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            _ = try await world.ask(for: try await world.instalment(.incentive, 1, of: siti), of: siti)
            let (ani, budi) = (try await world.officer(.operations, "ani"), try await world.officer(.approver, "budi"))
            let batch = try #require(try await ani.browser.post(Paths.payouts, []).location)
            let rini = try await world.officer([.helpdesk], "rini")
            let hasti = try await world.officer([.programmeManager], "hasti")
            try await world.open(siti.person, by: rini)
            let (training, incentive) = (
                try await world.balance(.cardTraining(siti.card)), try await world.balance(.cardIncentive(siti.card))
            )
            let id = try world.proposal(try await world.propose(.revocation, on: siti.person, by: rini, cause))
            #expect(try await world.dependencies.database.read { try $0.cards.find(siti.card)?.status } == .active)
            #expect(try await world.decide(id, .approve, by: hasti).location == Paths.personProposal(id))

            for code in [LedgerAccount.Code.cardTraining(siti.card), .cardIncentive(siti.card)] {
                let left = try await world.balance(code)
                #expect(left.posted == .zero && left.held == .zero, "\(code)")
            }
            #expect(try await world.balance(.sink(.returned)).posted == training.posted + incentive.posted)
            #expect(try await world.instalments(of: siti).allSatisfy { $0.state == .forfeited })
            try await world.expectBalancedBooks()
            // The batch that was drafted before pays nothing.
            _ = try await budi.browser.post(batch + "/persetujuan", try await world.sum(of: batch), seeing: batch)
            try await world.settle()
            #expect(try await world.railBooks().payments.isEmpty)

            let browser = try await world.browser(of: siti.person)
            #expect(try await browser.get(Paths.account).text.contains("kartu disalahgunakan"))
            #expect(try await browser.get(Paths.incentives).text.contains("Kartu Anda dicabut"))
            let appeals = try await browser.get(Paths.appeals)
            let path = try #require(appeals.body.firstMatch(of: /\/akun\/bantuan\/sanggahan\/pencabutan\/\d+/)).0
            let sent = try await browser.post(String(path), [(CaseForm.text, "Kartu saya dicuri, sudah lapor polisi.")])
            let number = try world.number(of: sent)

            let dewi = try await world.officer([.helpdesk], "dewi")
            try await world.work(dewi, .runRules, on: number)
            #expect(try await world.stored(number).state == .open, "running the rules alone gives nothing back")
            try await world.open(siti.person, by: dewi)
            try await world.agreed(.restoration, on: siti.person, by: dewi, hasti)
            #expect(try await world.balance(.cardTraining(siti.card)).posted == training.posted)
            #expect(try await world.balance(.cardIncentive(siti.card)).available == incentive.posted)
            #expect(try await world.instalment(.incentive, 1, of: siti).state == .earned)
            #expect(try await world.dependencies.database.read { try $0.cards.find(siti.card)?.status } == .active)
            try await world.work(dewi, .runRules, on: number)
            #expect(try await world.stored(number).outcome == .granted)
            try await world.expectBalancedBooks()
            #expect(try await world.unbound([.personProposals, .revocations]) == [])

            // It can be revoked once more, with entries of its own.
            try await world.agreed(.revocation, on: siti.person, by: dewi, hasti, cause)
            #expect(try await world.balance(.cardTraining(siti.card)).posted == .zero)
            try await world.expectBalancedBooks()
        }
    }

    @Test(
        "a revoked cardholder reads what is left to do, and that what was not used has gone back",
        .bug(id: "2.691", "The page of a revoked card said that its whole training money had been used."),
        .bug(id: "4.841", "The page of incentives promised them to a person whose card was revoked."),
        arguments: Engine.tested)
    func pages(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            _ = try await market.buy(siti)
            let rini = try await world.officer([.helpdesk], "rini")
            let hasti = try await world.officer([.programmeManager], "hasti")
            try await world.open(siti.person, by: rini)
            try await world.agreed(.revocation, on: siti.person, by: rini, hasti, cause)
            // Before the announcement the card is not shown.
            try await world.announceWave(1)
            let browser = try await world.browser(of: siti.person)
            #expect(try await browser.get(Paths.account).text.contains("Tukarkan kode redeem"))
            let card = try await browser.get(Paths.card).text
            #expect(card.contains("Yang tidak dipakai sudah kembali ke negara.") && !card.contains("Terpakai"))
            let incentives = try await browser.get(Paths.incentives).text
            #expect(incentives.contains("jadi tidak ada insentif") && !incentives.contains("dapat Anda terima"))
        }
    }

    @Test(
        "who loses their card is notified of that alone, and not that they do not qualify",
        .bug(id: "4.844", "A second message said that the person did not qualify, since they had had a card."),
        arguments: Engine.tested)
    func oneMessage(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.eligible()
            let person = try await world.id(of: siti)
            _ = try await world.card(of: person, 1)
            let rini = try await world.officer([.helpdesk], "rini")
            let hasti = try await world.officer([.programmeManager], "hasti")
            try await world.open(person, by: rini)
            try await world.agreed(.revocation, on: person, by: rini, hasti, cause)
            let inbox = try await siti.browser.get(Paths.inbox).text
            #expect(inbox.contains("Kartu Prakerja Anda dicabut") && !inbox.contains("Anda belum memenuhi syarat"))
        }
    }

    @Test(
        "a training that was paid runs to its end on a revoked card; incentives follow once the card is given back",
        .bug(
            id: "2.324",
            """
            A training that was completed while its card was revoked earned no incentives, also after the card was given \
            back.
            """),
        arguments: Engine.tested)
    func completedMeanwhile(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            let code = try await market.buy(siti)
            let rini = try await world.officer([.helpdesk], "rini")
            let hasti = try await world.officer([.programmeManager], "hasti")
            try await world.open(siti.person, by: rini)
            try await world.agreed(.revocation, on: siti.person, by: rini, hasti, cause)
            let again = try await market.sendOTP(siti.number, user: "U-1")
            #expect(again.code == "ERRPLT40045")

            try await market.attend([1, 999], code, siti)
            #expect(try await market.complete(code).status == 200)
            try await world.settle()
            #expect(try await market.balance(.partnerPayable(market.platform.id)).posted == Rupiah(60_000))
            #expect(try await market.balance(.partnerPayable(market.institution.id)).posted == Rupiah(540_000))
            let today = world.today
            func planned() async throws -> [Instalment] {
                try await world.dependencies.database.read {
                    try $0.incentives.of(siti.person, today: today).map(\.instalment)
                }
            }
            #expect(try await planned() == [])
            for purse in [LedgerAccount.Code.cardTraining(siti.card), .cardIncentive(siti.card)] {
                #expect(try await market.balance(purse).posted == .zero)
            }
            try await market.expectCleanBooks()

            try await world.agreed(.restoration, on: siti.person, by: rini, hasti)
            try await world.settle()
            let benefits = world.dependencies.edition.benefits
            #expect(try await planned().count == benefits.incentive.count + benefits.survey.count)
            #expect(
                try await market.balance(.cardIncentive(siti.card)).posted == benefits.perPerson - benefits.training)
            try await market.expectCleanBooks()
        }
    }

    @Test("a person without a card, an ended card and a cause of another act are refused", arguments: Engine.tested)
    func refused(engine: Engine) async throws {
        try await World.with(engine) { world in
            let budi = try await world.id(of: try await world.signedUp(2))
            let rini = try await world.officer([.helpdesk], "rini")
            try await world.open(budi, by: rini)
            let none = try await world.propose(.revocation, on: budi, by: rini, cause)
            #expect(none.status == .conflict && none.text.contains("belum punya kartu"))
            let other = try await world.propose(
                .revocation, on: budi, by: rini, [("sebab", PersonActCause.paymentInDoubt.rawValue)])
            #expect(other.status == .unprocessableContent)
            let restore = try await world.propose(.restoration, on: budi, by: rini)
            #expect(restore.status == .conflict && restore.text.contains("tidak sedang dicabut"))
            let auditor = try await world.officer(.auditor, "citra")
            #expect(try await auditor.browser.get(Paths.personAct(budi, .revocation)).status == .forbidden)
            #expect(try await auditor.browser.get(Paths.personProposals).status == .forbidden)
        }
    }
}
