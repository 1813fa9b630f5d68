import Foundation
import Logging
import NIOCore
import Programme
import ServiceLifecycle
import Storage
import UnixSignals

/// The command-line options of `prakerja serve`; everything else comes from the environment.
package struct ServeOptions: Sendable {
    package enum Part: String, Sendable, CaseIterable { case web, worker }

    package var host: String?
    package var port: Int?
    package var dataDirectory: String?
    package var edition: String?
    /// The id of an edition that is to be started in production.
    package var startEdition: String?
    package var clock: String?
    package var only: Part?
    package var demo = false
    /// A sandbox; with `demo` as well, one whose test people are being made.
    package var sandbox = false
    /// The addresses of the demo's or the sandbox's simulators, once they are listening.
    package var simulators: SimulatorPlaces?
    /// Where a demo's sandbox will be; nil for one that starts none.
    package var sandboxPlace: SandboxPlace?

    package init() {}
}

/// What `prakerja simulators` prints as one line of JSON, for the process that started it.
package struct SimulatorPlaces: Sendable, Codable {
    /// The product's settings for the simulators, by their names in `.env`.
    package let settings: [String: String]
    /// The key itself in PEM, because the setting `RAIL_PRIVATE_KEY` names a file.
    package let railPrivateKey: String
    /// Where the mail sink lists what it received.
    package let mailbox: String
    /// The digital platforms' shops, the institutions' sites and the witnesses of the draw.
    package let platform: String
    package let institution: String
    package let witnesses: String

    package init(
        settings: [String: String], railPrivateKey: String, mailbox: String, platform: String, institution: String,
        witnesses: String
    ) {
        self.settings = settings
        self.railPrivateKey = railPrivateKey
        self.mailbox = mailbox
        self.platform = platform
        self.institution = institution
        self.witnesses = witnesses
    }
}

