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
        case kept(Checkpoint?)
        /// The log is no continuation of the kept checkpoint. The file stays, so that `audit verify` says so.
        case passed
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
    func due(signedBy verifier: NoteVerifier) throws -> Checkpoint? {
        try state.withLockedValue { state in
            switch state {
            case .kept(let checkpoint): return checkpoint
            case .passed: return nil
            case .unread:
                let checkpoint = try read(signedBy: verifier)
                state = .kept(checkpoint)
                return checkpoint
            }
        }
    }

    /// The checkpoint in the file; nil without a file.
    func read(signedBy verifier: NoteVerifier) throws -> Checkpoint? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        return try Checkpoint(note: String(contentsOfFile: path, encoding: .utf8), verifier: verifier)
    }

    /// Called after the commit.
    func keep(_ checkpoint: Checkpoint, note: String) throws {
        let isKept = state.withLockedValue { state in
            guard case .kept(let last) = state, last.map({ $0.size < checkpoint.size }) ?? true else { return false }
            state = .kept(checkpoint)
            return true
        }
        guard isKept else { return }
        try note.write(toFile: path, atomically: true, encoding: .utf8)
    }

    /// The log is no continuation of it: from here on nothing is kept, until the file is deleted and the process is
    /// started again.
    func pass() { state.withLockedValue { $0 = .passed } }
}
