import Foundation
import Programme
import Storage

/// The signatures of witnesses under the log's checkpoints. The only writer of `log_cosignature`.
extension ProofQueries {
    /// How many signatures of one witness are kept.
    static let cosignaturesKept = 5

    /// The published checkpoint of so many records; nil where there is none, or SQL put in one that this installation did
    /// not sign.
    func checkpoint(
        of size: Int, signedBy verifier: NoteVerifier
    ) throws -> (stored: StoredCheckpoint, checkpoint: Checkpoint)? {
        guard let stored = try stored(size), let checkpoint = try? Checkpoint(note: stored.note, verifier: verifier),
            checkpoint.size == stored.size, checkpoint.root == stored.root
        else { return nil }
        return (stored, checkpoint)
    }

    /// Stores a witness's signature, and removes those beyond the newest few. Handing in an older one again changes nothing.
    ///
    /// - Returns: whether it was new.
    func keep(_ signature: WitnessedCheckpoint.Cosignature, size: Int, at now: Instant) throws -> Bool {
        let sizes: [Int] = try tx.rows(
            "SELECT size FROM log_cosignature WHERE witness = \(signature.witness) ORDER BY size DESC"
        ).map { try $0["size"] }
        let isOlder = sizes.count >= Self.cosignaturesKept && size < sizes[Self.cosignaturesKept - 1]
        guard !isOlder, !sizes.contains(size) else { return false }
        let stored = try tx.run(
            """
            INSERT INTO log_cosignature (witness, size, line, signed_at, received_at)
            VALUES (\(signature.witness), \(size), \(signature.line), \(signature.at), \(now))
            ON CONFLICT (witness, size) DO NOTHING
            """)
        for old in sizes.dropFirst(Self.cosignaturesKept - 1) where old < size {
            try tx.run("DELETE FROM log_cosignature WHERE witness = \(signature.witness) AND size = \(old)")
        }
        return stored == 1
    }

    /// The newest signature of each of these witnesses with its checkpoint, in their order. One that does not verify under
    /// a published checkpoint is passed over.
    func newestCosignatures(of keys: [NoteVerifier], site: NoteVerifier) throws -> [WitnessedCheckpoint] {
        try keys.compactMap { key in
            for line in try cosignatureLines(of: key.name) {
                guard let found = try checkpoint(of: line.size, signedBy: site)?.checkpoint,
                    let signature = WitnessedCheckpoint.cosignature(line.text, under: found, by: key)
                else { continue }
                return WitnessedCheckpoint(checkpoint: found, cosignatures: [signature])
            }
            return nil
        }
    }

    /// The signatures of these witnesses under the checkpoint of so many records, as lines in their order.
    func cosignatureLines(
        under checkpoint: Checkpoint, of keys: [NoteVerifier]
    ) throws -> [String] {
        let lines: [String] = try tx.rows(
            """
            SELECT line
            FROM log_cosignature
            WHERE size = \(checkpoint.size)
            ORDER BY witness
            LIMIT \(Self.mostLines)
            """
        ).map { try $0["line"] }
        return keys.compactMap { key in
            lines.first { WitnessedCheckpoint.cosignature($0, under: checkpoint, by: key) != nil }
        }
    }

    /// More than any annex has witnesses.
    private static let mostLines = 100

    private func stored(_ size: Int) throws -> StoredCheckpoint? {
        try checkpoints(above: size - 1, limit: 1).first { $0.size == size }
    }

    private func cosignatureLines(of witness: String) throws -> [(size: Int, text: String)] {
        try tx.rows(
            """
            SELECT size, line
            FROM log_cosignature
            WHERE witness = \(witness)
            ORDER BY size DESC
            LIMIT \(Self.cosignaturesKept)
            """
        ).map { try ($0["size"], $0["line"]) }
    }
}
