import NIOConcurrencyHelpers
import Programme
import Storage

/// The clock for everything the edition dates. In production it is the real one; in the demo and in tests it starts at
/// a given time and only moves forward.
///
/// Its lead over the real clock is stored in the database, so that a restart does not set it back.
final class ProgrammeClock: Sendable {
    private let realNow: @Sendable () -> Instant
    private let moves: NIOLockedValueBox<ProgrammeTimeline>

    init(realNow: @escaping @Sendable () -> Instant, timeline: ProgrammeTimeline = ProgrammeTimeline()) {
        self.realNow = realNow
        moves = NIOLockedValueBox(timeline)
    }

    func now() -> Instant {
        realNow() + lead
    }

    /// How far it is ahead of the real clock: zero in production, below zero where a demo began in the past.
    var lead: Span { timeline.lead }

    /// Converts the times of both clocks.
    var timeline: ProgrammeTimeline { moves.withLockedValue { $0 } }

    /// Moves to `instant`. Throws `ClockRefusal.backwards` when that is in the past.
    func move(to instant: Instant, in database: Database) async throws {
        guard instant > now() else { throw ClockRefusal.backwards }
        let (real, was) = (realNow(), lead)
        let lead = instant - real
        try await database.transaction { try $0.clock.setLead(lead, since: real, was: was) }
        moves.withLockedValue { $0.move(to: lead, at: real) }
    }

    /// Takes over the moves that the database has, and never one that would set this clock back.
    func follow(_ database: Database) async throws {
        let stored = try await database.read { try $0.clock.timeline() }
        moves.withLockedValue { if stored.lead > $0.lead { $0 = stored } }
    }

    /// Restores the stored lead. Without one it begins at `start`, which may lie in the past: the demo begins in April
    /// 2020.
    ///
    /// - Parameter isMovable: false in production, where only SQL can have stored a lead: it is not followed, because every
    ///   promised hour would move with it. `prakerja doctor` reports it.
    static func restored(
        from database: Database, start: Instant?, isMovable: Bool = true, realNow: @escaping @Sendable () -> Instant
    ) async throws -> ProgrammeClock {
        guard isMovable else { return ProgrammeClock(realNow: realNow) }
        let (stored, timeline) = try await database.read { (try $0.clock.lead(), try $0.clock.timeline()) }
        guard stored == nil, let start else { return ProgrammeClock(realNow: realNow, timeline: timeline) }
        let real = realNow()
        let lead = start - real
        try await database.transaction { try $0.clock.setLead(lead, since: real, was: nil) }
        return ProgrammeClock(realNow: realNow, timeline: ProgrammeTimeline(lead: lead))
    }
}

enum ClockRefusal: Refusal {
    case backwards

    var code: String { "clock.backwards" }
}
