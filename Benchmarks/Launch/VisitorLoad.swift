import Foundation
import NIOCore
import NIOPosix

/// Visitors who arrive at a fixed rate, whether the site keeps up or not, each on a free connection of a bounded
/// number. It runs on one event loop with its visitors and gateways, so nothing is locked.
final class VisitorLoad {
    /// How many connections are open at most. A connection belongs to one visitor, also while the code is on its way.
    static let connections = 6_000
    /// How long after the last arrival visitors may still finish; a visitor of the waiting page returns after
    /// `Retry-After`.
    static let patience = TimeAmount.seconds(20)

    let host: String
    var figures = Figures()

    private let loop: any EventLoop
    private let address: SocketAddress
    private var free: [Visitor] = []
    private var opened = 0
    private var queue = PersonQueue()
    private var schedule: Schedule?
    private var waiting: [String: Visitor] = [:]
    private var early: [String: String] = [:]

    init(on loop: any EventLoop, port: Int) throws {
        self.loop = loop
        host = "127.0.0.1:\(port)"
        address = try SocketAddress(ipAddress: "127.0.0.1", port: port)
    }

    /// Starts the arrivals for `seconds`, then waits for unfinished visitors. Completes the promise at the end.
    func run(rate: Double, seconds: Int, firstNumber: Int, done: EventLoopPromise<Figures>) {
        schedule = Schedule(start: .now(), rate: rate, seconds: seconds, firstNumber: firstNumber, done: done)
        tick()
    }

    private func tick() {
        guard var schedule else { return }
        while let person = schedule.next(at: .now()) { arrive(person) }
        self.schedule = schedule
        let isEnough = figures.ended == schedule.count || NIODeadline.now() > schedule.end + Self.patience
        guard schedule.begun == schedule.count, isEnough else {
            loop.assumeIsolated().scheduleTask(in: .milliseconds(2)) { self.tick() }
            return
        }
        figures.arrived = schedule.count
        figures.seconds = Double((NIODeadline.now() - schedule.start).nanoseconds) / 1e9
        schedule.done.succeed(figures)
    }

    /// Called by a gateway with the code of a message.
    func deliver(_ code: String, to address: String) {
        figures.messages += 1
        if let visitor = waiting.removeValue(forKey: address) {
            visitor.receive(code)
        } else {
            early[address] = code
        }
    }

    private func arrive(_ person: Person) {
        if let visitor = free.popLast() {
            visitor.begin(person)
        } else {
            queue.append(person)
            connect()
        }
    }

    private func connect() {
        guard opened < Self.connections else { return }
        opened += 1
        // Many source addresses, as far as loopback has them: limits per address must not apply.
        let from = try? SocketAddress(ipAddress: "127.\(1 + opened % 200).\(opened / 200).1", port: 0)
        let load = NIOLoopBound(self, eventLoop: loop)
        var bootstrap = ClientBootstrap(group: loop).connectTimeout(.seconds(10))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Visitor(load: load.value))
                }
            }
        if let from { bootstrap = bootstrap.bind(to: from) }
        bootstrap.connect(to: address).assumeIsolated().whenFailure { [self] _ in
            opened -= 1
            figures.refusedConnections += 1
        }
    }

    // MARK: Events of visitors

    func isFree(_ visitor: Visitor) {
        if let person = queue.popFirst() { visitor.begin(person) } else { free.append(visitor) }
    }

    func isGone(_ visitor: Visitor) {
        opened -= 1
        free.removeAll { $0 === visitor }
        if !queue.isEmpty { connect() }
    }

    /// From here on codes for this person are delivered to this visitor.
    func expect(_ person: Person, on visitor: Visitor) {
        if let code = early.removeValue(forKey: person.contact) {
            visitor.receive(code)
        } else {
            waiting[person.contact] = visitor
        }
    }

    func expectNoMore(_ person: Person) {
        waiting[person.contact] = nil
    }

    func verified(_ person: Person) {
        figures.sessions.append(person.session)
    }

    func finished(_ person: Person) {
        figures.finish(after: NIODeadline.now() - person.arrivedAt, hasWaited: person.hasWaited)
    }

    func connectsAgain(_ person: Person) {
        figures.connectedAgain += 1
        queue.append(person)
    }

    func lost(_ person: Person, why: String) {
        waiting[person.contact] = nil
        figures.failures[why, default: 0] += 1
    }

    /// The visitor got the waiting page: they return after `seconds`.
    func sentAway(_ person: Person, retryAfter seconds: Int) {
        waiting[person.contact] = nil
        var person = person
        if !person.hasWaited {
            figures.sentAway.append(NIODeadline.now() - person.arrivedAt)
            person.hasWaited = true
        } else {
            figures.sentAwayAgain += 1
        }
        let back = person
        loop.assumeIsolated().scheduleTask(in: .seconds(Int64(seconds))) { self.arrive(back) }
    }
}

/// The arrivals.
private struct Schedule {
    let start: NIODeadline
    let rate: Double
    let seconds: Int
    let firstNumber: Int
    let done: EventLoopPromise<Figures>
    private(set) var begun = 0

    init(start: NIODeadline, rate: Double, seconds: Int, firstNumber: Int, done: EventLoopPromise<Figures>) {
        self.start = start
        self.rate = rate
        self.seconds = seconds
        self.firstNumber = firstNumber
        self.done = done
    }

    var count: Int { Int(rate * Double(seconds)) }
    var end: NIODeadline { start + .seconds(Int64(seconds)) }

    /// The next person who is due; nil when none is.
    mutating func next(at now: NIODeadline) -> Person? {
        let due = start + .nanoseconds(Int64(Double(begun) / rate * 1e9))
        guard begun < count, due <= now else { return nil }
        defer { begun += 1 }
        return Person(number: firstNumber + begun, arrivedAt: due)
    }
}

/// A first-in-first-out queue with constant-time removal.
struct PersonQueue {
    private var people: [Person] = []
    private var head = 0

    var isEmpty: Bool { head == people.count }

    mutating func append(_ person: Person) {
        people.append(person)
    }

    mutating func popFirst() -> Person? {
        guard !isEmpty else { return nil }
        defer {
            head += 1
            if head > 1_000 {
                people.removeFirst(head)
                head = 0
            }
        }
        return people[head]
    }
}

/// The results of a run.
struct Figures {
    var arrived = 0
    var seconds = 0.0
    /// From arrival to the page that confirms the account.
    private(set) var whole: [TimeAmount] = []
    private(set) var wholeAfterWaiting = 0
    /// Durations of single requests.
    private(set) var requests: [TimeAmount] = []
    /// From arrival to the waiting page.
    var sentAway: [TimeAmount] = []
    var sentAwayAgain = 0
    var failures: [String: Int] = [:]
    var refusedConnections = 0
    /// Idle connections that the server closed just as they were used again.
    var connectedAgain = 0
    var messages = 0
    /// Session cookies of the people whose account was confirmed.
    var sessions: [String] = []

    var finished: Int { whole.count }
    var failed: Int { failures.values.reduce(0, +) }
    /// All people who finished or failed.
    var ended: Int { finished + failed }

    mutating func answered(in time: TimeAmount) {
        requests.append(time)
    }

    mutating func finish(after time: TimeAmount, hasWaited: Bool) {
        whole.append(time)
        if hasWaited { wholeAfterWaiting += 1 }
    }

    static func milliseconds(_ times: [TimeAmount], share: Double) -> Double {
        guard !times.isEmpty else { return 0 }
        let sorted = times.map(\.nanoseconds).sorted()
        return Double(sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]) / 1e6
    }
}
