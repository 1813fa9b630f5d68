import Foundation
import Programme
import Storage

extension Transaction {
    var editions: EditionQueries { EditionQueries(tx: self) }
}

/// The editions that have been in use in this installation. The only writer of `edition` and `annex`.
struct EditionQueries {
    let tx: Transaction

    /// Every edition in the order of their first use, each compared with the digest it was published with. Reads only
    /// columns that every schema has: it is asked before a migration, too.
    func all() throws -> [KeptEdition] {
        try tx.rows("SELECT id, digest, text FROM edition ORDER BY first_used_at, id").map(KeptEdition.init)
    }

    /// The same, for use.
    ///
    /// - Throws: `BootFault.edition` for one that is not as it was published.
    func kept() throws -> [PublishedEdition] {
        try all().map { try $0.usable() }
    }

    /// By which number the records of the log know an edition; nil for one that is not kept with this text.
    func number(of published: PublishedEdition) throws -> ID<KeptEdition>? {
        try tx.row(
            """
            SELECT number
            FROM edition
            WHERE id = \(published.edition.id) AND digest = \(published.text.digest) AND number > 0
            """)?["number"]
    }

    /// The ids of the editions that were changed by other means than their publication, together with their digest or
    /// without it.
    func changed(vault: Vault) throws -> Set<String> {
        let kept: [(id: String, number: Int64)] = try tx.rows(
            """
            SELECT id, CASE WHEN number > 0 THEN number ELSE 0 END AS number
            FROM edition
            ORDER BY id
            """
        ).map { (try $0["id"], try $0["number"]) }
        let numbers = kept.map { ID<KeptEdition>($0.number) }
        let asLeft = try tx.records.asBound(.editions, of: numbers.filter { $0.rawValue > 0 }, vault: vault)
        return Set(kept.filter { !asLeft.contains(ID($0.number)) }.map(\.id))
    }

    /// The number of an edition that was bound and is not as it was; nil when all are.
    func broken(vault: Vault) throws -> ID<KeptEdition>? {
        let bound = try tx.records.newest(.editions, after: -1, limit: Self.most).map { ID<KeptEdition>($0.id) }
        let asLeft = try tx.records.asBound(.editions, of: bound, vault: vault)
        return bound.first { !asLeft.contains($0) }
    }

    /// More editions than an installation ever has.
    private static let most = 1_000

    /// Stores an edition when it is first used.
    ///
    /// - Returns: whether this stored it; false for an id under which a text is kept already.
    func publish(_ published: PublishedEdition, at now: Instant) throws -> Bool {
        let (id, digest) = (published.edition.id, published.text.digest)
        let stored = try tx.run(
            """
            INSERT INTO edition (id, digest, text, first_used_at, number)
            VALUES (\(id), \(digest), \(published.yaml), \(now), (
                SELECT COALESCE(MAX(number), 0) + 1 FROM edition
            ))
            ON CONFLICT (id) DO NOTHING
            """)
        return stored == 1
    }

    /// A wave of another edition that has opened and is not over yet; nil when there is none.
    func unfinishedWave(of other: String) throws -> (edition: String, number: Int)? {
        try tx.row(
            """
            SELECT edition, number
            FROM wave
            WHERE edition <> \(other) AND state NOT IN ('planned', 'announced') AND abandoned_at IS NULL
            ORDER BY edition, number
            LIMIT 1
            """
        ).map { try ($0["edition"], $0["number"]) }
    }

    // MARK: Annexes

    /// Stores an annex when it is first used.
    func keep(_ annex: Annex, note: String, at now: Instant) throws {
        try tx.send(
            """
            INSERT INTO annex (digest, note, first_used_at)
            VALUES (\(annex.digest), \(note), \(now))
            ON CONFLICT (digest) DO NOTHING
            """)
    }

    /// The signed text with this digest; nil when it was never used here.
    func annex(_ digest: Data) throws -> String? {
        try tx.row("SELECT note FROM annex WHERE digest = \(digest)")?["note"]
    }

    /// The one that was used last; nil when none was.
    func lastAnnex() throws -> String? {
        try tx.row("SELECT note FROM annex ORDER BY first_used_at DESC, digest LIMIT 1")?["note"]
    }

    /// What decrees in force have committed under an edition.
    func committed(under edition: String) throws -> Rupiah {
        try tx.row(
            """
            SELECT CAST(COALESCE(SUM(decree.amount), 0) AS BIGINT) AS committed
            FROM decree
            JOIN wave ON wave.id = decree.wave_id
            WHERE wave.edition = \(edition) AND decree.signed_at IS NOT NULL
            """)?["committed"] ?? .zero
    }
}
