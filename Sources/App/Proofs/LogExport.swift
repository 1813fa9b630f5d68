import Foundation
import Programme
import Storage

/// Exports the log with all rows it covers, as lines of JSON that can be verified without the database
/// (docs/proofs.md).
enum LogExport {
    static let format = "prakerja-log-1"

    enum Line: Codable, Sendable {
        case header(Header)
        case leaf(Leaf)
        case checkpoint(String)

        struct Header: Codable, Sendable {
            let format: String
            let verifier: String
        }

        struct Leaf: Codable, Sendable {
            let sequence: Int
            let kind: LogLeaf.Kind
            let id: String
            let fields: [String?]
            let hash: String
            /// For a journal entry: from, to, amount.
            var postings: [[String]]?
        }
    }

    /// Writes every leaf with its row as it is now, each followed by the checkpoints signed at that size.
    static func write(
        _ tx: Transaction, verifier: NoteVerifier, to write: (Data) throws -> Void
    ) throws {
        let encoder = JSONEncoder.sorted
        func line(_ line: Line) throws { try write(encoder.encode(line) + Data("\n".utf8)) }
        try line(.header(.init(format: format, verifier: verifier.description)))
        var (count, notes, above) = (0, ArraySlice<StoredCheckpoint>(), 0)
        while true {
            let leaves = try tx.proofs.leaves(from: count, limit: LogVerification.page)
            let rows = try tx.proofs.rows(behind: leaves)
            let postings = try tx.ledger.postings(
                of: leaves.filter { $0.row.kind == .journal }.map { ID<JournalEntry>($0.row.id) }
            ).mapValues { $0.map(\.value) }
            for leaf in leaves {
                try line(.leaf(exported(leaf, rows[leaf.row], postings)))
                count = leaf.sequence + 1
                if notes.isEmpty { notes = try tx.proofs.checkpoints(above: above, limit: LogVerification.page)[...] }
                while let next = notes.first, next.size <= count {
                    try line(.checkpoint(next.note))
                    above = next.size
                    notes.removeFirst()
                }
            }
            guard leaves.count == LogVerification.page else { return }
        }
    }

    private static func exported(
        _ leaf: StoredLeaf, _ row: LogLeaf?, _ postings: [ID<JournalEntry>: [Posting]]
    ) -> Line.Leaf {
        var line = Line.Leaf(
            sequence: leaf.sequence, kind: leaf.row.kind, id: String(leaf.row.id), fields: row?.fields ?? [],
            hash: leaf.hash.hex)
        if leaf.row.kind == .journal {
            line.postings = (postings[ID(leaf.row.id)] ?? []).map {
                [$0.from.description, $0.to.description, String($0.amount.amount)]
            }
        }
        return line
    }
}

/// Verifies an export without a database: leaves, roots, signatures, and the ledger in it.
struct ExportVerification: Sendable {
    private(set) var findings: [LogFinding] = []
    private(set) var frontier = MerkleFrontier()
    private(set) var checkpoints = 0
    private(set) var balances: [String: Int128] = [:]
    let verifier: NoteVerifier
    private let kept: Checkpoint?
    private var line = 0
    private var signedFor = 0

    /// - Parameter verifier: the programme's public key from another source; without one, the key in the export is
    ///   trusted.
    init(header: String, verifier: NoteVerifier?, kept: Checkpoint?) throws {
        guard let line = try? JSONDecoder().decode(LogExport.Line.self, from: Data(header.utf8)),
            case .header(let header) = line, header.format == LogExport.format
        else { throw ProofFault.malformed("the file is no export of the log") }
        self.verifier = try verifier ?? NoteVerifier(header.verifier)
        self.kept = kept
    }

    mutating func read(_ text: String) {
        line += 1
        do {
            switch try JSONDecoder().decode(LogExport.Line.self, from: Data(text.utf8)) {
            case .header: findings.append(.malformed(line: line, "a second header"))
            case .leaf(let leaf): read(leaf)
            case .checkpoint(let note): read(note: note)
            }
        } catch {
            findings.append(.malformed(line: line, "it is not a line of an export"))
        }
    }

