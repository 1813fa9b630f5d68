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

    /// By which number the records of the log know an edition; nil for one that is not kept.
    func number(of id: String) throws -> ID<KeptEdition>? {
        try tx.row("SELECT number FROM edition WHERE id = \(id)")?["number"]
    }

    /// The ids of the editions that were changed by other means than their publication, together with their digest or
    /// without it.
    func changed(vault: Vault) throws -> Set<String> {
        let rows = try tx.rows("SELECT id, number FROM edition ORDER BY number")
        return try Set(
            rows.filter { try tx.records.differs(.editions, $0["number"] as ID<KeptEdition>, vault: vault) }
                .map { try $0["id"] })
    }

    /// Stores an edition when it is first used. False when another text was published under its id before.
    func publish(_ published: PublishedEdition, at now: Instant) throws -> Bool {
        let (id, digest) = (published.edition.id, published.text.digest)
        try tx.send(
            """
            INSERT INTO edition (id, digest, text, first_used_at, number)
            VALUES (\(id), \(digest), \(published.yaml), \(now), (
                SELECT COALESCE(MAX(number), 0) + 1 FROM edition
            ))
            ON CONFLICT (id) DO NOTHING
            """)
        let kept: Data? = try tx.row("SELECT digest FROM edition WHERE id = \(id)")?["digest"]
        return kept == digest
    }

    /// A wave of another edition that has opened and is not announced yet; nil when there is none.
    func unfinishedWave(of other: String) throws -> (edition: String, number: Int)? {
        try tx.row(
            """
            SELECT edition, number
            FROM wave
            WHERE edition <> \(other) AND state NOT IN ('planned', 'announced')
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

    /// A wave that was opened under another annex and is not announced yet; nil when there is none.
    func unfinishedWave(withoutAnnex digest: Data) throws -> (edition: String, number: Int)? {
        try tx.row(
            """
            SELECT wave.edition, wave.number
            FROM draw
            JOIN wave ON wave.id = draw.wave_id
            WHERE draw.annex <> \(digest) AND wave.state <> 'announced'
            ORDER BY wave.edition, wave.number
            LIMIT 1
            """
        ).map { try ($0["edition"], $0["number"]) }
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
