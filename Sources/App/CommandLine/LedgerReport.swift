import Foundation
import Programme
import Storage

/// `prakerja ledger verify`: recomputes the books and says what it found.
package struct LedgerReport: Sendable {
    package let isClean: Bool
    package let lines: [String]

    /// Reads on one snapshot, beside a server that runs, and changes nothing.
    package static func verify(_ options: ServeOptions) async throws -> LedgerReport {
        let configuration = try Configuration.of(options)
        let hasFile = FileManager.default.fileExists(atPath: configuration.databasePath)
        guard configuration.databaseURL != nil || hasFile else {
            throw ConfigurationFault(problems: ["there is no database in \(configuration.dataDirectory)"])
        }
        let database = try Boot.database(configuration)
        let verification: LedgerVerification
        do {
            verification = try await database.read { tx in
                // A card is held against the most that any edition used here promised.
                let promised = try tx.editions.kept().map(\.edition.benefits.perPerson).max()
                return try LedgerVerification(
                    of: tx, perPerson: promised ?? Edition.load(path: configuration.editionPath).benefits.perPerson)
            }
        } catch {
            await database.close()
            throw error
        }
        await database.close()
        return LedgerReport(verification)
    }

    private init(_ verification: LedgerVerification) {
        isClean = verification.isClean
        let sums = [
            "entries      \(verification.entries)", "holds        \(verification.holds)",
            "appropriated \(verification.appropriated)", "committed    \(verification.committed)",
            "paid         \(verification.paid)", "returned     \(verification.returned)",
        ]
        let verdict =
            verification.isClean
            ? "clean: debits equal credits, nothing is under its floor, every hold ended at most once"
            : "\(verification.findings.count) findings"
        lines = sums + verification.findings.map { "✕ \($0)" } + [verdict]
    }
}
