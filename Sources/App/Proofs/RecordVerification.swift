import Programme
import Storage

/// Compares every bound record with its newest digest: finds records that were changed, deleted or inserted by other
/// means than an act, such as SQL. The digests themselves are rows of the log, which `LogVerification` checks.
struct RecordVerification: Sendable {
    private(set) var findings: [RecordFinding] = []
    /// How many records were compared.
    private(set) var count = 0
    /// False while the server has not yet bound the records that existed before their kind was bound.
    private(set) var isComplete = true

    /// Records compared per read.
    static let page = 500

    /// - Parameter noted: the kinds that the file beside the master key has as complete (`BoundKindsFile`).
    init(of tx: Transaction, marked mark: RowMark, noted: Set<String> = []) throws {
        let most = LogVerification.most
        try check("objects of the database") {
            try tx.unknownObjects().map { "\($0): no migration made it so; \(StorageFault.schemaRemedy)" }
        }
        try check("entries") { try tx.entries.discrepancies(limit: most, vault: mark.vault) }
        try check("places in the draw") { try tx.draws.discrepancies(limit: most) }
        try check("waves without a draw") { try tx.abandonments.discrepancies(limit: most) }
        try check("payee accounts") { try tx.payees.discrepancies(limit: most, vault: mark.vault) }
        try check("cards") { try tx.cards.discrepancies(limit: most, vault: mark.vault) }
        try check("claims of a NIK") { try tx.identity.discrepancies(limit: most, vault: mark.vault) }
        try check("decisions") { try tx.applications.discrepancies(limit: most) }
        try check("the index of names") { try tx.nameWords.discrepancies(limit: most, vault: mark.vault) }
        let complete = try tx.records.completeKinds()
        for kind in BoundKind.all {
            let isMarked = complete.contains(kind.name) || noted.contains(kind.name)
            if isMarked, !complete.contains(kind.name) { note(.noteGone(kind)) }
            do {
                try compare(kind, mark, allMarked: isMarked, tx)
                let unbound = try isMarked ? tx.records.unbound(kind, limit: LogVerification.most) : []
                for id in unbound { note(.unbound(kind, id)) }
            } catch let error where VerifiedPart.isOfContent(error) {
                note(.several(VerifiedPart.unreadable("each \(kind.title)", error)))
            }
            if !isMarked { isComplete = false }
        }
        for event in try tx.audit.details(of: "record.changed", subject: "records") {
            let name = event.detail?["kind"]
            let kind = BoundKind.all.first { $0.name == name }
            note(.wasChanged(kind?.title ?? "record", event.detail?["record"] ?? "?", event: event.id))
        }
        for event in try tx.audit.lostRows() { note(.rowGone(event.detail ?? [:], event: event.id)) }
        for event in try tx.audit.fullWatches() {
            note(.watchFull(rows: event.detail?["rows"] ?? "?", event: event.id))
        }
        for event in try tx.audit.unknownObjects() {
            note(.objectsSeen(event.detail?["objects"] ?? "?", event: event.id))
        }
        for event in try tx.audit.details(of: "log.cut-off", subject: "log") {
            note(.cutOff(leaves: event.detail?["leaves"] ?? "?", event: event.id))
        }
        try check("contacts of accounts") { try tx.accounts.discrepancies(limit: most, vault: mark.vault) }
        try check("officers") { try tx.officers.discrepancies() }
        try check("lists") { try tx.lists.discrepancies(limit: most) }
        try check("acts of officers") { try tx.audit.discrepancies(limit: most) }
        try check("the order of bound records") { try tx.records.discrepancies(limit: most, marked: mark) }
    }

    private mutating func check(_ title: String, _ part: () throws -> [String]) throws {
        for finding in try VerifiedPart.findings(title, part) { note(.several(finding)) }
    }

    /// What an operator reads beside the numbers of the log.
    var summary: String {
        "records     \(count)" + (isComplete ? "" : " (earlier ones are bound when the server starts)")
    }

    /// - Parameter allMarked: whether every digest of this kind has to have a mark by now.
    private mutating func compare(_ kind: BoundKind, _ mark: RowMark, allMarked: Bool, _ tx: Transaction) throws {
        var after: Int64 = -1
        while true {
            let bound = try tx.records.newest(kind, after: after, limit: Self.page)
            let present = try kind.digests(tx, bound.map(\.id), mark.vault)
            for record in bound {
                count += 1
                guard let digest = present[record.id] else {
                    note(.deleted(kind, record.id, boundAt: record.at))
                    continue
                }
                let isKnown = RowMark.isMarked(record.digest) || !allMarked
                if !isKnown || !record.isOf(digest, kind, marked: mark) {
                    note(.changed(kind, record.id, boundAt: record.at))
                }
            }
            guard bound.count == Self.page, let last = bound.last else { return }
            after = last.id
        }
    }

    private mutating func note(_ finding: RecordFinding) {
        if findings.count < LogVerification.most { findings.append(finding) }
    }
}

/// One record that is not as the last act left it.
enum RecordFinding: Sendable, CustomStringConvertible {
    case changed(BoundKind, Int64, boundAt: Instant)
    case deleted(BoundKind, Int64, boundAt: Instant)
    /// The next act on it found it changed, and bound it as it left it.
    case wasChanged(String, String, event: ID<AuditEvent>)
    /// No act made it.
    case unbound(BoundKind, Int64)
    /// The row that says that every earlier record of the kind is bound.
    case noteGone(BoundKind)
    /// A row was deleted, or its place taken, before it was sealed.
    case rowGone([String: String], event: ID<AuditEvent>)
    /// A process did not look for all rows that it wrote.
    case watchFull(rows: String, event: ID<AuditEvent>)
    /// The log was cut back to an earlier state.
    case cutOff(leaves: String, event: ID<AuditEvent>)
    /// Objects that no migration made were there for some time.
    case objectsSeen(String, event: ID<AuditEvent>)
    /// Several records together, such as all officers, are not as their acts left them.
    case several(String)

    var description: String {
        switch self {
        case .changed(let kind, let id, let at):
            "\(kind.title) \(id) is not as the act of \(at) left it: one of \(kind.covers) was changed by other means"
        case .deleted(let kind, let id, let at): "\(kind.title) \(id), bound by the act of \(at), is gone"
        case .wasChanged(let title, let id, let event):
            "\(title) \(id) had been changed by other means before the act of audit event \(event)"
        case .unbound(let kind, let id):
            "\(kind.title) \(id) was bound by no act: it, or what makes it count, was put in by other means"
        case .noteGone(let kind):
            "the note that every earlier \(kind.title) is bound is gone: SQL deleted it, or this is an older database"
        case .rowGone(let detail, let event):
            "a row that was written is gone, or another stands in its place, before it was sealed: "
                + detail.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
                + " (audit event \(event))"
        case .watchFull(let rows, let event):
            "\(rows) rows were written while too many waited to be sealed, as audit event \(event) says: whether one of "
                + "them was deleted before it was sealed is not known"
        case .cutOff(let leaves, let event):
            "the log had lost its checkpoint of \(leaves) leaves, as audit event \(event) says: it was cut back or changed, "
                + "and rows may be gone with it"
        case .objectsSeen(let objects, let event):
            "\(objects): no migration made it; it was seen within seconds before audit event \(event) of "
                + "\(IDSource.instant(of: event.rawValue)), and what was to be written beside it was refused"
        case .several(let finding): finding
        }
    }
}
