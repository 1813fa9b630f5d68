import Crypto
import Foundation
import Logging
import Programme
import Storage

/// `prakerja office-directory import`: the directory of local offices where people are helped.
package enum HelpOfficeImport {
    /// The headings of a file.
    package static var headings: String { HelpOfficeFile.headings }

    /// Faults printed one by one; the rest are counted.
    private static let mostTold = 50

    /// Makes the offices of a CSV the whole directory. Returns the lines to print. Throws `CommandRefused`, with the
    /// report, where nothing is imported.
    ///
    /// - Parameter takingGood: import the right rows although others are wrong.
    package static func run(
        file: String, takingGood: Bool, _ options: ServeOptions, logger: Logger
    ) async throws -> [String] {
        let bytes = try GivenFile.bytes(file)
        let list = try read(bytes, named: file)
        let faults = told(list)
        guard list.faults.isEmpty || takingGood && !list.offices.isEmpty else {
            let end =
                list.offices.isEmpty
                ? "nothing was imported: every row is wrong, fix them first"
                : "nothing was imported: fix these rows, or import the right ones with --take-good"
            throw CommandRefused((faults + [end]).joined(separator: "\n"))
        }
        return try await Installation.with(options, logger: logger) { dependencies in
            let changes = try await take(list.offices, of: bytes, on: dependencies)
            return faults + [
                "\(list.offices.count) offices: \(changes.new) new, \(changes.changed) changed, "
                    + "\(changes.unchanged) as before, \(changes.gone) gone; \(list.wrongRows) rows wrong",
                "the public page \(Paths.helpOffices) shows them within \(HelpOfficePages.freshness.milliseconds / 1_000) seconds",
            ]
        }
    }

    private static func read(_ bytes: Data, named file: String) throws -> HelpOfficeFile {
        do {
            return try HelpOfficeFile(bytes)
        } catch let refusal as CommandRefused {
            throw CommandRefused("“\(file)” \(refusal.description)")
        }
    }

    private static func told(_ list: HelpOfficeFile) -> [String] {
        let untold = list.faults.count - mostTold
        return list.faults.prefix(mostTold).map { "line \($0.line): \($0.fault.sentence)" }
            + (untold > 0 ? ["and \(untold) more faults"] : [])
    }

    /// Replaces the directory in one transaction, and records it.
    ///
    /// - Parameter file: what was read, for the digest in the audit log.
    @discardableResult
    static func take(
        _ offices: [HelpOffice], of file: Data, on dependencies: Dependencies
    ) async throws -> HelpOfficeChanges {
        let digest = Data(SHA256.hash(data: file)).hex
        return try await dependencies.database.transaction { [dependencies] tx in
            let changes = try tx.helpOffices.replace(
                with: offices, at: dependencies.realNow(), ids: dependencies.ids)
            try tx.audit.record(
                AuditEvent(
                    "help-offices.imported", subject: "help-offices",
                    detail: ["offices": "\(offices.count)", "gone": "\(changes.gone)", "digest": digest]),
                by: .system, at: dependencies.moment(), ids: dependencies.ids)
            return changes
        }
    }

    /// Takes in the demo's invented offices, by the same way as an operator's file.
    static func takeExample(on dependencies: Dependencies) async throws {
        let bytes = try Data(contentsOf: example)
        try await take(try HelpOfficeFile(bytes).offices, of: bytes, on: dependencies)
    }

    static var example: URL { Bundle.module.bundleURL.appending(path: "Demo/help-offices.csv") }
}
