import NIOConcurrencyHelpers
import Programme
import ServiceLifecycle
import Storage

/// Admission control of this process. Within the site's capacity visitors do not notice it; beyond that new visitors
/// wait in a queue, so that admitted ones are served as usual.
final class Admission: Sendable {
    private let firstPerSecond: Double
    private let mostPerSecond: Double
    /// Created at first use.
    private let line = NIOLockedValueBox<AdmissionQueue?>(nil)

    /// More new visitors per second than any machine serves: only the measured load limits admission.
    static let unlimited = 10_000.0

    /// - Parameters:
    ///   - first: new visitors per second at the start.
    ///   - most: upper limit of new visitors per second.
    init(first: Double = unlimited, most: Double = unlimited) {
        (firstPerSecond, mostPerSecond) = (first, most)
    }

    /// New visitors per second at the start, before the process has measured what its machine can serve: benchmark
    /// results per core, rounded down.
    static func guess(_ engine: Engine, cores: Int) -> Double {
        switch engine {
        case .sqlite: 400 * Double(cores)
        case .postgres: 175 * Double(cores)
        }
    }

    func ask(_ ticket: AdmissionTicket?, at now: Instant) -> AdmissionQueue.Answer {
        if ticket?.kind == .inside { return .enter }
        let jitter = Double.random(in: 0..<1)
        return change(at: now) { $0.ask(since: ticket?.since, at: now, jitter: jitter) }
    }

    func tick(at now: Instant, delay: Span) {
        change(at: now) { $0.tick(at: now, delay: delay) }
    }

    private func change<Value: Sendable>(at now: Instant, _ body: (inout AdmissionQueue) -> Value) -> Value {
        line.withLockedValue { line in
            var present = line ?? AdmissionQueue(firstPerSecond: firstPerSecond, mostPerSecond: mostPerSecond, now: now)
            defer { line = present }
            return body(&present)
        }
    }
}

/// Measures load ten times a second: runs an empty transaction at the end of the database queue and times it, and reads
/// the longest wait for a batch of codes and the longest wait of any one-time code for its sending. Slow code delivery
/// counts as load, because people would rather wait before sign-up than in the middle of it.
struct LoadMonitor: Service {
    let dependencies: Dependencies

    static let interval = Duration.milliseconds(100)
    /// The delay assumed when the database does not answer.
    private static let lost = Span.seconds(10)
    /// A code's wait for a worker is divided by this before it is compared with the database's delay.
    private static let codesMayWait: Int64 = 4

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                let begun = ContinuousClock.now
                let answered = await isAnswered()
                let delay = answered ? Span(ContinuousClock.now - begun) : Self.lost
                let gathering = dependencies.codeLeaders.takeLongestWait()
                let sending = dependencies.jobSignal.urgent.takeLongestWait()
                dependencies.admission.tick(
                    at: dependencies.realNow(), delay: max(delay, gathering, sending.part(of: Self.codesMayWait)))
                try? await Task.sleep(for: Self.interval)
            }
        }
    }

    /// Whether an empty transaction succeeds, behind all requests that wait for a handler thread or the database.
    private func isAnswered() async -> Bool {
        await withTaskExecutorPreference(dependencies.handlerThreads) {
            (try? await dependencies.database.transaction { _ in }) != nil
        }
    }
}

extension Span {
    fileprivate func part(of whole: Int64) -> Span { Span(milliseconds: milliseconds / whole) }

    fileprivate init(_ duration: Duration) {
        self.init(milliseconds: Int64(duration / .milliseconds(1)))
    }
}
