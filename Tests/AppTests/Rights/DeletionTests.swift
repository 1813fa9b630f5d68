import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Deleting an account", .timeLimit(.minutes(3)))
struct DeletionTests {
    @Test(
        "after seven days contacts, photos, answers and messages are gone, and contact and NIK serve another account",
        arguments: Engine.tested)
    func carriedOut(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.eligible()
            let person = try await world.id(of: siti)
            let files = try await world.photoFiles(of: person)
            #expect(files.count == 2 && files.allSatisfy { FileManager.default.fileExists(atPath: $0) })
            let page = try await siti.browser.get(Paths.deletion)
            for held in HeldData.all { #expect(page.text.contains(held.onDeletion.id), "\(held.name.id)") }
            #expect(page.bytes.count < 50_000)
            let unread = try await siti.browser.post(Paths.deletion, [])
            #expect(unread.status == .unprocessableContent && unread.text.contains("Centang bahwa Anda paham"))
            #expect(try await world.askDeletion(siti.email, in: siti.browser).location == Paths.deletion)
            #expect(try await siti.browser.get(Paths.deletion).text.contains("22 April 2020"))
            for address in [siti.email, siti.phoneAddress] {
                #expect(try await world.letters(to: address).last?.text.contains("dihapus") == true, "\(address)")
            }
            let again = try await siti.browser.post(Paths.deletion, [("paham", "ya")])
            #expect(again.status == .conflict)

            world.clock.advance(.days(6))
            try await world.tick()
            #expect(try await siti.browser.get(Paths.account).text.contains("Siti"))
            world.clock.advance(.days(1))
            try await world.tick()
            try await world.expectErased(siti, person)
            #expect(files.allSatisfy { !FileManager.default.fileExists(atPath: $0) })
            #expect(try await siti.browser.get(Paths.account).location?.hasPrefix(Paths.signIn) == true)
            #expect(try await world.letters(to: siti.email).last?.text.contains("sudah dihapus") == true)
            #expect(try await world.verifyRecords() == [])

            let next = try await world.eligible()
            #expect(try await world.id(of: next) != person)
            #expect(try await world.decision(of: next) == .eligible)
            try await world.tick()
            #expect(try await world.verifyRecords() == [])
        }
    }

