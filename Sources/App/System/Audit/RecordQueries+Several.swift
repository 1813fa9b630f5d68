import Programme
import Storage

/// Many records of one kind at once: the digests are read in one statement of each kind's.
extension RecordQueries {
    /// As `bind` for each of them.
    func bind(_ kind: BoundKind, all records: [ID<some Any>], at now: Instant, ids: IDSource) throws {
        guard !records.isEmpty else { return }
        var last = try lastRows(kind.name, records.map(\.rawValue))
        guard let vault = ids.mark?.vault else { throw Inconsistency("a process that binds records has the key") }
        let digests = try kind.digests(tx, records.map(\.rawValue), vault)
        for record in records {
            guard let digest = digests[record.rawValue] else {
                throw Inconsistency("a record that an act binds exists")
            }
            let row = try insert(
                kind.name, record.rawValue, digest, after: last[record.rawValue] ?? 0, at: now, ids: ids)
            last[record.rawValue] = row.rawValue
        }
    }

    /// Those of the records that are not as their last act left them.
    ///
    /// - Parameters:
    ///   - due: what an act must have bound.
    ///   - free: what no act need have bound: compared where one has.
    func changed<Entity>(
        _ kind: BoundKind, due: [ID<Entity>], free: [ID<Entity>] = [], vault: Vault
    ) throws -> [ID<Entity>] {
        let suspects = Set(due + free).subtracting(try asBound(kind, of: due + free, vault: vault))
        let unbound = suspects.intersection(free)
        guard !unbound.isEmpty else { return suspects.sorted() }
        let bound = try newest(kind, of: unbound.map(\.rawValue))
        return suspects.subtracting(unbound.filter { bound[$0.rawValue] == nil }).sorted()
    }

    /// Those of the records that are as their last act left them, by the rule of `isAsBound`.
    func asBound<Entity>(_ kind: BoundKind, of records: [ID<Entity>], vault: Vault) throws -> Set<ID<Entity>> {
        guard !records.isEmpty else { return [] }
        let rows = records.map(\.rawValue)
        let present = try kind.digests(tx, rows, vault)
        let bound = try newest(kind, of: rows)
        let mayBeUnbound = try rows.contains { bound[$0] == nil } && passesUnbound(kind, vault)
        let mark = RowMark(vault)
        return Set(
            records.filter { record in
                guard let newest = bound[record.rawValue] else { return mayBeUnbound }
                guard let now = present[record.rawValue] else { return false }
                return newest.isRelied(on: now, kind, marked: mark)
            })
    }
}
