import Foundation

/// One row of the journal or the audit trail, as a leaf of the log: its columns in a byte form that any reader can
/// reproduce (docs/proofs.md).
package struct LogLeaf: Hashable, Sendable {
    package let kind: Kind
    /// The row's id.
    package let id: Int64
    /// The row's other columns in the order of docs/proofs.md; numbers in decimal, bytes in hexadecimal.
    package let fields: [String?]

    package enum Kind: String, Sendable, CaseIterable, Codable {
        case journal
        case audit

        var number: UInt8 { self == .journal ? 1 : 2 }
    }

    package init(kind: Kind, id: Int64, fields: [String?]) {
        self.kind = kind
        self.id = id
        self.fields = fields
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

    package var hash: Data { MerkleTree.leafHash(bytes) }
}

extension LogLeaf: CustomStringConvertible {
    package var description: String { "\(kind == .journal ? "journal entry" : "audit event") \(id)" }
}
