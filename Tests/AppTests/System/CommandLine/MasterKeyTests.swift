import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("The master key and its database")
struct MasterKeyTests {
    private static let now = Instant(milliseconds: 1_587_000_000_000)

    @Test(
        "a second server without the key, or with another, does not start; with the first one's key it does",
        .bug(
            id: "5.5",
            """
            A missing master key was silently replaced, and a second server created its own: each could not read what \
            the other had sealed, and no error was reported.
            """), arguments: Engine.tested)
    func secondServer(engine: Engine) async throws {
        try await Self.with(engine) { database, first, second in
            let key = try await Self.open(first, database)
            #expect(try await Self.open(first, database) == key)
            await Self.expectRefusal("missing") { try await Self.open(second, database) }
            #expect(!FileManager.default.fileExists(atPath: second))

            try Data(repeating: 3, count: 32).write(to: URL(filePath: second))
            await Self.expectRefusal("is not the one") { try await Self.open(second, database) }
            try key.write(to: URL(filePath: second))
            #expect(try await Self.open(second, database) == key)
            try key.prefix(31).write(to: URL(filePath: second))
            await Self.expectRefusal("32 bytes") { try await Self.open(second, database) }
        }
    }

    @Test("servers that start at the same moment on a new database end up with one key", arguments: Engine.tested)
    func race(engine: Engine) async throws {
        try await Self.with(engine) { database, first, second in
            let keys = await withTaskGroup(of: Data?.self, returning: [Data].self) { group in
                for path in [first, second, first, second] {
                    group.addTask { try? await Self.open(path, database) }
                }
                return await group.reduce(into: [Data]()) { keys, key in if let key { keys.append(key) } }
            }
            #expect(!keys.isEmpty && Set(keys).count == 1)
            let left = [first, second].compactMap { FileManager.default.contents(atPath: $0) }
            #expect(Set(left) == Set(keys))
        }
    }

    @Test(
        "a database older than key check values accepts only the key that opens its sealed values",
        arguments: Engine.tested)
    func older(engine: Engine) async throws {
        try await World.with(engine) { world in
            let officer = NewOfficer(
                name: "Ratna", signIn: "ratna@kantor.example", roles: .operations, passwordHash: "x",
                secret: Data(repeating: 1, count: 20))
            try await world.dependencies.database.transaction { tx in
                _ = try tx.officers.add(
                    officer, at: world.dependencies.realNow(), ids: world.dependencies.ids,
                    vault: world.dependencies.vault)
            }
            let (database, path) = (world.dependencies.database, world.dependencies.configuration.keyPath)
            await Self.expectRefusal("missing") { try await Self.open(path, database) }
            try Data(repeating: 8, count: 32).write(to: URL(filePath: path))
            await Self.expectRefusal("is not the one") { try await Self.open(path, database) }
            try Data(repeating: 7, count: 32).write(to: URL(filePath: path))
            #expect(try await Self.open(path, database) == Data(repeating: 7, count: 32))
        }
    }

    @Test("a read-only command creates no key", arguments: Engine.tested)
    func reading(engine: Engine) async throws {
        try await Self.with(engine) { database, first, _ in
            await Self.expectRefusal("missing") {
                try await MasterKey.open(first, in: database, making: false, at: Self.now)
            }
            #expect(!FileManager.default.fileExists(atPath: first))
        }
    }

    private static func open(_ path: String, _ database: Database) async throws -> Data {
        try await MasterKey.open(path, in: database, making: true, at: now)
    }

    private static func expectRefusal(_ words: String, _ body: () async throws -> Data) async {
        let fault = await #expect(throws: BootFault.self) { _ = try await body() }
        #expect("\(fault.map { "\($0)" } ?? "")".contains(words))
    }

    /// A database, and the key paths of two servers that share it.
    private static func with(_ engine: Engine, _ body: (Database, String, String) async throws -> Void) async throws {
        try await Shipped.inDirectory { directory in
            let paths = try ["a", "b"].map { name in
                let place = directory.appending(path: name)
                try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
                return place.appending(path: "master.key").path
            }
            try await TestDatabase.with(engine) { try await body($0, paths[0], paths[1]) }
        }
    }
}
