import Foundation
import HTTPTypes
import Programme
import Simulators
import Storage
import Testing

@testable import App

/// Runs under every shipped edition file without any change: from the account to the first payment.
@Suite("The whole journey under each edition", .timeLimit(.minutes(4)))
struct WholeWayTests {
    @Test(
        "sign up, apply, join, be drawn, buy, attend and be paid, in the edition's own amounts",
        arguments: ["edition-1", "edition-2", "edition-3", "edition-4"])
    func wholeWay(name: String) async throws {
        let file = World.repository.appending(path: "Editions/\(name).yaml")
        let yaml = try String(contentsOf: file, encoding: .utf8)
        try await Market.with(.sqlite, start: "2020-04-15T09:00:00+07:00", edition: { _ in yaml }) { market in
            let world = market.world
            let benefits = world.dependencies.edition.benefits
            try await world.advanceWaves()
            try await world.bringInMandatoryLists()
            let siti = try await world.eligible {
                $0.regency = world.homeInPlay
                $0.familyCard = "8271010101150001"
            }
            #expect(try await world.decision(of: siti) == .eligible)
            #expect(try await siti.browser.join().location == Paths.myEntry(1))
            try await world.decreeAndAnnounce()

            let holder = try await world.holder(siti)
            #expect(try await world.balance(.cardTraining(holder.card)).posted == benefits.training)
            let code = try await market.buy(holder)
            for sequence in [1, 999] {
                let link = try await market.sendToAttend(code, sequence: sequence)
                try await siti.browser.post(link.path, [])
                // Longer than a tenth of the course, which edition 4 asks for.
                if sequence == 1 { world.clock.advance(.minutes(80)) }
            }
            #expect(try await market.complete(code).status == 200)
            try await world.settle()

            let purchases = try await world.dependencies.database.read { try $0.purchases.of(holder.person) }
            let purchase = try #require(purchases.first)
            let beneficiary = Beneficiary(person: holder.person, card: holder.card, purchase: purchase.id)
            let planned = try await world.instalments(of: beneficiary)
            #expect(planned.count == benefits.incentive.count + benefits.survey.count)
            try await world.review(beneficiary)
            #expect(try await world.link("0812-3456-7890", of: beneficiary, at: "linkaja").location == Paths.payee)
            let first = try await world.instalment(.incentive, 1, of: beneficiary)
            #expect(first.amount == benefits.incentive.amount)
            #expect(try await world.ask(for: first, of: beneficiary).location == Paths.incentives)
            _ = try await world.payOut()
            #expect(try await world.instalment(.incentive, 1, of: beneficiary).state == .paid)
            #expect(try await world.railBooks().paidTo == ["081234567890": benefits.incentive.amount.amount])
            try await world.expectBalancedBooks()
            let rules = try await world.visitor().get(Paths.edition(world.dependencies.edition.id))
            #expect(rules.status == .ok && rules.text.contains(benefits.perPerson.description))
            #expect(rules.text.contains("anggapan") == (world.dependencies.edition.assumed != nil))
        }
    }
}

extension World {
    /// A regency whose residents may join now.
    var homeInPlay: String {
        let here = dependencies.edition.regions.first { $0.contains(today) }
        guard let code = here?.codes?.first else { return "82.71" }
        return Regency(code: code)?.code ?? Province(code: code).flatMap { Regions.of($0).last?.code } ?? "82.71"
    }

    /// Imports each mandatory list with a stranger on it, approved by a second officer.
    func bringInMandatoryLists() async throws {
        let rules = dependencies.edition.eligibility.lists.filter(\.mandatory)
        guard !rules.isEmpty else { return }
        let lister = try await officer("Sinta", .operations)
        let second = try await officer("Tono", .approver)
        for rule in rules {
            let path = try #require(
                try await lister.browser.bringIn(rule.kind.rawValue, "1271014501980003\n", asOf: ("10", "4")))
            try await second.browser.approve(path)
        }
        try await settle()
    }

    /// Closes wave 1, draws it, has two officers sign, and moves to the announcement.
    func decreeAndAnnounce() async throws {
        clock.set(try await wave().closesAt + Wave.drain)
        try await advanceWaves()
        let (ratna, hendra) = (try await officer("Ratna", .operations), try await officer("Hendra", .approver))
        for act in [WaveAction.draw, .draft, .sign] {
            #expect(try await ratna.browser.act(act).location == Paths.officeWave(1))
        }
        #expect(try await hendra.browser.act(.sign).location == Paths.officeWave(1))
        clock.set(try await wave().announcesAt)
        try await advanceWaves()
        try await settle()
    }

    func holder(_ person: TestPerson) async throws -> Cardholder {
        let id = try await id(of: person)
        let (card, number) = try await dependencies.database.read { [dependencies] tx in
            let card = try #require(try tx.cards.of(id))
            return (card, try tx.cards.number(of: card.id, vault: dependencies.vault))
        }
        return Cardholder(person: id, phone: person.phone, card: card.id, number: number)
    }
}
