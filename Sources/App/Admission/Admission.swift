import NIOConcurrencyHelpers
import Programme
import ServiceLifecycle
import Storage

/// The door of this process. While the site keeps up, nobody notices it; beyond that newcomers wait in line, and those
/// who are inside go on as if nothing were the matter.
final class Admission: Sendable {
    private let firstPerSecond: Double
    private let mostPerSecond: Double
    /// Begins when somebody first comes.
    private let line = NIOLockedValueBox<AdmissionLine?>(nil)

    /// More newcomers a second than any machine serves: the door then goes by what it feels alone.
    static let unlimited = 10_000.0

    /// - Parameters:
    ///   - first: with how many newcomers a second it begins.
    ///   - most: never more.
    init(first: Double = unlimited, most: Double = unlimited) {
        (firstPerSecond, mostPerSecond) = (first, most)
    }

    /// With how many a second a start begins that does not know yet what its machine bears: what was measured, rounded
    /// down.
    static func guess(_ engine: Engine, cores: Int) -> Double {
        switch engine {
        case .sqlite: 400 * Double(cores)
        case .postgres: 175 * Double(cores)
        }
    }

    func ask(_ ticket: AdmissionTicket?, at now: Instant) -> AdmissionLine.Answer {
        if ticket?.kind == .inside { return .enter }
        let jitter = Double.random(in: 0..<1)
        return change(at: now) { $0.ask(since: ticket?.since, at: now, jitter: jitter) }
    }

    func tick(at now: Instant, delay: Span) {
        change(at: now) { $0.tick(at: now, delay: delay) }
    }

    private func change<Value: Sendable>(at now: Instant, _ body: (inout AdmissionLine) -> Value) -> Value {
        line.withLockedValue { line in
            var present = line ?? AdmissionLine(firstPerSecond: firstPerSecond, mostPerSecond: mostPerSecond, now: now)
            defer { line = present }
            return body(&present)
        }
    }
}

/// Feels how the site is: asks the database for nothing ten times a second, behind everybody who asks it for something,
/// and looks how long codes wait to be sent. Whoever is inside and waits for a code would rather have waited outside.
struct AdmissionGauge: Service {
    let platform: Platform

    static let interval = Duration.milliseconds(100)
    /// As what a database counts that does not answer at all.
    private static let lost = Span.seconds(10)
    /// How many times as long as the database a code may keep somebody waiting.
    private static let codesMayWait: Int64 = 4

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                let begun = ContinuousClock.now
                let answered = await isAnswered()
                let delay = answered ? Span(ContinuousClock.now - begun) : Self.lost
                let sending = platform.jobBell.urgent.takeLongestWait()
                platform.admission.tick(at: platform.realNow(), delay: max(delay, sending.part(of: Self.codesMayWait)))
                try? await Task.sleep(for: Self.interval)
            }
        }
    }

    /// Whether the database answers somebody who stands behind all those inside.
    private func isAnswered() async -> Bool {
        await withTaskExecutorPreference(platform.insideThreads) {
            (try? await platform.database.transaction { _ in }) != nil
        }
    }
}

extension Span {
    fileprivate func part(of whole: Int64) -> Span { Span(milliseconds: milliseconds / whole) }

    fileprivate init(_ duration: Duration) {
        self.init(milliseconds: Int64(duration / .milliseconds(1)))
    }
}
