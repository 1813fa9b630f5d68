import Logging
import Programme
import Storage

/// What the witnesses of a draw handed in, verified again before the draw goes by it. A person who can write to the tables
/// could otherwise choose a round whose value is known, write a statement with other secrets or put lines in the place of
/// signatures: the reader of the published file would find it, and only after the announcement.
extension DrawActions {
    /// Throws `WaveRefusal.signaturesChanged`, with an error in the server's log, unless the statement is the one of the
    /// running attempt, follows from the edition and its annex, opens the commitments, and is signed by as many witnesses
    /// as the edition requires.
    func requireWatched(_ statement: DrawStatement, of board: DrawState) async throws {
        guard edition.waves.draw != nil else { return }
        let rules = try await dependencies.database.read { [edition] tx in
            try tx.draws.annexed(edition, of: board.draw)
        }
        try requireWatched(of: board) { () throws(DrawFault) in
            try verify(statement, of: board.current, note: try? board.note(signedBy: dependencies.seal), board, rules)
        }
    }

    /// The same of an attempt that waits for its round, before the round's value is stored: a value of a forged attempt
    /// would stand in the way of the right one.
    func requireWatched(_ number: Int, of board: DrawState, in tx: Transaction) throws {
        let rules = try tx.draws.annexed(edition, of: board.draw)
        let attempt = board.attempts.first { $0.number == number }
        try requireWatched(of: board) { () throws(DrawFault) in
            guard let text = attempt?.statement else { throw .malformed("statement") }
            let note = try? board.note(ofAttempt: number, signedBy: dependencies.seal)
            try verify(DrawStatement(text: text), of: attempt, note: note, board, rules)
        }
    }

    /// Throws `WaveRefusal.signaturesChanged` unless the job fetched the stored value, when its row says. Of two values of
    /// two chains, one put in with an earlier time would draw another outcome. Events of earlier versions have no time.
    func requireFetched(_ board: DrawState) async throws {
        guard let beacon = board.beacon else { return }
        let events = try await dependencies.database.read { [dependencies] tx in
            try tx.audit.codedDetails(
                of: AwaitBeacon.fetched, subject: board.wave.subject, vault: dependencies.vault)
        }
        let at = "\(beacon.fetchedAt)"
        let isFetched = events.contains { $0["randomness"] == beacon.value.randomness && $0["at", default: at] == at }
        guard !isFetched else { return }
        dependencies.logger.error(
            "a wave waits: its public randomness was put in or changed by other means; delete its row of draw_beacon",
            metadata: ["wave": "\(board.wave.id)"])
        throw WaveRefusal.signaturesChanged
    }

    private func requireWatched(of board: DrawState, _ verify: () throws(DrawFault) -> Void) throws {
        do throws(DrawFault) {
            try verify()
        } catch {
            dependencies.logger.error(
                """
                a wave waits: what its witnesses handed in was changed by other means than an act; restore its rows of \
                draw_attempt, draw_signature and draw_witness from a backup
                """,
                metadata: ["wave": "\(board.wave.id)", "because": "\(error)"])
            throw WaveRefusal.signaturesChanged
        }
    }

    private func verify(
        _ statement: DrawStatement, of attempt: AttemptRecord?, note: String?, _ board: DrawState, _ rules: Edition
    ) throws(DrawFault) {
        guard let attempt, statement.wave == board.wave.number, statement.attempt == attempt.number,
            statement.round == attempt.round, statement.chain == attempt.chain
        else { throw .malformed("attempt") }
        try statement.check(edition: rules)
        guard let note else { throw .malformed("statement") }
        _ = try SignedStatement(note, statement, edition: rules, site: dependencies.seal.verifier)
    }

    /// Throws `WaveRefusal.signaturesChanged` where a signature that an act took in is gone: an attempt that had signatures
    /// enough is drawn, and not tried again, nor the wave ended, once its round came out. Events of versions before this
    /// one name no attempt.
    func requireAllSignatures(of board: DrawState, in tx: Transaction) throws {
        let there = Set(board.attempts.flatMap { $0.signatures.map { "\($0.attempt) \($0.witness)" } })
        let taken = try tx.audit.codedDetails(
            of: "witness.signed", subject: board.wave.subject, vault: dependencies.vault)
        let gone = Set(
            taken.compactMap { event -> String? in
                guard let attempt = event["attempt"], let witness = event["witness"] else { return nil }
                return "\(attempt) \(witness)"
            }
        ).subtracting(there)
        guard !gone.isEmpty else { return }
        dependencies.logger.error(
            "a wave waits: signatures of its witnesses are gone; restore its rows of draw_signature from a backup",
            metadata: ["wave": "\(board.wave.id)", "gone": "\(gone.sorted().joined(separator: ", "))"])
        throw WaveRefusal.signaturesChanged
    }

    /// Throws `WaveRefusal.signaturesChanged` where an attempt after the first was begun by no act, or one that was is gone:
    /// rows of attempts that no witness was asked to sign would end a wave without a draw.
    func requireAllAttempts(of board: DrawState, in tx: Transaction) throws {
        let later = board.attempts.reversed().dropFirst()
        let begun = try tx.audit.codedDetails(
            of: Self.triedAgain, subject: board.wave.subject, vault: dependencies.vault)
        let isBegun = later.allSatisfy { attempt in begun.contains { Self.begins($0, attempt) } }
        let isThere = begun.allSatisfy { event in later.contains { Self.begins(event, $0) } }
        guard !isBegun || !isThere else { return }
        dependencies.logger.error(
            "a wave waits: its attempts are not those that were begun; restore its rows of draw_attempt from a backup",
            metadata: ["wave": "\(board.wave.id)"])
        throw WaveRefusal.signaturesChanged
    }

    /// The event of a further attempt.
    static let triedAgain = "draw.tried-again"

    /// Whether the event is the beginning of this attempt. Events of earlier versions name no chain.
    private static func begins(_ event: [String: String], _ attempt: AttemptRecord) -> Bool {
        let chain = "\(attempt.chain)"
        return event["attempt"] == "\(attempt.number)" && event["round"] == "\(attempt.round)"
            && event["chain", default: chain] == chain
    }
}
