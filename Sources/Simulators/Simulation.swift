import Hummingbird
import Logging
import NIOConcurrencyHelpers
import NIOCore
import Programme
import ServiceLifecycle

/// Simulators of all outside systems, as servers on this machine.
///
/// A simulator is a struct with a `router()`; adding one needs a port in `SimulatorSettings`, an address in
/// `SimulatorAddresses` and a line in `init`.
package struct Simulation: Sendable {
    package let services: [any Service]
    private let bound: BoundPorts

    package init(settings: SimulatorSettings, logger: Logger) {
        let mailbox = Mailbox()
        let mailMood = Misbehaviour()
        let witnesses = WitnessSimulator(logger: logger)
        let sites = [
            Site("registry", settings.ports.registry, RegistrySimulator(settings: settings).router()),
            Site(
                "text", settings.ports.text,
                TextGatewaySimulator(settings: settings, mailbox: mailbox, logger: logger).router()),
            Site("rail", settings.ports.rail, PaymentRailSimulator(settings: settings).router()),
            Site("mailbox", settings.ports.mailbox, MailboxPages(mailbox: mailbox, mood: mailMood).router()),
            Site("platform", settings.ports.platform, PlatformSimulator(caller: PartnerCaller()).router()),
            Site("institution", settings.ports.institution, InstitutionSimulator(caller: PartnerCaller()).router()),
            Site("beacon", settings.ports.beacon, BeaconSimulator(settings: settings).router()),
            Site("witnesses", settings.ports.witnesses, witnesses.router()),
        ]
        let bound = BoundPorts(expected: sites.count + 1)
        let mailSink = MailSink(
            port: settings.ports.mail, mailbox: mailbox, mood: mailMood, settings: settings, logger: logger,
            onBound: { bound.report("mail", port: $0) })
        self.bound = bound
        services = sites.map { $0.application(reportingTo: bound, logger: logger) } + [mailSink, witnesses]
    }

    /// Waits until every simulator accepts connections.
    package func addresses() async -> SimulatorAddresses {
        let ports = await bound.all()
        func http(_ name: String) -> String { "http://\(SimulatorSettings.host):\(ports[name, default: 0])" }
        return SimulatorAddresses(
            registry: http("registry"),
            text: http("text") + "/cgi-bin/sendsms",
            mail: "smtp://\(SimulatorSettings.host):\(ports["mail", default: 0])",
            mailbox: http("mailbox"),
            rail: http("rail"),
            platform: http("platform"),
            institution: http("institution"),
            beacon: http("beacon"),
            witnesses: http("witnesses"))
    }
}

/// The simulators as services, for a process that runs nothing else or knows their ports beforehand.
package func simulatorServices(settings: SimulatorSettings, logger: Logger) -> [any Service] {
    Simulation(settings: settings, logger: logger).services
}

/// Runs every simulator on a free port while `body` runs.
package func withSimulators<Value: Sendable>(
    _ settings: SimulatorSettings = SimulatorSettings(ports: .ephemeral),
    logger: Logger = Logger(label: "simulators", factory: { _ in SwiftLogNoOpLogHandler() }),
    _ body: @escaping @Sendable (SimulatorAddresses) async throws -> Value
) async throws -> Value {
    let simulation = Simulation(settings: settings, logger: logger)
    let group = ServiceGroup(configuration: .init(services: simulation.services, logger: logger))
    return try await withThrowingTaskGroup(of: Value?.self) { tasks in
        tasks.addTask {
            try await group.run()
            return nil
        }
        tasks.addTask { try await body(await simulation.addresses()) }
        var result: Value?
        do {
            while result == nil, let next = try await tasks.next() { result = next }
        } catch {
            tasks.cancelAll()
            throw error
        }
        await group.triggerGracefulShutdown()
        guard let result else { throw CancellationError() }
        return result
    }
}

/// One HTTP simulator and its port.
private struct Site {
    let name: String
    let port: Int
    let router: Router<BasicRequestContext>

    init(_ name: String, _ port: Int, _ router: Router<BasicRequestContext>) {
        self.name = name
        self.port = port
        self.router = router
    }

    func application(reportingTo bound: BoundPorts, logger: Logger) -> any Service {
        Application(
            router: router,
            configuration: .init(
                address: .hostname(SimulatorSettings.host, port: port), serverName: "prakerja-simulator-\(name)"),
            onServerRunning: { [name, port] channel in bound.report(name, port: channel.localAddress?.port ?? port) },
            logger: logger)
    }
}

/// Collects the ports as the servers start.
private final class BoundPorts: Sendable {
    private struct State {
        var ports: [String: Int] = [:]
        var waiting: [CheckedContinuation<[String: Int], Never>] = []
    }

    private let expected: Int
    private let state = NIOLockedValueBox(State())

    init(expected: Int) {
        self.expected = expected
    }

    func report(_ name: String, port: Int) {
        let ready = state.withLockedValue { state -> State? in
            state.ports[name] = port
            guard state.ports.count == expected else { return nil }
            defer { state.waiting = [] }
            return state
        }
        guard let ready else { return }
        for continuation in ready.waiting { continuation.resume(returning: ready.ports) }
    }

    func all() async -> [String: Int] {
        await withCheckedContinuation { continuation in
            let ready: [String: Int]? = state.withLockedValue { state in
                if state.ports.count == expected { return state.ports }
                state.waiting.append(continuation)
                return nil
            }
            if let ready { continuation.resume(returning: ready) }
        }
    }
}
