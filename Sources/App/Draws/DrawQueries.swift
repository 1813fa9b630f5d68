import Foundation
import Programme
import Storage

extension Transaction {
    var draws: DrawQueries { DrawQueries(tx: self) }
}

/// The draw of a wave.
struct DrawQueries {
    let tx: Transaction

    func begin(_ wave: ID<Wave>, annex: Data?, order: LockedOrder, at now: Instant) throws {
        try tx.run(
            """
            INSERT INTO draw (wave_id, opened_at, annex, order_commitment, order_sealed)
            VALUES (\(wave), \(now), \(annex), \(order.commitment), \(order.sealed))
            """)
    }

    func of(_ wave: ID<Wave>) throws -> DrawRecord? {
        try tx.row(
            """
            SELECT opened_at, annex, order_commitment, order_sealed, edition_digest, joined, withdrawn, entries, root,
                pages, seed, selected
            FROM draw
            WHERE wave_id = \(wave)
            """
        ).map(DrawRecord.init)
    }

    /// Locks the draw's row until the transaction ends (the UPDATE changes nothing), so that accepting a witness's
    /// paper and writing the statement are serialised.
    func hold(_ wave: ID<Wave>) throws {
        try tx.run("UPDATE draw SET opened_at = opened_at WHERE wave_id = \(wave)")
    }

    // MARK: Sealing

    /// Starts sealing under a new `mark`, without what an interrupted run has left. A run that still holds the old mark
    /// fails at its next `holdSealing`.
    func beginSealing(_ wave: ID<Wave>, mark: Data) throws {
        try tx.run("UPDATE draw SET sealing = \(mark) WHERE wave_id = \(wave) AND root IS NULL")
        try clearPages(of: wave)
        try tx.entries.unseal(wave)
    }

    /// Locks the draw's row. Throws `WaveRefusal.sealedElsewhere` when another run has set its own mark or finished.
    func holdSealing(_ wave: ID<Wave>, mark: Data) throws {
        let changed = try tx.run(
            "UPDATE draw SET sealing = \(mark) WHERE wave_id = \(wave) AND sealing = \(mark) AND root IS NULL")
        guard changed == 1 else { throw WaveRefusal.sealedElsewhere }
    }

    /// The entries of people who joined, a page at a time, by id.
    ///
    /// - Parameters:
    ///   - last: the last of them; nil: to the end.
    ///   - households: whether to read each entry's household, and how many of its members were selected earlier,
    ///     without those whose card lapsed where the edition lets them join again.
    func joined(
        in wave: ID<Wave>, after: ID<Entry>?, through last: ID<Entry>?, limit: Int, households: Bool, vault: Vault
    ) throws -> [JoinedEntry] {
        let household: SQL =
            households
            ? """
            , (
                SELECT COUNT(*)
                FROM entry_place
                WHERE entry_place.household = entry.household AND entry_place.state = 'selected'
                    AND NOT EXISTS (SELECT 1 FROM card_lapse WHERE card_lapse.entry_id = entry_place.entry_id)
            ) AS earlier
            """
            : ""
        let mayLack = try tx.entries.mayLackCodes(in: wave, vault: vault)
        var codes = EntryCode(vault)
        return try tx.rows(
            """
            SELECT id, \(EntryQueries.coded)\(household)
            FROM entry
            WHERE wave_id = \(wave) AND state = 'joined' AND id > \(after?.rawValue ?? 0)
                AND id <= \(last?.rawValue ?? Int64.max)
            ORDER BY id
            LIMIT \(limit)
            """
        ).map { row in
            try JoinedEntry(
                row, hasHousehold: households, isAsJoined: codes.fits(row, in: wave, mayLack: mayLack))
        }
    }

    /// The entry before which so many have joined; nil when there are not so many.
    func joined(in wave: ID<Wave>, skipping count: Int) throws -> ID<Entry>? {
        try tx.row(
            """
            SELECT id
            FROM entry
            WHERE wave_id = \(wave) AND state = 'joined'
            ORDER BY id
            LIMIT 1
            OFFSET \(count)
            """)?["id"]
    }

    func seal(_ wave: ID<Wave>, as list: SealedList, counts: [DrawStatement.Count]) throws {
        let pieces = list.pieces
        try tx.run(
            """
            UPDATE draw
            SET root = \(SealedList.root(of: pieces)), entries = \(list.count),
                pages = \(SealedList.pageCount(of: list.count)),
                pieces = \(pieces.reduce(into: Data()) { $0.append($1) }), sealing = NULL
            WHERE wave_id = \(wave) AND root IS NULL
            """)
        for count in counts {
            try tx.run(
                """
                INSERT INTO draw_count (wave_id, stratum, entries)
                VALUES (\(wave), \(count.stratum.number), \(count.entries))
                """)
        }
    }

    func bind(_ lists: [DrawStatement.List], to wave: ID<Wave>) throws {
        for list in lists {
            try tx.run(
                """
                INSERT INTO draw_list (wave_id, name, digest, size)
                VALUES (\(wave), \(list.name), \(list.digest), \(list.size))
                """)
        }
    }

