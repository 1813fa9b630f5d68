import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// SQL gives a person's money and letters to a confederate's account for a moment, who takes out the file with "their"
/// data.
@Suite("Another person's rows in the file with one's own data", .timeLimit(.minutes(3)))
struct OwnFileBySQLTests {
    @Test(
        "the file shows no payee account, payment, instalment or contact that SQL moved into the account",
        .bug(
            id: "5.625",
            "Payee accounts, payments and instalments in the file with one's own data were compared with nothing."),
        arguments: Engine.tested)
    func money(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, budi) = (try await world.ready(1), try await world.ready(2, wallet: "0812-3456-7891"))
            _ = try await world.ask(for: world.instalment(.incentive, 1, of: siti), of: siti)
            _ = try await world.payOut()
            try await world.bindEarlier()
            let (owner, other) = (siti.person, budi.person)
            for part in [OwnDataSource.payee, .payments, .instalments, .contacts] {
                #expect(try await world.read(part, of: owner) > 0, "\(part.key)")
            }
            let moves: [(part: OwnDataSource, there: [SQL], back: [SQL])] = [
                (
                    .payee,
                    [
                        "UPDATE payee_account SET state = 'unlinked', unlinked_at = 1 WHERE person_id = \(other)",
                        "UPDATE payee_account SET person_id = \(other) WHERE person_id = \(owner)",
                    ],
                    [
                        """
                        UPDATE payee_account
                        SET person_id = \(owner)
                        WHERE person_id = \(other) AND state = 'linked'
                        """,
                        "UPDATE payee_account SET state = 'linked', unlinked_at = NULL WHERE person_id = \(other)",
                    ]
                ),
                (
                    .payments, ["UPDATE disbursement SET person_id = \(other)"],
                    ["UPDATE disbursement SET person_id = \(owner)"]
                ),
                (
                    .instalments, ["UPDATE instalment SET person_id = \(other) WHERE card_id = \(siti.card)"],
                    ["UPDATE instalment SET person_id = \(owner) WHERE card_id = \(siti.card)"]
                ),
                (
                    .contacts,
                    [
                        "UPDATE account_contact SET person_id = \(ID<Account>(1)) WHERE person_id = \(other)",
                        "UPDATE account_contact SET person_id = \(other) WHERE person_id = \(owner)",
                    ], []
                ),
            ]
            try await world.vandalise("INSERT INTO account (id, status, created_at) VALUES (1, 'active', 1)")
            for (part, there, back) in moves {
                for statement in there { try await world.vandalise(statement) }
                await #expect(throws: RecordRefusal.heldBack, "\(part.key)") { try await world.read(part, of: other) }
                for statement in back { try await world.vandalise(statement) }
            }
        }
    }

    @Test(
        "a case, or what was written into one, that SQL moved is shown neither on its page nor in the file",
        .bug(id: "5.626", "Nothing bound a case to its person, nor a message to its case."), arguments: Engine.tested)
    func cases(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, budi) = (try await world.beneficiary(1), try await world.beneficiary(2))
            let (first, second) = (try await world.browser(of: siti.person), try await world.browser(of: budi.person))
            let (theirs, own) = (try await world.complain(first), try await world.complain(second))
            #expect(try await world.unbound([.cases]) == [])
            #expect(try await world.read(.cases, of: budi.person) == 1)
            let (a, b) = (try await world.caseID(theirs), try await world.caseID(own))
            try await world.vandalise("UPDATE service_case SET person_id = \(budi.person) WHERE id = \(a)")
            #expect(try await second.get(Paths.myCase(theirs)).status == .conflict)
            await #expect(throws: RecordRefusal.heldBack) { try await world.read(.cases, of: budi.person) }
            try await world.vandalise("UPDATE service_case SET person_id = \(siti.person) WHERE id = \(a)")
            #expect(try await second.get(Paths.myCase(own)).status == .ok)

            try await world.keep("case_message")
            try await world.vandalise("UPDATE case_message SET case_id = \(b) WHERE case_id = \(a)")
            #expect(try await second.get(Paths.myCase(own)).status == .conflict)
            await #expect(throws: RecordRefusal.heldBack) { try await world.read(.cases, of: budi.person) }
            try await world.putBack("case_message")
            #expect(try await second.get(Paths.myCase(own)).status == .ok)
        }
    }

    @Test(
        "photos and claims from before they were bound to their person are bound by the first start",
        .bug(id: "5.627", "Photos and claims from before could be moved to another account and read there."),
        arguments: Engine.tested)
    func earlier(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (rina, budi) = (
                try await world.id(of: try await world.submitted(1)),
                try await world.id(of: try await world.submitted(2))
            )
            // As a version left it that bound neither before a verdict or the registry's answer.
            try await world.vandalise("DELETE FROM bound_record WHERE kind IN ('photo', 'identity')")
            try await world.bindEarlier()
            for person in [rina, budi] { try await world.readOwn(of: person) }
            let photo = try await world.selfie(of: rina)
            let own = try await world.selfie(of: budi)
            // A person has one photo of a kind: the own one makes room.
            try await world.vandalise(
                "INSERT INTO account (id, status, created_at) VALUES (1, 'active', 1)",
                "UPDATE identity_document SET person_id = 1 WHERE id = \(own)",
                "UPDATE identity_document SET person_id = \(budi) WHERE id = \(photo)")
            await #expect(throws: RecordRefusal.applicantChanged) { try await world.readOwn(of: budi) }
            try await world.vandalise(
                "UPDATE identity_document SET person_id = \(rina) WHERE id = \(photo)",
                "UPDATE identity_document SET person_id = \(budi) WHERE id = \(own)",
                "UPDATE identity_claim SET person_id = 1 WHERE person_id = \(budi)",
                "UPDATE identity_claim SET person_id = \(budi) WHERE person_id = \(rina)")
            await #expect(throws: RecordRefusal.applicantChanged) { try await world.readOwn(of: budi) }
            try await world.vandalise(
                "UPDATE identity_claim SET person_id = \(rina) WHERE person_id = \(budi)",
                "UPDATE identity_claim SET person_id = \(budi) WHERE person_id = 1")
            for person in [rina, budi] { try await world.readOwn(of: person) }
        }
    }
}

extension World {
    /// How many records a part of the file has for this person.
    fileprivate func read(_ part: OwnDataSource, of person: ID<Account>) async throws -> Int {
        let reading = OwnDataReading(
            person: person, now: dependencies.clock.now(), t: .indonesian, dependencies: dependencies)
        return try await dependencies.database.read { try part.part(reading, in: $0).records.count }
    }

    fileprivate func selfie(of person: ID<Account>) async throws -> ID<StoredPhoto> {
        let photos = try await dependencies.database.read { try $0.photos.current(of: person) }
        return try #require(photos[.selfie]?.id)
    }

    fileprivate func readOwn(of person: ID<Account>) async throws {
        try await dependencies.database.read { [dependencies] tx in
            try dependencies.requireOwn(try tx.photos.all(of: person), in: tx)
            try dependencies.requireOwn(try tx.identity.claims(of: person), in: tx)
        }
    }

    fileprivate func caseID(_ number: CaseNumber) async throws -> ID<ServiceCase> {
        try #require(try await dependencies.database.read { try $0.cases.find(number) }).id
    }
}
