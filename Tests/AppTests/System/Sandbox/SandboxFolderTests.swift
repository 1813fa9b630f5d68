import Foundation
import Programme
import Testing

@testable import App

@Suite("The folder of a sandbox")
struct SandboxFolderTests {
    private static func file(_ people: Int) -> DemoFile {
        let person = DemoPerson(name: "Budi", signIn: "budi@example.id", cardNumber: nil, state: "cardholder")
        return DemoFile(
            baseURL: "", outbox: "", redirectURI: "", people: Array(repeating: person, count: people), officers: [],
            partners: [], courses: [], redeemCodes: [])
    }

    private static func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
    }

    @Test("what is made at the first start is moved out once it is whole; a start that was broken off begins again")
    func begins() async throws {
        try await Shipped.inDirectory { directory in
            let folder = SandboxFolder(path: directory.path, isElsewhere: false)
            #expect(try !folder.isReady())
            try folder.begin()
            try Self.write("half", to: folder.draft + "/prakerja.sqlite")
            try Self.file(0).write(to: folder.draft)
            #expect(throws: CommandRefused.self) { try folder.finish() }
            #expect(try !folder.isReady())

            try folder.begin()
            #expect(!FileManager.default.fileExists(atPath: folder.draft + "/prakerja.sqlite"))
            try Self.write("whole", to: folder.draft + "/prakerja.sqlite")
            try Self.file(1).write(to: folder.draft)
            try folder.finish()
            #expect(try folder.isReady())
            #expect(try String(contentsOfFile: directory.path + "/prakerja.sqlite", encoding: .utf8) == "whole")
            let left = try FileManager.default.contentsOfDirectory(atPath: directory.path)
            #expect(Set(left) == ["prakerja.sqlite", "demo.json"])
        }
    }

    @Test("a move that was broken off half-way is finished by the next start")
    func moves() async throws {
        try await Shipped.inDirectory { directory in
            let folder = SandboxFolder(path: directory.path, isElsewhere: false)
            try folder.begin()
            try Self.write("rest", to: folder.draft + "/master.key")
            try Self.write("moved", to: directory.path + "/prakerja.sqlite")
            try Self.file(1).write(to: folder.draft)
            try Self.write("", to: folder.draft + ".siap")
            #expect(try folder.isReady())
            let left = try FileManager.default.contentsOfDirectory(atPath: directory.path)
            #expect(Set(left) == ["prakerja.sqlite", "master.key", "demo.json"])
            #expect(try folder.isReady())
        }
    }

    @Test("a folder with another installation's files, and a database that keeps half a start, are refused")
    func refuses() async throws {
        try await Shipped.inDirectory { directory in
            try Self.write("key", to: directory.path + "/master.key")
            let taken = SandboxFolder(path: directory.path, isElsewhere: false)
            let fault = #expect(throws: CommandRefused.self) { try taken.begin() }
            #expect(fault.map { "\($0)" }?.contains("master.key of another installation") == true)
            #expect(try String(contentsOfFile: directory.path + "/master.key", encoding: .utf8) == "key")
        }
        try await Shipped.inDirectory { directory in
            let folder = SandboxFolder(path: directory.path, isElsewhere: true)
            try folder.begin()
            let fault = #expect(throws: CommandRefused.self) { try folder.begin() }
            #expect(fault.map { "\($0)" }?.contains("empty its database") == true)
        }
    }

    @Test("a second process does not make test people in the same folder")
    func locked() async throws {
        try await Shipped.inDirectory { directory in
            let folder = SandboxFolder(path: directory.path, isElsewhere: false)
            var isRefused = false
            try await folder.locked {
                do { try await folder.locked {} } catch is BootFault { isRefused = true }
            }
            #expect(isRefused)
            try await folder.locked {}
        }
    }
}
