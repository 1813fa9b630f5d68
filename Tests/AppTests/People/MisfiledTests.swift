import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// Rows by which officers and platforms find a person, deleted or given to another person by SQL.
@Suite("Rows by which a person is found", .timeLimit(.minutes(2)))
struct MisfiledTests {
    @Test(
        "audit verify names each person who is not found by name, NIK or card number, or by another person's",
        .bug(
            id: "5.428",
            """
            A row of the index of names, of a card's number or of a NIK was deleted or given to another person: officers \
            no longer found the person, and no verification said so.
            """),
        arguments: Engine.tested)
    func found(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.cardholder()
            let rina = try await world.id(of: try await world.submitted(2) { $0.name = "Rina Marasabessy" })
            try await world.settle()
            for _ in 1...2 { _ = try await IndexNames().run(on: world.dependencies) }
            #expect(try await world.startBinding() == [])
            #expect(try await world.verifyRecords() == [])
            let (gone, foreign) = (
                "is not found by its name: its row in the index of names is gone",
                "is found by a name that is not its own: the index of names was changed by other means"
            )
            let word: SQL = "(SELECT word FROM person_name_word WHERE person_id = \(rina) ORDER BY word LIMIT 1)"
            let attacks: [(change: [SQL], findings: Set<String>)] = [
                (["DELETE FROM person_name_word WHERE word = \(word)"], ["account \(rina) \(gone)"]),
                (["DELETE FROM person_name_word WHERE person_id = \(rina)"], ["account \(rina) \(gone)"]),
                (
                    ["UPDATE person_name_word SET person_id = \(siti.person) WHERE word = \(word)"],
                    ["account \(rina) \(gone)", "account \(siti.person) \(foreign)"]
                ),
                (
                    [
                        "INSERT INTO account (id, status, created_at) VALUES (\(Int64.max - 5), 'active', 1)",
                        "INSERT INTO person_name_word (word, person_id) VALUES (\(Data([1])), \(Int64.max - 5))",
                    ], ["account \(Int64.max - 5) \(foreign)"]
                ),
                (
                    ["UPDATE card_number SET lookup = \(Data(repeating: 1, count: 32))"],
                    ["card \(siti.card) is not found by its number, or has another one: changed by other means"]
                ),
                (
                    ["DELETE FROM card_number"],
                    ["card \(siti.card) is not found by its number, or has another one: changed by other means"]
                ),
            ]
            for (change, findings) in attacks {
                #expect(try await world.findings(after: change) == findings, "\(change.map(\.text))")
            }
            let claim = try #require(
                try await world.dependencies.database.read { try $0.identity.claim(of: rina) })
            let misfiled = try await world.findings(after: [
                "UPDATE identity_claim SET nik_lookup = \(Data(repeating: 1, count: 32)) WHERE id = \(claim.id)"
            ])
            #expect(misfiled.contains("claim of a NIK \(claim.id) is not found by its NIK, or has another one"))
        }
    }

    @Test("names that the job has still to enter are no finding", arguments: Engine.tested)
    func awaited(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.cardholder()
            try await world.vandalise("DELETE FROM person_name_word")
            #expect(try await world.verifyRecords() == [])
            _ = try await IndexNames().run(on: world.dependencies)
            #expect(try await world.verifyRecords() == [])
        }
    }
}

extension World {
    /// What `audit verify` says of records after the statements, which are taken back.
    fileprivate func findings(after statements: [SQL]) async throws -> Set<String> {
        let mark = RowMark(dependencies.vault)
        do {
            try await dependencies.database.transaction { tx in
                for statement in statements { try tx.run(statement) }
                throw TakenBack(findings: try RecordVerification(of: tx, marked: mark).findings.map(\.description))
            }
        } catch let taken as TakenBack {
            return Set(taken.findings)
        }
        return []
    }

    private struct TakenBack: Error {
        let findings: [String]
    }
}
