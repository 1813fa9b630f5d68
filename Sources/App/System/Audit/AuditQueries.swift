import Foundation
import Programme
import Storage

extension Transaction {
    var audit: AuditQueries { AuditQueries(tx: self) }
}

/// The audit trail: who did what to what, and when. Append only: the only writer of `audit_event`, without update or
/// delete.
struct AuditQueries {
    let tx: Transaction

    func record(_ event: AuditEvent, by actor: Actor, at moment: Moment, ids: IDSource) throws {
        try record([(event, actor)], at: moment, ids: ids)
    }

    func record(_ acts: [(event: AuditEvent, actor: Actor)], at moment: Moment, ids: IDSource) throws {
        var (written, others): ([WrittenRows.Entry], [WrittenRow]) = ([], [])
        let known = try lastRows(of: acts)
        let rows = try acts.map { event, actor -> [SQLValue] in
            // Every command is marked here, so that none can forget it.
            let marked = ids.isCommandLine ? event.detail.merging(AuditEvent.byCommand) { $1 } : event.detail
            let detail = String(decoding: try JSONEncoder.sorted.encode(marked), as: UTF8.self)
            let id: ID<AuditEvent> = ids.next()
            if let entry = WrittenRows.Entry(event: event, by: actor, row: id, at: moment.real) {
                written.append(entry)
            } else {
                others.append(WrittenRow(event: event, by: actor, row: id))
            }
            let leaf = LogLeaf(
                kind: .audit, id: id.rawValue,
                fields: [
                    String(moment.real.milliseconds), String(moment.programme.milliseconds), actor.kind,
                    actor.id.map { String($0) }, event.action, event.subject, detail,
                ])
            let code = ids.mark.map { mark in
                known[actor].map { mark.code(of: leaf, knowing: $0) } ?? mark.code(of: leaf)
            }
            return [
                id.sqlValue, moment.real.sqlValue, moment.programme.sqlValue, actor.kind.sqlValue,
                actor.id?.sqlValue ?? .null, event.action.sqlValue, event.subject.sqlValue, detail.sqlValue,
                code?.sqlValue ?? .null,
            ]
        }
        let types: [SQLType] = [.integer, .integer, .integer, .text, .integer, .text, .text, .text, .bytes]
        try tx.send(for: types, rows) { list in
            """
            INSERT INTO audit_event (id, at, programme_at, actor_kind, actor_id, action, subject, detail, code)
            SELECT given.column2, given.column3, given.column4, given.column5, given.column6, given.column7,
                given.column8, given.column9, given.column10
            FROM \(list) AS given
            WHERE given.column1 >= 0
            """
        }
        tx.afterCommit { [written, others] in
            ids.written.note(written)
            ids.written.note(others)
        }
    }

    /// The latest event with this action and subject.
    func latest(_ action: String, subject: String) throws -> ID<AuditEvent>? {
        try tx.row(
            """
            SELECT id
            FROM audit_event
            WHERE subject = \(subject) AND action = \(action)
            ORDER BY id DESC
            LIMIT 1
            """
        ).map { try $0["id"] }
    }

    /// When each of these subjects last had an event with this action, by the programme's clock.
    func lastTimes(of action: String, subjects: [String]) throws -> [String: Instant] {
        guard !subjects.isEmpty else { return [:] }
        let rows = try tx.rows(
            """
            SELECT subject, MAX(programme_at) AS last_at
            FROM audit_event
            WHERE subject IN (\(list: subjects)) AND action = \(action)
            GROUP BY subject
            """)
        return Dictionary(
            try rows.map { row in (try row["subject"] as String, try row["last_at"] as Instant) },
            uniquingKeysWith: { first, _ in first })
    }

    /// The details of all events with this action and subject, oldest first; nil for one that cannot be read, which no
    /// act wrote.
    func details(of action: String, subject: String) throws -> [(id: ID<AuditEvent>, detail: [String: String]?)] {
        try tx.rows(
            """
            SELECT id, detail
            FROM audit_event
            WHERE subject = \(subject) AND action = \(action)
            ORDER BY id
            """
        ).map { row in
            let detail: String = try row["detail"]
            return (try row["id"], try? JSONDecoder().decode([String: String].self, from: Data(detail.utf8)))
        }
    }

    /// Newest first.
    ///
    /// - Parameter subject: only events of this subject, such as `wave:1`; nil for all.
    func latest(subject: String?, before: ID<AuditEvent>?, limit: Int) throws -> [AuditRecord] {
        try tx.rows(
            """
            SELECT id, at, programme_at, actor_kind, actor_id, action, subject, detail
            FROM audit_event
            WHERE (CAST(\(subject) AS TEXT) IS NULL OR subject = \(subject))
                AND (CAST(\(before) AS BIGINT) IS NULL OR id < \(before))
            ORDER BY id DESC
            LIMIT \(limit)
            """
        ).map(AuditRecord.init)
    }

    /// Events of any of these subjects, newest first. Ordered by an expression, so that neither engine reads the whole
    /// log backwards instead of the index of subjects.
    func latest(subjects: [String], limit: Int) throws -> [AuditRecord] {
        try tx.rows(
            """
            SELECT id, at, programme_at, actor_kind, actor_id, action, subject, detail
            FROM audit_event
            WHERE subject IN (\(list: subjects))
            ORDER BY id + 0 DESC
            LIMIT \(limit)
            """
        ).map(AuditRecord.init)
    }
}

/// What happened. `detail` never holds personal data: ids, states, amounts.
struct AuditEvent: Sendable {
    let action: String
    let subject: String
    let detail: [String: String]

    /// Of an act that an operator did from the command line, who has not proved to be any officer.
    static let byCommand = ["via": "command-line"]

    /// - Parameters:
    ///   - action: past tense of the field, `wave.closed`, `photo.rejected`.
    ///   - subject: kind and id, `wave:1`.
    init(_ action: String, subject: String, detail: [String: String] = [:]) {
        self.action = action
        self.subject = subject
        self.detail = detail
    }
}

enum Actor: Hashable, Sendable {
    case person(ID<Account>)
    case officer(ID<Officer>)
    case partner(ID<Partner>)
    case system

    var kind: String {
        switch self {
        case .person: "person"
        case .officer: "officer"
        case .partner: "partner"
        case .system: "system"
        }
    }

    var id: Int64? {
        switch self {
        case .person(let id): id.rawValue
        case .officer(let id): id.rawValue
        case .partner(let id): id.rawValue
        case .system: nil
        }
    }
}

struct AuditRecord: Sendable {
    let id: ID<AuditEvent>
    let at: Instant
    let programmeAt: Instant
    let actorKind: String
    let actorID: Int64?
    let action: String
    let subject: String
    let detail: String

    init(_ row: Row) throws {
        id = try row["id"]
        at = try row["at"]
        programmeAt = try row["programme_at"]
        actorKind = try row["actor_kind"]
        actorID = try row["actor_id"]
        action = try row["action"]
        subject = try row["subject"]
        detail = try row["detail"]
    }
}
