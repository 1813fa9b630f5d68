import NIOConcurrencyHelpers
import Programme

/// Rows that this process has written and that must come to stand in the log: all of the journal, the audit log, the
/// readings of personal data and the digests of records. A row that SQL deletes before the sealer has read it leaves
/// nothing in the database, so it is remembered here, in memory, until its leaf is there (`TraceWatch`).
///
/// Of readings and officers' events it remembers what a finding says of them; of all others, of which a launch writes a
/// thousand a second, little more than the id (`RowWatch`). What is remembered ends with the process.
final class WrittenRows: Sendable {
    struct Entry: Sendable {
        let kind: LogLeaf.Kind
        let id: Int64
        /// The columns of a reading by which it is found: where the officer has read the same within the ten minutes,
        /// the row of that reading stands for this one.
        var reading: Reading?
        /// What is recorded when the row is gone: no personal data but ids.
        let detail: [String: String]
        /// When it is looked for.
        var due: Instant
        /// How long after a look the next one follows.
        var pause = WrittenRows.grace
    }

    struct Reading: Sendable, Equatable {
        let person: Int64
        let officer: Int64
        let kind: String
        let work: String
        let reason: String
        let slot: Int64
    }

    /// Longer than the sealer takes for a row, so that most are looked for once.
    static let grace = Span.seconds(3)
    private static let longestPause = Span.minutes(5)
    /// Entries remembered at most; further ones are counted (`overflow`). Officers write a few a second.
    private static let most = 100_000

    private let entries = NIOLockedValueBox<[Entry]>([])
    private let watch = NIOLockedValueBox(RowWatch())

    /// Called after the commit of the rows.
    func note(_ new: [Entry]) {
        guard !new.isEmpty else { return }
        let dropped = entries.withLockedValue { entries in
            let room = max(Self.most - entries.count, 0)
            entries += new.prefix(room)
            return new.count - min(new.count, room)
        }
        if dropped > 0 { watch.withLockedValue { $0.drop(dropped) } }
    }

    /// As above, for rows of which little more than the id is remembered.
    func note(_ new: [WrittenRow]) {
        guard !new.isEmpty else { return }
        watch.withLockedValue { $0.note(new) }
    }

    /// Takes out the rows that a batch of this process's sealer has: without a statement, by their ids.
    func takeOut(sealed leaves: [LogLeaf]) {
        for (kind, leaves) in Dictionary(grouping: leaves, by: \.kind) {
            let ids = Set(leaves.map(\.id))
            entries.withLockedValue { $0.removeAll { $0.kind == kind && ids.contains($0.id) } }
            watch.withLockedValue { $0.takeOut(kind, ids) }
        }
    }

    /// Takes out those that are to be looked for by now.
    func take(until now: Instant) -> [Entry] {
        entries.withLockedValue { entries in
            let due = entries.filter { $0.due <= now }
            if !due.isEmpty { entries.removeAll { $0.due <= now } }
            return due
        }
    }

    /// Those that the sealer has not reached yet: looked for again, later each time.
    func putBack(_ waiting: [Entry], at now: Instant) {
        note(
            waiting.map { entry in
                var next = entry
                next.pause = min(entry.pause + entry.pause, Self.longestPause)
                next.due = now + next.pause
                return next
            })
    }
}

/// The rows of which little more than the id is remembered.
extension WrittenRows {
    func takeRows(until now: Instant) -> [WatchedRow] { watch.withLockedValue { $0.take(until: now) } }

    func putBack(_ waiting: [WatchedRow], at now: Instant) {
        guard !waiting.isEmpty else { return }
        watch.withLockedValue { $0.putBack(waiting, at: now) }
    }

    /// How many rows were not remembered, because too many waited, since the last report; nil where none is due.
    func overflow(at now: Instant) -> Int? { watch.withLockedValue { $0.overflow(at: now) } }

    /// Counts these again, where they could not be reported.
    func putBack(overflow count: Int) { watch.withLockedValue { $0.drop(count) } }

    func details(of rows: [WatchedRow]) -> [[String: String]] {
        watch.withLockedValue { watch in rows.map { watch.detail(of: $0) } }
    }

    /// Rows that this process found gone, also where SQL has deleted the event about them since.
    var lost: [LostRow] { watch.withLockedValue { $0.lost } }

    func note(lost rows: [LostRow]) { watch.withLockedValue { $0.note(lost: rows) } }

    /// Whether one of these acts on the row with this id was written by this process, and is not sealed as far as it
    /// knows, or was gone.
    func remembers(_ acts: Set<String>, about id: Int64) -> Bool {
        watch.withLockedValue { $0.remembers(acts, about: id) }
    }
}

extension WrittenRows.Entry {
    /// An event of an officer, or about a row that was gone. Nil for any other, which is a `WrittenRow`.
    init?(event: AuditEvent, by actor: Actor, row: ID<AuditEvent>, at now: Instant) {
        let detail: [String: String]
        if event.isOfLostRow {
            detail = event.detail
        } else if event.isOfFullWatch {
            detail = event.detail.merging(["table": "audit", "action": event.action]) { old, _ in old }
        } else if case .officer(let officer) = actor {
            detail = ["table": "audit", "officer": officer.description, "action": event.action, "about": event.subject]
        } else {
            return nil
        }
        self.init(
            kind: .audit, id: row.rawValue, detail: detail.merging(["row": row.description]) { old, _ in old },
            due: now + WrittenRows.grace)
    }

    /// A reading of personal data. The officer's words for its reason are not repeated.
    init(_ reading: WrittenRows.Reading, row: Int64, at now: Instant) {
        let detail = [
            "table": "reading", "officer": String(reading.officer), "person": String(reading.person),
            "kind": reading.kind, "work": reading.work, "row": String(row),
        ]
        self.init(kind: .reading, id: row, reading: reading, detail: detail, due: now + WrittenRows.grace)
    }
}
