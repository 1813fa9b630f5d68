import Foundation
import Programme
import Storage

extension Transaction {
    var decrees: DecreeQueries { DecreeQueries(tx: self) }
}

/// Decrees and their signatures. The only writer of `decree`, `decree_signature` and
/// `decree_number`.
struct DecreeQueries {
    let tx: Transaction

    func of(_ wave: ID<Wave>) throws -> Decree? {
        let row = try tx.row(
            """
            SELECT id, people, amount, drafted_by, drafted_at, signed_at
            FROM decree
            WHERE wave_id = \(wave)
            """)
        guard let row else { return nil }
        let id: ID<Decree> = try row["id"]
        let signatures = try tx.rows(
            """
            SELECT officer_id, signed_at, COALESCE(duty, '') AS duty
            FROM decree_signature
            WHERE decree_id = \(id)
            ORDER BY place
            """
        ).map { row in
            try Decree.Signature(
                by: tx.officers.author(row["officer_id"], as: row["duty"]), at: row["signed_at"])
        }
        return try Decree(
            id: id, people: row["people"], amount: row["amount"], draftedBy: row["drafted_by"],
            draftedAt: row["drafted_at"], signedAt: row["signed_at"], signatures: signatures)
    }

    /// False when the wave has a decree already.
    func draft(_ decree: Decree, of wave: ID<Wave>) throws -> Bool {
        try tx.run(
            """
            INSERT INTO decree (id, wave_id, people, amount, drafted_by, drafted_at)
            VALUES (\(decree.id), \(wave), \(decree.people), \(decree.amount), \(decree.draftedBy), \(decree.draftedAt))
            ON CONFLICT (wave_id) DO NOTHING
            """) == 1
    }

    /// False when this officer or another of the same duty has signed already, or the decree is complete.
    func sign(_ decree: ID<Decree>, place: Int, by signer: Signatory, at now: Instant) throws -> Bool {
        try tx.run(
            """
            INSERT INTO decree_signature (decree_id, place, officer_id, duty, signed_at)
            VALUES (\(decree), \(place), \(signer.officer), \(signer.duty), \(now))
            ON CONFLICT DO NOTHING
            """) == 1
    }

    /// Takes back the signatures of officers who were suspended since, so that others can sign in their place.
    func withdrawStopped(_ signatures: [Decree.Signature], of decree: ID<Decree>) throws {
        for signature in signatures where signature.by.isSuspended {
            try tx.run(
                """
                DELETE FROM decree_signature
                WHERE decree_id = \(decree) AND officer_id = \(signature.by.officer)
                """)
        }
    }

    /// Puts the decree in force under the next number, and returns it. The numbers have no gap, because a number is
    /// given in the transaction that makes the decree count; of two concurrent decrees the second gets the next one.
    func putInForce(_ decree: ID<Decree>, at now: Instant) throws -> Int {
        try tx.run("UPDATE decree SET signed_at = \(now) WHERE id = \(decree) AND signed_at IS NULL")
        for _ in 1...Self.mostTries {
            let next: Int = try tx.row("SELECT COALESCE(MAX(number), 0) + 1 AS next FROM decree_number")?["next"] ?? 1
            let given = try tx.run(
                """
                INSERT INTO decree_number (number, decree_id)
                VALUES (\(next), \(decree))
                ON CONFLICT (number) DO NOTHING
                """)
            if given == 1 { return next }
        }
        throw Inconsistency("a decree gets a number")
    }

    /// Decrees that may come into force at the same time; an office signs some in a month.
    private static let mostTries = 10

    /// The number of a decree in force, and the digest of the list that was signed; nil where there is none.
    func paper(of decree: ID<Decree>) throws -> (number: Int?, listDigest: Data?) {
        let row = try tx.row(
            """
            SELECT decree_number.number, decree.list_digest
            FROM decree
            LEFT JOIN decree_number ON decree_number.decree_id = decree.id
            WHERE decree.id = \(decree)
            """)
        return try (row?["number"], row?["list_digest"])
    }

    func keepDigest(_ digest: Data, of decree: ID<Decree>) throws {
        try tx.run("UPDATE decree SET list_digest = \(digest) WHERE id = \(decree) AND list_digest IS NULL")
    }

    /// Whether every decree in force has a number and the numbers run from 1 without a gap, and the highest.
    func numbering() throws -> (isUnbroken: Bool, highest: Int) {
        let row = try tx.row(
            """
            SELECT (SELECT COUNT(*) FROM decree_number) AS given,
                (SELECT COALESCE(MAX(number), 0) FROM decree_number) AS highest,
                (SELECT COUNT(*) FROM decree WHERE signed_at IS NOT NULL) AS signed
            """)
        let (given, highest, signed): (Int, Int, Int) = try (
            row?["given"] ?? 0, row?["highest"] ?? 0, row?["signed"] ?? 0
        )
        return (given == highest && given == signed, highest)
    }

    /// How many decrees still need a signature by this officer's duty.
    func waiting(for officer: Signatory) throws -> Backlog {
        try tx.row(
            """
            SELECT COUNT(*) AS waiting, CAST(SUM(decree.people) AS BIGINT) AS people,
                CAST(SUM(decree.amount) AS BIGINT) AS amount, MIN(decree.drafted_at) AS oldest,
                MIN(wave.announces_at) AS due
            FROM decree
            JOIN wave ON wave.id = decree.wave_id
            WHERE \(lacksSignature(of: officer))
            """
        ).map(Backlog.init) ?? .empty
    }

    /// The waves of those decrees, the oldest first.
    func firstWaiting(for officer: Signatory, limit: Int) throws -> [WaveAddress] {
        try tx.rows(
            """
            SELECT wave.edition, wave.number, wave.address
            FROM decree
            JOIN wave ON wave.id = decree.wave_id
            WHERE \(lacksSignature(of: officer))
            ORDER BY decree.id
            LIMIT \(limit)
            """
        ).map { try WaveAddress(stored: $0["address"], of: $0) }
    }

    private func lacksSignature(of officer: Signatory) -> SQL {
        """
        decree.signed_at IS NULL AND NOT EXISTS (
                SELECT 1
                FROM decree_signature
                JOIN officer ON officer.id = decree_signature.officer_id AND officer.suspended_at IS NULL
                WHERE decree_signature.decree_id = decree.id AND (
                    decree_signature.duty = \(officer.duty)
                        OR NOT \(tx.officers.isAnother("decree_signature.officer_id", than: officer.officer))
                )
            )
        """
    }
}
