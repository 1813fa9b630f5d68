import Foundation
import Programme

/// The code of a row of `audit_event`, `access_reading` or `journal_entry`: HMAC-SHA256 over all its columns, under a
/// key from the master key. A user of the database who lacks that key can insert a row but not its code, so that
/// `prakerja audit verify` names the row. An entry's column `content` is a hash of its postings, so that its code covers them. A
/// row of `bound_record` has a mark in its digest instead (`RowMark`).
///
/// Rows from before codes were stored have none. The code is the last field of the row's leaf, so that it cannot be
/// taken away either.
enum RowCode: Sendable {
    case fits
    case missing
    case differs

    /// - Parameter leaf: with its code, if its row has one. A row of another table has none and always fits.
    init(of leaf: LogLeaf, _ mark: RowMark) {
        guard let columns = Self.columns(of: leaf.kind) else {
            self = .fits
            return
        }
        guard leaf.fields.count > columns else {
            self = .missing
            return
        }
        let bare = LogLeaf(kind: leaf.kind, id: leaf.id, fields: Array(leaf.fields.prefix(columns)))
        let code = leaf.fields[columns].flatMap { Data(hex: $0) } ?? Data()
        self = leaf.fields.count == columns + 1 && mark.fits(code, bare) ? .fits : .differs
    }

    /// Whether the leaf is of a row that could have a code, and has none. Needs no key and takes no time.
    static func isMissing(in leaf: LogLeaf) -> Bool {
        columns(of: leaf.kind).map { leaf.fields.count <= $0 } ?? false
    }

    static func exists(for kind: LogLeaf.Kind) -> Bool { columns(of: kind) != nil }

    /// The fields before the code; nil for a kind without codes.
    private static func columns(of kind: LogLeaf.Kind) -> Int? {
        switch kind {
        case .audit: 7
        case .reading: 9
        case .journal: 5
        case .record: nil
        }
    }
}
