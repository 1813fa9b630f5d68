import Foundation
import Programme
import Storage
import Testing

@testable import App

extension World {
    /// What an officer of a counter fills in for every person.
    static let consent = [
        ("sebutan", "Ibu Aminah"), ("setuju", "ya"), ("cara-setuju", "spoken"), ("ucapan", "Ya, tolong dibantu."),
    ]

    /// With the number of a household member, who agreed.
    static func household(_ phone: String, earlier: String = "") -> [(String, String)] {
        consent + [
            ("jalur", "household"), ("kontak", phone), ("hubungan", "child"), ("anggota-setuju", "ya"),
            ("nomor-kasus", earlier),
        ]
    }

    /// For a person without any number.
    static func slip(earlier: String = "") -> [(String, String)] {
        consent + [("jalur", "slip"), ("ktp-asli", "ya"), ("nomor-kasus", earlier)]
    }

    /// Binds an officer to an office, as the act of two administrators does.
    func give(_ officer: ID<Officer>, office: String, region: String = "82") async throws {
        try await vandalise("UPDATE officer SET region = \(region), place = \(office) WHERE id = \(officer)")
        try await bindOfficer(officer)
    }

    /// A signed-in officer of a counter in Maluku Utara.
    func counterOfficer(_ name: String = "lia", office: String = "Disnaker Ternate") async throws -> TestOfficer {
        let officer = try await officer([.localOfficer], name)
        try await give(officer.id, office: office)
        return officer
    }

    /// Begins a case and has its code typed in: afterwards the officer's browser has the person's session.
    ///
    /// - Parameter address: where the code arrives, as the gateway writes it.
    func assist(_ officer: TestOfficer, _ fields: [(String, String)], codeTo address: String) async throws -> Answer {
        let begun = try await officer.browser.post(Paths.counterStart, fields)
        let path = try #require(begun.location, "\(begun.text)")
        let code = try await code(to: address)
        return try await officer.browser.post(path, [("kode", code)])
    }

    /// A person with an e-mail address of their own, in the officer's browser.
    func assisted(_ officer: TestOfficer, _ number: Int = 1) async throws -> TestPerson {
        let person = TestPerson(
            browser: officer.browser, email: "loket\(number)@contoh.id", phone: "08120000\(2_000 + number)",
            nik: "827105270395\(2_000 + number)")
        let own = Self.consent + [("jalur", "own"), ("kontak", person.email)]
        let begun = try await assist(officer, own, codeTo: person.email)
        #expect(begun.location == Paths.application, "\(begun.text)")
        return person
    }

    /// Ends the person's session by its button, and the officer takes the browser back.
    func takeBack(_ officer: TestOfficer) async throws {
        try await officer.browser.post(Paths.counterEnd, [], seeing: Paths.application)
        // A code of the authenticator is good once.
        clock.advance(.seconds(31))
        let back = try await officer.browser.post(Paths.counterResume, [("kode", counterCode())])
        #expect(back.location == Paths.counter, "\(back.text)")
    }

    /// The present code of the authenticator of officers that tests add.
    func counterCode() -> String {
        TOTP(secret: Data(repeating: 1, count: 20)).code(step: TOTP.step(at: clock.now()))
    }

    /// The officer's cases of this day, the newest first.
    func counterCases(of officer: TestOfficer) async throws -> [CounterCase] {
        let day = dependencies.edition.waves.zone.date(of: dependencies.clock.now())
        return try await dependencies.database.read {
            try $0.counterCases.of(officer.id, on: day, limit: 100, vault: dependencies.vault)
        }
    }

    /// The photos of an account are accepted, and the decision follows.
    func acceptPhotos(ofAccount id: ID<Account>) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            for photo in try tx.photos.current(of: id).values {
                _ = try tx.photos.review(
                    photo.id, fault: nil, note: "", by: ID(1), at: dependencies.moment(), ids: dependencies.ids,
                    vault: dependencies.vault)
            }
            try tx.applications.decide(id, on: dependencies)
        }
    }

    /// From the identity card to the sent application, as soon as the journey begins there.
    func apply(_ person: TestPerson) async throws {
        try await fillIn(person)
        try await sendPhotos(person)
        try await declareAndTest(person)
        try await person.browser.post(Paths.check, [])
        try await settle()
    }

    /// A case as the officer's form begins it, without its limits.
    static func begin(
        _ draft: CounterDraft, by officer: TestOfficer, on dependencies: Dependencies, in tx: Transaction
    ) throws -> CounterCase {
        let post = try #require(try tx.officers.localPost(of: officer.id))
        return try tx.counterCases.begin(
            draft, by: officer.id, at: post, on: dependencies.edition.waves.zone.date(of: dependencies.clock.now()),
            now: dependencies.realNow(), ids: dependencies.ids, vault: dependencies.vault,
            random: dependencies.random)
    }

    /// Cases of an officer's with a slip, none of them assisted.
    func begin(slips: Int, by officer: TestOfficer) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            for _ in 0..<slips {
                let draft = CounterDraft(
                    label: "Warga", way: .slip, contact: nil, relation: nil, consent: .spoken, words: "Ya",
                    earlier: nil)
                _ = try Self.begin(draft, by: officer, on: dependencies, in: tx)
            }
        }
    }

    /// Assisted cases with a household member's number, of these persons.
    func register(_ people: [ID<Account>], with phone: String, by officer: TestOfficer) async throws {
        let contact = try #require(Contact(phone))
        try await dependencies.database.transaction { [dependencies] tx in
            for person in people {
                let draft = CounterDraft(
                    label: "Adik", way: .household, contact: contact, relation: .sibling, consent: .spoken,
                    words: "Ya", earlier: nil)
                let one = try Self.begin(draft, by: officer, on: dependencies, in: tx)
                let isFirst = try tx.counterCases.assist(
                    one.id, person, at: dependencies.realNow(), ids: dependencies.ids)
                #expect(isFirst)
            }
        }
    }

    /// Accounts without a contact.
    func openAccounts(_ count: Int) async throws -> [ID<Account>] {
        try await dependencies.database.transaction { [dependencies] tx in
            try (0..<count).map { _ in
                try tx.accounts.openWithoutContact(at: dependencies.realNow(), ids: dependencies.ids).id
            }
        }
    }

    /// Another browser of a signed-in officer, with a session of its own.
    func another(_ officer: TestOfficer) async throws -> Visitor {
        let cookie = try await dependencies.database.transaction { [dependencies] tx in
            try tx.sessions.begin(
                officer: officer.id, at: dependencies.realNow(), vault: dependencies.vault,
                random: dependencies.random)
        }
        let browser = visitor()
        browser.carry(cookie: SessionCookie.name(secure: false), cookie)
        return browser
    }
}
