import Foundation
import Testing

/// `docs/slices.md` against the source tree: folders, tables, jobs and addresses.
@Suite("Table of the slices")
struct SliceTableTests {
    private struct Row {
        let name: String
        let tables: [String]
        let jobs: [String]
        let pages: [String]
    }

    private static let rows: [Row] = MarkdownDocument("docs/slices.md").rows.map { cells in
        let codes = cells.map(\.codes)
        guard codes.count == 6 else { return Row(name: cells.joined(), tables: [], jobs: [], pages: []) }
        return Row(name: codes[0].first ?? "", tables: codes[3], jobs: codes[4], pages: codes[5])
    }

    @Test("table of the slices: each folder of App, Programme and System has one row, and no row is left over")
    func folders() {
        let others: Set = ["Resources", "System"]
        let slices = Set(folders(in: "Sources/App") + folders(in: "Sources/Programme")).subtracting(others)
        let expected = slices.sorted() + folders(in: "Sources/App/System").sorted()
        #expect(Self.rows.map(\.name).sorted() == expected.sorted())
    }

    @Test("table of the slices: it has every table of the database, at the slice that alone writes it")
    func tables() {
        let listed = Self.rows.flatMap { row in row.tables.map { "\(row.name) \($0)" } }
        let written = SQLRule.tables.flatMap { room, tables in
            tables.split(whereSeparator: \.isWhitespace).map { "\(room.split(separator: "/").last ?? "") \($0)" }
        }
        #expect(listed.sorted() == written.sorted())
    }

    @Test("table of the slices: it has every job, each at the slice that declares it")
    func jobs() {
        let listed = Self.rows.flatMap { row in row.jobs.map { "\(row.name) \($0)" } }
        let declared = House.jobs.map { "\($0.folder.split(separator: "/").last ?? "") \($0.name)" }
        #expect(listed.sorted() == declared.sorted())
    }

    @Test("table of the slices: its addresses are declared in Paths")
    func pages() {
        let declared = House.sources.filter { $0.name.hasPrefix("Paths") }.flatMap { $0.literals.map(\.text) }
        for row in Self.rows {
            for page in row.pages { #expect(declared.contains(page), "\(row.name): \(page)") }
        }
    }

    private func folders(in parent: String) -> [String] {
        let url = House.root.appending(path: parent)
        let all = try? FileManager.default.contentsOfDirectory(
            at: url, includingPropertiesForKeys: [.isDirectoryKey], options: .skipsHiddenFiles)
        return (all ?? []).filter(\.hasDirectoryPath).map(\.lastPathComponent)
    }
}
