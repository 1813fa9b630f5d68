import Programme
import Testing

@testable import App

/// Simulates a crowd at admission control: visitors poll as the waiting page tells the browser to, and the site serves
/// a fixed number of admitted visitors per second from a backlog.
private struct VisitorSimulation {
    /// Visitors the site can serve per second.
    let capacity: Double
    let arrivalsPerSecond: Int
    let arrivalSeconds: Int
    /// Percent of the visitors who give up after the first waiting page.
    let lost: Int

    private(set) var entered = 0
    private(set) var gone = 0
    private(set) var polls = 0
    /// Visitors admitted without a ticket while others held one.
    private(set) var overtook = 0
    /// Seconds until every visitor was admitted or had given up.
    private(set) var seconds = 0.0
    /// Unused capacity while visitors were waiting, in seconds.
    private(set) var idle = 0.0
    /// The longest time an admitted visitor waited for the site, in seconds.
    private(set) var longestInside = 0.0

    private var inside = 0.0
    /// Site time spent on waiting pages since the last step, in seconds.
    private var pages = 0.0
    /// The tickets that return, by step.
    private var returning: [Int: [Instant]] = [:]

    static let start = Instant(milliseconds: 1_586_916_000_000)
    private static let stepMilliseconds = 10
    private static let tickMilliseconds = 100
    private static let mostSeconds = 3_600
    /// Site time per waiting page. It is spent before admitted visitors are served.
    private static let pageSeconds = 0.000_08

    init(capacity: Double, arrivalsPerSecond: Int, arrivalSeconds: Int, lost: Int) {
        (self.capacity, self.lost) = (capacity, lost)
        (self.arrivalsPerSecond, self.arrivalSeconds) = (arrivalsPerSecond, arrivalSeconds)
    }

    mutating func run(against queue: inout AdmissionQueue) {
        let visitors = arrivalsPerSecond * arrivalSeconds
        var (step, came) = (0, 0)
        while entered + gone < visitors, seconds < Double(Self.mostSeconds) {
            step += 1
            let time = step * Self.stepMilliseconds
            seconds = Double(time) / 1_000
            let newcomers = min(time, arrivalSeconds * 1_000) * arrivalsPerSecond / 1_000 - came
            came += newcomers
            for since in returning.removeValue(forKey: step) ?? [] { ask(&queue, since, step) }
            for _ in 0..<newcomers { ask(&queue, nil, step) }
            work(visitorsWait: queue.waiting > 0)
            if time.isMultiple(of: Self.tickMilliseconds) {
                queue.tick(at: now(step), delay: Span(milliseconds: Int64(inside / capacity * 1_000)))
            }
        }
    }

    private mutating func ask(_ queue: inout AdmissionQueue, _ since: Instant?, _ step: Int) {
        polls += 1
        switch queue.ask(since: since, at: now(step), jitter: Double(polls % 97) / 97) {
        case .enter:
            entered += 1
            inside += 1
            if since == nil, !returning.isEmpty { overtook += 1 }
        case .wait(let since, _, _, let after):
            pages += Self.pageSeconds
            if since >= now(step), polls % 100 < lost {
                gone += 1
            } else {
                let later = max(1, Int(after.milliseconds) / Self.stepMilliseconds)
                returning[step + later, default: []].append(since)
            }
        }
    }

    private mutating func work(visitorsWait: Bool) {
        let spent = min(pages, Double(Self.stepMilliseconds) / 1_000)
        pages -= spent
        let most = capacity * (Double(Self.stepMilliseconds) / 1_000 - spent)
        if visitorsWait { idle += max(0, most - inside) / capacity }
        inside = max(0, inside - most)
        longestInside = max(longestInside, inside / capacity)
    }

    private func now(_ step: Int) -> Instant { Self.start + Span(milliseconds: Int64(step * Self.stepMilliseconds)) }
}

@Suite("Admission control: a crowd")
struct AdmissionLoadTests {
    @Test(
        "for any share that gives up and any first rate, the site stays busy, serves the admitted, and polls are few",
        arguments: [0, 30, 60], [350.0, 700, 1_400])
    func kept(lost: Int, guess: Double) {
        var load = VisitorSimulation(capacity: 700, arrivalsPerSecond: 2_666, arrivalSeconds: 20, lost: lost)
        var queue = AdmissionQueue(firstPerSecond: guess, mostPerSecond: 10_000, now: VisitorSimulation.start)
        load.run(against: &queue)
        let (site, people) = (Double(load.entered) / load.capacity, Double(load.entered + load.gone))
        #expect(load.entered + load.gone == 2_666 * 20)
        #expect(
            load.seconds < site * 2.2,
            "all visitors were admitted after \(load.seconds) s; serving them takes the site \(site) s")
        #expect(load.idle < site * 0.5, "the site was idle for \(load.idle) s, with \(site) s of work")
        #expect(load.longestInside < 1)
        #expect(Double(load.polls) / people < 8, "a visitor polled \(Double(load.polls) / people) times on average")
        #expect(load.overtook < 100)
    }
}
