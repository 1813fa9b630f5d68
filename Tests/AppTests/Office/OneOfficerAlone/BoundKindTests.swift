import Foundation
import NIOConcurrencyHelpers
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// The binding of a record of every kind, attacked by SQL with the rights of the tables' owner.
@Suite("Every kind of bound record", .timeLimit(.minutes(5)))
struct BoundKindTests {
    /// One record, and the newest row that an act bound it by.
    private struct Binding: Sendable {
        let kind: BoundKind
        let record: Int64
        let row: Int64
        /// Of the record as it is, without a mark.
        let digest: String
        /// How often it was bound.
        let rows: Int
        /// For a row that SQL puts in.
        let free: Int64

        func isNamed(in findings: [String]) -> Bool {
            let leaf = LogLeaf(kind: .record, id: row, fields: []).description
            let beginnings = ["\(kind.title) \(record) ", "\(leaf) ", "\(leaf), "]
            return findings.contains { finding in beginnings.contains { finding.hasPrefix($0) } }
        }
    }

    private struct Attack: Sendable {
        let name: String
        /// Otherwise there are more findings than a verification lists.
        let namesEach: Bool
        let statements: @Sendable (Binding) -> [SQL]

        init(_ name: String, namesEach: Bool = true, _ statements: @escaping @Sendable (Binding) -> [SQL]) {
            (self.name, self.namesEach, self.statements) = (name, namesEach, statements)
        }
    }

    private static let attacks = [
        Attack("deleted") { ["DELETE FROM bound_record WHERE kind = \($0.kind.name) AND row_id = \($0.record)"] },
        Attack("deleted with the note of its kind", namesEach: false) {
            [
                "DELETE FROM bound_record WHERE kind = \($0.kind.name) AND row_id = \($0.record)",
                "DELETE FROM bound_record WHERE kind = 'complete'",
            ]
        },
        Attack("deleted with all others and with the log", namesEach: false) { _ in
            [
                "DELETE FROM bound_record", "DELETE FROM log_leaf", "DELETE FROM checkpoint",
                "UPDATE log_head SET size = 0, frontier = ''",
            ]
        },
        Attack("its digest changed") {
            ["UPDATE bound_record SET digest = \(RowMark.prefix + $0.digest) WHERE id = \($0.row)"]
        },
        Attack("given to another record") {
            ["UPDATE bound_record SET row_id = \(Int64.max - 7) WHERE id = \($0.row)"] + older($0)
        },
        Attack("deleted and put in again with another id") {
            [
                """
                INSERT INTO bound_record (id, at, kind, row_id, digest)
                SELECT \($0.free), at, kind, row_id, digest
                FROM bound_record
                WHERE id = \($0.row)
                """, "DELETE FROM bound_record WHERE id = \($0.row)",
            ]
        },
        Attack("a plain digest put in") { [put($0, "\($0.digest)")] },
        Attack("a plain digest put in with the prefix of marks") { [put($0, "\(RowMark.prefix + $0.digest)")] },
        Attack("a plain digest put in, and no note of its kind", namesEach: false) {
            [put($0, "\($0.digest)"), "DELETE FROM bound_record WHERE kind = 'complete'"]
        },
        Attack("the mark of another kind put in") {
            [
                put(
                    $0,
                    """
                    (
                        SELECT digest
                        FROM bound_record
                        WHERE kind NOT IN (\($0.kind.name), 'codes', 'complete')
                        ORDER BY id
                        LIMIT 1
                    )
                    """)
            ]
        },
    ]

    /// Rows of the record before its newest one, which say nothing of the record as it is.
    private static func older(_ binding: Binding) -> [SQL] {
        [
            """
            DELETE FROM bound_record
            WHERE kind = \(binding.kind.name) AND row_id = \(binding.record) AND id <> \(binding.row)
            """
        ]
    }

    private static func put(_ binding: Binding, _ digest: SQL) -> SQL {
        """
        INSERT INTO bound_record (id, at, kind, row_id, digest)
        VALUES (\(binding.free), 1, \(binding.kind.name), \(binding.record), \(digest))
        """
    }

    /// Kinds of which none of the worlds has a record; the tests of their slices have.
    private static let elsewhere: Set<String> = [
        "abandonment", "account-deletion", "account-suspension", "card-revocation",
        "case-answer", "case-batch", "case-correction", "case-ruling", "counter-case",
        "closed-services", "credential-key", "draw-change", "entry-before-codes", "entry-removal", "export-file",
        "export-request", "held-completion", "help-offices", "invitation-batch", "invitation-draft", "list-removal",
        "payment-withdrawal",
        "person-suspensions", "message-before", "photo-before", "photo-look", "provider-statement",
        "revoked-instalments",
        "list-withdrawal", "officer-request", "partner-person", "partner-person-request", "partner-proposal",
        "payee-name", "person-proposal", "postponement", "site-consent", "statement-finding", "test-grant",
        "wave-before-codes", "webhook",
    ]

