import Foundation
import Logging
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Kind of an installation", .timeLimit(.minutes(3)))
struct InstallationKindTests {
    @Test(
        "a database keeps the kind that its first server said; a server of the other kind is refused, a command is not",
        arguments: Engine.tested, InstallationKind.allCases)
    func kept(engine: Engine, kind: InstallationKind) async throws {
        let other: InstallationKind = kind == .sandbox ? .programme : .sandbox
        try await World.with(engine) { world in
            let (database, now) = (world.dependencies.database, world.clock.now())
            func settle(_ wanted: InstallationKind, serving: Bool = true) async throws -> InstallationKind {
                try await InstallationKind.settle(wanted, in: database, serving: serving, at: now)
            }
            let empty = try await settle(other, serving: false)
            #expect(empty == other, "a command says nothing about an empty database")
            #expect(try await settle(kind) == kind)
            #expect(try await settle(kind) == kind, "a restart")
            let fault = await #expect(throws: BootFault.self) { _ = try await settle(other) }
            let said = fault.map { "\($0)" } ?? ""
            #expect(said.contains(kind == .sandbox ? "prakerja serve --sandbox" : "SANDBOX_DATABASE_URL"), "\(said)")
            #expect(try await settle(other, serving: false) == kind, "a command takes the database as it is")
        }
    }

    @Test("a database that was used before kinds were stored is the programme's", arguments: Engine.tested)
    func earlier(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.signedUp()
            let (database, now) = (world.dependencies.database, world.clock.now())
            await #expect(throws: BootFault.self) {
                _ = try await InstallationKind.settle(.sandbox, in: database, serving: true, at: now)
            }
            #expect(try await database.read { try $0.installation.kind() } == nil, "a refused start writes nothing")
            #expect(
                try await InstallationKind.settle(.programme, in: database, serving: true, at: now) == .programme)
            #expect(try await database.read { try $0.installation.kind() } == .programme)
        }
    }

    @Test(
        "of a sandbox and a programme that start at one moment on an empty database one is refused",
        arguments: Engine.tested)
    func race(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (database, now) = (world.dependencies.database, world.clock.now())
            let started = await withTaskGroup(of: InstallationKind?.self) { group in
                for kind in InstallationKind.allCases {
                    group.addTask {
                        try? await InstallationKind.settle(kind, in: database, serving: true, at: now)
                    }
                }
                return await group.reduce(into: [InstallationKind?]()) { $0.append($1) }
            }
            #expect(started.compactMap(\.self).count == 1, "\(started)")
            let kept = try await database.read { try $0.installation.kind() }
            #expect(kept == started.compactMap(\.self).first)
        }
    }

    @Test("the server of a demo does not start on a sandbox's folder, nor a sandbox on a demo's")
    func servers() async throws {
        try await Shipped.inDirectory { directory in
            let edition = World.repository.appending(path: "Editions/sandbox.yaml").path
            func start(_ name: String, asSandbox: Bool) async throws {
                var options = ServeOptions()
                (options.port, options.edition) = (0, edition)
                options.dataDirectory = directory.appending(path: name).path
                (options.demo, options.sandbox) = (!asSandbox, asSandbox)
                let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
                try await Server(options, logger: logger).run(endsAfter: true)
            }
            for first in [true, false] {
                try await start("\(first)", asSandbox: first)
                let fault = await #expect(throws: BootFault.self) { try await start("\(first)", asSandbox: !first) }
                #expect(fault.map { "\($0)" }?.contains("sandbox") == true)
            }
        }
    }
}
