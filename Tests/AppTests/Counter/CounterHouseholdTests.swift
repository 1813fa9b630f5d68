import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("People at a counter without a number of their own", .timeLimit(.minutes(3)))
struct CounterHouseholdTests {
    private static let phone = "081299998888"
    private static let gateway = "+6281299998888"

    @Test(
        "a household member's number gets the code with the member's consent, and becomes no contact of the account",
        arguments: Engine.tested)
    func household(engine: Engine) async throws {
        try await World.with(engine) { world in
            let lia = try await world.counterOfficer()
            let fields = World.household(Self.phone)
            for (missing, at) in [("anggota-setuju", "Pemilik nomor harus setuju"), ("hubungan", "Pilih hubungannya")] {
                let refused = try await lia.browser.post(
                    Paths.counterStart, fields.filter { $0.0 != missing })
                #expect(refused.status == .unprocessableContent && refused.text.contains(at), "\(missing)")
            }
            let begun = try await world.assist(lia, fields, codeTo: Self.gateway)
            #expect(begun.location == Paths.application)
            let one = try #require(try await world.counterCases(of: lia).first)
            let person = try #require(one.person)
            #expect(one.way == .household && one.relation == .child)
            let held = try await world.dependencies.database.read { [dependencies = world.dependencies] tx in
                try tx.accounts.contacts(of: person, vault: dependencies.vault)
            }
            #expect(held.isEmpty)
            let letter = try #require(try await world.letters(to: Self.gateway).last)
            #expect(letter.text.contains("anggota keluarga"))

            // The phone's step is done: an officer saw the person.
            let browser = TestPerson(browser: lia.browser, email: "", phone: Self.phone)
            try await world.apply(browser)
            try await world.acceptPhotos(ofAccount: person)
            try await world.settle()
            try await world.takeBack(lia)

            // With the case number and a new code they come back, and join.
            try await world.advanceWaves()
            let wrong = try await lia.browser.post(
                Paths.counterStart, World.household(Self.phone, earlier: "L-111-111-1111"))
            #expect(wrong.text.contains("Nomor kasus itu tidak cocok"))
            world.clock.advance(.minutes(5))
            let again = World.household(Self.phone, earlier: one.number.description)
            #expect(try await world.assist(lia, again, codeTo: Self.gateway).location == Paths.application)
            #expect(try await lia.browser.join().location == Paths.myEntry(1))
            let cases = try await world.counterCases(of: lia).filter { $0.person == person }
            #expect(cases.count == 2)
        }
    }

