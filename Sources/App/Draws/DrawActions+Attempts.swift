import Foundation
import Programme
import Storage

/// The attempts of a draw that witnesses watch over.
extension DrawActions {
    /// Stores the statement to be signed, once all secrets are revealed or the deadline has passed.
    func state(_ board: DrawState, at now: Instant, in tx: Transaction) throws {
        guard board.wave.state == .sealed, let current = board.current, current.statement == nil,
            let attempt = board.attempt, board.allShown || now >= attempt.revealsBy,
            let statement = board.finalStatement
        else { return }
        try tx.witnesses.state(statement.text, attempt: current.number, in: board.wave.id, at: now)
        try tx.audit.record(
            AuditEvent("draw.stated", subject: board.wave.subject, detail: ["attempt": "\(current.number)"]),
            by: .system, at: dependencies.moment(), ids: dependencies.ids)
    }

    /// The scheduled work on a sealed wave with witnesses: stores the statement at the deadline, and fetches the public
    /// randomness once its round is due and enough witnesses have signed.
    func advanceSealed(_ number: Int, at now: Instant) async throws {
        try await dependencies.database.transaction { [self] tx in
            let seen = try tx.draws.board(number, of: edition)
            guard seen.phase(at: now) != nil else { return }
            try tx.draws.hold(seen.wave.id)
            let board = try tx.draws.board(number, of: edition)
            try state(board, at: now, in: tx)
            if !board.awaited(at: now).isEmpty {
                try tx.jobs.enqueue(AwaitBeacon(wave: board.wave.id), on: dependencies)
            }
        }
    }

    /// Starts another attempt after one with too few signatures in time, or on the second chain where the first has been
    /// silent for days; the edition's formula gives its round. Where all secrets were shown in an earlier attempt, its
    /// statement is stored at once: the witnesses have nothing to do but sign it, and sign only one that says which secrets
    /// count.
    func tryAgain(_ number: Int, by actor: Actor) async throws {
        let now = dependencies.clock.now()
        try await dependencies.database.transaction { [self] tx in
            try tx.draws.hold(tx.waves.require(number, of: edition.id).wave.id)
            let board = try tx.draws.board(number, of: edition)
            guard let rules = board.rules, let current = board.current else { throw WitnessRefusal.notFailed }
            try requireAllSignatures(of: board, in: tx)
            try requireAllAttempts(of: board, in: tx)
            // Only a quorum that witnesses signed waits for the first chain, so only after one can it be silent.
            if case .silent = board.phase(at: now) { try requireWatched(current.number, of: board, in: tx) }
            let (chain, following): (Int, DrawRules?) =
                switch board.phase(at: now) {
                case .failed: (current.chain, rules)
                case .silent: (2, rules.on(chain: 2))
                case nil, .revealing, .signing, .waitingForBeacon: throw WitnessRefusal.notFailed
                }
            guard let following else { throw Inconsistency("only a draw with a second chain is silent") }
            let next = following.attempt(after: current.number, closing: board.wave.closesAt, at: now)
            try tx.witnesses.begin(next, on: chain, in: board.wave.id, at: now)
            try tx.audit.record(
                AuditEvent(
                    Self.triedAgain, subject: board.wave.subject,
                    detail: ["attempt": "\(next.number)", "round": "\(next.round)", "chain": "\(chain)"]),
                by: actor, at: dependencies.moment(), ids: dependencies.ids)
            try state(try tx.draws.board(board.wave.id, of: edition), at: now, in: tx)
        }
    }
}
