import Foundation
import Programme
import Storage

@testable import App

extension World {
    /// As the act of two administrators does that changes an officer: for tests that write the change themselves.
    func bindOfficer(_ id: ID<Officer>) async throws { try await bind(.officers, id) }

    /// As an act on the record does: for tests that write what it changes themselves.
    func bind(_ kind: BoundKind, _ id: ID<some Any>) async throws {
        let record = ID<HeldRecord>(id.rawValue)
        try await dependencies.database.transaction { [dependencies] tx in
            try tx.records.bind(kind, record, at: dependencies.realNow(), ids: dependencies.ids)
        }
    }

    /// Ten audit events and three journal entries.
    @discardableResult
    func writeHistory(_ name: String = "uji") async throws -> (events: [Int64], entries: [Int64]) {
        try await dependencies.database.transaction { [dependencies] tx in
            for number in 1...10 {
                try tx.audit.record(
                    AuditEvent("wave.opened", subject: "wave:\(number)", detail: ["joined": "\(number)"]), by: .system,
                    at: dependencies.moment(), ids: dependencies.ids)
            }
            let available = LedgerAccount.Code.programmeAvailable(edition: name)
            try tx.ledger.open(available, ids: dependencies.ids)
            for number in 1...3 {
                try tx.ledger.post(
                    JournalEntry(
                        id: dependencies.ids.next(), kind: .appropriation, subject: "\(name)-\(number)", reason: "APBN",
                        postings: [Posting(from: .treasury, to: available, amount: Rupiah(1_000_000))],
                        at: dependencies.clock.now()), ids: dependencies.ids)
            }
        }
        return try await dependencies.database.read { tx in
            let leaves = try tx.proofs.unsealed(above: 0, limit: 100)
            return (leaves.filter { $0.kind == .audit }.map(\.id), leaves.filter { $0.kind == .journal }.map(\.id))
        }
    }

    func sealEverything() async throws {
        while try await Sealer(dependencies: dependencies).seal(thoroughly: true) > 0 {}
    }

    func verifyLog(kept: String? = nil, beside: Checkpoint? = nil) async throws -> LogVerification {
        let verifier = dependencies.seal.verifier
        let checkpoint = try kept.map { try Checkpoint(note: $0, verifier: verifier) }
        // A row that stays unsealed longer than the sealer's patience counts as never sealed.
        let later = dependencies.realNow() + .minutes(5)
        let mark = RowMark(dependencies.vault)
        return try await dependencies.database.read { tx in
            try LogVerification(
                of: tx, verifier: verifier, kept: checkpoint, beside: beside, now: later, marked: mark)
        }
    }

    /// Copies a table, as a backup does.
    func keep(_ table: String) async throws {
        try await vandalise(SQL(stringLiteral: "CREATE TABLE kept_\(table) AS SELECT * FROM \(table)"))
    }

    /// Gives a table the rows of its copy.
    func putBack(_ table: String) async throws {
        try await vandalise(
            SQL(stringLiteral: "DELETE FROM \(table)"),
            SQL(stringLiteral: "INSERT INTO \(table) SELECT * FROM kept_\(table)"))
    }

    /// Runs statements that a person with the database's password could run.
    func vandalise(_ statements: SQL...) async throws {
        try await dependencies.database.transaction { tx in
            for statement in statements { try tx.run(statement) }
        }
    }
}
