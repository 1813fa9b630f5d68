import Programme

/// A row that an act has written, of which little more than the id is remembered.
struct WrittenRow: Sendable {
    let kind: LogLeaf.Kind
    let id: Int64
    let label: Label
    /// The id, or the number, of what it is about; 0 for none.
    let about: Int64
    /// Of an event about an entry: the wave's number. 0 for none.
    let wave: Int32

    /// Few differ: the watch stores each once.
    struct Label: Hashable, Sendable {
        /// The act of an event, the kind of an entry in the journal or of a record.
        let act: String
        /// What `about` is an id of, such as `purchase`.
        let subject: String
    }
}

extension WrittenRow {
    /// An event of a person, a partner or the system.
    init(event: AuditEvent, by actor: Actor, row: ID<AuditEvent>) {
        let (subject, about) = Self.topic(of: event, by: actor)
        self.init(
            kind: .audit, id: row.rawValue, label: Label(act: event.action, subject: subject), about: about,
            wave: event.detail["wave"].flatMap { Int($0, in: 1...Int(Int32.max)) }.map { Int32($0) } ?? 0)
    }

    /// The entry of an event that has one, otherwise the event's subject where it is a number, otherwise the actor.
    private static func topic(of event: AuditEvent, by actor: Actor) -> (subject: String, about: Int64) {
        if let entry = event.detail["entry"].flatMap({ Int64($0, in: 1...Int64.max) }) { return ("entry", entry) }
        let sides = event.subject.split(separator: ":", maxSplits: 1).map(String.init)
        if sides.count == 2, let number = Int64(sides[1], in: 1...Int64.max) { return (sides[0], number) }
        return actor.id.map { (actor.kind, $0) } ?? ("", 0)
    }

    /// An entry of the journal: its key is its kind and what it is about.
    init(_ entry: JournalEntry) {
        self.init(
            kind: .journal, id: entry.id.rawValue,
            label: Label(act: entry.kind.rawValue, subject: entry.kind.rawValue),
            about: Int64(entry.subject, in: 1...Int64.max) ?? 0, wave: 0)
    }

    /// A digest of a record.
    init(record: Int64, kind: String, row: ID<BoundRecord>) {
        self.init(
            kind: .record, id: row.rawValue, label: Label(act: kind, subject: "record"), about: record, wave: 0)
    }
}

/// 32 bytes for a row that waits for its leaf.
struct WatchedRow: Sendable {
    let id: Int64
    let about: Int64
    /// When it is looked for, in milliseconds since 1970.
    fileprivate(set) var due: Int64
    let wave: Int32
    /// The place of its label.
    fileprivate let label: UInt16
    let kind: LogLeaf.Kind
    /// How often it was looked for.
    fileprivate(set) var looks: UInt8
}

/// The rows that wait for their leaves. At a launch a thousand are added each second, and a second later the sealer's
/// batch takes them out: some thousand are here.
struct RowWatch: Sendable {
    /// Rows remembered at most, 16 MB: what a launch writes in eight minutes without a sealer. Further ones are not
    /// looked for; an event says how many.
    static let most = 500_000
    /// Labels stored at most; the finding of a row with a further one names table, id and moment only.
    private static let mostLabels = 4_096
    /// Lost rows that are remembered.
    private static let mostLost = 1_000
    /// Between two events about rows that are not looked for.
    private static let reportPause = Span.minutes(1)
    private static let longestPause = Span.minutes(5)
    /// After that many looks the pause is the longest one.
    private static let mostDoublings: UInt8 = 7

    private var rows: [WatchedRow] = []
    private var labels = [WrittenRow.Label(act: "", subject: "")]
    private var places: [WrittenRow.Label: UInt16] = [:]
    private var dropped = 0
    private var nextReport: Instant?
    private(set) var lost: [LostRow] = []

    mutating func note(_ new: [WrittenRow]) {
        for row in new {
            // By its id, so that nothing reads a clock here.
            let due = IDSource.instant(of: row.id) + WrittenRows.grace
            add(
                WatchedRow(
                    id: row.id, about: row.about, due: due.milliseconds, wave: row.wave, label: place(of: row.label),
                    kind: row.kind, looks: 0))
        }
    }

    mutating func drop(_ count: Int) { dropped += count }

    mutating func take(until now: Instant) -> [WatchedRow] {
        let limit = now.milliseconds
        let due = rows.filter { $0.due <= limit }
        if !due.isEmpty { rows.removeAll { $0.due <= limit } }
        return due
    }

    /// Those that the sealer has not reached yet: looked for again, later each time.
    mutating func putBack(_ waiting: [WatchedRow], at now: Instant) {
        for row in waiting {
            var next = row
            next.looks = min(row.looks + 1, Self.mostDoublings)
            let pause = Span(milliseconds: WrittenRows.grace.milliseconds << Int64(next.looks))
            next.due = (now + min(pause, Self.longestPause)).milliseconds
            add(next)
        }
    }

    mutating func takeOut(_ kind: LogLeaf.Kind, _ sealed: Set<Int64>) {
        rows.removeAll { $0.kind == kind && sealed.contains($0.id) }
    }

    /// How many rows were not remembered since the last report; nil where none is due.
    mutating func overflow(at now: Instant) -> Int? {
        guard dropped > 0, nextReport.map({ now >= $0 }) ?? true else { return nil }
        defer { (dropped, nextReport) = (0, now + Self.reportPause) }
        return dropped
    }

    /// What is recorded when the row is gone: no personal data but ids.
    func detail(of row: WatchedRow) -> [String: String] {
        let label = labels[Int(row.label)]
        var detail = ["table": row.kind.rawValue, "row": String(row.id)]
        detail[row.kind == .audit ? "action" : "kind"] = label.act
        if row.kind == .record {
            detail["record"] = String(row.about)
        } else if row.about > 0 {
            detail["about"] = "\(label.subject):\(row.about)"
        }
        if row.wave > 0 { detail["wave"] = String(row.wave) }
        return detail
    }

    mutating func note(lost rows: [LostRow]) {
        for row in rows where lost.count < Self.mostLost && !lost.contains(row) { lost.append(row) }
    }

    func remembers(_ acts: Set<String>, about id: Int64) -> Bool {
        if lost.contains(where: { $0.about == id && acts.contains($0.act) }) { return true }
        return rows.contains { $0.about == id && acts.contains(labels[Int($0.label)].act) }
    }

    private mutating func add(_ row: WatchedRow) {
        guard rows.count < Self.most else { return drop(1) }
        rows.append(row)
    }

    private mutating func place(of label: WrittenRow.Label) -> UInt16 {
        if let place = places[label] { return place }
        guard labels.count < Self.mostLabels else { return 0 }
        let place = UInt16(labels.count)
        labels.append(label)
        places[label] = place
        return place
    }
}
