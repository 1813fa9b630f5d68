import Crypto
import Foundation
import Programme
import Storage

/// The particulars of a list, as given by the officer or the command that imports it.
struct ListOrder: Sendable {
    let kind: ListKind
    let source: String
    let asOf: CivilDate
    let expiresOn: CivilDate?
    /// Nil for the command line.
    let by: ID<Officer>?
}

/// The source of a list's lines.
enum ListInput: Sendable {
    case file(path: String)
    case upload(Data)
}

/// Imports a list piece by piece. NIKs are hashed as they are read; they are never all in memory and never stored.
struct ImportList: Sendable {
    let dependencies: Dependencies
    let order: ListOrder

    /// Bytes per read.
    private static let piece = 1 << 20
    /// Lines per transaction.
    private static let chunk = 10_000

    /// Returns the imported list. Throws `ListRefusal`, also for an officer whose own NIK is on it. Lines read by an interrupted run have no effect.
    func run(_ input: ListInput) async throws -> StoredList {
        let today = dependencies.edition.waves.zone.date(of: dependencies.clock.now())
        try ListImport.check(source: order.source, asOf: order.asOf, expiresOn: order.expiresOn, today: today)
        guard dependencies.edition.eligibility.lists.contains(where: { $0.kind == order.kind }) else {
            throw ListRefusal.notInEdition(order.kind)
        }
        // Before the import's row is inserted: a file that cannot be opened leaves no row behind.
        let pieces = try ListPieces(input, size: Self.piece)
        let id: ID<ListImport> = dependencies.ids.next()
        let now = dependencies.realNow()
        try await dependencies.database.transaction { [dependencies, order] tx in
            let duty = try tx.officers.duty(
                of: order.by, for: .importLists, .approveLists, at: now, of: dependencies.officeRoles)
            try tx.lists.begin(order, as: duty, id: id, at: now)
        }
        let (stored, difference): (StoredList, ID<StoredDifference>)
        do {
            let taken = try await read(pieces, into: id)
            guard taken.counts.accepted > 0 else { throw ListRefusal.emptyFile }
            if let officer = order.by {
                try await dependencies.database.read { try $0.lists.checkIsAnother(officer, thanOn: id) }
            }
            let lines = try await compare(taken, with: id)
            (stored, difference) = try await finish(id, taken, lines: lines)
        } catch {
            // Lines read of a refused file have no effect; the contacts are deleted at once, and the reason is kept.
            let refusal = error as? ListRefusal ?? .interrupted
            let kept = refusal == .ownLine ? .anotherImports : refusal
            try await dependencies.database.transaction { [dependencies] tx in
                try tx.lists.fail(id, because: kept)
                if kept == .linesChanged { try dependencies.noteChanged(.listEntries, id, in: tx) }
            }
            throw error
        }
        // A short list is compared at once, so that the second officer need not wait; a long one by its job.
        let comparison = CompareList(difference: difference)
        if try await comparison.step(on: dependencies) {
            try await dependencies.database.transaction { [dependencies] tx in
                try tx.jobs.enqueue(comparison, on: dependencies)
            }
        }
        return stored
    }

    private func read(_ pieces: ListPieces, into id: ID<ListImport>) async throws -> Taken {
        var pieces = pieces
        var (hash, taken) = (SHA256(), Taken())
        guard let first = try pieces.next() else { return taken }
        var reader = try ListReader(first: first)
        var rows: [ListReader.Row] = []
        var piece: Data? = first
        while let bytes = piece {
            hash.update(data: bytes)
            rows += try reader.feed(bytes)
            while rows.count >= Self.chunk {
                try await take(Array(rows.prefix(Self.chunk)), into: id, &taken)
                rows.removeFirst(Self.chunk)
            }
            piece = try pieces.next()
        }
        rows += try reader.finish()
        if !rows.isEmpty { try await take(rows, into: id, &taken) }
        taken.digest = Data(hash.finalize())
        return taken
    }

    private func take(
        _ rows: [ListReader.Row], into id: ID<ListImport>, _ taken: inout Taken
    ) async throws {
        let batch = Batch(rows, dependencies: dependencies)
        let kept = max(0, ListQueries.mostRowErrors - taken.counts.bad - taken.counts.unreadContacts)
        let (new, reachable) = try await dependencies.database.transaction { [dependencies] tx in
            var (new, reachable): ([Data], Int) = ([], 0)
            for part in batch.parts { new += try tx.lists.add(part, to: id) }
            for (line, error) in batch.rowErrors.prefix(kept) { try tx.lists.addRowError(error, line: line, to: id) }
            for (lookup, contacts) in batch.contacts {
                let row: ID<ReachablePerson> = dependencies.ids.next()
                let text = contacts.map(\.written).joined(separator: "\n")
                let contact = SealedContacts(
                    row: row.rawValue,
                    sealed: try dependencies.vault.seal(
                        text, table: "list_contact", column: "contacts", row: row.rawValue),
                    fingerprint: dependencies.vault.lookup(text, purpose: "list-contacts"))
                if try tx.lists.addContact(contact, of: lookup, to: id) { reachable += 1 }
            }
            return (new, reachable)
        }
        // Of what the database says it took, only lines of the file count.
        let own = Set(batch.lookups)
        for lookup in new where own.contains(lookup) { taken.lines.add(lookup, dependencies.vault) }
        taken.counts.accepted += new.count
        taken.counts.duplicates += batch.lookups.count - new.count
        taken.counts.bad += batch.bad
        taken.counts.contacts += reachable
        taken.counts.unreadContacts += batch.unreadContacts
    }

