import Foundation
import Hummingbird
import HummingbirdTesting
import Programme
import Storage
import Testing

@testable import App

/// A temporary folder for edition files.
struct EditionFolder {
    private let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "prakerja-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    /// - Returns: the file's path.
    func write(_ name: String, _ text: String) throws -> String {
        let file = url.appending(path: name)
        try text.write(to: file, atomically: true, encoding: .utf8)
        return file.path
    }

    func remove() {
        try? FileManager.default.removeItem(at: url)
    }
}

extension World {
    /// Stores the edition of this world in the database, as a server does at its start.
    func publish(_ yaml: String) async throws {
        let folder = try EditionFolder()
        defer { folder.remove() }
        let path = try folder.write("edisi.yaml", yaml)
        let editionStore = try await EditionStore.open(path: path, in: dependencies.database)
        try await editionStore.confirm(on: dependencies)
    }

    /// The same installation, started again with another edition.
    func startedAgain(
        with yaml: String, _ body: @escaping @Sendable (World) async throws -> Void
    ) async throws {
        let folder = try EditionFolder()
        defer { folder.remove() }
        let path = try folder.write("edisi.yaml", yaml)
        let editionStore = try await EditionStore.open(path: path, in: dependencies.database)
        let later = dependencies.under(editionStore)
        try await editionStore.confirm(on: later)
        try await WaveActions(dependencies: later).prepare()
        let (clock, simulators) = (clock, simulators)
        try await Application(router: makeRouter(later)).test(.router) { client in
            try await body(World(dependencies: later, clock: clock, simulators: simulators, client: client))
        }
    }

    /// A browser with a new session for `person`, after the restart.
    func carryOn(_ person: Candidate) async throws -> Visitor {
        let browser = visitor()
        let cookie = try await dependencies.database.transaction { [dependencies] tx in
            try tx.sessions.begin(
                person: person.id, at: dependencies.realNow(), vault: dependencies.vault, random: dependencies.random)
        }
        browser.carry(cookie: SessionCookie.name(secure: false), cookie)
        return browser
    }

    func carryOn(officer: ID<Officer>) async throws -> Visitor {
        let browser = visitor()
        let cookie = try await dependencies.database.transaction { [dependencies] tx in
            try tx.sessions.begin(
                officer: officer, at: dependencies.realNow(), vault: dependencies.vault, random: dependencies.random)
        }
        browser.carry(cookie: SessionCookie.name(secure: false), cookie)
        return browser
    }

    static func editionText(_ name: String) throws -> String {
        try String(contentsOf: repository.appending(path: "Editions/\(name).yaml"), encoding: .utf8)
    }
}

extension Dependencies {
    /// The same installation, started again with another edition.
    func under(_ editionStore: EditionStore) -> Dependencies {
        Dependencies(
            configuration: configuration, database: database, clock: clock, realClock: realClock, ids: ids,
            random: random, edition: editionStore.inForce.edition, vault: vault,
            connectors: connectors,
            jobSignal: jobSignal,
            logger: logger, editionStore: editionStore, officeRoles: officeRoles)
    }
}
