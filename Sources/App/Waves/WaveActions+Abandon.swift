import Connectors
import Foundation
import Programme
import Storage

/// Ending a wave without a draw, where its witnesses cannot give signatures enough: one officer proposes it with a reason,
/// an officer of another duty decides. Both acts are refused while the witnesses could still sign, and where an attempt
/// had signatures enough and its public randomness may come out or is out.
extension WaveActions {
    /// Records the proposal; the wave does not change yet, and another attempt may be started meanwhile.
    func proposeAbandoning(_ number: Int, because reason: OfficeReason, by officer: ID<Officer>) async throws {
        try await requireSilence(number)
        let now = dependencies.clock.now()
        try await dependencies.database.transaction { [dependencies, edition] tx in
            let board = try tx.draws.board(number, of: edition)
            let draws = DrawActions(dependencies: dependencies)
            try draws.requireAllSignatures(of: board, in: tx)
            try draws.requireAllAttempts(of: board, in: tx)
            try board.checkAbandoning(at: now)
            let proposal = AbandonmentProposal(
                id: dependencies.ids.next(), wave: board.wave.id, reason: reason.text,
                by: try signatory(officer, for: .runWaves, in: tx), at: now)
            guard try tx.abandonments.propose(proposal) else { throw WaveRefusal.abandonmentWaiting }
            try bind(proposal.id, in: tx)
            try record("wave.abandonment-proposed", proposal, board.wave, by: officer, in: tx)
        }
    }

    /// Ends the wave. Its people are notified, and taken into the wave that is open or opens next.
    func approveAbandoning(_ number: Int, by officer: ID<Officer>) async throws {
        if try await isProposed(number) { try await requireSilence(number) }
        let now = dependencies.clock.now()
        try await dependencies.database.transaction { [dependencies, edition] tx in
            let wave = try tx.waves.require(number, of: edition.id).wave
            // So that no attempt is started and no signature taken in while the attempts are counted.
            try tx.draws.hold(wave.id)
            let found = try tx.records.findHeld(.abandonments, by: \.id) { try tx.abandonments.open(of: wave.id) }
            guard let (proposal, held) = found else { throw WaveRefusal.noAbandonment }
            let second = try signatory(officer, for: .signDecrees, in: tx)
            do {
                try FourEyes.confirm(proposal.by, by: second)
                try tx.records.check(held, vault: dependencies.vault)
            } catch let error as any UserFacingRefusal {
                throw try denied(error, "wave.abandonment-denied", wave, by: officer, in: tx)
            }
            let board = try tx.draws.board(wave.id, of: edition)
            let draws = DrawActions(dependencies: dependencies)
            try draws.requireAllSignatures(of: board, in: tx)
            try draws.requireAllAttempts(of: board, in: tx)
            try board.checkAbandoning(at: now)
            guard try tx.abandonments.decide(proposal.id, approved: true, by: second, at: now) else {
                throw WaveRefusal.noAbandonment
            }
            try tx.waves.abandon(wave, at: now)
            try bind(proposal.id, in: tx)
            try SendWaveNews.begin(.abandoned, of: wave, in: tx, on: dependencies)
            try carryOverNow(in: tx)
            try record("wave.abandoned", proposal, wave, by: officer, in: tx)
        }
    }

    private func isProposed(_ number: Int) async throws -> Bool {
        try await dependencies.database.read { [edition] tx in
            try tx.abandonments.open(of: tx.waves.require(number, of: edition.id).wave.id) != nil
        }
    }

    /// Asks the chains again, before the transaction, for the rounds of the attempts that had signatures enough. A chain
    /// that does not answer counts as silent: the rule has waited for it long enough, and every reader can look it up.
    private func requireSilence(_ number: Int) async throws {
        let board = try await dependencies.database.read { [edition] tx in try tx.draws.board(number, of: edition) }
        try board.checkAbandoning(at: dependencies.clock.now())
        for round in board.drawable {
            let chain = dependencies.connectors.beacon(round.beacon, isFirst: round.attempt.chain == 1)
            do throws(BeaconFault) {
                _ = try await chain.value(of: round.attempt.round, on: round.beacon)
            } catch {
                continue
            }
            throw WaveRefusal.randomnessIsOut(attempt: round.attempt.number)
        }
    }

    /// Keeps the wave waiting for its witnesses. The author may withdraw a proposal as well, because that has no effect.
    func refuseAbandoning(_ number: Int, by officer: ID<Officer>) async throws {
        let now = dependencies.clock.now()
        try await dependencies.database.transaction { [edition] tx in
            let wave = try tx.waves.require(number, of: edition.id).wave
            guard let proposal = try tx.abandonments.open(of: wave.id),
                try tx.abandonments.decide(
                    proposal.id, approved: false, by: try signatory(officer, for: .signDecrees, in: tx), at: now)
            else { throw WaveRefusal.noAbandonment }
            try bind(proposal.id, in: tx)
            try record("wave.abandonment-refused", proposal, wave, by: officer, in: tx)
        }
    }

    private func bind(_ id: ID<AbandonmentProposal>, in tx: Transaction) throws {
        try tx.records.bind(.abandonments, id, at: dependencies.realNow(), ids: dependencies.ids)
    }

    private func record(
        _ action: String, _ proposal: AbandonmentProposal, _ wave: Wave, by officer: ID<Officer>, in tx: Transaction
    ) throws {
        try tx.audit.record(
            AuditEvent(action, subject: wave.subject, detail: ["reason": proposal.reason]), by: .officer(officer),
            at: dependencies.moment(), ids: dependencies.ids)
    }
}
