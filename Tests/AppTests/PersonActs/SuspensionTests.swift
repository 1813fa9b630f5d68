import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Suspending an account", .timeLimit(.minutes(2)))
struct SuspensionTests {
    private let cause = [("sebab", PersonActCause.paymentInDoubt.rawValue)]

    @Test(
        "the list of proposals names person and cause, each name shown is recorded, and a local officer sees their region's",
        .bug(
            id: "5.383", "Rows of proposed acts on people had neither the person's name nor the cause: all read alike."),
        arguments: Engine.tested)
    func list(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.eligible()
            let person = try await world.id(of: siti)
            let rini = try await world.officer([.helpdesk], "rini")
            try await world.open(person, by: rini)
            _ = try world.proposal(try await world.propose(.suspension, on: person, by: rini, cause))
            let hasti = try await world.officer([.programmeManager], "hasti")
            let page = try await hasti.browser.get(Paths.personProposals).text
            #expect(
                page.contains(siti.name) && page.contains(PersonActCause.paymentInDoubt.heading(.indonesian)), "\(page)"
            )
            let seen = try await siti.browser.get(Paths.whoLooked).text
            #expect(seen.contains("Daftar usul tindakan"), "\(seen)")

            let local = try await world.officer([.localOfficer], "lokal")
            for (province, isShown) in [("82", true), ("32", false)] {
                try await world.vandalise(
                    "UPDATE officer SET region = \(province), place = 'Disnaker' WHERE id = \(local.id)")
                try await world.bindOfficer(local.id)
                let page = try await local.browser.get(Paths.personProposals).text
                #expect(
                    page.contains(siti.name) == isShown && page.contains("di luar wilayah Anda") != isShown, "\(page)")
            }
        }
    }

    @Test(
        "a suspended person's card buys nothing, although SQL made it active again",
        .bug(id: "5.419", "A suspension stopped sales only by the card's state, which no act binds."),
        arguments: Engine.tested)
    func card(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            let rini = try await world.officer([.helpdesk], "rini")
            let hasti = try await world.officer([.programmeManager], "hasti")
            try await world.open(siti.person, by: rini)
            let id = try world.proposal(try await world.propose(.suspension, on: siti.person, by: rini, cause))
            #expect(try await world.decide(id, .approve, by: hasti).location == Paths.personProposal(id))
            let (dependencies, person) = (world.dependencies, siti.person)
            try await world.vandalise("UPDATE card SET status = 'active' WHERE person_id = \(person)")
            let card = try #require(try await dependencies.database.read { try $0.cards.of(person) })
            #expect(card.status == .active)
            await #expect(throws: PurchaseRefusal.self) {
                try await dependencies.database.read {
                    try AskPurchase.requireNotSuspended(card, in: $0, on: dependencies)
                }
            }
        }
    }

    @Test(
        "two officers suspend and lift: sign-in says why, no payment leaves meanwhile, and nothing lapses",
        arguments: Engine.tested)
    func suspended(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            let first = try await world.instalment(.incentive, 1, of: siti)
            #expect(try await world.ask(for: first, of: siti).location != nil)
            let rini = try await world.officer([.helpdesk], "rini")
            let hasti = try await world.officer([.programmeManager], "hasti")
            try await world.open(siti.person, by: rini)
            let bare = try await world.propose(.suspension, on: siti.person, by: rini)
            #expect(bare.status == .unprocessableContent && bare.text.contains("Pilih sebabnya"))
            let id = try world.proposal(try await world.propose(.suspension, on: siti.person, by: rini, cause))
            let running = {
                try await world.dependencies.database.read { try $0.suspensions.isRunning(for: siti.person) }
            }
            #expect(try await !running(), "one officer's proposal alone suspends nothing")
            #expect(try await world.decide(id, .approve, by: hasti).location == Paths.personProposal(id))
            #expect(try await running())

            let browser = try await world.browser(of: siti.person)
            let home = try await browser.get(Paths.account).text
            for text in ["Akun Anda ditangguhkan", "pembayaran sedang diperiksa", PersonActTexts.reason] {
                #expect(home.contains(text), "\(text)")
            }
            #expect(!home.contains(PersonActTexts.proof) && home.contains("Sanggah bila keliru"))
            let second = try await world.instalment(.survey, 1, of: siti)
            #expect(try await world.ask(for: second, of: siti).text.contains("sedang ditangguhkan"))
            #expect(try await browser.post(Paths.payee, [("mitra", "gopay"), ("nomor", "")]).status == .conflict)
            let card = try await world.dependencies.database.read { try $0.cards.find(siti.card) }
            #expect(card?.status == .suspended)

            // A batch of other people's payments leaves this one out, and a payment approved before waits.
            let ani = try await world.officer(.operations, "ani-susun")
            #expect(try await ani.browser.post(Paths.payouts, []).location == nil)
            #expect(try await world.instalment(.incentive, 1, of: siti).state == .requested)
            world.clock.advance(.days(3))
            _ = try await ReviewInstalments().run(on: world.dependencies)
            #expect(try await world.instalments(of: siti).allSatisfy { $0.state != .forfeited })

            let (again, boss) = (
                try await world.officer([.helpdesk], "ratna"), try await world.officer([.programmeManager], "budi")
            )
            try await world.open(siti.person, by: again)
            try await world.agreed(.lifting, on: siti.person, by: again, boss)
            #expect(try await !running())
            #expect(try await world.dependencies.database.read { try $0.cards.find(siti.card)?.status } == .active)
            #expect(try await !world.browser(of: siti.person).get(Paths.account).text.contains("ditangguhkan"))
            _ = try await world.payOut()
            #expect(try await world.instalment(.incentive, 1, of: siti).state == .paid)
            let letters = try await world.letters(to: "+6281234567890").map(\.text)
            #expect(letters.contains { $0.contains("akun Prakerja") || $0.contains("Akun Prakerja") }, "\(letters)")
            try await world.expectBalancedBooks()
            #expect(try await world.unbound([.personProposals, .suspensions]) == [])
        }
    }

    @Test(
        "a suspension that SQL ended, changed or deleted goes on for joining, buying and payments, and no act binds it",
        .bug(
            id: "5.437",
            """
            SQL gave a suspension an end: the person joined, bought and was paid, and `audit verify` named it only \
            afterwards; the next act on them bound what SQL had written.
            """),
        arguments: Engine.tested)
    func endedBySQL(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            let (rini, hasti) = (
                try await world.officer([.helpdesk], "rini"), try await world.officer([.programmeManager], "hasti")
            )
            let (dependencies, person) = (world.dependencies, siti.person)
            let allows = {
                try await dependencies.database.read { tx in
                    let card = try #require(try tx.cards.of(person))
                    let buys = (try? AskPurchase.requireNotSuspended(card, in: tx, on: dependencies)) != nil
                    let hold = MoneyHold(dependencies: dependencies)
                    return try [
                        buys, hold.mayBePaid(person, in: tx), hold.waiting(among: [person], in: tx).isEmpty,
                    ]
                }
            }
            #expect(try await allows() == [true, true, true])
            try await world.open(person, by: rini)
            try await world.agreed(.suspension, on: person, by: rini, hasti, cause)
            #expect(try await world.startBinding() == [])
            try await world.keep("account_suspension")
            #expect(try await allows() == [false, false, false])
            let attacks: [SQL] = [
                "UPDATE account_suspension SET ended_at = began_at, ending = 'lifted'",
                "DELETE FROM account_suspension",
            ]
            for attack in attacks {
                try await world.vandalise(attack)
                #expect(try await allows() == [false, false, false], "\(attack.text)")
                let begun = try await world.propose(.suspension, on: person, by: rini, cause)
                #expect(begun.status == .conflict && begun.text.contains("diubah di luar aplikasi"), "\(begun.text)")
                let findings = try await world.verifyRecords()
                #expect(findings.contains { $0.hasPrefix("suspensions of person \(person)") }, "\(findings)")
                try await world.putBack("account_suspension")
            }
            #expect(try await allows() == [false, false, false])
            #expect(try await world.verifyRecords() == [])
            try await world.agreed(.lifting, on: person, by: rini, hasti)
            #expect(try await allows() == [true, true, true])
        }
    }

    @Test("a payment that was approved waits, also for a batch of one", arguments: Engine.tested)
    func approved(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            _ = try await world.ask(for: try await world.instalment(.incentive, 1, of: siti), of: siti)
            let (ani, budi) = (try await world.officer(.operations, "ani"), try await world.officer(.approver, "budi"))
            let batch = try #require(try await ani.browser.post(Paths.payouts, []).location)
            let rini = try await world.officer([.helpdesk], "rini")
            try await world.open(siti.person, by: rini)
            let urgent = try world.proposal(
                try await world.propose(.suspension, on: siti.person, by: rini, cause + [("mendesak", "ya")]))
            #expect(
                try await budi.browser.post(batch + "/persetujuan", try await world.sum(of: batch), seeing: batch)
                    .location == batch)
            try await world.settle()
            #expect(try await world.instalment(.incentive, 1, of: siti).state == .requested)
            #expect(try await world.balance(.cardIncentive(siti.card)).held > .zero)

            // The second officer does not agree: it ends at once, and the payment goes out.
            let hasti = try await world.officer([.programmeManager], "hasti")
            #expect(try await world.decide(urgent, .refuse, by: hasti).location != nil)
            world.clock.advance(.hours(1))
            try await world.settle()
            #expect(try await world.instalment(.incentive, 1, of: siti).state == .paid)
            try await world.expectBalancedBooks()
        }
    }

    @Test(
        "one officer suspends for 72 hours at most, not again soon, and the days for the first purchase are given back",
        arguments: Engine.tested)
    func urgent(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.cardholder()
            let before = try #require(try await world.dependencies.database.read { try $0.cards.find(siti.card) })
            let rini = try await world.officer([.helpdesk], "rini")
            try await world.open(siti.person, by: rini)
            let id = try world.proposal(
                try await world.propose(.suspension, on: siti.person, by: rini, cause + [("mendesak", "ya")]))
            let home = try await world.browser(of: siti.person).get(Paths.account).text
            #expect(home.contains("Akun Anda ditangguhkan") && home.contains("berakhir sendiri"))
            let twice = try await world.propose(.suspension, on: siti.person, by: rini, cause + [("mendesak", "ya")])
            #expect(twice.status == .conflict && twice.text.contains("sudah ditangguhkan"))

            world.clock.advance(.minutes(72 * 60 - 1))
            _ = try await LapseSuspensions().run(on: world.dependencies)
            #expect(try await world.dependencies.database.read { try $0.suspensions.isRunning(for: siti.person) })
            world.clock.advance(.minutes(1))
            for _ in 1...2 { _ = try await LapseSuspensions().run(on: world.dependencies) }
            #expect(try await world.dependencies.database.read { try !$0.suspensions.isRunning(for: siti.person) })
            let after = try #require(try await world.dependencies.database.read { try $0.cards.find(siti.card) })
            #expect(after.status == .active && after.firstUseBy == before.firstUseBy + AccountSuspension.urgent)
            #expect(try await world.texts(to: siti.phone).count { $0.contains("aktif lagi") } == 1)

            let ratna = try await world.officer([.helpdesk], "ratna")
            try await world.open(siti.person, by: ratna)
            let soon = try await world.propose(.suspension, on: siti.person, by: ratna, cause + [("mendesak", "ya")])
            #expect(soon.status == .conflict && soon.text.contains("baru saja berakhir"))
            let hasti = try await world.officer([.programmeManager], "hasti")
            #expect(try await world.decide(id, .approve, by: hasti).text.contains("sudah diputuskan"))
        }
    }

    @Test("a suspended person cannot join a wave, and reads where the reason is", arguments: Engine.tested)
    func joining(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let siti = try await world.candidate()
            let rini = try await world.officer([.helpdesk], "rini")
            try await world.open(siti.id, by: rini)
            _ = try await world.propose(.suspension, on: siti.id, by: rini, cause + [("mendesak", "ya")])
            let refused = try await siti.browser.join()
            #expect(refused.status == .forbidden && refused.text.contains("sedang ditangguhkan"))
            #expect(try await world.joined() == 0)
        }
    }
}
