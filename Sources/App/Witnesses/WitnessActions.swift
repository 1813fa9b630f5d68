import Foundation
import Programme
import Storage

/// What witnesses hand in for the draw of a wave of the edition in force.
struct WitnessActions: Sendable {
    let dependencies: Dependencies
    let edition: Edition

    init(dependencies: Dependencies) {
        (self.dependencies, edition) = (dependencies, dependencies.edition)
    }

    /// - Parameter wave: is looked up under the rules of its own edition.
    init(dependencies: Dependencies, of wave: Wave) {
        (self.dependencies, edition) = (dependencies, dependencies.edition(wave.edition))
    }

    /// Accepts a paper of a witness: a commitment, a secret or a signature. The sender is not authenticated: the paper
    /// is either signed by a key that the edition pins, or matches a published commitment.
    ///
    /// - Throws: `WitnessRefusal` with what is wrong and what to do.
    func takeIn(_ text: String, wave number: Int, by actor: Actor) async throws {
        let paper = try WitnessPaper(text)
        guard let rules = try await rules(of: number) else { throw WitnessRefusal.notWatched }
        // Checked before anything is locked, so that a paper without a valid signature costs no transaction that writes.
        switch paper {
        case .commitment(let note, let signed):
            try check(note, wave: number)
            try rules.check(note, signed: signed)
        case .secret(let note):
            try check(note, wave: number)
            _ = try rules.witness(note.witness)
        case .signature(let witness, let statement, let line):
            try rules.check(line, by: witness, under: statement)
        }
        let now = dependencies.clock.now()
        try await dependencies.database.transaction { [self] tx in
            try tx.draws.hold(tx.waves.require(number, of: edition.id).wave.id)
            let board = try tx.draws.board(number, of: edition)
            guard board.wave.state != .abandoned else { throw WitnessRefusal.abandoned }
            switch paper {
            case .commitment(let note, let signed):
                try deposit(note, signed, board, by: actor, at: now, in: tx)
            case .secret(let note):
                try reveal(note, board, by: actor, at: now, in: tx)
            case .signature(let witness, let statement, let line):
                try sign(statement, line, of: witness, board, by: actor, at: now, in: tx)
            }
        }
    }

    /// Of the annex under which the wave was opened, which may be an earlier one.
    private func rules(of number: Int) async throws -> DrawRules? {
        guard edition.waves.draw != nil else { return nil }
        return try await dependencies.database.read { [edition] tx in
            try tx.draws.rules(of: tx.waves.require(number, of: edition.id).wave.id, edition)
        }
    }

    private var draws: DrawActions { DrawActions(dependencies: dependencies) }

    private func check(_ note: WitnessNote, wave number: Int) throws(WitnessRefusal) {
        guard note.edition == edition.id else { throw .otherEdition(is: note.edition, expected: edition.id) }
        guard note.wave == number else { throw .otherWave(is: note.wave, expected: number) }
    }

    private func deposit(
        _ note: WitnessNote, _ signed: String, _ board: DrawState, by actor: Actor, at now: Instant, in tx: Transaction
    ) throws {
        if let known = board.witness(note.witness) {
            guard known.commitment == note.value else { throw WitnessRefusal.secondCommitment(note.witness) }
            return
        }
        let wave = board.wave
        guard wave.state <= .open, now < wave.closesAt else {
            throw WitnessRefusal.lateCommitment(closed: wave.closesAt)
        }
        guard
            try tx.witnesses.deposit(
                note.value, of: note.witness, in: wave.id, paper: signed, sealed: nil, at: now)
        else { throw WitnessRefusal.secondCommitment(note.witness) }
        try record("witness.committed", note.witness, board, by: actor, in: tx)
    }

    private func reveal(
        _ note: WitnessNote, _ board: DrawState, by actor: Actor, at now: Instant, in tx: Transaction
    ) throws {
        guard let secret = DrawSecret(note.value) else { throw WitnessRefusal.unreadable }
        guard let known = board.witness(note.witness) else { throw WitnessRefusal.noCommitment(note.witness) }
        guard secret.commitment(wave: board.wave.number, witness: note.witness) == known.commitment else {
            throw WitnessRefusal.wrongSecret(note.witness)
        }
        if known.secret != nil { return }
        guard let attempt = board.attempt, board.wave.state >= .sealed else { throw WitnessRefusal.notSealed }
        guard case .revealing = board.phase(at: now) else { throw WitnessRefusal.lateSecret(until: attempt.revealsBy) }
        try tx.witnesses.reveal(secret, of: note.witness, in: board.wave.id, at: now)
        try record("witness.revealed", note.witness, board, by: actor, in: tx)
        try draws.state(try tx.draws.board(board.wave.id, of: edition), at: now, in: tx)
    }

    private func sign(
        _ statement: String, _ line: String, of witness: String, _ board: DrawState, by actor: Actor, at now: Instant,
        in tx: Transaction
    ) throws {
        try draws.state(board, at: now, in: tx)
        let board = try tx.draws.board(board.wave.id, of: edition)
        guard let current = board.current, let attempt = board.attempt else { throw WitnessRefusal.notSealed }
        if current.signatures.contains(where: { $0.witness == witness && $0.line == line }) { return }
        guard board.wave.state == .sealed else { throw WitnessRefusal.drawn }
        guard let text = current.statement else {
            throw WitnessRefusal.secretsOutstanding(until: attempt.revealsBy)
        }
        guard text == statement else { throw WitnessRefusal.otherStatement }
        guard now < attempt.roundAt else { throw WitnessRefusal.lateSignature(until: attempt.roundAt) }
        if let rules = board.allRules, let at = try rules.check(line, by: witness, under: statement) {
            let said = try DrawStatement(text: text)
            let objection = said.objection(toSignatureAt: at, under: rules, closing: board.wave.closesAt)
            guard at <= now + DrawStatement.clocksDiffer, objection == nil else { throw WitnessRefusal.wrongClock(at) }
        }
        guard try tx.witnesses.sign(line, by: witness, attempt: current.number, in: board.wave.id, at: now) else {
            return try requireOwn(current.signatures.first { $0.witness == witness }, board, under: statement)
        }
        try record("witness.signed", witness, board, ["attempt": "\(current.number)"], by: actor, in: tx)
    }

    /// The first signature stands where it is the witness's: a line that SQL put in its place must not pass for one.
    private func requireOwn(_ first: SignatureRecord?, _ board: DrawState, under statement: String) throws {
        guard let first, let rules = board.allRules else { throw WaveRefusal.signaturesChanged }
        do {
            try rules.check(first.line, by: first.witness, under: statement)
        } catch {
            throw WaveRefusal.signaturesChanged
        }
    }

    private func record(
        _ action: String, _ witness: String, _ board: DrawState, _ detail: [String: String] = [:], by actor: Actor,
        in tx: Transaction
    ) throws {
        try tx.audit.record(
            AuditEvent(
                action, subject: board.wave.subject, detail: detail.merging(["witness": witness]) { first, _ in first }),
            by: actor, at: dependencies.moment(), ids: dependencies.ids)
    }
}
