import Programme
import Testing

@testable import App

/// A crowd before the door, which does as the waiting page does, and a site behind it that serves so many a second and
/// lets the others inside wait.
private struct Crowd {
    /// How many a second the site bears.
    let capacity: Double
    let arrivalsPerSecond: Int
    let arrivalSeconds: Int
    /// How many of a hundred do not come again after the first waiting page.
    let lost: Int

    private(set) var entered = 0
    private(set) var gone = 0
    private(set) var asked = 0
    /// How many came in without a place although others had one.
    private(set) var overtook = 0
    /// Seconds until everybody was inside or had gone.
    private(set) var seconds = 0.0
    /// Seconds' worth of what the site could have done while people stood in line.
    private(set) var idle = 0.0
    /// The longest that the site kept somebody inside waiting, in seconds.
    private(set) var longestInside = 0.0

    private var inside = 0.0
    /// What the waiting pages since the last step have cost, in seconds of the site.
    private var pages = 0.0
    /// Who comes back when, by the step.
    private var returning: [Int: [Instant]] = [:]

    static let start = Instant(milliseconds: 1_586_916_000_000)
    private static let stepMilliseconds = 10
    private static let tickMilliseconds = 100
    private static let mostSeconds = 3_600
    /// What a waiting page costs. It comes before those who are inside.
    private static let pageSeconds = 0.000_08

    init(capacity: Double, arrivalsPerSecond: Int, arrivalSeconds: Int, lost: Int) {
        (self.capacity, self.lost) = (capacity, lost)
        (self.arrivalsPerSecond, self.arrivalSeconds) = (arrivalsPerSecond, arrivalSeconds)
    }

    mutating func come(to line: inout AdmissionLine) {
        let everybody = arrivalsPerSecond * arrivalSeconds
        var (step, came) = (0, 0)
        while entered + gone < everybody, seconds < Double(Self.mostSeconds) {
            step += 1
            let time = step * Self.stepMilliseconds
            seconds = Double(time) / 1_000
            let newcomers = min(time, arrivalSeconds * 1_000) * arrivalsPerSecond / 1_000 - came
            came += newcomers
            for since in returning.removeValue(forKey: step) ?? [] { ask(&line, since, step) }
            for _ in 0..<newcomers { ask(&line, nil, step) }
            work(somebodyWaits: line.waiting > 0)
            if time.isMultiple(of: Self.tickMilliseconds) {
                line.tick(at: now(step), delay: Span(milliseconds: Int64(inside / capacity * 1_000)))
            }
        }
    }

    private mutating func ask(_ line: inout AdmissionLine, _ since: Instant?, _ step: Int) {
        asked += 1
        switch line.ask(since: since, at: now(step), jitter: Double(asked % 97) / 97) {
        case .enter:
            entered += 1
            inside += 1
            if since == nil, !returning.isEmpty { overtook += 1 }
        case .wait(let since, _, _, let after):
            pages += Self.pageSeconds
            if since >= now(step), asked % 100 < lost {
                gone += 1
            } else {
                let later = max(1, Int(after.milliseconds) / Self.stepMilliseconds)
                returning[step + later, default: []].append(since)
            }
        }
    }

    private mutating func work(somebodyWaits: Bool) {
        let spent = min(pages, Double(Self.stepMilliseconds) / 1_000)
        pages -= spent
        let most = capacity * (Double(Self.stepMilliseconds) / 1_000 - spent)
        if somebodyWaits { idle += max(0, most - inside) / capacity }
        inside = max(0, inside - most)
        longestInside = max(longestInside, inside / capacity)
    }

    private func now(_ step: Int) -> Instant { Self.start + Span(milliseconds: Int64(step * Self.stepMilliseconds)) }
}

@Suite("A crowd at the door")
struct AdmissionCrowdTests {
    @Test(
        "however many go home and however wrong the guess, the site is busy, those inside are served, and few ask often",
        arguments: [0, 30, 60], [350.0, 700, 1_400])
    func kept(lost: Int, guess: Double) {
        var crowd = Crowd(capacity: 700, arrivalsPerSecond: 2_666, arrivalSeconds: 20, lost: lost)
        var line = AdmissionLine(firstPerSecond: guess, mostPerSecond: 10_000, now: Crowd.start)
        crowd.come(to: &line)
        let (site, people) = (Double(crowd.entered) / crowd.capacity, Double(crowd.entered + crowd.gone))
        #expect(crowd.entered + crowd.gone == 2_666 * 20)
        #expect(crowd.seconds < site * 2.2, "all were inside after \(crowd.seconds) s, which take the site \(site) s")
        #expect(crowd.idle < site * 0.5, "the site had nothing to do for \(crowd.idle) s beside its work of \(site) s")
        #expect(crowd.longestInside < 1)
        #expect(Double(crowd.asked) / people < 8, "everybody asked \(Double(crowd.asked) / people) times")
        #expect(crowd.overtook < 100)
    }
}
