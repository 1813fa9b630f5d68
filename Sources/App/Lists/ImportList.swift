import Crypto
import Foundation
import Programme
import Storage

/// What somebody says of a list they bring in.
struct ListOrder: Sendable {
    let kind: ListKind
    let source: String
    let asOf: CivilDate
    let expiresOn: CivilDate?
    /// Nil for the command line.
    let by: ID<Officer>?
}

/// Where a list's lines come from.
enum ListInput: Sendable {
    case file(path: String)
    case upload(Data)
}

/// Reads a list piece by piece: its NIKs are hashed at the door and never held together in memory, nor written anywhere.
struct ImportList: Sendable {
    let platform: Platform
    let order: ListOrder

    /// Bytes read at once.
    private static let piece = 1 << 20
    /// Lines taken in with one transaction.
    private static let chunk = 10_000

    /// Answers the list as it stands afterwards. Throws `ListRefusal`; what an interrupted run read stays without effect.
    func run(_ input: ListInput) async throws -> StoredList {
        let today = platform.edition.waves.zone.date(of: platform.clock.now())
        try ListImport.check(source: order.source, asOf: order.asOf, expiresOn: order.expiresOn, today: today)
        guard platform.edition.eligibility.lists.contains(where: { $0.kind == order.kind }) else {
            throw ListRefusal.notInEdition(order.kind)
        }
        let id: ID<ListImport> = platform.ids.next()
        let now = platform.realNow()
        try await platform.database.transaction { [order] tx in try tx.lists.begin(order, id: id, at: now) }
        let (digest, counts) = try await read(input, into: id)
        guard counts.accepted > 0 else { throw ListRefusal.emptyFile }
        return try await finish(id, digest: digest, counts: counts)
    }

    private func read(_ input: ListInput, into id: ID<ListImport>) async throws -> (Data, ListImport.Counts) {
        var pieces = try ListPieces(input, size: Self.piece)
        var (hash, cutter, counts) = (SHA256(), LineCutter(), ListImport.Counts())
        var lines: [LineCutter.Line] = []
        while let piece = try pieces.next() {
            hash.update(data: piece)
            lines += cutter.cut(piece)
            while lines.count >= Self.chunk {
                try await take(Array(lines.prefix(Self.chunk)), columns: cutter.columns, into: id, &counts)
                lines.removeFirst(Self.chunk)
            }
        }
        lines += cutter.rest()
        if !lines.isEmpty { try await take(lines, columns: cutter.columns, into: id, &counts) }
        return (Data(hash.finalize()), counts)
    }

    private func take(
        _ lines: [LineCutter.Line], columns: ListColumns, into id: ID<ListImport>, _ counts: inout ListImport.Counts
    ) async throws {
        let batch = Batch(lines, columns: columns, platform: platform)
        let kept = max(0, ListQueries.mostSlips - counts.bad)
        let new = try await platform.database.transaction { [platform] tx in
            var new = 0
            for part in batch.parts { new += try tx.lists.add(part, to: id) }
            for (line, slip) in batch.slips.prefix(kept) { try tx.lists.addSlip(slip, line: line, to: id) }
            for (lookup, contacts) in batch.contacts {
                let row: ID<ReachablePerson> = platform.ids.next()
                let text = contacts.map(\.written).joined(separator: "\n")
                let sealed = try platform.vault.seal(
                    text, table: "list_contact", column: "contacts", row: row.rawValue)
                try tx.lists.addContact(sealed, of: lookup, row: row.rawValue, to: id)
            }
            return new
        }
        counts.accepted += new
        counts.duplicates += batch.lookups.count - new
        counts.bad += batch.slips.count
        counts.contacts += batch.contacts.count
    }

    private func finish(
        _ id: ID<ListImport>, digest: Data, counts: ListImport.Counts
    ) async throws -> StoredList {
        try await platform.database.transaction { [platform, order] tx in
            try tx.lists.finish(id, digest: digest, counts: counts)
            let actor: Actor = order.by.map(Actor.officer) ?? .system
            try tx.audit.record(
                AuditEvent(
                    "list.imported", subject: "list:\(id)",
                    detail: [
                        "kind": order.kind.rawValue, "source": order.source, "as_of": order.asOf.description,
                        "accepted": "\(counts.accepted)", "bad": "\(counts.bad)",
                        "duplicates": "\(counts.duplicates)", "digest": digest.hex,
                    ]),
                by: actor, on: platform)
            guard let stored = try tx.lists.find(id) else { throw Inconsistency("the list was just brought in") }
            return stored
        }
    }
}

/// Some thousand lines, read and hashed before any transaction begins.
private struct Batch: Sendable {
    let lookups: [Data]
    let contacts: [(lookup: Data, contacts: [Contact])]
    let slips: [(line: Int, slip: ListSlip)]

    /// Rows of one statement.
    private static let rows = 500

    init(_ lines: [LineCutter.Line], columns: ListColumns, platform: Platform) {
        var lookups: [Data] = []
        var contacts: [(lookup: Data, contacts: [Contact])] = []
        var slips: [(line: Int, slip: ListSlip)] = []
        lookups.reserveCapacity(lines.count)
        for line in lines {
            do throws(ListSlip) {
                let person = try columns.read(line.checked)
                let lookup = platform.vault.lookup(person.nik.digits, purpose: "nik")
                lookups.append(lookup)
                if !person.contacts.isEmpty { contacts.append((lookup, person.contacts)) }
            } catch {
                slips.append((line.number, error))
            }
        }
        // In the order of the index they go into, so that each page of it is touched once.
        self.lookups = lookups.sorted { $0.lexicographicallyPrecedes($1) }
        self.contacts = contacts
        self.slips = slips
    }

    var parts: [[Data]] {
        stride(from: 0, to: lookups.count, by: Self.rows).map { start in
            Array(lookups[start..<min(start + Self.rows, lookups.count)])
        }
    }
}
