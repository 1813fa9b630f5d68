import Programme
import Storage

/// How far the binding of earlier records is. Kept in memory: a new process begins again, and passes quickly over what
/// is bound.
struct EarlierRecords: Sendable {
    /// The kind that is being bound; the empty text at the beginning.
    let kind: String
    /// Which of its records: those that have to be bound, then those with a digest from before there were marks.
    let step: Step
    /// Every record up to this id is done.
    let after: Int64

    enum Step: Sendable {
        case due, unmarked
    }

    static let beginning = EarlierRecords(kind: "", step: .due, after: -1)

    fileprivate static func start(of kind: BoundKind, _ step: Step = .due) -> EarlierRecords {
        EarlierRecords(kind: kind.name, step: step, after: -1)
    }
}

extension RecordQueries {
    /// Notes that from here on every row that can have a code has one. Then binds records that existed before their
    /// kind was bound, and marks digests from before there were marks; notes for each kind when that is done: from then
    /// on, a record that no act bound was inserted by other means. A digest from before keeps its value, so that a
    /// record that was changed since is still found. Only the kinds that this process may still bind (`EarlierKinds`):
    /// never what was inserted after the kind was complete.
    ///
    /// - Returns: where to continue, in another transaction; nil when there is nothing more.
    func bindEarlier(
        from place: EarlierRecords, limit: Int, at now: Instant, ids: IDSource
    ) throws -> EarlierRecords? {
        guard try codesBegin() != nil else {
            let id: ID<BoundRecord> = ids.next()
            try write(id, Self.codes, 0, RowMark.prefix + Self.codes, at: now, ids: ids)
            return .beginning
        }
        let complete = try completeKinds()
        guard let vault = ids.mark?.vault,
            let kind = BoundKind.all.first(where: { vault.earlier.contains($0) && !complete.contains($0.name) })
        else { return nil }
        let place = place.kind == kind.name ? place : .start(of: kind)
        let found = try earlier(kind, place, limit: limit)
        // An act may bind one of them at the same time: it waits, or its row is read here.
        try keepOrder(of: kind.name, found)
        let (present, known) = (try kind.digests(tx, found, vault), try newest(kind, of: found))
        for id in found {
            guard let digest = known[id]?.digest ?? present[id], !RowMark.isMarked(digest),
                digest != RecordDigest.unreadable
            else { continue }
            try insert(kind.name, id, digest, after: known[id]?.row ?? 0, at: now, ids: ids)
        }
        if found.count == limit, let last = found.last {
            return EarlierRecords(kind: kind.name, step: place.step, after: last)
        }
        if place.step == .due { return .start(of: kind, .unmarked) }
        let id: ID<BoundRecord> = ids.next()
        try write(id, Self.complete, 0, RowMark.prefix + kind.name, at: now, ids: ids)
        return .beginning
    }

    /// Records without a marked digest, in the order of their ids. Each statement reads an index from `after` on.
    private func earlier(_ kind: BoundKind, _ place: EarlierRecords, limit: Int) throws -> [Int64] {
        let known: SQL =
            switch place.step {
            case .due: kind.due
            case .unmarked: "SELECT row_id AS id FROM bound_record WHERE kind = \(kind.name)"
            }
        return try tx.rows(
            """
            SELECT DISTINCT known.id
            FROM (\(known)) AS known
            WHERE known.id > \(place.after) AND NOT EXISTS (
                SELECT 1 FROM bound_record
                WHERE kind = \(kind.name) AND row_id = known.id AND (digest LIKE 'm1-%' OR digest LIKE 'm2-%')
            )
            ORDER BY known.id
            LIMIT \(limit)
            """
        ).map { try $0["id"] }
    }
}
