import Connectors
import Logging
import Programme
import Storage

/// Fetches the round of public randomness that a sealed wave is bound to, then draws the wave. The beacon is called
/// outside any transaction. While the round is missing the job is retried; no other value is ever used. Where attempts on
/// both chains have signatures enough, `DrawRules.awaited` says which value counts.
struct AwaitBeacon: Job {
    static let name = "draw.beacon"

    let wave: ID<Wave>

    var uniqueKey: String? { "\(wave)" }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        let edition = dependencies.edition
        let board = try await dependencies.database.read { try $0.draws.board(wave, of: edition) }
        let asked = dependencies.clock.now()
        let awaited = board.awaited(at: asked)
        guard !awaited.isEmpty else { return .done }
        if board.beacon == nil {
            switch await value(of: awaited, on: dependencies) {
            case .out(let value): try await note(value, board.wave, askedAt: asked, on: dependencies)
            case .missing(let span): return .again(after: span)
            }
        }
        do {
            try await DrawActions(dependencies: dependencies).drawSealed(board.wave.number, by: .system)
        } catch WaveRefusal.wrongState {
            // Another worker has drawn the wave.
            return .done
        }
        return .done
    }

    private enum Answer {
        case out(BeaconValue)
        case missing(again: Span)
    }

    /// The first value that is out, in the order in which they count; otherwise when to ask again.
    private func value(of awaited: [AwaitedRound], on dependencies: Dependencies) async -> Answer {
        var pauses: [Span] = []
        for round in awaited {
            do throws(BeaconFault) {
                let chain = dependencies.connectors.beacon(round.beacon, isFirst: round.attempt.chain == 1)
                return .out(try await chain.value(of: round.attempt.round, on: round.beacon))
            } catch {
                switch error {
                case .notYet(let span): pauses.append(span)
                case .retry(let span, let reason):
                    dependencies.logger.warning("the draw waits for its beacon", metadata: ["because": "\(reason)"])
                    pauses.append(span)
                }
            }
        }
        return .missing(again: pauses.min() ?? .seconds(30))
    }

    /// - Parameter asked: when the chains were asked: which of two values counts depends on it.
    private func note(
        _ value: BeaconValue, _ wave: Wave, askedAt asked: Instant, on dependencies: Dependencies
    ) async throws {
        try await dependencies.database.transaction { tx in
            guard try tx.witnesses.note(value, in: wave.id, at: asked) else { return }
            try tx.audit.record(
                AuditEvent(
                    "draw.beacon", subject: wave.subject,
                    detail: ["round": "\(value.round)", "randomness": value.randomness]),
                by: .system, at: dependencies.moment(), ids: dependencies.ids)
        }
    }
}
