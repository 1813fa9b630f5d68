import NIOConcurrencyHelpers
import Programme

/// Rows that this process has written and that must come to stand in the log: readings of personal data, events of
/// officers and digests of records. A row that SQL deletes before the sealer has read it leaves nothing in the database,
/// so it is remembered here, in memory, until its leaf is there (`TraceWatch`).
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
    /// Rows remembered at most; further ones are not looked for. Officers write a few a second.
    private static let most = 100_000

    private let entries = NIOLockedValueBox<[Entry]>([])

    /// Called after the commit of the rows.
    func note(_ new: [Entry]) {
        entries.withLockedValue { $0 += new.prefix(max(Self.most - $0.count, 0)) }
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

extension WrittenRows.Entry {
    /// A row of the audit log. Nil for an act of no officer: of a person's or a partner's acts the tables of the
    /// programme tell as well.
    init?(event: AuditEvent, by actor: Actor, row: ID<AuditEvent>, at now: Instant) {
        let detail: [String: String]
        if event.isOfLostRow {
            detail = event.detail
        } else if case .officer(let officer) = actor {
            detail = ["table": "audit", "officer": officer.description, "action": event.action, "about": event.subject]
        } else {
            return nil
        }
        self.init(
            kind: .audit, id: row.rawValue, detail: detail.merging(["row": row.description]) { old, _ in old },
            due: now + WrittenRows.grace)
    }

    /// A digest of a record.
    init(record: Int64, kind: String, row: ID<BoundRecord>, at now: Instant) {
        self.init(
            kind: .record, id: row.rawValue,
            detail: ["table": "record", "kind": kind, "record": String(record), "row": row.description],
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

extension AuditEvent {
    private static let lostRow = "log.row-gone"

    /// A row that this process wrote was deleted, or another stands in its place, before it was sealed.
    static func rowGone(_ entry: WrittenRows.Entry) -> AuditEvent {
        AuditEvent(lostRow, subject: "log", detail: entry.detail)
    }

    /// Written again when it is itself deleted.
    fileprivate var isOfLostRow: Bool { action == Self.lostRow }
}

extension AuditQueries {
    /// What rows were deleted before they were sealed, oldest first.
    func lostRows() throws -> [(id: ID<AuditEvent>, detail: [String: String]?)] {
        try details(of: "log.row-gone", subject: "log")
    }
}
