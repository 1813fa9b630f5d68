import Programme
import Storage

extension Transaction {
    var decrees: DecreeQueries { DecreeQueries(tx: self) }
}

/// Decrees and their signatures. The only writer of `decree` and `decree_signature`.
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
            SELECT decree_signature.officer_id, decree_signature.signed_at,
                COALESCE(decree_signature.duty, officer.role) AS duty
            FROM decree_signature
            JOIN officer ON officer.id = decree_signature.officer_id
            WHERE decree_signature.decree_id = \(id)
            ORDER BY decree_signature.place
            """
        ).map { row in
            try Decree.Signature(
                by: Signatory(officer: row["officer_id"], duty: row["duty"]), at: row["signed_at"])
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

    func putInForce(_ decree: ID<Decree>, at now: Instant) throws {
        try tx.run("UPDATE decree SET signed_at = \(now) WHERE id = \(decree) AND signed_at IS NULL")
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
            WHERE decree.signed_at IS NULL AND NOT EXISTS (
                SELECT 1
                FROM decree_signature
                JOIN officer ON officer.id = decree_signature.officer_id
                WHERE decree_signature.decree_id = decree.id AND (
                    decree_signature.officer_id = \(officer.officer)
                    OR COALESCE(decree_signature.duty, officer.role) = \(officer.duty)
                )
            )
            """
        ).map(Backlog.init) ?? .empty
    }
}
