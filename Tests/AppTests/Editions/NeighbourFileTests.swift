import Foundation
import Programme
import Storage
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
