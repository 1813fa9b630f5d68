import Programme
import Storage

/// Reading records and comparing them in one, without a lock: what is compared is what is returned. SQL that changes a row
/// between two statements of an act, and puts it back, changes nothing that the act goes by.
extension RecordQueries {
    /// The rows of each of these records that are as their last act left them, by the rule of `isAsBound`.
    func compared<Entity>(
        _ kind: BoundKind, _ records: [ID<Entity>], vault: Vault
    ) throws -> [ID<Entity>: ComparedRows] {
        guard !records.isEmpty else { return [:] }
        var read: [Int64: (digest: RecordDigest, rows: ComparedRows)] = [:]
        for (place, statement) in kind.content(records.map(\.rawValue)).enumerated() {
            for row in try tx.rows(statement) {
                let fields = row.texts
                guard let id = fields.first.flatMap({ $0.flatMap { Int64($0, in: 0...Int64.max) } }) else {
                    throw Inconsistency("the first column of a bound record is its id")
                }
                var (digest, rows) = read[id] ?? (RecordDigest(), ComparedRows())
                digest.add(fields, of: place)
                rows.statements[place, default: []].append(row)
                read[id] = (digest, rows)
            }
        }
        let bound = try newest(kind, of: records.map(\.rawValue))
        let mayBeUnbound = try records.contains { bound[$0.rawValue] == nil } && passesUnbound(kind, vault)
        let mark = RowMark(vault)
        return records.reduce(into: [:]) { found, record in
            guard let (digest, rows) = read[record.rawValue] else { return }
            let isAsBound = bound[record.rawValue]?.isRelied(on: digest.text, kind, marked: mark) ?? mayBeUnbound
            if isAsBound { found[record] = rows }
        }
    }
}

/// The rows of one record, by the place of their statement in its kind's `content`.
struct ComparedRows: Sendable {
    fileprivate(set) var statements: [Int: [Row]] = [:]

    subscript(place: Int) -> [Row] { statements[place] ?? [] }
}
