import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("A lost contact, from the person's page to the stop by its owner", .timeLimit(.minutes(2)))
struct PersonContactTests {
    private static let why = "Datang ke loket, HP dan email hilang"

    @Test(
        "the counter begins it from the person's page, once per person, and each officer finds it there",
        arguments: Engine.tested)
    func fromPage(engine: Engine) async throws {
        try await World.with(engine) { world in
            let person = try await world.beneficiary().person
            let page = Paths.person(person)
            let form = Paths.personContact(person)
            let ani = try await world.officer([.localOfficer], "ani").browser
            // Not before the page was opened for a reason.
            #expect(try await ani.get(form).location == page)
            try await ani.post(Paths.personOpening(person), [("alasan", Self.why)], seeing: page)
            #expect(try await ani.get(page).body.contains(form))
            let weak = try await ani.post(form, world.lost("0813-7777-0001", seen: [.identityCard]))
            #expect(weak.status == .unprocessableContent && weak.body.contains("0813-7777-0001"))

            let seen = try await ani.open(form)
            for _ in 1...2 {
                #expect(try await ani.post(form, world.lost("0813-7777-0001"), token: seen).location == page)
            }
            let budi = try await world.officer([.helpdesk], "budi").browser
            try await budi.post(Paths.personOpening(person), [("alasan", Self.why)], seeing: page)
            #expect(!(try await budi.get(page).body.contains(form)))
            #expect(try await budi.get(form).text.contains("sedang berjalan"))
            let second = try await budi.post(form, world.lost("0813-7777-0002"), seeing: Paths.office)
            #expect(second.status == .unprocessableContent && second.text.contains("Selesaikan yang itu dulu"))
            let box = try await budi.get(page).text
            #expect(box.contains("Kontak hilang") && box.contains("Menunggu persetujuan"))
            #expect(box.contains("Kontak hilang diusulkan diganti") && box.contains("dicocokkan: wajah; KTP asli"))

            // The case leads back to the person, with itself as the reason.
            let hasti = try await world.officer([.programmeManager], "hasti").browser
            let list = try await hasti.get(Paths.contactOffice)
            #expect(list.text.contains("KTP asli; Wajah sama dengan KTP"))
            let item = try #require(list.body.firstMatch(of: /name="dari" value="([^"]+)"/).map { String($0.1) })
            #expect(item.hasPrefix("contact-case:"))
            #expect(
                try await hasti.post(Paths.personOpening(person), [("dari", item)], seeing: Paths.contactOffice)
                    .location
                    == page)
        }
    }

    @Test("of two officers who begin at the same moment, one begins the case", arguments: Engine.tested)
    func race(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.beneficiary()
            let officers = [
                try await world.officer([.localOfficer], "ani").browser,
                try await world.officer([.helpdesk], "budi").browser,
            ]
            for officer in officers { try await officer.open(Paths.contactOffice) }
            let answers = try await withThrowingTaskGroup(of: Bool.self) { group in
                for (place, officer) in officers.enumerated() {
                    group.addTask {
                        try await officer.postAsSeen(Paths.contactOffice, world.lost("0813-7777-000\(place)")).location
                            != nil
                    }
                }
                return try await group.reduce(into: [Bool]()) { $0.append($1) }
            }
            #expect(answers.count { $0 } == 1)
            let cases = try await world.dependencies.database.read {
                try $0.contactCases.latest(in: nil, limit: 10, vault: world.dependencies.vault).count
            }
            #expect(cases == 1)
        }
    }

    @Test(
        "the link in the notice stops it without signing in, and by pressing only",
        .bug(
            id: "2.481",
            """
            The owner of a number that a deceived office was about to replace could stop it from a signed-in browser \
            only; a person who had none had to find the page first.
            """), arguments: Engine.tested)
    func link(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.beneficiary()
            let second = try await world.replaceContact(with: "0813-7777-0001")
            let link = try await world.link(to: "+6281200001001")
            #expect(link.hasPrefix("/henti/"))
            let stranger = world.visitor()
            let page = try await stranger.get(link)
            #expect(page.text.contains("Kontak akun akan diganti") && !page.text.contains("0813-7777-0001"))
            #expect(try await stranger.get(link).text.contains("Bukan saya: hentikan"))
            let other = link.dropLast(2) + (link.hasSuffix("AA") ? "BB" : "AA")
            #expect(try await stranger.get(String(other)).status == .notFound)
            let seen = try await stranger.open(link)
            for _ in 1...2 { #expect(try await stranger.post(link, [], token: seen).location == link) }
            #expect(try await stranger.get(link).text.contains("sudah berhenti"))
            let told = try await world.letters(to: "+6281200001001").filter { $0.text.contains("dihentikan") }
            #expect(told.count == 1)
            #expect(try await second.get(Paths.contactOffice).text.contains("Dihentikan pemilik akun"))
            world.clock.advance(ContactCase.noticePeriod)
            try await world.askToSignIn("+6281377770001", in: world.visitor())
            #expect(try await world.contacts(of: siti.person) == ["+6281200001001"])
        }
    }

    @Test("a second officer of the same duty is refused, and the attempt is in the log", arguments: Engine.tested)
    func denied(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.beneficiary()
            let both = try await world.officer([.programmeManager, .helpdesk], "ani").browser
            try await both.post(Paths.contactOffice, world.lost("0813-7777-0001"))
            #expect(try await both.get(Paths.contactOffice).path(to: "setuju") == nil)
            let other = try await world.officer([.programmeManager], "budi").browser
            let path = try #require(try await other.get(Paths.contactOffice).path(to: "setuju"))
            let alone = try await both.post(path, [("kontak-lagi", "0813-7777-0001")], seeing: Paths.contactOffice)
            #expect(alone.text.contains("usulan Anda sendiri"))
            #expect(try await world.auditedActions().first == "contact-case.denied")
        }
    }

    @Test(
        "payments wait from the proposal on, for three days where no second officer decides", arguments: Engine.tested)
    func money(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            _ = try await world.ask(for: world.instalment(.incentive, 1, of: siti), of: siti)
            let owner = try await world.browser(of: siti.person)
            let nik = "8271052703951001"
            try await world.officer([.helpdesk], "loket").browser.post(
                Paths.contactOffice, world.lost("0813-7777-0001", nik: nik))
            let maker = try await world.officer([.payoutMaker], "susun").browser
            #expect(try await maker.post(Paths.payouts, []).location == nil)
            #expect(try await owner.get(Paths.payee).text.contains("sedang atau baru saja diganti"))
            world.clock.advance(ContactCase.decidingPeriod)
            let later = try await world.officer([.payoutMaker], "susun2").browser
            #expect(try await later.post(Paths.payouts, []).location != nil)
        }
    }
}
