import Foundation
import Logging
import Programme
import Storage

/// `prakerja regions import`: districts, villages, and the provinces and regencies of other years.
package enum RegionImport {
    /// Lines per transaction.
    private static let chunk = 1_000
    /// Remarks printed one by one; the rest are counted.
    private static let mostTold = 20
    private static let longestEdition = 20

    /// Imports a CSV of code and name; see `RegionFile`. Returns the lines to print. Throws `CommandRefused`.
    package static func run(
        file: String, edition: String, _ options: ServeOptions, logger: Logger
    ) async throws -> [String] {
        guard (1...longestEdition).contains(edition.count) else {
            throw CommandRefused("name the edition of the list in at most \(longestEdition) letters, such as 2022")
        }
        let list = try RegionFile(GivenFile.bytes(file))
        let regions = list.regions
        guard !regions.isEmpty else {
            let first = list.remarks.first.map { " (\($0))" } ?? ""
            throw CommandRefused(
                "“\(file)” holds no region\(first): give a CSV of codes and names, such as 82.71,Ternate"
            )
        }
        return try await Installation.with(options, logger: logger) { dependencies in
            for start in stride(from: 0, to: regions.count, by: chunk) {
                let part = Array(regions[start..<min(start + chunk, regions.count)])
                try await dependencies.database.transaction { tx in try tx.regions.keep(part, edition: edition) }
            }
            try await dependencies.database.transaction { tx in
                try tx.audit.record(
                    AuditEvent(
                        "regions.imported", subject: "regions:\(edition)", detail: ["regions": "\(regions.count)"]),
                    by: .system, at: dependencies.moment(), ids: dependencies.ids)
            }
            let untold = list.remarks.count - mostTold
            return list.remarks.prefix(mostTold) + (untold > 0 ? ["and \(untold) more remarks"] : [])
                + ["\(regions.count) regions of \(edition) taken in, \(list.refused) lines refused"]
        }
    }
}
