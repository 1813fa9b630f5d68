import Foundation
import Programme
import Storage

extension Transaction {
    var draws: DrawQueries { DrawQueries(tx: self) }
}

/// The draw of a wave. The only writer of `draw`, and of an entry's ticket and outcome.
struct DrawQueries {
    let tx: Transaction

    /// Publishes what the secret is bound by; the secret itself is kept sealed until the draw.
    func commit(_ commitment: Data, secret: Data, of wave: ID<Wave>, at now: Instant) throws {
        try tx.run(
            """
            INSERT INTO draw (wave_id, commitment, committed_at, secret_sealed)
            VALUES (\(wave), \(commitment), \(now), \(secret))
            """)
    }

    func of(_ wave: ID<Wave>) throws -> DrawRecord? {
        try tx.row(
            """
            SELECT commitment, committed_at, secret_sealed, entries, root, secret, seed, selected
            FROM draw
            WHERE wave_id = \(wave)
            """
        ).map(DrawRecord.init)
    }

    /// Everybody who joined, for sealing.
    func joined(in wave: ID<Wave>) throws -> [JoinedEntry] {
        try tx.rows(
            """
            SELECT id, priority, province, household
            FROM entry
            WHERE wave_id = \(wave) AND state = 'joined'
            ORDER BY id
            """
        ).map(JoinedEntry.init)
    }

    /// How many of each household were selected before.
    func selectedByHousehold() throws -> [Data: Int] {
        let rows = try tx.rows(
            "SELECT household, COUNT(*) AS selected FROM entry WHERE state = 'selected' GROUP BY household")
        return Dictionary(uniqueKeysWithValues: rows.map { ($0["household"] as Data, $0["selected"] as Int) })
    }

    /// Gives an entry its line of the sealed list.
    func seal(_ entry: ID<Entry>, as sealed: SealedEntry) throws {
        let changed = try tx.run(
            """
            UPDATE entry
            SET state = 'sealed', ticket = \(sealed.ticket), household_tag = \(sealed.household),
                earlier = \(sealed.earlier), salt = \(sealed.salt)
            WHERE id = \(entry) AND state = 'joined'
            """)
        precondition(changed == 1, "a closed wave's entries do not change")
    }

    func seal(_ wave: ID<Wave>, root: Data, entries: Int) throws {
        try tx.run("UPDATE draw SET root = \(root), entries = \(entries) WHERE wave_id = \(wave) AND root IS NULL")
    }

    /// The sealed list, by ticket.
    func sealed(in wave: ID<Wave>) throws -> [SealedEntry] {
        try tx.rows(
            """
            SELECT ticket, priority, province, household_tag, earlier, salt
            FROM entry
            WHERE wave_id = \(wave) AND ticket IS NOT NULL
            ORDER BY ticket
            """
        ).map { row in
            SealedEntry(
                ticket: row["ticket"], priority: row["priority"], province: row["province"],
                household: row["household_tag"], earlier: row["earlier"], salt: row["salt"])
        }
    }

    /// Writes down what became of each ticket, and shows the secret.
    func record(_ outcome: Draw.Outcome, secret: DrawSecret, seed: Data, of wave: ID<Wave>) throws {
        for line in outcome.lines {
            let state: Entry.State = line.selected ? .selected : .notSelected
            try tx.run(
                """
                UPDATE entry
                SET state = \(state), stratum = \(line.stratum.number), position = \(line.position), pool = \(line.of)
                WHERE wave_id = \(wave) AND ticket = \(line.ticket) AND state = 'sealed'
                """)
        }
        for pool in outcome.pools {
            try tx.run(
                """
                INSERT INTO draw_pool (wave_id, stratum, entries, selected)
                VALUES (\(wave), \(pool.stratum.number), \(pool.entries), \(pool.selected))
                """)
        }
        try tx.run(
            """
            UPDATE draw
            SET secret = \(secret.bytes), seed = \(seed), selected = \(outcome.lines.filter(\.selected).count)
            WHERE wave_id = \(wave) AND seed IS NULL
            """)
    }
}

extension DrawQueries {
    /// The pools of a draw in the order of their numbers.
    func pools(of wave: ID<Wave>) throws -> [Draw.Pool] {
        try tx.rows("SELECT stratum, entries, selected FROM draw_pool WHERE wave_id = \(wave) ORDER BY stratum")
            .compactMap { row in
                guard let stratum = Stratum(number: row["stratum"]) else { return nil }
                return Draw.Pool(stratum: stratum, entries: row["entries"], selected: row["selected"])
            }
    }
}

struct JoinedEntry: Sendable {
    let id: ID<Entry>
    let priority: Bool
    let province: Int
    let household: Data

    fileprivate init(_ row: Row) {
        id = row["id"]
        priority = row["priority"]
        province = row["province"]
        household = row["household"]
    }
}

struct DrawRecord: Sendable {
    let commitment: Data
    let committedAt: Instant
    let secretSealed: Data
    let entries: Int?
    let root: Data?
    let secret: Data?
    let seed: Data?
    let selected: Int?

    fileprivate init(_ row: Row) {
        commitment = row["commitment"]
        committedAt = row["committed_at"]
        secretSealed = row["secret_sealed"]
        entries = row["entries"]
        root = row["root"]
        secret = row["secret"]
        seed = row["seed"]
        selected = row["selected"]
    }

    /// For previews: a draw that has come as far as its root.
    init(sample seed: Data) {
        commitment = seed
        committedAt = Instant(milliseconds: 1_586_606_400_000)
        secretSealed = Data()
        entries = 2_078_026
        root = seed
        secret = seed
        self.seed = seed
        selected = 164_000
    }
}
