import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Files beside the edition's file", .timeLimit(.minutes(1)))
struct NeighbourFileTests {
    @Test("a role or service file that is there and unreadable stops the start, and one that is absent does not")
    func unreadable() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "prakerja-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let edition = folder.appending(path: "edition.yaml").path
        try await World.with(.sqlite) { world in
            let database = world.dependencies.database
            let own = World.repository.appending(path: "Editions/service.yaml")
            #expect(try ServiceFile.beside(edition) == ServiceRules(yaml: String(contentsOf: own, encoding: .utf8)))
            _ = try await OfficeRoleFile.open(beside: edition, in: database, serving: true)
            for name in ["service.yaml", "office.yaml"] {
                try Data([0xFF, 0xFE, 0x00, 0xD8]).write(to: folder.appending(path: name))
            }
            #expect(throws: BootFault.self) { try ServiceFile.beside(edition) }
            await #expect(throws: BootFault.self) {
                try await OfficeRoleFile.open(beside: edition, in: database, serving: true)
            }
        }
    }
}

/// An installation that was upgraded and has no role file of its own.
extension NeighbourFileTests {
    @Test(
        "an upgraded installation without a role file is told at its start and by doctor what its roles lack",
        .bug(
            id: "3.671",
            """
            An installation without a role file kept the roles of the version it began with, so that no role \
            had a new permission; neither the start nor `prakerja doctor` said so.
            """), arguments: Engine.tested)
    func upgraded(engine: Engine) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "prakerja-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let edition = folder.appending(path: "edition.yaml").path
        try await World.with(engine) { world in
            let shipped = try String(contentsOf: OfficeRoleFile.shipped, encoding: .utf8)
            let older = try OfficeRoles(yaml: shipped.replacing(", exportData", with: ""))
            let database = world.dependencies.database
            let now = world.clock.now()
            _ = try await database.transaction { try $0.officeRoles.putInForce(older, at: now) }
            var configuration = world.dependencies.configuration
            configuration.editionPath = edition
            let doctor = Doctor(configuration: configuration, now: now)
            func told() async -> String {
                await doctor.examine(database).first { $0.what.hasPrefix("roles ") }?.trouble ?? ""
            }
            let trouble = await told()
            let lack = "no role has exportData; programme-manager does not have exportData"
            #expect(trouble.contains(lack), "\(trouble)")
            let remedy = "cp \(OfficeRoleFile.shipped.path) \(folder.path)/office.yaml"
            #expect(trouble.contains(remedy), "\(trouble)")
            let open = try await OfficeRoleFile.open(beside: edition, in: database, serving: true)
            #expect(OfficeRoleFile.shortfall(of: open, beside: edition) == trouble)

            // The remedy, carried out.
            try Data(shipped.utf8).write(to: folder.appending(path: "office.yaml"))
            let renewed = try await OfficeRoleFile.open(beside: edition, in: database, serving: true)
            #expect(renewed.permissions(of: .programmeManager).contains(.exportData))
            #expect(OfficeRoleFile.shortfall(of: renewed, beside: edition) == nil)
            #expect(await told() == "")
        }
    }
}

/// An installation whose edition's file stands alone, away from the repository.
extension NeighbourFileTests {
    @Test("a new installation without a role file begins with the roles inside the product, wherever it is started")
    func standsAlone() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "prakerja-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let database = try Database.sqlite(path: folder.appending(path: "empty.sqlite").path)
        _ = try await Boot.migrations.migrate(database, at: 0)
        let roles = try await OfficeRoleFile.open(
            beside: folder.appending(path: "edition.yaml").path, in: database, serving: true)
        await database.close()
        #expect(roles.roles.map(\.slug).contains(.administrator) && OfficeRoleFile.shipped.path.hasPrefix("/"))
    }
}
