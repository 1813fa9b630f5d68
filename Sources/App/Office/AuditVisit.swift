import Programme

/// What one officer did to one person in one go. Each act is a record of its own; only the display joins them.
struct AuditVisit: Sendable {
    /// Newest first.
    private(set) var records: [AuditRecord]
    /// The person whom all of them concern; nil for any other record, which stays alone.
    let person: ID<Account>?

    /// From one act to the next.
    private static let longestPause = Span.minutes(5)

    var last: AuditRecord { records[0] }
    var first: AuditRecord { records[records.count - 1] }

    var acts: [String] { records.map(\.action).withoutRepetition }

    /// One record of each subject.
    var subjects: [AuditRecord] {
        var seen: Set<String> = []
        return records.filter { seen.insert($0.subject).inserted }
    }

    private func holds(_ record: AuditRecord, of person: ID<Account>) -> Bool {
        self.person == person && last.actorKind == record.actorKind && last.actorID == record.actorID
            && first.at - record.at <= Self.longestPause
    }

    /// In the order of their newest records. Acts of others in between do not part a visit.
    static func of(_ records: [AuditRecord], people: [ID<AuditEvent>: ID<Account>]) -> [AuditVisit] {
        records.reduce(into: []) { visits, record in
            let person = record.actorKind == "officer" ? people[record.id] : nil
            if let person, let place = visits.lastIndex(where: { $0.holds(record, of: person) }) {
                visits[place].records.append(record)
            } else {
                visits.append(AuditVisit(records: [record], person: people[record.id]))
            }
        }
    }
}
