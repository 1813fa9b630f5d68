import Foundation
import Programme
import Storage

/// Verifies journal and audit trail against the log: finds rows changed, deleted, inserted by hand or out of order.
struct LogVerification: Sendable {
    private(set) var findings: [LogFinding] = []
    private(set) var frontier = MerkleFrontier()
    private(set) var checkpoints = 0
    /// Rows that the sealer has not read yet: they have no leaf, and were not compared. Many where no server runs.
    private(set) var waiting = WaitingRows.none
    /// The kinds of which a row with a code was met, or the note that every later row has one: from then on each has.
    private var coded: Set<LogLeaf.Kind> = []
    private let mark: RowMark?

    var isClean: Bool { findings.isEmpty }

    /// Leaves compared per read.
    static let page = 500
    /// An unsealed row that is older than the newest sealed one by more than this was inserted behind the sealer. A
    /// younger one may have been committed after it.
    static let patience = Span.minutes(1)
    /// Most findings reported; further ones add nothing.
    static let most = 100

    /// - Parameters:
    ///   - verifier: the key that must have signed the checkpoints.
    ///   - kept: a checkpoint kept outside the system; the log must be an extension of it.
    ///   - beside: the server's own newest one, from the file beside the master key.
    ///   - mark: of the installation's key, which made the rows' codes; without it they are not checked.
    ///   - goOn: called before each page of leaves; throws to end the verification, which can take minutes.
    init(
        of tx: Transaction, verifier: NoteVerifier, kept: Checkpoint?, beside: Checkpoint? = nil, now: Instant,
        marked mark: RowMark? = nil, goOn: () throws -> Void = {}
    ) throws {
        self.mark = mark
        let kept = [kept, beside].compactMap(\.self)
        var above = 0
        var pages = ArraySlice<StoredCheckpoint>()
        func nextCheckpoint() throws -> StoredCheckpoint? {
            if pages.isEmpty { pages = try tx.proofs.checkpoints(above: above, limit: Self.page)[...] }
            guard let next = pages.popFirst() else { return nil }
            above = next.size
            return next
        }
        var awaited = try nextCheckpoint()
        while true {
            try goOn()
            let leaves = try tx.proofs.leaves(from: frontier.count, limit: Self.page)
            guard !leaves.isEmpty else { break }
            let rows = try tx.proofs.rows(behind: leaves)
            for leaf in leaves {
                compare(leaf, with: rows[leaf.row])
                frontier.append(leaf.hash)
                if let checkpoint = awaited, checkpoint.size == frontier.count {
                    check(checkpoint, verifier)
                    awaited = try nextCheckpoint()
                }
                if kept.contains(where: { $0.size == frontier.count && $0.root != frontier.root }) {
                    note(.notWhatWasKept(size: frontier.count))
                }
            }
            guard leaves.count == Self.page else { break }
        }
        try checkEnd(tx, awaited, kept, now, goOn)
    }

    private mutating func compare(_ leaf: StoredLeaf, with row: LogLeaf?) {
        if leaf.sequence != frontier.count { note(.gap(at: frontier.count)) }
        guard let row else { return note(.deleted(leaf.row.kind, leaf.row.id, sequence: leaf.sequence)) }
        guard row.stands(for: leaf.hash) else {
            return note(.changed(leaf.row.kind, leaf.row.id, sequence: leaf.sequence))
        }
        checkCode(row)
    }

    /// Rows are sealed in the order in which they were written, so no row without a code follows one that has one, nor
    /// the note of the first start that wrote all of them with codes (`RecordQueries.bindEarlier`).
    private mutating func checkCode(_ row: LogLeaf) {
        guard let mark else { return }
        if row.kind == .record, row.fields[1] == RecordQueries.codes { coded = Set(LogLeaf.Kind.allCases) }
        guard RowCode.exists(for: row.kind) else { return }
        switch RowCode(of: row, mark) {
        // The audit log and the readings got their codes at once, and the journal later.
        case .fits: coded.formUnion(row.kind == .journal ? LogLeaf.Kind.allCases : [.audit, .reading])
        case .missing: if coded.contains(row.kind) { note(.withoutCode(row.kind, row.id)) }
        case .differs: note(.forged(row.kind, row.id))
        }
    }

    /// Rows that wait for the sealer have no leaf to be compared with, but their codes.
    private mutating func checkCodes(_ tx: Transaction, above floor: Int64, _ goOn: () throws -> Void) throws {
        var above = floor
        while true {
            try goOn()
            let rows = try tx.proofs.unsealed(above: above, limit: Self.page)
            for row in rows { checkCode(row) }
            guard rows.count == Self.page, let last = rows.last else { return }
            above = last.id
        }
    }

