import Foundation
import Programme

/// The keyed hash by which a row of `bound_record` is known as written by a process of this installation: an attacker
/// with the database's password can compute a record's digest, and cannot mark it. It covers the row's own id, so that a
/// digest of an earlier act cannot be put in again, and the id of the record's row before it, so that an act between
/// which a row was away stays known.
struct RowMark: Sendable {
    let vault: Vault

    /// Before the notes of a start, and before each mark of a version whose marks named no row before theirs. Digests
    /// from before there were marks have none.
    static let prefix = "m1-"
    /// Before each mark: `m2-PREVIOUS-LINK-MARK`.
    static let chained = "m2-"
    /// Of a link. It is only ever tried in the database itself, where `audit verify` names each wrong one.
    private static let linkBytes = 8

    init(_ vault: Vault) {
        self.vault = vault
    }

    /// What `bound_record` stores for this digest of a record.
    ///
    /// - Parameter previous: the id of the record's row before this one, 0 for none; nil for a mark of an earlier
    ///   version, which names none.
    func text(of digest: String, kind: String, record: Int64, row: Int64, after previous: Int64? = nil) -> String {
        let content = "\(kind):\(record):\(row):\(digest)"
        guard let previous else { return Self.prefix + code(content).hex }
        // No kind has a space in its name.
        let mark = code("after \(previous) \(content)").hex
        return start(kind: kind, record: record, row: row, after: previous) + mark
    }

    /// Whether the row of this stored text follows the row that it names, by an act of this installation: says nothing
    /// of the record's content. True of a text that names none.
    func isLinked(_ text: String, kind: String, record: Int64, row: Int64) -> Bool {
        guard text.hasPrefix(Self.chained) else { return true }
        guard let previous = Self.previous(in: text) else { return false }
        return text.hasPrefix(start(kind: kind, record: record, row: row, after: previous))
    }

    /// Whether the text is more than a plain digest, which every program can compute.
    static func isMarked(_ text: String) -> Bool { text.hasPrefix(prefix) || text.hasPrefix(chained) }

    /// The row that the text names as the one before; nil where it names none.
    static func previous(in text: String) -> Int64? {
        guard text.hasPrefix(chained) else { return nil }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.count == 4 ? Int64(String(parts[1]), in: 0...Int64.max) : nil
    }

    private func start(kind: String, record: Int64, row: Int64, after previous: Int64) -> String {
        let link = code("link \(previous) \(kind):\(record):\(row)").prefix(Self.linkBytes)
        return "\(Self.chained)\(previous)-\(Data(link).hex)-"
    }

    private func code(_ content: String) -> Data {
        vault.authenticationCode(of: Data(content.utf8), for: "bound-record")
    }

    /// The code of a row of another table that only grows.
    ///
    /// - Parameter leaf: the row's columns, without a code.
    func code(of leaf: LogLeaf) -> Data { vault.authenticationCode(of: leaf.bytes, for: "row-code") }

    /// The code of an officer's event, which also says up to which row of `bound_record` about the officer the act went:
    /// the number is its end.
    func code(of leaf: LogLeaf, knowing row: Int64) -> Data {
        var number = Data()
        number.append(bigEndian: row)
        return vault.authenticationCode(of: leaf.bytes + number, for: "row-code-knowing") + number
    }

    /// Whether this is the code of the leaf, which is without one.
    func fits(_ code: Data, _ leaf: LogLeaf) -> Bool {
        let due = Self.row(knownBy: code).map { self.code(of: leaf, knowing: $0) } ?? self.code(of: leaf)
        return constantTimeEqual(code, due)
    }

    /// The row that an officer's event knew; nil for a code without one.
    static func row(knownBy code: Data) -> Int64? {
        guard code.count == codeBytes + MemoryLayout<Int64>.size else { return nil }
        let number = code.suffix(MemoryLayout<Int64>.size).reduce(Int64(0)) { $0 << 8 | Int64($1) }
        return number
    }

    private static let codeBytes = 32
}