/// Runs the product until it is asked to stop.
package struct Server: Sendable {
    let configuration: Configuration
    let only: ServeOptions.Part?
    let logger: Logger

    /// How long a start waits for its database.
    private static let patience = Duration.seconds(60)

    package init(_ options: ServeOptions, logger: Logger) throws {
        configuration = try Configuration.of(options)
        only = options.only
        self.logger = logger
        let unfit = configuration.unfitForPublic
        guard unfit.isEmpty else { throw ConfigurationFault(problems: unfit) }
        for suspicion in configuration.suspicions { logger.warning("\(suspicion)") }
        if only != nil, configuration.databaseURL == nil {
            throw ConfigurationFault(problems: [
                "web and worker apart are two processes, and SQLite is for one: set DATABASE_URL to a PostgreSQL database"
            ])
        }
    }

    /// - Parameters:
    ///   - endsAfter: whether the server stops once `onRunning` has returned, and fails where it has.
    ///   - onRunning: called with the site's address once it accepts requests; cancelled when the server stops.
    package func run(
        endsAfter: Bool = false, onRunning: @escaping @Sendable (String) async throws -> Void = { _ in }
    ) async throws {
        // Checked before anything is opened: a start that is refused here has changed nothing.
        let lock = configuration.databaseURL == nil ? try ServerLock(configuration.dataDirectory) : nil
        defer { lock?.release() }
        if only != .worker {
            try ListeningPlace(host: configuration.host, port: configuration.port).check()
            _ = try WitnessPages.readChecker()
        }
        let (dependencies, nodeLease) = try await boot()
        do {
            try await serve(dependencies, nodeLease, endsAfter, onRunning)
        } catch {
            try await putAway(dependencies)
            throw (error as? IOError)?.errnoCode == EADDRINUSE ? BootFault.portTaken(configuration.port) : error
        }
        try await putAway(dependencies)
    }

    /// Site, worker and database may start in any order: waits for a database that does not answer yet.
    private func boot() async throws -> (Dependencies, NodeLeaseService) {
        try await patiently {
            try await Boot.dependencies(
                configuration, migrating: configuration.isTrial, serving: true, logger: logger)
        }
    }

    private func patiently<Value>(_ step: () async throws -> Value) async throws -> Value {
        let deadline = ContinuousClock.now + Self.patience
        while true {
            do {
                return try await step()
            } catch let fault as StorageFault where mayPass(fault) && ContinuousClock.now < deadline {
                logger.warning("the database is not there yet, trying again", metadata: ["error": "\(fault)"])
                try await Task.sleep(for: .seconds(1))
            }
        }
    }

    /// Whether the start may be retried after this fault: everything a start writes may be written twice.
    private func mayPass(_ fault: StorageFault) -> Bool {
        switch fault {
        case .unavailable, .outcomeUnknown: configuration.databaseURL != nil
        default: false
        }
    }

    private func serve(
        _ dependencies: Dependencies, _ nodeLease: NodeLeaseService, _ endsAfter: Bool,
        _ onRunning: @escaping @Sendable (String) async throws -> Void
    ) async throws {
        // Where no real person is, the example's questions are used, whose answers are public.
        let isOpen = configuration.isTrial
        try await patiently {
            if isOpen { try await QuestionBankImport.takeExample(on: dependencies) }
            try await dependencies.requireQuestions(isClosed: !isOpen)
        }
        if try needsDemoPeople { try await DemoSetUp(dependencies: dependencies).run() }
        var services: [any Service] = [
            nodeLease, SchemaWatch(dependencies: dependencies), TraceWatch(dependencies: dependencies),
            StoreHeldMatters(dependencies: dependencies),
        ]
        if only != .web { services += [JobRunner(dependencies: dependencies), Sealer(dependencies: dependencies)] }
        if only != .worker {
            try await patiently {
                _ = try await dependencies.switches.look(in: dependencies.database, vault: dependencies.vault)
            }
            services += [LoadMonitor(dependencies: dependencies), ServiceSwitchWatcher(dependencies: dependencies)]
            services.append(PartnerCallWriter(dependencies: dependencies))
            let (addresses, running) = AsyncStream.makeStream(of: String.self)
            services.append(
                Boot.web(dependencies) { port in
                    running.yield("http://\(dependencies.configuration.host):\(port)")
                    running.finish()
                })
            services.append(
                AfterStartService(addresses: addresses, isLast: endsAfter, logger: logger, act: onRunning))
        }
        if configuration.sandbox { services.append(SandboxClockWatch(dependencies: dependencies)) }
        let group = ServiceGroup(
            configuration: .init(
                services: services.map {
                    ServiceGroupConfiguration.ServiceConfiguration(
                        service: $0,
                        successTerminationBehavior: endsAfter ? .gracefullyShutdownGroup : .cancelGroup)
                }, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await group.run()
    }

    /// A demo's partners get the simulators' addresses at every start. In a sandbox that has been set up, what partners have
    /// changed stays.
    private var needsDemoPeople: Bool {
        get throws {
            guard configuration.sandbox, !configuration.demo else { return configuration.demo }
            return try DemoFile.read(from: configuration.dataDirectory) == nil
        }
    }

    private func putAway(_ dependencies: Dependencies) async throws {
        try await dependencies.connectors.close()
        await dependencies.database.close()
    }
}

/// Calls `act` once the site answers; the server does not wait for it.
private struct AfterStartService: Service {
    let addresses: AsyncStream<String>
    /// The server ends with the act, and fails where the act did.
    let isLast: Bool
    let logger: Logger
    let act: @Sendable (String) async throws -> Void

    func run() async throws {
        for await address in addresses.cancelOnGracefulShutdown() {
            do {
                try await cancelWhenGracefulShutdown { try await act(address) }
                if isLast { return }
            } catch  where Task.isShuttingDownGracefully {
                break
            } catch  where isLast {
                throw error
            } catch {
                logger.error("the action after the start failed", metadata: ["error": "\(error)"])
            }
        }
        try await gracefulShutdown()
    }
}
