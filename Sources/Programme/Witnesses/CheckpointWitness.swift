import Foundation

/// A witness of the log: signs, with the time, a checkpoint that continues the one it signed before (C2SP
/// tlog-cosignature). So the site cannot show one log to some and another to others, nor change what it had shown. It
/// keeps the last checkpoint that it signed, with its signature, and begins from there.
package struct CheckpointWitness: Sendable {
    package let key: WitnessKey
    /// The installation's key.
    package let site: NoteVerifier

    package init(key: WitnessKey, site: NoteVerifier) {
        (self.key, self.site) = (key, site)
    }

    /// The checkpoint with this witness's signature below the site's: to be kept in place of the earlier one, stored
    /// before it is given away.
    ///
    /// - Parameters:
    ///   - text: what the site gives as a continuation.
    ///   - kept: the file that the tool wrote the last time; nil the first time.
    package func cosign(_ text: String, after kept: String?, at now: Instant) throws(WitnessFault) -> String {
        do {
            let earlier = try kept.map(own)
            let continuation = try LogContinuation(text: text)
            let checkpoint = try continuation.verify(site, after: earlier?.checkpoint)
            if let earlier, earlier.at > now + DrawStatement.clocksDiffer { throw WitnessFault.clock(earlier.at) }
            let signed = try key.sign(checkpoint.text, at: now)
            let lines = SignedNote.signatures(of: continuation.note).filter { $0.hasPrefix("— \(site.name) ") }
            return "\(checkpoint.text)\n" + (lines + SignedNote.signatures(of: signed)).map { $0 + "\n" }.joined()
        } catch let fault as WitnessFault {
            throw fault
        } catch {
            throw .log("\(error)")
        }
    }

    /// A kept checkpoint, when this witness and the site have signed it: a damaged file must not count as none.
    private func own(_ note: String) throws -> (checkpoint: Checkpoint, at: Instant) {
        let checkpoint = try Checkpoint(note: note, verifier: site)
        guard let at = try SignedNote.opened(note, with: key.verifier).at else { throw WitnessFault.keyFile }
        return (checkpoint, at)
    }
}
