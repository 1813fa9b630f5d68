import Connectors
import Logging
import Programme
import Storage

/// Fetches the round of public randomness that a sealed wave is bound to, then draws the wave. The beacon is called
/// outside any transaction. While the round is missing the job is retried; no other value is ever used. Where attempts on
/// both chains have signatures enough, `DrawRules.awaited` says which value counts. A value is stored only after the
/// signatures of each attempt that waits for one were verified.
struct AwaitBeacon: Job {
    static let name = "draw.beacon"

    /// Until the chains are asked again, where another attempt counts than when they were asked.
    private static let pause = Span.seconds(30)

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
            case .out(let value):
                guard try await note(value, board.wave, askedAt: asked, on: dependencies) else {
                    return .again(after: Self.pause)
                }
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
        return .missing(again: pauses.min() ?? Self.pause)
    }

    /// Stores the value, unless the rows of its attempt changed while the chains were asked: then false. A quorum that SQL
    /// put in stores nothing, because its value would have to be deleted by hand.
    ///
    /// - Parameter asked: when the chains were asked: which of two values counts depends on it.
    private func note(
        _ value: BeaconValue, _ wave: Wave, askedAt asked: Instant, on dependencies: Dependencies
    ) async throws -> Bool {
        let acts = DrawActions(dependencies: dependencies)
        return try await dependencies.database.transaction { tx in
            try tx.draws.hold(wave.id)
            let board = try tx.draws.board(wave.id, of: dependencies.edition)
            guard board.beacon == nil else { return true }
            let awaited = board.awaited(at: asked)
            for round in awaited { try acts.requireWatched(round.attempt.number, of: board, in: tx) }
            guard awaited.contains(where: { $0.attempt.round == value.round }) else { return false }
            if try tx.witnesses.note(value, in: wave.id, at: asked) {
                try Self.record(value, of: wave, askedAt: asked, in: tx, on: dependencies)
            }
            return true
        }
    }

    /// The event of a fetched value.
    static let fetched = "draw.beacon"

    /// The draw goes by no stored value without its event: which of two values counts depends on when the chains were asked.
    static func record(
        _ value: BeaconValue, of wave: Wave, askedAt asked: Instant, in tx: Transaction, on dependencies: Dependencies
    ) throws {
        try tx.audit.record(
            AuditEvent(
                fetched, subject: wave.subject,
                detail: ["round": "\(value.round)", "randomness": value.randomness, "at": "\(asked)"]),
            by: .system, at: dependencies.moment(), ids: dependencies.ids)
    }
}
