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
            #expect(try ServiceFile.beside(edition) == .usual)
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
