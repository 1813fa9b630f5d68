import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import Programme
import Simulators
import Storage
import TestSupport

@testable import App

/// A database as an earlier version left it.
struct EarlierDatabase: Sendable {
    /// The number of the first migration that it does not have: `0150`.
    let step: String
    let fill: @Sendable (Transaction, Edition) throws -> Void
}

/// The whole product for one test: one engine, its simulators, and a clock that stands still.
struct World: Sendable {
    let dependencies: Dependencies
    let clock: TestClock
    let simulators: SimulatorAddresses
    let client: any TestClientProtocol

    /// - Parameters:
    /// - start: the time of both clocks at the beginning.
    /// - counting: counts what the database is asked for.
    /// - edition: changes the text of edition 3 before it is read, for rules that are not the default's.
    /// - annex: changes the text of the demo's annex, where the edition needs one.
    /// - earlier: fills a database that has only the migrations before `step`, which is then migrated.
    static func with(
        _ engine: Engine, start: String = "2020-04-15T09:00:00+07:00", development: Bool = false,
        counting count: StatementCount? = nil,
        edition: @Sendable (String) -> String = { $0 }, annex: @Sendable (String) -> String = { $0 },
        settings: @escaping @Sendable (inout Configuration) -> Void = { _ in }, earlier: EarlierDatabase? = nil,
        _ body: @escaping @Sendable (World) async throws -> Void
    ) async throws {
        let demo = try String(contentsOf: repository.appending(path: "Editions/demo.yaml"), encoding: .utf8)
        let published = try ReadEditions.shared.edition(edition(demo))
        let (rules, annexNote) = try annexed(published, annex)
        let directory = FileManager.default.temporaryDirectory.appending(path: "prakerja-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let migrations = try earlier.map { try EarlierMigrations(before: $0.step) }
        defer { migrations?.remove() }
        try await TestDatabase.with(engine, migrations: migrations?.directory ?? TestDatabase.migrations) { database in
            if let earlier {
                try await database.transaction { try earlier.fill($0, rules.edition) }
                try await Migrator(directory: TestDatabase.migrations).migrate(database, at: 0)
            }
            if let annexNote {
                let annex = try Annex(note: annexNote)
                try await database.transaction { tx in
                    try tx.editions.keep(annex, note: annexNote, at: Instant(milliseconds: 0))
                }
            }
            var simulated = SimulatorSettings(ports: .ephemeral)
            simulated.railSilence = .seconds(5)
            try await withSimulators(simulated) { simulators in
                let clock = TestClock(start)
                let dependencies = try dependencies(
                    database: count?.counting(database) ?? database, edition: rules, clock: clock,
                    simulators: simulators, directory: directory,
                    development: development, annexNote: annexNote, settings: settings)
                let app = Application(router: makeRouter(dependencies))
                do {
                    try await QuestionBankImport.takeExample(on: dependencies)
                    if rules.yaml == demo { try await ReadQuestions.put(into: dependencies) }
                    try await app.test(.router) { client in
                        try await body(
                            World(dependencies: dependencies, clock: clock, simulators: simulators, client: client))
                    }
                } catch {
                    try await dependencies.connectors.close()
                    throw error
                }
                try await dependencies.connectors.close()
            }
        }
    }

    /// A new browser.
    func visitor() -> Visitor { Visitor(client) }

    /// Runs every due job, and the jobs those enqueue.
    func settle() async throws {
        let mostRounds = 20
        for _ in 0..<mostRounds {
            try await JobRunner(dependencies: dependencies).drain()
            guard try await callNotices() else { return }
        }
    }

    /// A notice job that is put back to wait in the same instant in which its predecessor is sent looks again by itself
    /// later, but this clock stands still: makes such jobs due now. Returns false when none waits.
    private func callNotices() async throws -> Bool {
        let now = dependencies.realNow()
        return try await dependencies.database.transaction { [dependencies] tx in
            let waiting: [Int64] = try tx.rows(
                """
                SELECT job.id
                FROM job
                JOIN delivery ON delivery.job_id = job.id
                WHERE job.name = 'inbox.send' AND job.state = 'available' AND job.finished_at IS NOT NULL
                    AND job.run_at > \(now) AND job.run_at <= \(now + .seconds(30))
                    AND delivery.state = 'queued' AND delivery.attempts = 0 AND NOT EXISTS (
                        SELECT 1 FROM delivery AS earlier
                        WHERE earlier.recipient = delivery.recipient AND earlier.id < delivery.id
                            AND earlier.state = 'queued'
                    )
                """
            ).map { try $0["id"] }
            for id in waiting { try tx.jobs.hasten("\(id)", at: now, signal: dependencies.jobSignal) }
            return !waiting.isEmpty
        }
    }

    /// Enqueues the recurring jobs once, as the housekeeper does, and runs what is due.
    func tick() async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            for entry in Schedule.all { try entry.enqueue(tx, dependencies) }
        }
        try await settle()
    }

    static let repository = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The roles that ship with the product.
    static let officeRoles: OfficeRoles = {
        let file = repository.appending(path: "Editions/office.yaml")
        guard let roles = try? OfficeRoles(yaml: String(contentsOf: file, encoding: .utf8)) else {
            preconditionFailure("Editions/office.yaml is not valid: see OfficeRolesTests")
        }
        RoleNames.learn(roles)
        return roles
    }()

    /// As in a server that starts for the first time: what the world adds without an act may still be bound.
    private static var vault: Vault {
        Vault(
            master: Data(repeating: 7, count: 32), earlier: EarlierKinds(Set(BoundKind.all.map(\.name))))
    }

    /// The edition with the demo's annex, signed by the world's own site; as it is where it needs none.
    private static func annexed(
        _ edition: PublishedEdition, _ change: (String) -> String
    ) throws -> (PublishedEdition, note: String?) {
        guard edition.edition.needsAnnex else { return (edition, nil) }
        let file = repository.appending(path: "Editions/demo-annex.yaml")
        let seal = ProgrammeSeal(vault: vault, site: edition.edition.site)
        let draft = try AnnexDraft(yaml: change(String(contentsOf: file, encoding: .utf8)))
        let annex = draft.annex(of: seal.verifier, issued: draft.chains[0].genesis)
        return (try edition.with(annex), try seal.note(annex.text))
    }

    private static func dependencies(
        database: Database, edition: PublishedEdition, clock: TestClock, simulators: SimulatorAddresses, directory: URL,
        development: Bool, annexNote: String?, settings: (inout Configuration) -> Void
    ) throws -> Dependencies {
        let given = SettingsReader(environment: simulators.settings, file: EnvironmentFile(text: ""))
        var outside = try Configuration.read(given).outside
        outside.mailboxURL = simulators[.mailbox]
        outside.railPrivateKey = SimulatorSettings().railKey.privatePEM
        outside.railDeadline = .seconds(3)
        let quiet = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        var configuration = Configuration(
            baseURL: "http://127.0.0.1:8080", dataDirectory: directory.path, databaseURL: nil,
            editionPath: "Editions/demo.yaml", development: development, demo: false, outside: outside)
        // Stories pass hours between two acts of an officer; tests of these limits set their own.
        configuration.officeIdle = SessionQueries.officerLifetime
        configuration.officeProof = SessionQueries.officerLifetime
        // No process for each photo of each test; `PrintReaderTests` starts some.
        configuration.printReader = nil
        settings(&configuration)
        let vault = vault
        let ids = IDSource(node: 1, mark: RowMark(vault), realNow: clock.now)
        return Dependencies(
            configuration: configuration, database: database,
            clock: ProgrammeClock(realNow: clock.now), realClock: clock.now,
            ids: ids, random: RandomSource(), edition: edition.edition,
            vault: vault,
            connectors: try ExternalServices(
                configuration.outside, ids: ids, realClock: Dependencies.systemClock, logger: quiet),
            jobSignal: JobSignal(), logger: quiet,
            editionStore: EditionStore(
                inForce: edition,
                service: try ServiceFile.beside(repository.appending(path: "Editions/demo.yaml").path),
                annexNote: annexNote),
            officeRoles: officeRoles,
            admission: Admission(
                first: configuration.admissionPerSecond, most: configuration.admissionPerSecond))
    }
}
