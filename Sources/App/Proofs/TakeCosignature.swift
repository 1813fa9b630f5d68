import Foundation
import Logging
import Programme
import Storage

/// Takes in a checkpoint of the log that a witness has signed. The sender is not authenticated: the signature is by a key
/// that the annex names.
struct TakeCosignature: Sendable {
    let dependencies: Dependencies

    /// - Throws: `CosignatureRefusal` with what is wrong and what to do.
    func take(_ text: String, by actor: Actor) async throws {
        let keys = dependencies.logWitnesses.map(\.key)
        guard !keys.isEmpty else { throw CosignatureRefusal.notWatched }
        let site = dependencies.seal.verifier
        // Verified before the database is used, so that a text without a valid signature costs no transaction.
        let signed = try WitnessedCheckpoint(text, site: site, witnesses: keys)
        let (now, size) = (dependencies.realNow(), signed.checkpoint.size)
        let known = try await dependencies.database.read { try $0.proofs.checkpoint(of: size, signedBy: site) }
        guard let known else { throw CosignatureRefusal.unknownSize(size) }
        guard known.checkpoint.root == signed.checkpoint.root else {
            dependencies.logger.error(
                "a witness showed a checkpoint with our signature and another root: the key signed two logs",
                metadata: ["records": "\(size)", "root": "\(signed.checkpoint.root.hex)"])
            throw CosignatureRefusal.otherRoot(size)
        }
        try signed.checkTimes(made: known.stored.at, now: now)
        try await dependencies.database.transaction { [dependencies] tx in
            for signature in signed.cosignatures where try tx.proofs.keep(signature, size: size, at: now) {
                try tx.audit.record(
                    AuditEvent(
                        "log.cosigned", subject: "log", detail: ["witness": signature.witness, "records": "\(size)"]),
                    by: actor, at: dependencies.moment(), ids: dependencies.ids)
            }
        }
    }
}

/// A witness of the annex, as a witness of the log.
struct LogWitness: Sendable {
    let id: String
    let name: Bilingual
    let key: NoteVerifier
}

extension Dependencies {
    /// The witnesses of the annex in force, in its order; empty where the edition has none.
    var logWitnesses: [LogWitness] {
        (edition.annex?.witnesses ?? []).compactMap { witness in
            (try? NoteVerifier(witness.key)).map { LogWitness(id: witness.id, name: witness.name, key: $0) }
        }
    }
}
