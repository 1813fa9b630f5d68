import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Consent to a deletion, and requests that SQL changes", .timeLimit(.minutes(3)))
struct DeletionRecordTests {
    @Test(
        "a deletion is asked for with a code to a proved contact, and with no code of another act",
        .bug(id: "5.545", "A session alone sufficed to ask for the deletion of the account."),
        arguments: Engine.tested)
    func code(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.withBothContacts()
            let person = try await world.id(of: siti)
            func isWaiting() async throws -> Bool {
                try await world.dependencies.database.read { try $0.deletions.waiting(of: person) != nil }
            }
            #expect(try await siti.browser.get(Paths.deletionCode).location == Paths.deletion)
            try await siti.browser.post(Paths.ownData, [])
            let other = [("kode", try await world.code(to: siti.email))]
            let foreign = try await siti.browser.post(Paths.deletionCode, other, seeing: Paths.deletion)
            #expect(foreign.status == .unprocessableContent)
            #expect(try await !isWaiting())

            #expect(
                try await siti.browser.post(Paths.deletion, [("paham", "ya")]).location == Paths.deletionCode)
            let letter = try #require(try await world.letters(to: siti.email).last)
            #expect(letter.subject.contains("menghapus akun"))
            let typed = [("kode", try await world.code(to: siti.email))]
            let wrong = try await siti.browser.post(
                Paths.deletionCode, [("kode", typed[0].1 == "000000" ? "000001" : "000000")])
            #expect(wrong.status == .unprocessableContent)
            let file = try await siti.browser.post(Paths.ownDataCode, typed, seeing: Paths.deletion)
            #expect(file.headers[.contentDisposition] == nil)
            #expect(try await !isWaiting())
            let asked = try await siti.browser.post(Paths.deletionCode, typed, seeing: Paths.deletion)
            #expect(asked.location == Paths.deletion, "\(asked.text)")
            #expect(try await isWaiting())
            let again = try await siti.browser.post(Paths.deletionCode, typed, seeing: Paths.deletion)
            #expect(again.location == Paths.deletion)
            let acts = try await world.dependencies.database.read { tx in
                try tx.audit.latest(subject: "account:\(person)", before: nil, limit: 50).count {
                    $0.action == "account.deletion-asked"
                }
            }
            #expect(acts == 1)

            try await siti.browser.post(Paths.deletionCancel, [], seeing: Paths.deletion)
            let revived = try await siti.browser.post(Paths.deletionCode, typed, seeing: Paths.deletion)
            #expect(revived.status == .unprocessableContent)
            #expect(try await !isWaiting())
            #expect(try await world.unbound([.accountDeletions]) == [])
            #expect(try await world.verifyRecords() == [])
        }
    }

    @Test(
        "a request that SQL put in or changed is left waiting, can be taken back, and others are carried out",
        .bug(
            id: "5.546",
            """
            A row that SQL had put in had an account deleted that its person had not asked for, and a changed day was \
            gone by.
            """),
        arguments: Engine.tested)
    func changed(engine: Engine) async throws {
        try await World.with(engine) { world in
            #expect(try await world.startBinding() == [])
            let people = [
                try await world.signedUp(1), try await world.signedUp(2), try await world.signedUp(3),
            ]
            var ids: [ID<Account>] = []
            for person in people { ids.append(try await world.id(of: person)) }
            let forged = ids[1]
            try await world.askDeletion(people[0].email, in: people[0].browser)
            try await world.vandalise(
                "UPDATE account_deletion SET due_at = asked_at + 1 WHERE person_id = \(ids[0])",
                """
                INSERT INTO account_deletion (id, person_id, state, asked_at, due_at)
                VALUES (7, \(forged), 'waiting', 1, 2)
                """)
            try await world.askDeletion(people[2].email, in: people[2].browser)
            func closed() async throws -> [Bool] {
                try await world.dependencies.database.read { [ids] tx in try ids.map { try tx.accounts.isClosed($0) } }
            }
            try await world.tick()
            #expect(try await closed() == [false, false, false])
            world.clock.advance(.days(8))
            try await world.tick()
            #expect(try await closed() == [false, false, true])
            let found = try await world.verifyRecords()
            #expect(found.contains { $0.hasPrefix("request to delete an account 7 ") }, "\(found)")
            #expect(found.count { $0.hasPrefix("request to delete an account ") } == 2, "\(found)")

            let cancelled = try await people[1].browser.post(Paths.deletionCancel, [], seeing: Paths.deletion)
            #expect(cancelled.location == Paths.deletion)
            #expect(try await people[1].browser.get(Paths.deletion).text.contains("Kirim kode untuk menghapus"))
            #expect(try await world.auditedActions().contains("record.changed"))
        }
    }

    @Test(
        "after a deletion no word of consent at a counter is left, and the cases are bound so",
        .bug(
            id: "5.547",
            """
            A deletion left the words of consent, the name in the officer's list and a household member's number at a \
            counter, of which the page says that they are deleted.
            """),
        arguments: Engine.tested)
    func counter(engine: Engine) async throws {
        try await World.with(engine) { world in
            let lia = try await world.counterOfficer()
            let siti = try await world.assisted(lia)
            try await world.takeBack(lia)
            let person = try await world.id(of: siti)
            try await world.register([person], with: "081299998888", by: lia)
            let other = try await world.openAccounts(1)
            try await world.register(other, with: "081299998888", by: lia)
            let home = try await world.signIn(siti.email)
            #expect(try await home.get(Paths.whoHelped).text.contains("Ya, tolong dibantu."))
            #expect(try await world.askDeletion(siti.email, in: home).location == Paths.deletion)
            world.clock.advance(.days(7))
            try await world.tick()
            func kept(_ person: ID<Account>) async throws -> [[String?]] {
                try await world.dependencies.database.read { [vault = world.dependencies.vault] tx in
                    try tx.rows(
                        """
                        SELECT id, words, label, sealed_words, sealed_label,
                            CASE WHEN contact IS NULL THEN 'none' ELSE 'sealed' END AS contact
                        FROM counter_case
                        WHERE person_id = \(person)
                        """
                    ).map { row in
                        let id: Int64 = try row["id"]
                        return [
                            try SealedText.counterWords.open(row, of: id, vault),
                            try SealedText.counterLabel.open(row, of: id, vault), try row["contact"],
                        ]
                    }
                }
            }
            #expect(try await kept(person) == [["–", "–", "none"], ["–", "–", "none"]])
            #expect(try await kept(other[0]) == [["Ya", "Adik", "sealed"]])
            let contact = try #require(Contact("081299998888"))
            let people = try await world.dependencies.database.read { [dependencies = world.dependencies] tx in
                try tx.counterCases.people(with: contact, vault: dependencies.vault)
            }
            #expect(people == 2)
            #expect(try await world.verifyRecords() == [])
        }
    }
}
