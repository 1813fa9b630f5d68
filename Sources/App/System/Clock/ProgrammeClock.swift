import NIOConcurrencyHelpers
import Programme
import Storage

/// The clock for everything the edition dates. In production it is the real one; in the demo and in tests it starts at
/// a given time and only moves forward.
///
/// Its lead over the real clock is stored in the database, so that a restart does not set it back.
final class ProgrammeClock: Sendable {
    private let realNow: @Sendable () -> Instant
    private let ahead: NIOLockedValueBox<Span>

    init(realNow: @escaping @Sendable () -> Instant, lead: Span = .zero) {
        self.realNow = realNow
        ahead = NIOLockedValueBox(lead)
    }

    func now() -> Instant {
        realNow() + lead
    }

    /// How far it is ahead of the real clock: zero in production, below zero where a demo began in the past.
    var lead: Span { ahead.withLockedValue { $0 } }

    /// Moves to `instant`. Throws `ClockRefusal.backwards` when that is in the past.
    func move(to instant: Instant, in database: Database) async throws {
        guard instant > now() else { throw ClockRefusal.backwards }
        try await set(instant - realNow(), in: database)
    }

    /// Restores the stored lead. Without one it begins at `start`, which may lie in the past: the demo begins in April
    /// 2020.
    static func restored(
        from database: Database, start: Instant?, realNow: @escaping @Sendable () -> Instant
    ) async throws -> ProgrammeClock {
        let stored = try await database.read { try $0.clock.lead() }
        let clock = ProgrammeClock(realNow: realNow, lead: stored ?? .zero)
        if stored == nil, let start { try await clock.set(start - realNow(), in: database) }
        return clock
    }

    private func set(_ newLead: Span, in database: Database) async throws {
        try await database.transaction { try $0.clock.setLead(newLead) }
        ahead.withLockedValue { $0 = newLead }
    }
}

enum ClockRefusal: Refusal {
    case backwards

    var code: String { "clock.backwards" }
}