    private mutating func check(_ checkpoint: StoredCheckpoint, _ verifier: NoteVerifier) {
        checkpoints += 1
        do {
            let signed = try Checkpoint(note: checkpoint.note, verifier: verifier)
            if signed.size != checkpoint.size || signed.root != frontier.root || checkpoint.root != frontier.root {
                note(.rootDiffers(size: checkpoint.size))
            }
        } catch {
            note(.checkpoint(size: checkpoint.size, "\(error)"))
        }
    }

    private mutating func checkEnd(
        _ tx: Transaction, _ awaited: StoredCheckpoint?, _ kept: [Checkpoint], _ now: Instant, _ goOn: () throws -> Void
    ) throws {
        let head = try tx.proofs.head()
        if let awaited { note(.truncated(count: frontier.count, promised: awaited.size)) }
        if head.frontier != frontier { note(.headDiffers(size: head.size)) }
        for checkpoint in kept where checkpoint.size > frontier.count {
            note(.truncated(count: frontier.count, promised: checkpoint.size))
        }
        // Rows newer than everything sealed wait for the sealer, however long no server has run. Older rows without a
        // leaf were inserted behind it.
        let newest = try tx.proofs.highestSealed(at: now, among: frontier.count) ?? 0
        let passed = IDSource.id(newest, earlierBy: Self.patience)
        let ceiling = min(IDSource.lowest(at: now - Self.patience), passed)
        waiting = try tx.proofs.waiting(above: ceiling)
        for row in try tx.proofs.unsealed(above: .min, upTo: ceiling, limit: Self.most) {
            note(.unlogged(row.kind, row.id))
        }
        try checkCodes(tx, above: ceiling, goOn)
    }

    /// What an operator is told when the sealer has not run for `patience` or more; nil while it keeps up.
    func delay(at now: Instant) -> String? {
        guard let since = waiting.since, now - since >= Self.patience else { return nil }
        let (rows, wait) = waiting.count == 1 ? ("row", "waits") : ("rows", "wait")
        return "\(grouped(waiting.count)) \(rows) \(wait) to be sealed since \(since); start the server"
    }

    private mutating func note(_ finding: LogFinding) {
        if findings.count < Self.most { findings.append(finding) }
    }
}

/// Rows of journal and audit trail that no leaf stands for yet.
struct WaitingRows: Sendable, Equatable {
    let count: Int
    /// When the oldest of them was written; nil when there is none.
    let since: Instant?

    static let none = WaitingRows(count: 0, since: nil)
}

/// One discrepancy, and the row it concerns.
enum LogFinding: Hashable, Sendable, CustomStringConvertible {
    case changed(LogLeaf.Kind, Int64, sequence: Int)
    case deleted(LogLeaf.Kind, Int64, sequence: Int)
    /// A row that was never sealed: inserted by hand, or with an id out of order.
    case unlogged(LogLeaf.Kind, Int64)
    /// A row without a code after rows with one.
    case withoutCode(LogLeaf.Kind, Int64)
    /// A row whose code was not made with the installation's key for this content.
    case forged(LogLeaf.Kind, Int64)
    case gap(at: Int)
    case rootDiffers(size: Int)
    case checkpoint(size: Int, String)
    case headDiffers(size: Int)
    case truncated(count: Int, promised: Int)
    case notWhatWasKept(size: Int)
    case malformed(line: Int, String)
    case books(String)
    /// An export without a leaf proves nothing.
    case empty

    var description: String {
        switch self {
        case .changed(let kind, let id, let sequence):
            "\(Self.row(kind, id)) was changed after it was sealed as leaf \(sequence)"
        case .deleted(let kind, let id, let sequence):
            "\(Self.row(kind, id)), sealed as leaf \(sequence), is gone"
        case .unlogged(let kind, let id): "\(Self.row(kind, id)) was never sealed: it was put in out of order"
        case .withoutCode(let kind, let id):
            "\(Self.row(kind, id)) has no code of this installation: it was put in by other means"
        case .forged(let kind, let id):
            "\(Self.row(kind, id)) has a code that this installation's key did not make: it was put in by other means"
        case .gap(let sequence): "leaf \(sequence) is missing from the log"
        case .rootDiffers(let size):
            "the first \(size) leaves do not add up to the root that was signed for them: the log itself was changed"
        case .checkpoint(let size, let why): "the checkpoint of \(size) leaves: \(why)"
        case .headDiffers(let size): "the log's head (\(size)) does not match the leaves in the table"
        case .truncated(let count, let promised): "the log ends at leaf \(count), but \(promised) were signed for"
        case .notWhatWasKept(let size): "the first \(size) leaves are not those of the checkpoint that was kept"
        case .malformed(let line, let why): "line \(line) of the export: \(why)"
        case .books(let why): "the books in the export: \(why)"
        case .empty: "the export holds no leaf: it was cut, or nothing was sealed when it was written"
        }
    }

    private static func row(_ kind: LogLeaf.Kind, _ id: Int64) -> String {
        LogLeaf(kind: kind, id: id, fields: []).description
    }
}
