import Foundation
import Logging
import Programme
import Storage

/// `prakerja regions import`: districts, villages, and the provinces and regencies of other years.
package enum RegionImport {
    /// Lines taken in with one transaction.
    private static let chunk = 1_000
    /// Bad lines that are told one by one.
    private static let mostTold = 20
    private static let longestEdition = 20

    /// Reads a CSV of code and name. A first line that is no region is taken for headings.
    package static func run(
        file: String, edition: String, _ options: ServeOptions, logger: Logger
    ) async throws -> [String] {
        guard (1...longestEdition).contains(edition.count) else {
            throw CommandRefused("name the edition of the list in at most \(longestEdition) letters, such as 2022")
        }
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
            throw CommandRefused("\(file) cannot be read as UTF-8 text")
        }
        let (regions, slips) = read(text)
        return try await Installation.with(options, logger: logger) { platform in
            for start in stride(from: 0, to: regions.count, by: chunk) {
                let part = Array(regions[start..<min(start + chunk, regions.count)])
                try await platform.database.transaction { tx in try tx.regions.keep(part, edition: edition) }
            }
            try await platform.database.transaction { tx in
                try tx.audit.record(
                    AuditEvent(
                        "regions.imported", subject: "regions:\(edition)", detail: ["regions": "\(regions.count)"]),
                    by: .system, on: platform)
            }
            let told = slips.prefix(mostTold).map { "line \($0.line): \($0.sentence)" }
            return told + ["\(regions.count) regions of \(edition) taken in, \(slips.count) lines refused"]
        }
    }

    private static func read(_ text: String) -> (regions: [NamedRegion], slips: [(line: Int, sentence: String)]) {
        var (regions, slips): ([NamedRegion], [(line: Int, sentence: String)]) = ([], [])
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            guard !line.isEmpty else { continue }
            do throws(NamedRegion.Slip) {
                regions.append(try NamedRegion(line: line))
            } catch {
                if index > 0 { slips.append((index + 1, error.sentence)) }
            }
        }
        return (regions, slips)
    }
}

extension NamedRegion.Slip {
    fileprivate var sentence: String {
        switch self {
        case .fields: "needs a code and a name, with a comma, semicolon or tab between them"
        case .code(let code): "“\(code)” is no code of a region; write it as 82, 82.71, 82.71.01 or 82.71.01.1001"
        case .name: "needs a name of at most 120 letters"
        }
    }
}
