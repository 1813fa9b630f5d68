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

    /// Only at a start that has found the log to lack no note of a kind (`Dependencies.openEarlierKinds`).
    func open(_ kinds: Set<String>) { names.withLockedValue { $0.formUnion(kinds) } }

    /// - Returns: those that were open.
    @discardableResult
    func close(_ kinds: Set<String>) -> Set<String> {
        names.withLockedValue { names in
            let open = names.intersection(kinds)
            names.subtract(kinds)
            return open
        }
    }
}

/// The kinds whose earlier records are all bound, one a line, in a file beside the master key: out of the reach of an
/// attacker with the database's password, who could delete the note in the database.
///
/// A line `open KIND` is an operator's, who has looked at what the log lacks: this kind is bound all the same.
struct BoundKindsFile: Sendable {
    let path: String

    private static let open = "open "

    init(_ configuration: Configuration) {
        path = URL(filePath: configuration.dataDirectory).appending(path: "bound-kinds").path
    }

    /// Empty without a file.
    func names() throws -> Set<String> { try lines().filter { !$0.hasPrefix(Self.open) } }

    /// The kinds that an operator has opened.
    func opened() throws -> Set<String> {
        Set(try lines().filter { $0.hasPrefix(Self.open) }.map { String($0.dropFirst(Self.open.count)) })
    }

    /// Adds to the file what it does not have. What an operator opened is closed with that.
    func add(_ kinds: Set<String>) throws {
        let known = try lines()
        guard !kinds.isSubset(of: known) else { return }
        let all = known.union(kinds).subtracting(kinds.map { Self.open + $0 })
        try all.sorted().map { "\($0)\n" }.joined().write(toFile: path, atomically: true, encoding: .utf8)
    }

    private func lines() throws -> Set<String> {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        let text = try String(contentsOfFile: path, encoding: .utf8)
        return Set(text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) })
    }
}