    @Test(
        "no record passes whose binding SQL deleted, changed, moved or put in, and `audit verify` names each",
        .bug(
            id: "5.350",
            """
            Without the note of a kind, `audit verify` took a digest without a mark for one of an earlier version, and \
            did not look for records that no act had bound.
            """),
        arguments: Engine.tested)
    func attacks(engine: Engine) async throws {
        let seen = NIOLockedValueBox<Set<String>>([])
        for place in Tampering.Place.allCases {
            try await World.with(engine) { world in
                _ = try await world.scene(place)
                #expect(try await world.startBinding() == [])
                try await world.sealEverything()
                let bindings = try await bindings(in: world)
                seen.withLockedValue { $0.formUnion(bindings.map(\.kind.name)) }
                let untouched = try await outcome(of: [], on: bindings, in: world)
                #expect(Set(untouched.passing) == Set(bindings.map(\.kind.name)))
                for attack in Self.attacks {
                    let outcome = try await outcome(of: bindings.flatMap(attack.statements), on: bindings, in: world)
                    #expect(outcome.passing == [], "\(attack.name)")
                    let new = outcome.findings.filter { !untouched.findings.contains($0) }
                    #expect(!new.isEmpty, "\(attack.name)")
                    guard attack.namesEach else { continue }
                    let unnamed = bindings.filter { !$0.isNamed(in: new) }.map(\.kind.name)
                    #expect(unnamed == [], "\(attack.name): \(new)")
                }
            }
        }
        let missing = Set(BoundKind.all.map(\.name)).subtracting(seen.withLockedValue { $0 })
        #expect(missing == Self.elsewhere, "\(missing.sorted())")
    }

    @Test(
        "where SQL deletes the last act on a record, `audit verify` names the row, for every kind bound more than once",
        arguments: Engine.tested)
    func lastAct(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.scene(.market)
            #expect(try await world.startBinding() == [])
            try await world.sealEverything()
            let bindings = try await bindings(in: world, most: true).filter { $0.rows > 1 }
            #expect(!bindings.isEmpty)
            let rows: [SQL] = bindings.map { "DELETE FROM bound_record WHERE id = \($0.row)" }
            let outcome = try await outcome(of: rows, on: bindings, in: world)
            let unnamed = bindings.filter { !$0.isNamed(in: outcome.findings) }.map(\.kind.name)
            #expect(unnamed == [], "\(outcome.findings)")
        }
    }

    /// One record of each kind that an act or the start has bound: the one that was bound least often, or `most` often.
    private func bindings(in world: World, most: Bool = false) async throws -> [Binding] {
        try await world.dependencies.database.read { tx in
            try BoundKind.all.enumerated().compactMap { place, kind in
                let order: SQL = most ? "DESC" : "ASC"
                let row = try tx.row(
                    """
                    SELECT row_id, COUNT(*) AS acts, MAX(id) AS newest
                    FROM bound_record
                    WHERE kind = \(kind.name)
                    GROUP BY row_id
                    ORDER BY acts \(order), row_id
                    LIMIT 1
                    """)
                guard let row else { return nil }
                let (record, newest, acts): (Int64, Int64, Int) = try (row["row_id"], row["newest"], row["acts"])
                let digest = try #require(try kind.digests(tx, [record], world.dependencies.vault)[record])
                return Binding(
                    kind: kind, record: record, row: newest, digest: digest, rows: acts,
                    free: Int64.max - 1_000 - Int64(place))
            }
        }
    }

    /// The kinds whose record passes after the statements, and what `audit verify` says; all of it is taken back.
    private func outcome(of statements: [SQL], on bindings: [Binding], in world: World) async throws -> Outcome {
        let (verifier, vault) = (world.dependencies.seal.verifier, world.dependencies.vault)
        let later = world.dependencies.realNow() + .minutes(5)
        let noted = try BoundKindsFile(world.dependencies.configuration).names()
        do {
            try await world.dependencies.database.transaction { tx in
                for statement in statements { try tx.run(statement) }
                let passing = try bindings.filter {
                    try tx.records.isAsBound($0.kind, ID<HeldRecord>($0.record), vault: vault)
                }
                let log = try LogVerification(
                    of: tx, verifier: verifier, kept: nil, now: later, marked: RowMark(vault))
                let records = try RecordVerification(of: tx, marked: RowMark(vault), noted: noted)
                throw Outcome(
                    passing: passing.map(\.kind.name),
                    findings: log.findings.map(\.description) + records.findings.map(\.description))
            }
        } catch let outcome as Outcome {
            return outcome
        }
        throw Inconsistency("the attack is taken back")
    }

    private struct Outcome: Error {
        let passing: [String]
        let findings: [String]
    }
}