    @Test("one household number serves five people, and the sixth is told what to do", arguments: Engine.tested)
    func householdFull(engine: Engine) async throws {
        try await World.with(engine) { world in
            let lia = try await world.counterOfficer()
            let contact = try #require(Contact(Self.phone))
            let limits = World.officeRoles.counter
            try await world.dependencies.database.transaction { [dependencies = world.dependencies] tx in
                for _ in 0..<limits.peoplePerHousehold {
                    let draft = CounterDraft(
                        label: "Adik", way: .household, contact: contact, relation: .sibling, consent: .spoken,
                        words: "Ya", earlier: nil)
                    let one = try World.begin(draft, by: lia, on: dependencies, in: tx)
                    let person = try tx.accounts.openWithoutContact(at: dependencies.realNow(), ids: dependencies.ids)
                    #expect(
                        try tx.counterCases.assist(
                            one.id, person.id, at: dependencies.realNow(), ids: dependencies.ids))
                }
            }
            let refused = try await lia.browser.post(Paths.counterStart, World.household(Self.phone))
            #expect(refused.status == .tooManyRequests)
            #expect(refused.text.contains("Nomor ini sudah dipakai 5 orang. Pakai nomor anggota lain"))
            #expect(try await world.letters(to: Self.gateway).isEmpty)
        }
    }

    @Test("an officer helps forty people on one day, and goes on the next", arguments: Engine.tested)
    func dayFull(engine: Engine) async throws {
        try await World.with(engine) { world in
            let lia = try await world.counterOfficer()
            let most = World.officeRoles.counter.casesPerDay
            try await world.dependencies.database.transaction { [dependencies = world.dependencies] tx in
                for _ in 0..<most {
                    let draft = CounterDraft(
                        label: "Warga", way: .slip, contact: nil, relation: nil, consent: .spoken, words: "Ya",
                        earlier: nil)
                    _ = try World.begin(draft, by: lia, on: dependencies, in: tx)
                }
            }
            #expect(try await lia.browser.get(Paths.counter).text.contains("Batas hari ini tercapai: 40 orang"))
            let refused = try await lia.browser.post(Paths.counterStart, World.slip())
            #expect(refused.status == .tooManyRequests && refused.text.contains("Batas hari ini tercapai"))

            let auditor = try await world.officer([.auditor], "adit")
            let records = try await auditor.browser.get(Paths.counterRecords(of: lia.id)).text
            #expect(records.contains("lia") && records.contains("Disnaker Ternate") && records.contains("40"))
            #expect(try await lia.browser.get(Paths.counterRecords).status == .forbidden)
            #expect(try await auditor.browser.get(Paths.counter).status == .forbidden)

            // Officers' sessions last twelve hours.
            world.clock.advance(.hours(24))
            let next = try await world.counterOfficer("tono")
            #expect(try await next.browser.post(Paths.counterStart, World.slip()).location == Paths.application)
        }
    }

    @Test(
        "a person without any number gets an account without a contact, a slip, and the way to the wave",
        arguments: Engine.tested)
    func slip(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let lia = try await world.counterOfficer()
            let unseen = try await lia.browser.post(
                Paths.counterStart, World.slip().filter { $0.0 != "ktp-asli" })
            #expect(unseen.text.contains("Cocokkan wajah dengan KTP asli"))
            #expect(try await lia.browser.post(Paths.counterStart, World.slip()).location == Paths.application)
            let one = try #require(try await world.counterCases(of: lia).first)
            let person = try #require(one.person)
            try await world.apply(TestPerson(browser: lia.browser, email: "", phone: ""))
            try await world.acceptPhotos(ofAccount: person)
            try await world.settle()
            #expect(try await lia.browser.join().location == Paths.myEntry(1))
            let slip = try await lia.browser.get(Paths.counterSlip).text
            #expect(slip.contains("dompet digital ada di HP") && slip.contains(one.number.description))
            try await world.takeBack(lia)

            // In the same province any counter goes on with the slip; elsewhere none does.
            let far = try await world.officer([.localOfficer], "asep")
            try await world.give(far.id, office: "Disnaker Bandung", region: "32")
            let refused = try await far.browser.post(
                Paths.counterStart, World.slip(earlier: one.number.description))
            #expect(refused.text.contains("Nomor kasus itu tidak cocok"))
            let near = try await world.counterOfficer("tono", office: "Dinas Koperasi Tidore")
            let again = try await near.browser.post(Paths.counterStart, World.slip(earlier: one.number.description))
            #expect(again.location == Paths.application)
            #expect(try await world.counterCases(of: near).first?.person == person)
        }
    }

    @Test(
        "a first number comes to an account without one by two officers; then its slip opens nothing any more",
        arguments: Engine.tested)
    func firstNumber(engine: Engine) async throws {
        try await World.with(engine) { world in
            let lia = try await world.counterOfficer()
            try await lia.browser.post(Paths.counterStart, World.slip())
            let one = try #require(try await world.counterCases(of: lia).first)
            let person = TestPerson(browser: lia.browser, email: "", phone: "")
            try await world.apply(person)
            try await world.takeBack(lia)

            let (typed, new) = ("0813-7777-0001", "+6281377770001")
            let ani = try await world.officer(.verifier, "ani")
            let proposed = try await ani.browser.post(Paths.contactOffice, world.lost(typed, nik: person.nik))
            #expect(proposed.location == Paths.contactOffice, "\(proposed.text)")
            let budi = try await world.officer(.approver, "budi")
            let page = try await budi.browser.get(Paths.contactOffice).body
            let path = try #require(page.firstMatch(of: /\/kantor\/kontak\/\d+\/setuju/)).output
            let agreed = try await budi.browser.post(
                String(path), [("kontak-lagi", new)], seeing: Paths.contactOffice)
            #expect(agreed.location == Paths.contactOffice, "\(agreed.text)")
            world.clock.advance(ContactCase.noticePeriod)
            let home = try await world.signIn(typed, at: new)
            #expect(try await home.isSignedIn())
            #expect(try await home.get(Paths.whoHelped).text.contains(one.number.description))

            let near = try await world.counterOfficer("tono")
            let refused = try await near.browser.post(Paths.counterStart, World.slip(earlier: one.number.description))
            #expect(refused.text.contains("Nomor kasus itu tidak cocok"))
        }
    }
}
