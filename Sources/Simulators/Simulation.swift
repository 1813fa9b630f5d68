import Hummingbird
import Logging
import NIOConcurrencyHelpers
import NIOCore
import Programme
import ServiceLifecycle

/// Simulators of all outside systems, as servers on this machine.
///
/// A simulator is a struct with a `router()`; adding one needs a case of `SimulatedSystem`, its settings in
/// `SimulatorAddresses` and a line in `init`.
package struct Simulation: Sendable {
    package let services: [any Service]
    private let bound: BoundPorts
    private let settings: SimulatorSettings

    package init(settings: SimulatorSettings, logger: Logger) {
        let mailbox = Mailbox()
        let mailMisbehaviour = Misbehaviour()
        let witnesses = WitnessSimulator(logger: logger)
        let sites = [
            Site(.registry, settings, RegistrySimulator(settings: settings).router()),
            Site(.text, settings, TextGatewaySimulator(settings: settings, mailbox: mailbox, logger: logger).router()),
            Site(.rail, settings, PaymentRailSimulator(settings: settings).router()),
            Site(.mailbox, settings, MailboxPages(mailbox: mailbox, misbehaviour: mailMisbehaviour).router()),
            Site(.platform, settings, PlatformSimulator(caller: PartnerCaller()).router()),
            Site(.institution, settings, InstitutionSimulator(caller: PartnerCaller()).router()),
            Site(.beacon, settings, BeaconSimulator(settings: settings).router()),
            Site(.witnesses, settings, witnesses.router()),
        ]
        let bound = BoundPorts()
        let mailSink = MailSink(
            port: settings.ports[.mail], mailbox: mailbox, misbehaviour: mailMisbehaviour, settings: settings,
            logger: logger,
            onBound: { bound.report(.mail, port: $0) })
        self.bound = bound
        self.settings = settings
        services = sites.map { $0.application(reportingTo: bound, logger: logger) } + [mailSink, witnesses]
    }

    /// Waits until every simulator accepts connections.
    package func addresses() async -> SimulatorAddresses {
        SimulatorAddresses(ports: await bound.all(), settings)
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
    let system: SimulatedSystem
    let port: Int
    let router: Router<BasicRequestContext>

    init(_ system: SimulatedSystem, _ settings: SimulatorSettings, _ router: Router<BasicRequestContext>) {
        self.system = system
        port = settings.ports[system]
        self.router = router
    }

    func application(reportingTo bound: BoundPorts, logger: Logger) -> any Service {
        Application(
            router: router,
            configuration: .init(
                address: .hostname(SimulatorSettings.host, port: port),
                serverName: "prakerja-simulator-\(system.rawValue)"),
            onServerRunning: { [system, port] channel in
                bound.report(system, port: channel.localAddress?.port ?? port)
            },
            logger: logger)
    }
}

/// Collects the ports as the servers start.
private final class BoundPorts: Sendable {
    private struct State {
        var ports: [SimulatedSystem: Int] = [:]
        var waiting: [CheckedContinuation<[SimulatedSystem: Int], Never>] = []

        var isComplete: Bool { ports.count == SimulatedSystem.allCases.count }
    }

    private let state = NIOLockedValueBox(State())

    func report(_ system: SimulatedSystem, port: Int) {
        let ready = state.withLockedValue { state -> State? in
            state.ports[system] = port
            guard state.isComplete else { return nil }
            defer { state.waiting = [] }
            return state
        }
        guard let ready else { return }
        for continuation in ready.waiting { continuation.resume(returning: ready.ports) }
    }

    func all() async -> [SimulatedSystem: Int] {
        await withCheckedContinuation { continuation in
            let ready: [SimulatedSystem: Int]? = state.withLockedValue { state in
                if state.isComplete { return state.ports }
                state.waiting.append(continuation)
                return nil
            }
            if let ready { continuation.resume(returning: ready) }
        }
    }
}