    func counts(of wave: ID<Wave>) throws -> [DrawStatement.Count] {
        try tx.rows("SELECT stratum, entries FROM draw_count WHERE wave_id = \(wave) ORDER BY stratum")
            .compactMap { row in
                try Stratum(number: row["stratum"]).map {
                    try DrawStatement.Count(stratum: $0, entries: row["entries"])
                }
            }
    }

    func lists(of wave: ID<Wave>) throws -> [DrawStatement.List] {
        try tx.rows("SELECT name, digest, size FROM draw_list WHERE wave_id = \(wave) ORDER BY name")
            .map { try DrawStatement.List(name: $0["name"], digest: $0["digest"], size: $0["size"]) }
    }

    /// The Merkle roots of the sealed list's pieces, 32 bytes each; nil where the list was sealed without them.
    func pieces(of wave: ID<Wave>) throws -> [Data]? {
        let bytes: Data? = try tx.row("SELECT pieces FROM draw WHERE wave_id = \(wave)")?["pieces"]
        return bytes.map { bytes in
            stride(from: 0, to: bytes.count, by: 32).map { Data(bytes.dropFirst($0).prefix(32)) }
        }
    }
}

extension DrawQueries {
    // MARK: Drawing

    /// Stores the seed that determines all ranks. Idempotent: a stored seed is never replaced.
    func fix(_ seed: Data, of wave: ID<Wave>) throws {
        try tx.run("UPDATE draw SET seed = \(seed) WHERE wave_id = \(wave) AND seed IS NULL")
    }

    func finish(_ pools: [Draw.Pool], selected: Int, of wave: ID<Wave>) throws {
        for pool in pools {
            try tx.run(
                """
                INSERT INTO draw_pool (wave_id, stratum, entries, selected)
                VALUES (\(wave), \(pool.stratum.number), \(pool.entries), \(pool.selected))
                """)
        }
        try tx.run("UPDATE draw SET selected = \(selected) WHERE wave_id = \(wave) AND selected IS NULL")
    }

    /// The pools of a draw, by number.
    func pools(of wave: ID<Wave>) throws -> [Draw.Pool] {
        try tx.rows("SELECT stratum, entries, selected FROM draw_pool WHERE wave_id = \(wave) ORDER BY stratum")
            .compactMap { row in
                guard let stratum = try Stratum(number: row["stratum"]) else { return nil }
                return try Draw.Pool(stratum: stratum, entries: row["entries"], selected: row["selected"])
            }
    }
}

struct JoinedEntry: Sendable {
    let id: ID<Entry>
    let priority: Bool
    let province: Int
    /// Its keyed hash, and how many of the household were selected earlier; nil where the edition sets no limit per
    /// family card.
    let household: (hash: Data, earlier: Int)?
    /// Whether its code fits: an act of joining wrote it as it is.
    let isAsJoined: Bool

    fileprivate init(_ row: Row, hasHousehold: Bool, isAsJoined: Bool) throws {
        let marks: Int = try row["marks"]
        id = try row["id"]
        self.isAsJoined = isAsJoined
        (priority, province) = (marks >= 256, marks % 256)
        household = hasHousehold ? (try row["household"], try row["earlier"]) : nil
    }
}

/// The second secret of a draw, encrypted, with its commitment.
struct LockedOrder: Sendable {
    let commitment: Data
    let sealed: Data
}

struct DrawRecord: Sendable {
    let openedAt: Instant
    /// The digest of the annex under which it was opened; nil where the edition has no witnesses.
    let annex: Data?
    /// Nil in a wave that was opened before there was one.
    let order: LockedOrder?
    /// Of the edition's canonical text, and how many joined and left; nil until the list is sealed.
    let editionDigest: Data?
    let joined: Int?
    let withdrawn: Int?
    let entries: Int?
    let root: Data?
    /// How many pages of each kind the list has; nil while it stands in the rows of its entries, as an earlier version
    /// stored it.
    let pages: Int?
    let seed: Data?
    let selected: Int?

    fileprivate init(_ row: Row) throws {
        openedAt = try row["opened_at"]
        annex = try row["annex"]
        let (commitment, sealed): (Data?, Data?) = try (row["order_commitment"], row["order_sealed"])
        if let commitment, let sealed {
            order = LockedOrder(commitment: commitment, sealed: sealed)
        } else {
            order = nil
        }
        editionDigest = try row["edition_digest"]
        joined = try row["joined"]
        withdrawn = try row["withdrawn"]
        entries = try row["entries"]
        root = try row["root"]
        pages = try row["pages"]
        seed = try row["seed"]
        selected = try row["selected"]
    }

    /// For previews.
    init(openedAt: Instant, entries: Int?, root: Data?, seed: Data?, selected: Int?) {
        self.openedAt = openedAt
        (annex, order, editionDigest, joined, withdrawn) = (nil, nil, nil, nil, nil)
        self.entries = entries
        self.root = root
        pages = entries.map(SealedList.pageCount)
        self.seed = seed
        self.selected = selected
    }
}
