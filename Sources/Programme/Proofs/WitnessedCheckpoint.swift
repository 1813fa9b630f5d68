import Foundation

/// A checkpoint of the log with the signatures of witnesses below the site's (C2SP tlog-checkpoint with cosignatures), as a
/// witness hands it in and as the site publishes it. With one, a reader knows that the site showed this log to the witness
/// as well.
package struct WitnessedCheckpoint: Sendable, Equatable {
    /// In bytes: a checkpoint with the site's signature and those of more witnesses than any annex names.
    package static let maximumBytes = 8 * 1_024
    /// How far the clocks of a witness and of the site may differ.
    package static let clocksDiffer = Span.minutes(5)

    package let checkpoint: Checkpoint
    /// In the order of the witnesses, one of each at most.
    package let cosignatures: [Cosignature]

    package struct Cosignature: Sendable, Equatable {
        package let witness: String
        /// As it stands below the text.
        package let line: String
        /// By the witness's clock.
        package let at: Instant

        package init(witness: String, line: String, at: Instant) {
            self.witness = witness
            self.line = line
            self.at = at
        }
    }

    package init(checkpoint: Checkpoint, cosignatures: [Cosignature]) {
        self.checkpoint = checkpoint
        self.cosignatures = cosignatures
    }

    /// Parses a pasted or uploaded note. Signatures of other keys are passed over, as C2SP asks.
    ///
    /// - Parameters:
    ///   - site: the installation's key.
    ///   - witnesses: the keys that the annex names, each under its witness's id.
    package init(
        _ pasted: String, site: NoteVerifier, witnesses: [NoteVerifier]
    ) throws(CosignatureRefusal) {
        guard pasted.utf8.count <= Self.maximumBytes else { throw .tooLong }
        let note = pasted.replacing("\r\n", with: "\n").trimmingCharacters(in: .whitespacesAndNewlines) + "\n"
        guard let text = try? SignedNote.text(of: note), let checkpoint = try? Checkpoint(text: text),
            checkpoint.text == text, checkpoint.at == nil, checkpoint.size > 0
        else { throw .unreadable }
        let lines = SignedNote.signatures(of: note)
        guard lines.allSatisfy({ $0.hasPrefix("— ") }) else { throw .unreadable }
        guard checkpoint.origin == site.name else { throw .otherOrigin(checkpoint.origin) }
        guard (try? SignedNote.open(note, with: site)) == text else { throw .notOurs }
        self.checkpoint = checkpoint
        var found: [Cosignature] = []
        for key in witnesses {
            if let signature = try Self.cosignature(of: key, among: lines, under: text) { found.append(signature) }
        }
        guard !found.isEmpty else { throw .noWitness(witnesses.map(\.name)) }
        cosignatures = found
    }

    /// The signature of this key; nil where there is none.
    private static func cosignature(
        of key: NoteVerifier, among lines: [String], under text: String
    ) throws(CosignatureRefusal) -> Cosignature? {
        for line in lines {
            let at: Instant?
            do throws(ProofFault) {
                at = try SignedNote.opened("\(text)\n\(line)\n", with: key).at
            } catch .unsigned {
                continue
            } catch {
                throw .wrongSignature(key.name)
            }
            guard let at else { throw .withoutTime(key.name) }
            return Cosignature(witness: key.name, line: line, at: at)
        }
        return nil
    }

    /// Throws unless every signature is of a time after the checkpoint was made and not in the future.
    ///
    /// - Parameter made: when the site signed the checkpoint.
    package func checkTimes(made: Instant, now: Instant) throws(CosignatureRefusal) {
        for signature in cosignatures {
            guard signature.at >= made - Self.clocksDiffer, signature.at <= now + Self.clocksDiffer else {
                throw .wrongClock(signature.at)
            }
        }
    }

    /// The line as a signature of this key under the checkpoint; nil where it is none.
    package static func cosignature(
        _ line: String, under checkpoint: Checkpoint, by key: NoteVerifier
    ) -> Cosignature? {
        guard SignedNote.isSignature(line) else { return nil }
        return try? cosignature(of: key, among: [line], under: checkpoint.text)
    }
}

/// Why a witness's checkpoint is not taken in.
package enum CosignatureRefusal: Refusal {
    case tooLong
    /// Not a checkpoint with signatures, or changed on the way.
    case unreadable
    /// The installation has no annex, so no key of a witness is known.
    case notWatched
    /// A checkpoint of another log.
    case otherOrigin(String)
    /// The site has not signed it.
    case notOurs
    /// No signature is by a key of the annex's witnesses, who are these.
    case noWitness([String])
    case wrongSignature(String)
    /// The annex names a key of this witness that signs without a time.
    case withoutTime(String)
    /// The time in the signature lies before the checkpoint or in the future.
    case wrongClock(Instant)
    /// The site published no checkpoint of so many records.
    case unknownSize(Int)
    /// The site signed another checkpoint of as many records: both together prove that it showed two logs.
    case otherRoot(Int)

    package var code: String {
        switch self {
        case .tooLong: "cosignature.too-long"
        case .unreadable: "cosignature.unreadable"
        case .notWatched: "cosignature.not-watched"
        case .otherOrigin: "cosignature.other-origin"
        case .notOurs: "cosignature.not-ours"
        case .noWitness: "cosignature.no-witness"
        case .wrongSignature: "cosignature.wrong-signature"
        case .withoutTime: "cosignature.without-time"
        case .wrongClock: "cosignature.wrong-clock"
        case .unknownSize: "cosignature.unknown-size"
        case .otherRoot: "cosignature.other-root"
        }
    }
}
