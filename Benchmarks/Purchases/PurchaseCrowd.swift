import App
import Foundation
import NIOCore
import NIOPosix

/// A platform's program on a fixed number of connections, which buys for one person after another as fast as the site
/// answers. Everything but `take` and `run` happens on its event loop.
final class PurchaseCrowd: Sendable {
    /// As many as pgbench has clients.
    private static let connections = 32

    private let loop: any EventLoop
    private let state: NIOLoopBoundBox<State>

    private struct State {
        var buyers: [PurchaseWorkload.Buyer] = []
        var next = 0
        /// Counted up by each run: clients of an earlier one end with their purchase.
        var round = 0
        var isOver = true
        var finished = 0
        var failures: [String: Int] = [:]
        var waiting: [String: PurchaseClient] = [:]
        var early: [String: String] = [:]
    }

    init(loop: any EventLoop) {
        self.loop = loop
        state = .makeBoxSendingValue(State(), eventLoop: loop)
    }

    /// These people buy, each once.
    func take(_ buyers: [PurchaseWorkload.Buyer]) {
        loop.execute { [state] in state.value.buyers += buyers }
    }

    /// Returns purchases a second between the end of the warm-up and the end of the run.
    func run(port: Int, warmUp: TimeAmount, seconds: TimeAmount) async throws -> Double {
        let done = loop.makePromise(of: Double.self)
        loop.execute { [self] in
            state.value.isOver = false
            state.value.round += 1
            for _ in 0..<Self.connections { connect(port) }
            let loop = loop.assumeIsolated()
            loop.scheduleTask(in: warmUp) { [self] in
                let (begun, before) = (NIODeadline.now(), state.value.finished)
                loop.scheduleTask(in: seconds) { [self] in
                    state.value.isOver = true
                    let failures = state.value.failures
                    guard failures.isEmpty else { return done.fail(PeerFault.failed("purchases: \(failures)")) }
                    let passed = Double((NIODeadline.now() - begun).nanoseconds) / 1e9
                    done.succeed(Double(state.value.finished - before) / passed)
                }
            }
        }
        return try await done.futureResult.get()
    }

    /// Called by the gateway, on the loop, with the code of a message.
    func deliver(_ code: String, to phone: String) {
        if let client = state.value.waiting.removeValue(forKey: phone) {
            client.receive(code)
        } else {
            state.value.early[phone] = code
        }
    }

    private func connect(_ port: Int) {
        guard !state.value.isOver, state.value.next < state.value.buyers.count else { return }
        let round = state.value.round
        ClientBootstrap(group: loop)
            .channelInitializer { [self] channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        PurchaseClient(crowd: self, port: port, round: round))
                }
            }
            .connect(host: "127.0.0.1", port: port).whenFailure { [self] error in
                loop.execute { [self] in fail("no connection: \(error)") }
            }
    }

    // MARK: Events of clients

    /// The next person, with the number of the purchase; nil when the client's run is over.
    func nextBuyer(of round: Int) -> (buyer: PurchaseWorkload.Buyer, number: Int)? {
        guard !state.value.isOver, round == state.value.round else { return nil }
        guard state.value.next < state.value.buyers.count else {
            fail("everybody has bought: set PURCHASES_PEOPLE")
            return nil
        }
        defer { state.value.next += 1 }
        return (state.value.buyers[state.value.next], state.value.next)
    }

    /// From here on the code for this phone is delivered to this client.
    func expect(_ phone: String, on client: PurchaseClient) {
        if let code = state.value.early.removeValue(forKey: phone) {
            client.receive(code)
        } else {
            state.value.waiting[phone] = client
        }
    }

    func finish() { state.value.finished += 1 }

    func fail(_ why: String) {
        if !state.value.isOver { state.value.failures[why, default: 0] += 1 }
    }

    /// The connection was closed, by the site or at the end of its run; the next person of a run uses another.
    func isGone(port: Int, of round: Int) {
        if round == state.value.round { connect(port) }
    }
}