    /// Compares the lines in the table with those of the file: between two transactions SQL could put a line in.
    /// Returns the digest of the compared ones, which `finish` binds.
    private func compare(_ taken: Taken, with id: ID<ListImport>) async throws -> String {
        let (digest, found) = try await dependencies.database.read { [dependencies] tx in
            var found = ListTally()
            let digest = try tx.lists.entriesDigest(of: id) { found.add($0, dependencies.vault) }
            return (digest, found)
        }
        guard let digest, found == taken.lines, found.lines == taken.counts.accepted else {
            throw ListRefusal.linesChanged
        }
        return digest
    }

    private func finish(
        _ id: ID<ListImport>, _ taken: Taken, lines: String
    ) async throws -> (StoredList, ID<StoredDifference>) {
        let (digest, counts) = (taken.digest, taken.counts)
        return try await dependencies.database.transaction { [dependencies, order] tx in
            try tx.lists.finish(id, digest: digest, counts: counts)
            for kind in [BoundKind.listEntries, .lists] {
                try tx.records.bind(kind, id, at: dependencies.realNow(), ids: dependencies.ids)
            }
            try tx.lists.requireBound(lines, of: id, vault: dependencies.vault)
            let actor: Actor = order.by.map(Actor.officer) ?? .system
            try tx.audit.record(
                AuditEvent(
                    "list.imported", subject: "list:\(id)",
                    detail: [
                        "kind": order.kind.rawValue, "source": order.source, "as_of": order.asOf.description,
                        "accepted": "\(counts.accepted)", "bad": "\(counts.bad)",
                        "duplicates": "\(counts.duplicates)", "unreachable": "\(counts.unreachable)",
                        "digest": digest.hex,
                    ]),
                by: actor, at: dependencies.moment(), ids: dependencies.ids)
            guard let stored = try tx.lists.find(id) else { throw Inconsistency("the list was just brought in") }
            let difference = try tx.listDifferences.begin(
                .version, of: stored.value, at: dependencies.realNow(), ids: dependencies.ids)
            return (stored, difference)
        }
    }
}

/// What an import has read of its file.
private struct Taken: Sendable {
    /// SHA-256 of the file.
    var digest = Data(SHA256().finalize())
    var counts = ListImport.Counts()
    var lines = ListTally()
}

/// Up to some thousand rows, read and hashed before a transaction begins.
private struct Batch: Sendable {
    let lookups: [Data]
    let contacts: [(lookup: Data, contacts: [Contact])]
    /// Unreadable values, with their line number.
    let rowErrors: [(line: Int, error: ListRowError)]
    /// Rows without a readable NIK.
    let bad: Int
    let unreadContacts: Int

    /// Rows per statement.
    private static let rows = 500

    init(_ rows: [ListReader.Row], dependencies: Dependencies) {
        var lookups: [Data] = []
        var contacts: [(lookup: Data, contacts: [Contact])] = []
        var rowErrors: [(line: Int, error: ListRowError)] = []
        var (bad, unread) = (0, 0)
        lookups.reserveCapacity(rows.count)
        for row in rows {
            switch row.person {
            case .success(let person):
                let lookup = dependencies.vault.lookup(person.nik.digits, purpose: "nik")
                lookups.append(lookup)
                if !person.contacts.isEmpty { contacts.append((lookup, person.contacts)) }
                if person.unreadContacts > 0 { rowErrors.append((row.line, .contact)) }
                unread += person.unreadContacts
            case .failure(let error):
                rowErrors.append((row.line, error))
                bad += 1
            }
        }
        // Sorted like the index, so that each of its pages is written once.
        self.lookups = lookups.sorted { $0.lexicographicallyPrecedes($1) }
        self.contacts = contacts
        self.rowErrors = rowErrors
        self.bad = bad
        unreadContacts = unread
    }

    var parts: [[Data]] {
        stride(from: 0, to: lookups.count, by: Self.rows).map { start in
            Array(lookups[start..<min(start + Self.rows, lookups.count)])
        }
    }
}