    /// Called after the last line.
    mutating func finish() {
        // A file that was cut after its first line must not pass as an unchanged log.
        if frontier.count == 0 { findings.append(.empty) }
        if signedFor < frontier.count { findings.append(.truncated(count: frontier.count, promised: signedFor)) }
        if let kept, kept.size > frontier.count {
            findings.append(.truncated(count: frontier.count, promised: kept.size))
        }
        for (code, balance) in balances.sorted(by: { $0.key < $1.key }) where balance < 0 {
            guard LedgerAccount.Code(code)?.hasFloor ?? true else { continue }
            findings.append(.books("\(code) is under its floor: \(Rupiah(Int64(clamping: balance)))"))
        }
    }

    private mutating func read(_ leaf: LogExport.Line.Leaf) {
        let id = Int64(leaf.id, in: 1...Int64.max) ?? 0
        while frontier.count < leaf.sequence, findings.count < LogVerification.most {
            findings.append(.gap(at: frontier.count))
            frontier.append(Data(repeating: 0, count: 32))
        }
        if leaf.sequence < frontier.count {
            findings.append(
                .malformed(line: line, "it calls itself leaf \(leaf.sequence) and is leaf \(frontier.count)"))
        }
        let row = LogLeaf(kind: leaf.kind, id: id, fields: leaf.fields)
        if !(Data(hex: leaf.hash).map(row.stands) ?? false) {
            findings.append(
                leaf.fields.isEmpty
                    ? .deleted(leaf.kind, id, sequence: leaf.sequence)
                    : .changed(leaf.kind, id, sequence: leaf.sequence))
        }
        frontier.append(Data(hex: leaf.hash) ?? Data(repeating: 0, count: 32))
        if let kept, kept.size == frontier.count, kept.root != frontier.root {
            findings.append(.notWhatWasKept(size: kept.size))
        }
        if leaf.kind == .journal { book(leaf, id) }
    }

    private mutating func read(note: String) {
        do {
            let checkpoint = try Checkpoint(note: note, verifier: verifier)
            checkpoints += 1
            signedFor = max(signedFor, checkpoint.size)
            if checkpoint.size != frontier.count || checkpoint.root != frontier.root {
                findings.append(.rootDiffers(size: checkpoint.size))
            }
        } catch {
            findings.append(.checkpoint(size: frontier.count, "\(error)"))
        }
    }

    /// Checks that the entry's hash is the hash of its postings, and adds the postings to the balances.
    private mutating func book(_ leaf: LogExport.Line.Leaf, _ id: Int64) {
        guard let entry = JournalEntry(exported: leaf, id: id) else {
            return findings.append(.books("journal entry \(id) cannot be read"))
        }
        if leaf.fields[2] != entry.content.hex {
            findings.append(.books("the postings of journal entry \(id) are not those that were written"))
        }
        for posting in entry.postings {
            balances[posting.from.description, default: 0] -= Int128(posting.amount.amount)
            balances[posting.to.description, default: 0] += Int128(posting.amount.amount)
        }
    }
}

extension JournalEntry {
    fileprivate init?(exported leaf: LogExport.Line.Leaf, id: Int64) {
        guard (5...6).contains(leaf.fields.count), let key = leaf.fields[0],
            let kind = leaf.fields[1].flatMap(Kind.init(rawValue:)),
            let reason = leaf.fields[3], let at = leaf.fields[4].flatMap({ Int64($0, in: Instant.range) }),
            key.hasPrefix(kind.rawValue + ":"), let rows = leaf.postings,
            (1...JournalEntry.maximumPostings).contains(rows.count), key.utf8.count > kind.rawValue.utf8.count + 1,
            key.utf8.count <= IdempotencyKey.longest
        else { return nil }
        let postings = rows.compactMap { row -> Posting? in
            guard row.count == 3, let from = LedgerAccount.Code(row[0]), let to = LedgerAccount.Code(row[1]),
                let amount = Int64(row[2], in: 1...Rupiah.price.upperBound), from != to
            else { return nil }
            return Posting(from: from, to: to, amount: Rupiah(amount))
        }
        guard postings.count == rows.count else { return nil }
        self.init(
            id: ID(id), kind: kind, subject: String(key.dropFirst(kind.rawValue.count + 1)), reason: reason,
            postings: postings, at: Instant(milliseconds: at))
    }
}
