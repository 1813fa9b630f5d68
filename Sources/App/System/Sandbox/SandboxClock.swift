import HTTPTypes
import Logging
import Programme
import ServiceLifecycle
import Storage

/// The clock of a sandbox, which any partner's person moves forward for all of them. `programme_clock` has it, so that a
/// restart keeps it; jobs do what is due by it within seconds.
struct SandboxClock: Sendable {
    enum Limits {
        /// In all, from the clock's first start on: beyond it agreements and the edition end.
        static let most = 400
    }

    let dependencies: Dependencies

    /// How many whole days the clock may still be moved.
    var daysLeft: Int { Self.daysLeft(dependencies.clock.timeline) }

    static func daysLeft(_ timeline: ProgrammeTimeline) -> Int {
        let left = Span.days(Limits.most).milliseconds - timeline.moved.milliseconds
        return max(0, Int(left / Span.days(1).milliseconds))
    }

    /// - Parameters:
    ///   - days: at least one.
    ///   - seen: the lead of the clock that the person saw. A second tap, and a form that was opened before another moved
    ///     the clock, name an earlier one and move nothing.
    /// - Throws: `SandboxRefusal`.
    func move(_ days: Int, seen: Span, by person: PartnerPerson) async throws {
        guard (1...Limits.most).contains(days) else { throw SandboxRefusal.days(daysLeft) }
        try await dependencies.clock.follow(dependencies.database)
        try await dependencies.database.transaction { [dependencies] tx in
            let timeline = try tx.clock.timeline()
            guard timeline.lead == seen else { throw SandboxRefusal.movedMeanwhile }
            let left = Self.daysLeft(timeline)
            guard days <= left else { throw SandboxRefusal.days(left) }
            let lead = seen + .days(days)
            guard try tx.clock.advance(seen, to: lead, since: dependencies.realNow()) else {
                throw SandboxRefusal.movedMeanwhile
            }
            let now = dependencies.realNow()
            try tx.audit.record(
                AuditEvent("sandbox.clock-moved", subject: "clock", detail: ["to": "\(now + lead)"])
                    .naming(.person(person.id)),
                by: .partner(person.partner.id), at: dependencies.moment(), ids: dependencies.ids)
        }
        try await dependencies.clock.follow(dependencies.database)
    }
}

enum SandboxRefusal: UserFacingRefusal {
    /// With the days that are left.
    case days(Int)
    case movedMeanwhile

    var code: String {
        switch self {
        case .days: "sandbox.days"
        case .movedMeanwhile: "sandbox.moved-meanwhile"
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .days: .unprocessableContent
        case .movedMeanwhile: .conflict
        }
    }

    func sentence(_ t: Words) -> String {
        switch self {
        case .days(0):
            t(
                "Jam uji sudah maju \(SandboxClock.Limits.most) hari dan tidak dapat dimajukan lagi. Minta pengelola situs uji memulai dari awal.",
                "The trial clock has been moved \(SandboxClock.Limits.most) days and goes no further. Ask the trial site's operators to begin again."
            )
        case .days(let left):
            t(
                "Tulis jumlah hari dari 1 sampai \(left). Jam uji hanya bisa maju.",
                "Write a number of days from 1 to \(left). The trial clock only moves forward.")
        case .movedMeanwhile:
            t(
                "Jam uji sudah dimajukan sejak halaman ini dibuka, dan tidak dimajukan lagi. Periksa tanggalnya, lalu majukan bila masih perlu.",
                "The trial clock has been moved since you opened this page, and was not moved again. Look at the date, then move it if you still need to."
            )
        }
    }
}

/// Follows moves of the clock that another server of the same sandbox has made.
struct SandboxClockWatch: Service {
    let dependencies: Dependencies

    static let interval = Duration.seconds(2)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await dependencies.clock.follow(dependencies.database)
                } catch {
                    dependencies.logger.warning("the sandbox's clock cannot be read", metadata: ["error": "\(error)"])
                }
                try? await Task.sleep(for: Self.interval)
            }
        }
    }
}
