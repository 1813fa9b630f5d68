import Foundation
import NIOConcurrencyHelpers

/// The kinds of which this process lets records pass that no act bound, and may bind them: those from before the kind
/// was bound. Kept in memory and only ever closed after the start, so that no row that is deleted or changed in the
/// database opens a kind. None in a process that does not bind such records.
final class EarlierKinds: Sendable {
    private let names: NIOLockedValueBox<Set<String>>

    init(_ names: Set<String> = []) {
        self.names = NIOLockedValueBox(names)
    }

    func contains(_ kind: BoundKind) -> Bool { names.withLockedValue { $0.contains(kind.name) } }

    /// Only at the start of a server that has found the log to lack no note of a kind (`Sealer.openEarlierKinds`).
    func open(_ kinds: Set<String>) { names.withLockedValue { $0.formUnion(kinds) } }

    func close(_ kinds: Set<String>) { names.withLockedValue { $0.subtract(kinds) } }
}

/// The names of the kinds whose earlier records are all bound, one a line, in a file beside the master key: out of the
/// reach of an attacker with the database's password, who could delete the note in the database.
struct BoundKindsFile: Sendable {
    let path: String

    init(_ configuration: Configuration) { path = configuration.dataDirectory + "/bound-kinds" }

    /// Empty without a file.
    func names() throws -> Set<String> {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        let text = try String(contentsOfFile: path, encoding: .utf8)
        return Set(text.split(whereSeparator: \.isNewline).map(String.init))
    }

    /// Adds to the file what it does not have.
    func add(_ kinds: Set<String>) throws {
        let known = try names()
        guard !kinds.isSubset(of: known) else { return }
        let lines = known.union(kinds).sorted().map { "\($0)\n" }.joined()
        try lines.write(toFile: path, atomically: true, encoding: .utf8)
    }
}
