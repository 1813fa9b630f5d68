import Foundation
import Programme
import Storage

extension Transaction {
    var witnesses: WitnessQueries { WitnessQueries(tx: self) }
}

/// What witnesses handed in for a wave's draw, and its public randomness. The only writer of `draw_witness`,
/// `draw_attempt`, `draw_signature` and `draw_beacon`.
struct WitnessQueries {
    let tx: Transaction

    func of(_ wave: ID<Wave>) throws -> [WitnessRecord] {
        try tx.rows(
            """
            SELECT witness, commitment, committed_at, secret_sealed, secret, revealed_at
            FROM draw_witness
            WHERE wave_id = \(wave)
            ORDER BY witness
            """
        ).map(WitnessRecord.init)
    }

    /// False when this witness has deposited a commitment before.
    func deposit(_ lock: Data, of witness: String, in wave: ID<Wave>, paper: String?, sealed: Data?, at now: Instant)
        throws -> Bool
    {
        try tx.run(
            """
            INSERT INTO draw_witness (wave_id, witness, commitment, committed_at, paper, secret_sealed)
            VALUES (\(wave), \(witness), \(lock), \(now), \(paper), \(sealed))
            ON CONFLICT DO NOTHING
            """) == 1
    }

    /// Stores the secret beside its commitment. Idempotent.
    func reveal(_ secret: DrawSecret, of witness: String, in wave: ID<Wave>, at now: Instant) throws {
        try tx.run(
            """
            UPDATE draw_witness
            SET secret = \(secret.bytes), revealed_at = \(now)
            WHERE wave_id = \(wave) AND witness = \(witness) AND secret IS NULL
            """)
    }

    // MARK: Attempts

    /// - Parameter chain: of the annex, 1 or 2.
    func begin(_ attempt: DrawAttempt, on chain: Int = 1, in wave: ID<Wave>, at now: Instant) throws {
        try tx.run(
            """
            INSERT INTO draw_attempt (wave_id, number, round, chain, begun_at)
            VALUES (\(wave), \(attempt.number), \(attempt.round), \(chain), \(now))
            """)
    }

    /// Stores what the witnesses of this attempt sign. Idempotent.
    func state(_ statement: String, attempt: Int, in wave: ID<Wave>, at now: Instant) throws {
        try tx.run(
            """
            UPDATE draw_attempt
            SET statement = \(statement), stated_at = \(now)
            WHERE wave_id = \(wave) AND number = \(attempt) AND statement IS NULL
            """)
    }

    /// False when this witness has signed the attempt before: the first signature stands.
    func sign(_ line: String, by witness: String, attempt: Int, in wave: ID<Wave>, at now: Instant) throws -> Bool {
        try tx.run(
            """
            INSERT INTO draw_signature (wave_id, attempt, witness, line, signed_at)
            VALUES (\(wave), \(attempt), \(witness), \(line), \(now))
            ON CONFLICT DO NOTHING
            """) == 1
    }

    /// The attempts of a wave, latest first.
    ///
    /// - Parameter witnesses: of the annex under which the wave was opened. A row in another name, which no act writes,
    ///   counts nowhere: an attempt with it would otherwise neither fail nor be drawn.
    func attempts(of wave: ID<Wave>, witnesses: Set<String>) throws -> [AttemptRecord] {
        let signatures = try tx.rows(
            "SELECT attempt, witness, line, signed_at FROM draw_signature WHERE wave_id = \(wave) ORDER BY witness"
        ).map { try SignatureRecord($0) }.filter { witnesses.contains($0.witness) }
        return try tx.rows(
            """
            SELECT number, round, chain, begun_at, statement, stated_at
            FROM draw_attempt
            WHERE wave_id = \(wave)
            ORDER BY number DESC
            """
        ).map { row in try AttemptRecord(row, signatures: signatures.filter { try $0.attempt == row["number"] }) }
    }

    // MARK: Public randomness

    /// False when a value is stored already.
    func note(_ value: BeaconValue, in wave: ID<Wave>, at now: Instant) throws -> Bool {
        try tx.run(
            """
            INSERT INTO draw_beacon (wave_id, round, randomness, signature, previous_signature, fetched_at)
            VALUES (
                \(wave), \(value.round), \(value.randomness), \(value.signature), \(value.previousSignature), \(now))
            ON CONFLICT DO NOTHING
            """) == 1
    }

    func beacon(of wave: ID<Wave>) throws -> BeaconRecord? {
        try tx.row(
            """
            SELECT round, randomness, signature, previous_signature, fetched_at
            FROM draw_beacon
            WHERE wave_id = \(wave)
            """
        ).map { row in
            try BeaconRecord(
                value: BeaconValue(
                    round: row["round"], randomness: row["randomness"], signature: row["signature"],
                    previousSignature: row["previous_signature"]),
                fetchedAt: row["fetched_at"])
        }
    }
}

/// A witness's commitment, and the secret once revealed.
struct WitnessRecord: Sendable {
    let witness: String
    let commitment: Data
    let committedAt: Instant
    let sealed: Data?
    let secret: DrawSecret?
    let revealedAt: Instant?

    fileprivate init(_ row: Row) throws {
        let bytes: Data? = try row["secret"]
        witness = try row["witness"]
        commitment = try row["commitment"]
        committedAt = try row["committed_at"]
        sealed = try row["secret_sealed"]
        secret = bytes.flatMap(DrawSecret.init)
        revealedAt = try row["revealed_at"]
    }

    /// For previews.
    init(witness: String, commitment: Data, committedAt: Instant, secret: DrawSecret?, revealedAt: Instant?) {
        self.witness = witness
        self.commitment = commitment
        self.committedAt = committedAt
        sealed = nil
        self.secret = secret
        self.revealedAt = revealedAt
    }
}

struct SignatureRecord: Sendable {
    let attempt: Int
    let witness: String
    let line: String
    let signedAt: Instant

    fileprivate init(_ row: Row) throws {
        attempt = try row["attempt"]
        witness = try row["witness"]
        line = try row["line"]
        signedAt = try row["signed_at"]
    }
}

struct AttemptRecord: Sendable {
    let number: Int
    let round: Int
    /// The annex's chain whose round it waits for, 1 or 2.
    let chain: Int
    let begunAt: Instant
    let statement: String?
    let statedAt: Instant?
    let signatures: [SignatureRecord]

    fileprivate init(_ row: Row, signatures: [SignatureRecord]) throws {
        number = try row["number"]
        round = try row["round"]
        chain = try row["chain"]
        begunAt = try row["begun_at"]
        statement = try row["statement"]
        statedAt = try row["stated_at"]
        self.signatures = signatures
    }

    /// For previews.
    init(number: Int, round: Int, begunAt: Instant, statement: String?, statedAt: Instant?) {
        self.number = number
        self.round = round
        chain = 1
        self.begunAt = begunAt
        self.statement = statement
        self.statedAt = statedAt
        signatures = []
    }
}

struct BeaconRecord: Sendable {
    let value: BeaconValue
    let fetchedAt: Instant

    /// The attempt that is drawn with it: of those with signatures enough the one that waits for this round. Rounds of two
    /// chains may have one number; then the signature tells.
    func attempt(among attempts: [AttemptRecord], _ rules: DrawRules) -> AttemptRecord? {
        let waiting = attempts.filter {
            $0.round == value.round && $0.signatures.count >= rules.cosignatures
        }
        guard waiting.count > 1 else { return waiting.first }
        return waiting.first { attempt in
            guard let chain = rules.on(chain: attempt.chain)?.beacon.chain else { return false }
            return (try? value.verify(chain)) != nil
        }
    }
}
