import Foundation
import NIOCore
import NIOPosix

/// Visitors on a fixed number of connections, who sign up one after another as fast as the site answers. It runs on one
/// event loop with its visitors and gateways, so nothing is locked.
final class ClosedCrowd {
    static let connections = 32

    /// What was done between the end of the warm-up and the end of the run.
    struct Figures {
        var signUps = 0
        var seconds = 0.0
        /// Processor seconds of the site and of its database.
        var site = 0.0
        var database = 0.0
    }

    let host: String
    let site: SignUpSite

    private let loop: any EventLoop
    private let address: SocketAddress
    private var number: Int
    private var isOver = false
    private var open = 0
    private var finished = 0
    private var failures: [String: Int] = [:]
    private var waiting: [String: SignUpVisitor] = [:]
    private var early: [String: String] = [:]

    /// - Parameter firstNumber: of the first person; the run uses the following ones.
    init(on loop: any EventLoop, port: Int, site: SignUpSite, firstNumber: Int) throws {
        self.loop = loop
        self.site = site
        number = firstNumber
        host = "127.0.0.1:\(port)"
        address = try SocketAddress(ipAddress: "127.0.0.1", port: port)
    }

    /// - Parameter processor: reads the processor seconds used so far by the site and by its database.
    func run(
        warmUp: TimeAmount, seconds: TimeAmount, processor: @escaping () -> (site: Double, database: Double),
        done: EventLoopPromise<Figures>
    ) {
        for place in 0..<Self.connections { connect(place) }
        let loop = loop.assumeIsolated()
        loop.scheduleTask(in: warmUp) { [self] in
            let (begun, before, used) = (NIODeadline.now(), finished, processor())
            loop.scheduleTask(in: seconds) { [self] in
                let now = processor()
                isOver = true
                if !failures.isEmpty { print("  \(site.name): \(failures)") }
                done.succeed(
                    Figures(
                        signUps: finished - before, seconds: Double((NIODeadline.now() - begun).nanoseconds) / 1e9,
                        site: now.site - used.site, database: now.database - used.database))
            }
        }
    }

    /// Called by a gateway with the code of a message.
    func deliver(_ code: String, to address: String) {
        if let visitor = waiting.removeValue(forKey: address) {
            visitor.receive(code)
        } else {
            early[address] = code
        }
    }

    private func connect(_ place: Int) {
        guard !isOver else { return }
        // Many source addresses, as far as loopback has them: limits per address must not apply.
        let from = try? SocketAddress(ipAddress: "127.\(1 + place).0.1", port: 0)
        let crowd = NIOLoopBound(self, eventLoop: loop)
        var bootstrap = ClientBootstrap(group: loop).connectTimeout(.seconds(10))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(SignUpVisitor(crowd: crowd.value, place: place))
                }
            }
        if let from { bootstrap = bootstrap.bind(to: from) }
        bootstrap.connect(to: address).assumeIsolated().whenFailure { [self] _ in
            failures["no connection", default: 0] += 1
        }
    }

    // MARK: Events of visitors

    /// The next person; nil when the run is over.
    func nextContact() -> String? {
        guard !isOver else { return nil }
        number += 1
        return "pendaftar\(number)@contoh.id"
    }

    /// From here on the code for this address is delivered to this visitor.
    func expect(_ contact: String, on visitor: SignUpVisitor) {
        if let code = early.removeValue(forKey: contact) {
            visitor.receive(code)
        } else {
            waiting[contact] = visitor
        }
    }

    func finish() { finished += 1 }

    func fail(_ contact: String, why: String) {
        waiting[contact] = nil
        if !isOver { failures[why, default: 0] += 1 }
    }

    /// The site has closed the connection; the next person uses another.
    func isGone(_ visitor: SignUpVisitor) { connect(visitor.place) }

    func later(_ seconds: Int, _ body: @escaping () -> Void) {
        loop.assumeIsolated().scheduleTask(in: .seconds(Int64(seconds))) { body() }
    }
}

/// How one site is signed up to: a form, a page for the code, and a last page, in five requests.
struct SignUpSite {
    let name: String
    /// The address of the form, and of the same form after the visitor had to wait.
    let form: String
    let formAfterWaiting: String
    /// The markup before the value of a form's token.
    let token: StaticString
    let tokenField: String
    /// The encoded fields of the form, for an address of letters and digits.
    let fields: @Sendable (String) -> String
    let codeField: String

    static let prakerja = SignUpSite(
        name: "prakerja", form: "/daftar", formAfterWaiting: "/daftar?lagi=ya", token: "name=\"_token\" value=\"",
        tokenField: "_token", fields: { "kontak=\($0)&ke=&cara=kode" }, codeField: "kode")

    static let allauth = SignUpSite(
        name: "allauth", form: "/accounts/signup/", formAfterWaiting: "/accounts/signup/",
        token: "name=\"csrfmiddlewaretoken\" value=\"", tokenField: "csrfmiddlewaretoken", fields: { "email=\($0)" },
        codeField: "code")
}
