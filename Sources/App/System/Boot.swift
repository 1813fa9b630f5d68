import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Programme
import ServiceLifecycle
import Storage

/// Builds the dependencies from the settings: opens the database, migrates it where that is allowed, leases a node number
/// and restores the programme clock.
enum Boot {
    /// - Parameters:
    ///   - migrating: migrate the schema. In production only `prakerja migrate` does.
    ///   - serving: whether this start may bring another edition into force. Otherwise it is a command's.
    /// - Throws: `BootFault` with what is wrong and how to fix it.
    static func dependencies(
        _ configuration: Configuration, migrating: Bool, serving: Bool = false, logger: Logger,
        realClock: @escaping @Sendable () -> Instant = Dependencies.systemClock
    ) async throws -> (Dependencies, NodeLeaseService) {
        try DataDirectory.make(configuration.dataDirectory)
        let database = try database(configuration)
        do {
            let made = try await dependencies(
                configuration, on: database, migrating: migrating, serving: serving, logger: logger,
                realClock: realClock)
            do {
                // The start itself goes by the kept editions, before a sealer has bound those from before they were.
                try await made.0.openEarlierKinds(among: [.editions])
                try await made.0.editionStore?.confirm(on: made.0)
                made.0.vault.earlier.close([BoundKind.editions.name])
                try await OfficeRoleFile.putInForce(on: made.0)
            } catch {
                try? await made.0.connectors.close()
                throw error
            }
            let shortfall = OfficeRoleFile.shortfall(of: made.0.officeRoles, beside: configuration.editionPath)
            if serving, let shortfall { logger.warning("\(shortfall)") }
            return made
        } catch {
            await database.close()
            throw error
        }
    }

    private static func dependencies(
        _ configuration: Configuration, on database: Database, migrating: Bool, serving: Bool, logger: Logger,
        realClock: @escaping @Sendable () -> Instant
    ) async throws -> (Dependencies, NodeLeaseService) {
        if migrating {
            let applied = try await migrations.migrate(database, at: realClock().milliseconds)
            if !applied.isEmpty { logger.info("migrated", metadata: ["steps": "\(applied.count)"]) }
        }
        guard try await migrations.pending(database).isEmpty else { throw BootFault.notMigrated }
        try database.expectOwnSchema()
        let unknown = try await database.checkSchema()
        guard unknown.isEmpty else { throw BootFault.unknownObjects(unknown) }
        var configuration = configuration
        configuration.sandbox =
            try await InstallationKind.settle(
                configuration.sandbox ? .sandbox : .programme, in: database, serving: serving, at: realClock())
            == .sandbox
        let clock = try await ProgrammeClock.restored(
            from: database, start: configuration.clockStart, isMovable: configuration.hasMovableClock,
            realNow: realClock)
        let published = try await EditionStore.open(
            path: configuration.editionPath, in: database, serving: serving,
            startCheck: EditionStartCheck(configuration, at: clock.now()))
        let key = try await MasterKey.open(configuration.keyPath, in: database, making: true, at: realClock())
        let vault = Vault(master: key)
        let officeRoles = try await OfficeRoleFile.open(
            beside: configuration.editionPath, in: database, serving: serving, mark: RowMark(vault), logger: logger)
        let nodeLease = try await NodeLeaseService.lease(
            in: database, mark: RowMark(vault), isCommandLine: !serving, realClock: realClock, logger: logger)
        let seal = ProgrammeSeal(vault: vault, site: published.inForce.edition.site)
        let annexFile = AnnexFile(configuration: configuration, site: seal.verifier, sign: { try seal.note($0) })
        let editionStore = try await annexFile.attach(to: published, in: database, at: realClock())
        let dependencies = Dependencies(
            configuration: configuration, database: database, clock: clock, realClock: realClock,
            ids: nodeLease.ids, random: RandomSource(), edition: editionStore.inForce.edition, vault: vault,
            connectors: try ExternalServices(
                configuration.outside, ids: nodeLease.ids, realClock: realClock, logger: logger),
            jobSignal: JobSignal(), logger: logger, editionStore: editionStore,
            officeRoles: officeRoles,
            admission: Admission(
                first: Admission.guess(database.engine, cores: System.coreCount),
                most: configuration.admissionPerSecond))
        return (dependencies, nodeLease)
    }

