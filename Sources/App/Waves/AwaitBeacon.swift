import Connectors
import Logging
import Programme
import Storage

/// Asks for the round of public randomness a sealed wave waits for, and then draws. The call stands outside any
/// transaction; a beacon that is late is asked again, and nothing is taken in its place.
struct AwaitBeacon: Job {
    static let name = "draw.beacon"

    let wave: ID<Wave>

    var uniqueKey: String? { "\(wave)" }

    func run(on platform: Platform) async throws -> Verdict {
        let edition = platform.edition
        let board = try await platform.database.read { try $0.draws.board(wave, of: edition) }
        guard case .waitingForBeacon = board.phase(at: platform.clock.now()), let rules = board.rules,
            let round = board.current?.round
        else { return .done }
        if board.beacon == nil {
            let value: BeaconValue
            do throws(BeaconFault) {
                value = try await platform.connectors.beacon(rules.beacon).value(of: round, on: rules.beacon)
            } catch {
                switch error {
                case .notYet(let span): return .again(after: span)
                case .retry(let span, let reason):
                    platform.logger.warning("the draw waits for its beacon", metadata: ["because": "\(reason)"])
                    return .again(after: span)
                }
            }
            try await note(value, board.wave, on: platform)
        }
        do {
            try await WaveActs(platform: platform).drawSealed(board.wave.number, by: .system)
        } catch WaveRefusal.wrongState {
            // Another worker was quicker.
            return .done
        }
        return .done
    }

    private func note(_ value: BeaconValue, _ wave: Wave, on platform: Platform) async throws {
        let now = platform.clock.now()
        try await platform.database.transaction { tx in
            guard try tx.witnesses.note(value, in: wave.id, at: now) else { return }
            try tx.audit.record(
                AuditEvent(
                    "draw.beacon", subject: wave.subject,
                    detail: ["round": "\(value.round)", "randomness": value.randomness]),
                by: .system, on: platform)
        }
    }
}

/// Seals and draws a wave that is too large for an officer's page to wait for.
struct DrawWave: Job {
    static let name = "wave.draw"

    let wave: Int
    let officer: ID<Officer>

    var uniqueKey: String? { "\(wave)" }

    func run(on platform: Platform) async throws -> Verdict {
        do {
            try await WaveActs(platform: platform).draw(wave, by: .officer(officer))
        } catch WaveRefusal.wrongState {
            // It was done meanwhile.
            return .done
        }
        return .done
    }
}
