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
            if case .waitingForBeacon = board.phase(at: now) {
                try tx.jobs.enqueue(AwaitBeacon(wave: board.wave.id), on: dependencies)
            }
        }
    }

    /// Starts another attempt after one with too few signatures in time; the edition's formula gives its round. Where
    /// all secrets were shown in an earlier attempt, its statement is stored at once: the witnesses have nothing to do
    /// but sign it, and sign only one that says which secrets count.
    func tryAgain(_ number: Int, by actor: Actor) async throws {
        let now = dependencies.clock.now()
        try await dependencies.database.transaction { [self] tx in
            let board = try tx.draws.board(number, of: edition)
            guard case .failed = board.phase(at: now), let rules = board.rules, let current = board.current else {
                throw WitnessRefusal.notFailed
            }
            let next = rules.attempt(after: current.number, closing: board.wave.closesAt, at: now)
            try tx.witnesses.begin(next, in: board.wave.id, at: now)
            try tx.audit.record(
                AuditEvent(
                    "draw.tried-again", subject: board.wave.subject,
                    detail: ["attempt": "\(next.number)", "round": "\(next.round)"]),
                by: actor, at: dependencies.moment(), ids: dependencies.ids)
            try state(try tx.draws.board(board.wave.id, of: edition), at: now, in: tx)
        }
    }
}
