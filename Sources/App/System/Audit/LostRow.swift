import Programme

/// A row that SQL deleted, or took the place of, before it was sealed: as the event about it says.
struct LostRow: Hashable, Sendable {
    /// The deleted row's id.
    let row: Int64
    /// The act of an event, the kind of an entry in the journal or of a record.
    let act: String
    /// What it was about, such as `entry` and the entry's id; an empty text and 0 where no number names it.
    let subject: String
    let about: Int64
    /// The wave's number, of an event of an entry.
    let wave: Int?

    /// - Parameter detail: of an event about a row that is gone. Nil where it names no row.
    init?(detail: [String: String]) {
        guard let row = detail["row"].flatMap({ Int64($0, in: 0...Int64.max) }) else { return nil }
        self.row = row
        act = detail["action"] ?? detail["kind"] ?? ""
        let sides = (detail["about"] ?? "").split(separator: ":", maxSplits: 1).map(String.init)
        let number = sides.count == 2 ? Int64(sides[1], in: 1...Int64.max) : nil
        (subject, about) = number.map { (sides[0], $0) } ?? ("", 0)
        wave = detail["wave"].flatMap { Int($0, in: 1...Int(Int32.max)) }
    }
}

extension AuditEvent {
    private static let lostRow = "log.row-gone"
    private static let fullWatch = "log.watch-full"

    /// A row that this process wrote was deleted, or another stands in its place, before it was sealed.
    ///
    /// - Parameter detail: names table, row and moment.
    static func rowGone(_ detail: [String: String]) -> AuditEvent {
        AuditEvent(lostRow, subject: "log", detail: detail)
    }

    /// More rows waited to be sealed than a process remembers: the further ones are not looked for.
    static func watchFull(rows: Int) -> AuditEvent {
        AuditEvent(fullWatch, subject: "log", detail: ["rows": String(rows)])
    }

    /// Written again when it is itself deleted.
    var isOfLostRow: Bool { action == Self.lostRow }
    var isOfFullWatch: Bool { action == Self.fullWatch }
}

extension AuditQueries {
    /// What rows were deleted before they were sealed, oldest first.
    func lostRows() throws -> [(id: ID<AuditEvent>, detail: [String: String]?)] {
        try details(of: "log.row-gone", subject: "log")
    }

    /// Times at which a process did not look for all rows, with their number, oldest first.
    func fullWatches() throws -> [(id: ID<AuditEvent>, detail: [String: String]?)] {
        try details(of: "log.watch-full", subject: "log")
    }

    /// The rows that were gone before they were sealed, by events that an act wrote.
    ///
    /// - Parameter known: those that this process found itself: their events may have been deleted since.
    func lost(besides known: [LostRow], vault: Vault) throws -> Set<LostRow> {
        let events = try lostRows()
        let coded = try coded(events.map(\.id), vault: vault)
        let found = events.filter { coded.contains($0.id) }.compactMap { LostRow(detail: $0.detail ?? [:]) }
        return Set(known).union(found)
    }
}
