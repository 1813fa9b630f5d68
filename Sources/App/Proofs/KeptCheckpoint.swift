import Foundation
import NIOConcurrencyHelpers
import Programme
import Storage

/// The newest checkpoint that this process has signed, also in a file beside the master key: out of the reach of an
/// attacker with the database's password, who could cut the log and its checkpoints back to an earlier state together
/// with the rows since then.
final class KeptCheckpoint: Sendable {
    private enum State: Sendable {
        case unread
        /// Nil before the first one.
        case kept(Kept?)
        /// The log is no continuation of the kept checkpoint. The file stays, so that `audit verify` says so.
        case passed
    }

    /// What the log has to continue.
    struct Kept: Sendable {
        let checkpoint: Checkpoint
        /// Of the leaves up to it, where this process has added them up.
        let frontier: MerkleFrontier?
    }

    let path: String
    private let state = NIOLockedValueBox(State.unread)

    init(_ configuration: Configuration) {
        path = URL(filePath: configuration.dataDirectory).appending(path: "newest-checkpoint").path
    }

    /// The checkpoint that the log has to continue, as the file or this process has it; nil where there is none, and
    /// after the log was found not to.
    ///
    /// - Throws: `NoteFault` and the like for a file that holds no checkpoint of this installation.
    func due(signedBy verifier: NoteVerifier) throws -> Kept? {
        try state.withLockedValue { state in
            switch state {
            case .kept(let kept): return kept
            case .passed: return nil
            case .unread:
                let kept = try read(signedBy: verifier).map { Kept(checkpoint: $0, frontier: nil) }
                state = .kept(kept)
                return kept
            }
        }
    }

    /// The checkpoint in the file; nil without a file.
    func read(signedBy verifier: NoteVerifier) throws -> Checkpoint? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        return try Checkpoint(note: String(contentsOfFile: path, encoding: .utf8), verifier: verifier)
    }

    /// Called after the commit.
    func keep(_ checkpoint: Checkpoint, _ frontier: MerkleFrontier, note: String) throws {
        guard replace(with: Kept(checkpoint: checkpoint, frontier: frontier)) else { return }
        try note.write(toFile: path, atomically: true, encoding: .utf8)
    }

    /// The log continues what is kept, up to here: another server has sealed. In memory only.
    func advance(to frontier: MerkleFrontier, named origin: String) {
        let checkpoint = Checkpoint(origin: origin, size: frontier.count, root: frontier.root)
        _ = replace(with: Kept(checkpoint: checkpoint, frontier: frontier))
    }

    private func replace(with next: Kept) -> Bool {
        state.withLockedValue { state in
            guard case .kept(let last) = state,
                last.map({ $0.checkpoint.size < next.checkpoint.size || $0.frontier == nil }) ?? true
            else { return false }
            state = .kept(next)
            return true
        }
    }

    /// The log is no continuation of it: from here on nothing is kept, until the file is deleted and the process is
    /// started again.
    func pass() { state.withLockedValue { $0 = .passed } }
}