    @Test(
        "what goes and what stays comes in two short lists; while a deletion waits, it stands first here and on the account",
        .bug(
            id: "5.645",
            """
            The page of a deletion began with a table of every kind of data, and the account page did not say that the \
            account was about to be deleted.
            """), arguments: Engine.tested)
    func shown(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.eligible()
            let page = try await siti.browser.get(Paths.deletion)
            let lists = try #require(page.body.firstRange(of: "Yang tetap")?.lowerBound)
            let button = try #require(page.body.firstRange(of: "Kirim kode untuk menghapus")?.lowerBound)
            let details = try #require(page.body.firstRange(of: "<details><summary>Semua jenis data")?.lowerBound)
            #expect(lists < button && button < details)
            #expect(try await !siti.browser.get(Paths.account).text.contains("Akun ini dihapus"))

            try await world.askDeletion(siti.email, in: siti.browser)
            let waiting = try await siti.browser.get(Paths.deletion)
            let banner = try #require(waiting.body.firstRange(of: "Akun ini dihapus")?.lowerBound)
            let cancel = try #require(waiting.body.firstRange(of: "action=\"\(Paths.deletionCancel)\"")?.lowerBound)
            let list = try #require(waiting.body.firstRange(of: "Yang dihapus")?.lowerBound)
            #expect(banner < cancel && cancel < list && waiting.forms(to: Paths.deletion) == 0)
            let account = try await siti.browser.get(Paths.account)
            let told = try #require(account.body.firstRange(of: "Akun ini dihapus")?.lowerBound)
            let status = try #require(account.body.firstRange(of: "Siap bergabung")?.lowerBound)
            #expect(told < status && account.body.contains("href=\"\(Paths.deletion)\""))

            try await siti.browser.post(Paths.deletionCancel, [], seeing: Paths.deletion)
            #expect(try await !siti.browser.get(Paths.account).text.contains("Akun ini dihapus"))
        }
    }

    @Test("a deletion that was taken back is not carried out, and each contact is notified", arguments: Engine.tested)
    func cancelled(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.eligible()
            try await world.askDeletion(siti.email, in: siti.browser)
            #expect(
                try await siti.browser.post(Paths.deletionCancel, [], seeing: Paths.deletion).location
                    == Paths.deletion)
            #expect(try await world.letters(to: siti.email).last?.subject.contains("dibatalkan") == true)
            world.clock.advance(.days(8))
            try await world.tick()
            let person = try await world.id(of: siti)
            let name = try await world.dependencies.database.read { [vault = world.dependencies.vault] tx in
                try tx.accounts.name(of: person, vault: vault)
            }
            #expect(name == "Siti Nurhaliza")
            #expect(try await world.askDeletion(siti.email, in: siti.browser).location == Paths.deletion)
        }
    }

    @Test(
        "an applicant in an open wave is told to withdraw first; one who joins meanwhile keeps the account",
        arguments: Engine.tested)
    func joined(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let (siti, budi) = (try await world.eligible(1), try await world.eligible(2))
            try await siti.browser.join()
            let page = try await siti.browser.get(Paths.deletion)
            #expect(page.text.contains("Mundur dulu.") && page.forms(to: Paths.deletion) == 0)
            let refused = try await siti.browser.post(Paths.deletion, [("paham", "ya")], seeing: Paths.account)
            #expect(refused.status == .conflict && refused.text.contains("Mundur dulu."))

            #expect(try await world.askDeletion(budi.email, in: budi.browser).location == Paths.deletion)
            try await budi.browser.join()
            let person = try await world.id(of: budi)
            world.clock.advance(.days(7))
            try await world.tick()
            let (name, waiting) = try await world.dependencies.database.read { tx in
                (
                    try tx.accounts.name(of: person, vault: world.dependencies.vault),
                    try tx.deletions.waiting(of: person) != nil
                )
            }
            #expect(name == "Siti Nurhaliza" && !waiting)
            #expect(try await world.letters(to: budi.email).contains { $0.subject.contains("belum dihapus") })
        }
    }

    @Test(
        "a card with money refuses the deletion; after it lapsed the NIK's fingerprint stays against a second card",
        arguments: Engine.tested)
    func card(engine: Engine) async throws {
        try await World.with(engine, start: "2020-04-20T09:00:00+07:00") { world in
            let siti = try await world.cardholder()
            let nik = try NIK("8271052703959001")
            let lookup = world.dependencies.vault.lookup(nik.digits, purpose: "nik")
            try await world.dependencies.database.transaction { [dependencies = world.dependencies] tx in
                try tx.identity.save(
                    nik, birthDate: try #require(CivilDate("1995-03-27")), familyCard: nil, of: siti.person,
                    on: dependencies)
            }
            let browser = try await world.browser(of: siti.person)
            let refused = try await browser.post(Paths.deletion, [("paham", "ya")], seeing: Paths.account)
            #expect(refused.status == .conflict && refused.text.contains("Kartu Anda masih berisi dana."))

            world.clock.advance(.days(31))
            try await world.tick()
            let later = try await world.browser(of: siti.person)
            try await world.askDeletion(world.contact(siti.phone).canonical, in: later)
            world.clock.advance(.days(7))
            try await world.tick()
            let other: ID<Account> = ID(1)
            let (isClosed, holders, card, balance) = try await world.dependencies.database.read { tx in
                (
                    try tx.accounts.isClosed(siti.person),
                    try tx.applications.deletedHolders(of: lookup, except: other),
                    try tx.cards.of(siti.person)?.status, try tx.ledger.balance(.sink(.returned)).posted
                )
            }
            #expect(isClosed && holders == [siti.person] && card == .expired)
            #expect(balance == world.dependencies.edition.benefits.perPerson)
        }
    }
}

extension World {
    /// Asks for the deletion and confirms it with the code that was sent to `address`.
    @discardableResult
    func askDeletion(_ address: String, in browser: Visitor) async throws -> Answer {
        let sent = try await browser.post(Paths.deletion, [("paham", "ya")])
        #expect(sent.location == Paths.deletionCode, "\(sent.text)")
        return try await browser.post(Paths.deletionCode, [("kode", try await code(to: address))])
    }

    fileprivate func photoFiles(of person: ID<Account>) async throws -> [String] {
        let photos = try await dependencies.database.read { try $0.photos.all(of: person) }
        return photos.map { photo in
            let folder = String(photo.id.rawValue & 0xFF, radix: 16)
            return "\(dependencies.configuration.photoDirectory)/\(folder)/\(photo.id).sealed"
        }
    }

    /// Nothing in the database names or reaches the person.
    fileprivate func expectErased(_ siti: TestPerson, _ person: ID<Account>) async throws {
        let (vault, nik) = (dependencies.vault, siti.nik)
        let (counts, name, claims) = try await dependencies.database.read { tx in
            func count(_ table: SQL) throws -> Int {
                try tx.row("SELECT COUNT(*) AS number FROM \(table) WHERE person_id = \(person)")?["number"] ?? -1
            }
            return (
                [
                    try count("account_contact"), try count("message"), try count("delivery"),
                    try count("person_address"), try count("person_work"), try count("session"),
                ], try tx.accounts.name(of: person, vault: vault), try tx.identity.claims(of: person)
            )
        }
        #expect(counts == [0, 0, 0, 0, 0, 0])
        #expect(name == "Akun dihapus")
        #expect(!claims.isEmpty && claims.allSatisfy { $0.isForgotten(vault) })
        #expect(claims.allSatisfy { $0.nikLookup != vault.lookup(nik, purpose: "nik") })
        let answers: Int = try await dependencies.database.read { tx in
            try tx.row(
                """
                SELECT COUNT(*) AS number
                FROM test_answer
                JOIN test_sitting ON test_sitting.id = test_answer.sitting_id
                WHERE test_sitting.person_id = \(person)
                """)?["number"] ?? -1
        }
        #expect(answers == 0)
    }
}
