import Crypto
import Foundation

/// One row of a table that is only ever added to, as a leaf of the log: its columns in a byte form that any reader can
/// reproduce (docs/proofs.md). Where the columns have a person's data, the log's entry is their hash, so that all entries
/// can be published.
package struct LogLeaf: Hashable, Sendable {
    package let kind: Kind
    /// The row's id.
    package let id: Int64
    /// The row's other columns in the order of docs/proofs.md; numbers in decimal, bytes in hexadecimal.
    package let fields: [String?]

    package enum Kind: String, Sendable, CaseIterable, Codable {
        case journal
        case audit
        /// An officer read a person's data.
        case reading
        /// The digest of a record at the moment of an act.
        case record

        var number: UInt8 {
            switch self {
            case .journal: 1
            case .audit: 2
            case .reading: 3
            case .record: 4
            }
        }

        /// Whether the columns name accounts, officers, reasons or network addresses. The digests of records are made with
        /// the installation's key and say nothing to a reader without it.
        var isPersonal: Bool { self != .record }
    }

    package init(kind: Kind, id: Int64, fields: [String?]) {
        self.kind = kind
        self.id = id
        self.fields = fields
    }

    /// The field of a reading's ten minutes, with the reader's role after a space where it was recorded: so a leaf from
    /// before has the fields that it had.
    package static func slotField(_ slot: Int64, role: String?) -> String {
        role.map { "\(slot) \($0)" } ?? String(slot)
    }

    /// Every field is preceded by its length, so that two fields cannot be split differently and read the same.
    package var bytes: Data {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(fields.reduce(32) { $0 + 4 + ($1?.utf8.count ?? 0) })
        func append(_ number: some FixedWidthInteger) {
            withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
        }
        bytes.append(contentsOf: "prakerja/leaf/1".utf8)
        append(kind.number)
        append(id)
        for field in fields {
            append(field.map { UInt32($0.utf8.count) } ?? .max)
            if let field { bytes.append(contentsOf: field.utf8) }
        }
        return Data(bytes)
    }

    /// What the log has for the row, and publishes.
    package var entry: Data {
        guard kind.isPersonal else { return bytes }
        var entry = Data("prakerja/leaf/2".utf8) + [kind.number]
        entry.append(bigEndian: id)
        return entry + SHA256.hash(data: bytes)
    }

    package var hash: Data { MerkleTree.leafHash(entry) }

    /// Whether a leaf's hash is this row's: also one of an earlier version, whose entries were the columns themselves.
    package func stands(for hash: Data) -> Bool { hash == self.hash || hash == MerkleTree.leafHash(bytes) }
}

extension LogLeaf: CustomStringConvertible {
    package var description: String {
        switch kind {
        case .journal: "journal entry \(id)"
        case .audit: "audit event \(id)"
        case .reading: "reading \(id)"
        case .record: "bound record \(id)"
        }
    }
}
