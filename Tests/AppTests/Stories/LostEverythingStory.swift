import Foundation
import HTTPTypes
import Programme
import Simulators
import Storage
import TestSupport
import Testing

@testable import App

/// Siti's bag is stolen: telephone and mailbox are gone, and the wallet that her incentives go to is on the telephone.
@Suite("Story: telephone and mailbox are lost", .timeLimit(.minutes(2)))
struct LostEverythingStory {
    private static let why = "Datang ke loket Ternate, tas dicuri, HP dan email hilang"
    private static let (phone, mailbox, new) = ("+6281234567890", "siti@contoh.id", "+6281377770001")

    /// A beneficiary with both contacts and a wallet, and what the counter sees of her.
    private func start(_ world: World) async throws -> Beneficiary {
        let siti = try await world.ready()
        try await world.give(Self.mailbox, to: siti.person)
        _ = try await world.ask(for: world.instalment(.incentive, 1, of: siti), of: siti)
        return siti
    }

    /// The counter finds her by NIK, opens her page and proposes the new number.
    private func atCounter(_ siti: Beneficiary, _ world: World) async throws {
        let counter = try await world.officer([.localOfficer], "loket").browser
        let found = try await counter.search([(SearchPage.field, "8271 0527 0395 1001"), ("alasan", Self.why)])
        #expect(found.body.contains(Paths.person(siti.person)))
        #expect(try await counter.get(Paths.person(siti.person)).body.contains(Paths.personContact(siti.person)))
        let proposed = try await counter.post(Paths.personContact(siti.person), world.lost("0813-7777-0001", nik: ""))
        #expect(proposed.location == Paths.person(siti.person))
    }

    private func approve(_ world: World) async throws {
        let second = try await world.officer([.programmeManager], "hasti").browser
        let list = try await second.get(Paths.contactOffice)
        #expect(list.text.contains("KTP asli; Wajah sama") && list.text.contains("HP hilang di pasar"))
        let path = try #require(list.path(to: "setuju"))
        let approved = try await second.post(path, [("kontak-lagi", "0813-7777-0001")], seeing: Paths.contactOffice)
        #expect(approved.location == Paths.contactOffice)
    }

    private func pay(_ world: World, _ name: String) async throws -> Answer {
        let maker = try await world.officer([.payoutMaker], "susun-\(name)").browser
        let drafted = try await maker.post(Paths.payouts, [])
        guard let path = drafted.location else { return drafted }
        let checker = try await world.officer([.payoutChecker], "periksa-\(name)").browser
        let approved = try await checker.post(path + "/persetujuan", try await world.sum(of: path), seeing: path)
        try await world.settle()
        return approved
    }

    @Test(
        "story: counter, two officers, 72 hours, sign-in with the new telephone, and payouts flow again",
        arguments: Engine.tested)
    func recovered(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await start(world)
            try await atCounter(siti, world)
            // Frozen from the proposal on.
            #expect(try await pay(world, "usul").text.contains("Tidak ada permintaan"))
            try await approve(world)
            #expect(try await pay(world, "setuju").text.contains("Tidak ada permintaan"))
            for old in [Self.phone, Self.mailbox] {
                #expect(try await world.letters(to: old).last?.text.contains("/henti/") == true, "\(old)")
            }
            #expect(try await world.letters(to: Self.new).last?.text.contains("mulai") == true)

            world.clock.advance(ContactCase.noticePeriod - .minutes(1))
            try await world.askToSignIn(Self.new, in: world.visitor())
            #expect(try await world.contacts(of: siti.person).contains(Self.new) == false)
            world.clock.advance(.minutes(1))
            let home = try await world.signIn("0813-7777-0001", at: Self.new)
            #expect(try await world.contacts(of: siti.person) == [Self.mailbox, Self.new])
            #expect(try await world.letters(to: Self.phone).last?.text.contains("diganti ke") == true)
            #expect(try await home.get(Paths.whoLooked).text.contains(Self.why))

            // Some days more, because the old telephone may still hold the wallet. Then she links another, and is paid.
            #expect(try await pay(world, "diganti").text.contains("Tidak ada permintaan"))
            #expect(try await home.get(Paths.payee).text.contains("sedang atau baru saja diganti"))
            world.clock.advance(.days(world.dependencies.edition.account.daysPayeeIsHeld))
            #expect(try await world.link("0813-7777-0001", of: siti).location == Paths.payee)
            #expect(try await pay(world, "lagi").location != nil)
            #expect(try await world.instalment(.incentive, 1, of: siti).state == .paid)
            #expect(try await world.railBooks().payments.count == 1)
            try await world.expectBalancedBooks()
        }
    }

    @Test(
        "story: the office was deceived, the owner stops it by the link in her mail, and payouts flow again",
        arguments: Engine.tested)
    func stopped(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await start(world)
            // Approved before the deceiver came: it waits, too.
            let maker = try await world.officer([.payoutMaker], "susun").browser
            let batch = try #require(try await maker.post(Paths.payouts, []).location)
            try await atCounter(siti, world)
            let checker = try await world.officer([.payoutChecker], "periksa").browser
            #expect(
                try await checker.post(batch + "/persetujuan", try await world.sum(of: batch), seeing: batch).location
                    == batch)
            try await world.settle()
            try await approve(world)
            #expect(try await world.railBooks().payments.isEmpty)

            let link = try await world.link(to: Self.mailbox)
            let browser = world.visitor()
            #expect(try await browser.get(link).text.contains("Bukan saya: hentikan"))
            try await browser.post(link, [])
            for contact in [Self.phone, Self.mailbox] {
                let letter = try #require(try await world.letters(to: contact).last)
                #expect("\(letter.subject) \(letter.text)".contains("dihentikan"), "\(contact)")
            }
            world.clock.advance(ContactCase.noticePeriod)
            try await world.askToSignIn(Self.new, in: world.visitor())
            #expect(try await world.letters(to: Self.new).contains { $0.text.contains("belum ada akun") })
            #expect(try await world.contacts(of: siti.person) == [Self.mailbox, Self.phone])
            try await world.settle()
            #expect(try await world.instalment(.incentive, 1, of: siti).state == .paid)
            let counter = try await world.officer([.localOfficer], "loket2").browser
            #expect(try await counter.get(Paths.contactOffice).text.contains("Dihentikan pemilik akun"))
        }
    }
}
