import Foundation
import Programme
import Testing

@testable import App

@Suite("Admission control: the queue")
struct AdmissionQueueTests {
    private let start = Instant(milliseconds: 1_586_916_000_000)

    private func later(_ milliseconds: Int) -> Instant { start + Span(milliseconds: Int64(milliseconds)) }

    /// Ticks ten times a second, as the load gauge does.
    private func pass(_ seconds: Double, _ line: inout AdmissionQueue, from: Instant, delay: Span = .zero) -> Instant {
        var now = from
        for _ in 0..<Int(seconds * 10) {
            now = now + Span(milliseconds: 100)
            line.tick(at: now, delay: delay)
        }
        return now
    }

    @Test("below the rate every visitor is admitted at once")
    func quiet() {
        var line = AdmissionQueue(firstPerSecond: 100, mostPerSecond: 100, now: start)
        var now = start
        for _ in 0..<1_000 {
            now = pass(0.1, &line, from: now)
            for _ in 0..<10 { #expect(line.ask(since: nil, at: now, jitter: 0) == .enter) }
        }
        #expect(line.waiting == 0)
    }

    @Test("above the rate newcomers get a ticket, and no later ticket is admitted before an earlier one")
    func fair() throws {
        var line = AdmissionQueue(firstPerSecond: 100, mostPerSecond: 100, now: start)
        var (places, now) = ([Instant](), start)
        for step in 0..<3_000 {
            now = later(step)
            if step % 100 == 0 { line.tick(at: now, delay: .zero) }
            if case .wait(let since, _, _, _) = line.ask(since: nil, at: now, jitter: 0) { places.append(since) }
        }
        #expect(places.count > 2_500 && places == places.sorted())
        for _ in 0..<400 {
            now = pass(0.1, &line, from: now)
            // The newest tickets ask first, in every round.
            let (before, called) = (places.count, line.called)
            let stayed = places.reversed().filter { line.ask(since: $0, at: now, jitter: 0) != .enter }
            #expect(Set(places).subtracting(stayed).allSatisfy { $0 <= called })
            #expect(before - stayed.count <= 50)
            places = stayed.reversed()
        }
        #expect(places.isEmpty && line.waiting == 0)
    }

    @Test("the position and the retry interval follow from the tickets ahead and the admission rate")
    func estimate() throws {
        var line = AdmissionQueue(firstPerSecond: 100, mostPerSecond: 100, now: start)
        for _ in 0..<50 { _ = line.ask(since: nil, at: start, jitter: 0) }
        for number in 0..<6_000 { _ = line.ask(since: nil, at: later(number), jitter: 0) }
        guard case .wait(_, let ahead, let estimate, let after) = line.ask(since: nil, at: later(6_000), jitter: 0)
        else {
            Issue.record("a visitor was admitted above the rate")
            return
        }
        #expect((6_000...6_025).contains(ahead))
        #expect(estimate >= .seconds(60) && estimate <= .seconds(61))
        // A little less than the estimate, so that visitors are back in time when the rate rises.
        #expect(after >= .seconds(48) && after <= .seconds(49))
        guard case .wait(_, _, _, let spread) = line.ask(since: nil, at: later(6_000), jitter: 0.99) else { return }
        #expect(spread > .seconds(59) && spread <= .seconds(60))
    }

    @Test("the estimated wait follows the recent admission rate, not the permitted one")
    func pace() throws {
        var line = AdmissionQueue(firstPerSecond: 1_000, mostPerSecond: 1_000, now: start)
        for _ in 0..<30_000 { _ = line.ask(since: nil, at: start, jitter: 0) }
        // Slow half of the time: no ticket is called then.
        var (now, before) = (start, 0)
        for step in 0..<200 {
            now = now + Span(milliseconds: 100)
            line.tick(at: now, delay: step % 10 < 5 ? .seconds(1) : .zero)
            if step == 149 { before = line.waiting }
        }
        let went = Double(before - line.waiting) / 5
        guard case .wait(_, let ahead, let estimate, _) = line.ask(since: nil, at: now, jitter: 0.5) else {
            Issue.record("a visitor was admitted above the rate")
            return
        }
        let told = Double(ahead) / (Double(estimate.milliseconds) / 1_000)
        #expect(went < 250 && (went...3 * went).contains(told))
    }

    @Test("on a slow site only the unused burst is admitted, and then no visitor at all")
    func shut() {
        var line = AdmissionQueue(firstPerSecond: 400, mostPerSecond: 400, now: start)
        _ = pass(10, &line, from: start, delay: .seconds(1))
        let entered = (0..<1_000).filter { _ in line.ask(since: nil, at: later(10_000), jitter: 0) == .enter }.count
        #expect((50...100).contains(entered))
        let called = line.called
        _ = pass(10, &line, from: later(10_000), delay: .seconds(1))
        #expect(line.called == called && line.waiting == 1_000 - entered)
    }

    @Test("the rate falls on a slow site and rises again on a fast one, never above its limit")
    func adapts() {
        var line = AdmissionQueue(firstPerSecond: 500, mostPerSecond: 1_000, now: start)
        for _ in 0..<100_000 { _ = line.ask(since: nil, at: start, jitter: 0) }
        var now = pass(3, &line, from: start, delay: .seconds(1))
        #expect(line.perSecond < 400)
        now = pass(300, &line, from: now, delay: .seconds(1))
        #expect(line.perSecond == AdmissionQueue.Limits.leastPerSecond)
        // Every called ticket is redeemed, so that the queue is the bottleneck.
        for _ in 0..<300 {
            now = pass(0.1, &line, from: now)
            while line.ask(since: start, at: now, jitter: 0) == .enter {}
        }
        #expect(line.perSecond == 1_000)
    }

    @Test("without demand the rate does not rise, and after a slow hour it returns to its start")
    func unasked() {
        var line = AdmissionQueue(firstPerSecond: 500, mostPerSecond: 1_000, now: start)
        var now = pass(600, &line, from: start)
        #expect(line.perSecond == 500)
        now = pass(600, &line, from: now, delay: .seconds(1))
        #expect(line.perSecond == AdmissionQueue.Limits.leastPerSecond)
        now = pass(60, &line, from: now)
        #expect(line.perSecond == 500)
    }

    @Test("tickets of an earlier run count as old, but are not all admitted at once")
    func earlierRun() {
        var line = AdmissionQueue(firstPerSecond: 100, mostPerSecond: 100, now: start)
        let old = start - .minutes(3)
        let answers = (0..<500).map { _ in line.ask(since: old, at: start, jitter: 0) }
        let entered = answers.filter { $0 == .enter }.count
        #expect((25...75).contains(entered))
        // The many that were not admitted return spread over time.
        guard case .wait(old, 0, _, let after) = answers.last else {
            Issue.record("an old ticket should be ahead of all others")
            return
        }
        #expect(after > .seconds(1) && after <= .seconds(6))
        // A newcomer queues behind them.
        #expect(line.ask(since: nil, at: start, jitter: 0) != .enter)
        let now = pass(5, &line, from: start)
        #expect(line.ask(since: old, at: now, jitter: 0) == .enter)
    }
}

@Suite("Admission tickets")
struct AdmissionTicketTests {
    private let vault = Vault(master: .init(repeating: 7, count: 32))
    private let now = Instant(milliseconds: 1_586_916_000_000)

    @Test("a ticket is read back on every node with the same key")
    func back() {
        let ticket = AdmissionTicket(kind: .waiting, since: now - .minutes(4))
        let text = ticket.text(visit: "a", vault: vault)
        #expect(AdmissionTicket(text, visit: "a", now: now, vault: vault) == ticket)
    }

    @Test("a ticket is void in another browser, when changed, and after it has expired")
    func worthless() {
        let text = AdmissionTicket(kind: .waiting, since: now).text(visit: "a", vault: vault)
        #expect(AdmissionTicket(text, visit: "b", now: now, vault: vault) == nil)
        #expect(AdmissionTicket(text, visit: "a", now: now + .hours(12), vault: vault) == nil)
        for place in text.indices {
            let other: Character = text[place] == "A" ? "B" : "A"
            let changed = text.replacingCharacters(in: place...place, with: String(other))
            #expect(AdmissionTicket(changed, visit: "a", now: now, vault: vault) == nil)
        }
        for junk in ["", "x", "antrean", String(repeating: "A", count: 32)] {
            #expect(AdmissionTicket(junk, visit: "a", now: now, vault: vault) == nil)
        }
    }
}