    /// The site's key of an installation, for signing its annex before a server starts.
    static func seal(_ configuration: Configuration) async throws -> ProgrammeSeal {
        try DataDirectory.make(configuration.dataDirectory)
        let database = try database(configuration)
        do {
            guard try await migrations.pending(database).isEmpty else { throw BootFault.notMigrated }
            let known = try await database.read { try $0.editions.kept() }
            let edition = try EditionStore.read(configuration.editionPath, known: known).edition
            let key = try await MasterKey.open(
                configuration.keyPath, in: database, making: true, at: Dependencies.systemClock())
            await database.close()
            return ProgrammeSeal(vault: Vault(master: key), site: edition.site)
        } catch {
            await database.close()
            throw error
        }
    }

    static func database(_ configuration: Configuration) throws -> Database {
        if let url = configuration.databaseURL { return .postgres(url: url) }
        return try .sqlite(path: configuration.databasePath)
    }

    /// The database as the user who migrates it.
    static func migrationDatabase(_ configuration: Configuration) throws -> Database {
        if let url = configuration.migrationDatabaseURL { return .postgres(url: url, connections: 2) }
        return try database(configuration)
    }

    /// The web server of one installation.
    static func web(
        _ dependencies: Dependencies, mostConnections: Int = Connections.raiseFileLimit(),
        onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> some ApplicationProtocol {
        let loops = EventLoopGroupProvider.singleton.eventLoopGroup
        let cache = PublicPageCache(dependencies: dependencies)
        let pages = KeptPages(cache, isSecure: dependencies.configuration.isSecure)
        return Application(
            router: makeRouter(dependencies, cache),
            server: .init { Connections(on: loops, pages: pages, responder: $0) },
            configuration: .init(
                address: .hostname(dependencies.configuration.host, port: dependencies.configuration.port),
                serverName: Connections.serverName, backlog: Connections.Limits.backlog,
                availableConnectionsDelegate: MaximumAvailableConnections(
                    mostConnections, logger: dependencies.logger)),
            onServerRunning: {
                await Connections.takeManyAtOnce(on: $0)
                await onRunning($0.localAddress?.port ?? dependencies.configuration.port)
            },
            eventLoopGroupProvider: .shared(loops), logger: dependencies.logger)
    }

    /// The directory of migrations that ships with the product.
    static var migrations: Migrator { Migrator(directory: Bundle.module.bundleURL.appending(path: "Migrations")) }
}

enum BootFault: Error, CustomStringConvertible {
    case notMigrated
    case unknownObjects([String])
    case edition(path: String, reason: String)
    case annex(String)
    case roles(path: String, reason: String)
    /// A file of the product itself.
    case fileMissing(String, String)
    case keyMissing(path: String)
    case keyBroken(path: String)
    case keyDiffers(path: String)
    case alreadyServed(directory: String, process: String?)
    case cannotListen(address: String, reason: String)
    case noNodeNumber
    case demoRefused(String)
    case outside(String)
    case portTaken(Int)
    case otherKind(InstallationKind)

    var description: String {
        switch self {
        case .notMigrated: "the database is not up to date: run `prakerja migrate` first"
        case .unknownObjects(let names): StorageFault.sentence(unknownObjects: names)
        case .edition(let path, let reason): "the edition \(path) cannot be used: \(reason)"
        case .annex(let reason): "the annex of the installation cannot be used: \(reason)"
        case .roles(let path, let reason): "the roles of the office, \(path), cannot be used: \(reason)"
        case .fileMissing(let name, let reason):
            "the product's own file \(name) cannot be read, so it is not installed whole: \(reason)"
        case .keyMissing(let path):
            """
            the master key \(path) is missing, and the database was sealed with one: restore it from its backup, or \
            copy it from the other server of this installation
            """
        case .keyBroken(let path):
            "the master key \(path) is not 32 bytes that can be read: restore it from its backup"
        case .keyDiffers(let path):
            """
            the master key \(path) is not the one this database was sealed with: restore that from its backup, or \
            copy it from the other server of this installation
            """
        case .alreadyServed(let directory, let process):
            """
            another prakerja serves \(directory)\(process.map { " (process \($0))" } ?? ""), and SQLite is for one \
            server: stop that one first, or set DATABASE_URL to a PostgreSQL database
            """
        case .cannotListen(let address, let reason):
            "\(address) cannot be listened on (\(reason)): give an address of this machine with --host and --port"
        case .noNodeNumber: "all 1,024 node numbers are taken: stop a process, or wait a minute for one to lapse"
        case .outside(let reason): "an outside system is not set up: \(reason)"
        case .demoRefused(let reason): "the demo does not start: \(reason)"
        case .otherKind(let kind): kind.refusal
        case .portTaken(let port):
            "another program listens on port \(port): stop it, or choose another with --port (make run PORT=\(port + 100))"
        }
    }
}
