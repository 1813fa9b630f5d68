import Connectors
import Logging
import Programme
import Storage

/// Fetches the round of public randomness that a sealed wave is bound to, then draws the wave. The beacon is called
/// outside any transaction. While the round is missing the job is retried; no other value is ever used.
struct AwaitBeacon: Job {
    static let name = "draw.beacon"

    let wave: ID<Wave>

    var uniqueKey: String? { "\(wave)" }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        let edition = dependencies.edition
        let board = try await dependencies.database.read { try $0.draws.board(wave, of: edition) }
        guard board.phase(at: dependencies.clock.now())?.isWaitingForBeacon == true, let rules = board.rules,
            let current = board.current
        else { return .done }
        let round = current.round
        if board.beacon == nil {
            let value: BeaconValue
            do throws(BeaconFault) {
                value = try await dependencies.connectors.beacon(rules.beacon, isFirst: current.chain == 1)
                    .value(of: round, on: rules.beacon)
            } catch {
                switch error {
                case .notYet(let span): return .again(after: span)
                case .retry(let span, let reason):
                    dependencies.logger.warning("the draw waits for its beacon", metadata: ["because": "\(reason)"])
                    return .again(after: span)
                }
            }
            try await note(value, board.wave, on: dependencies)
        }
        do {
            try await DrawActions(dependencies: dependencies).drawSealed(board.wave.number, by: .system)
        } catch WaveRefusal.wrongState {
            // Another worker has drawn the wave.
            return .done
        }
        return .done
    }

    private func note(_ value: BeaconValue, _ wave: Wave, on dependencies: Dependencies) async throws {
        let now = dependencies.clock.now()
        try await dependencies.database.transaction { tx in
            guard try tx.witnesses.note(value, in: wave.id, at: now) else { return }
            try tx.audit.record(
                AuditEvent(
                    "draw.beacon", subject: wave.subject,
                    detail: ["round": "\(value.round)", "randomness": value.randomness]),
                by: .system, at: dependencies.moment(), ids: dependencies.ids)
        }
    }
}
