import Foundation
import Programme
import TestSupport
import Testing

@testable import App

@Suite("Reading print in a process of its own")
struct PrintReaderTests {
    /// A command in the place of Tesseract.
    private func command(_ script: String, patience: Duration = .seconds(20)) throws -> (PrintReader, URL) {
        let file = FileManager.default.temporaryDirectory.appending(path: "reader-\(UUID().uuidString)")
        try Data("#!/bin/sh\n\(script)\n".utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: file.path)
        return (PrintReader(command: file.path, patience: patience), file)
    }

    private func read(_ script: String, patience: Duration = .seconds(20)) async throws -> String? {
        let (reader, file) = try command(script, patience: patience)
        defer { try? FileManager.default.removeItem(at: file) }
        return await reader.read(Data("picture".utf8))
    }

    @Test("the process gets the picture, and its text is read")
    func text() async throws {
        #expect(try await read("cat; echo \" $*\"") == "picture stdin stdout -l eng --psm 11\n")
    }

    @Test(
        "a process that crashes, fails, writes without end or never ends gives no text, and the server goes on",
        arguments: ["kill -SEGV $$", "exit 3", "exec yes", "exec sleep 60", "exec no-such-command"])
    func hostile(script: String) async throws {
        #expect(try await read(script, patience: .seconds(2)) == nil)
    }

    @Test("the process has no environment, no file and no socket of the server, and limits of its own")
    func apart() async throws {
        let environment = try await read("env") ?? ""
        #expect(!environment.contains("HOME="))
        // Its own three and the folder that `ls` reads.
        let files = try await read("exec ls /proc/self/fd") ?? ""
        #expect(files.split(separator: "\n").count <= 4, "\(files)")
        #expect(try await read("ulimit -v; ulimit -t; ulimit -c") == "1048576\n15\n0\n")
    }

    @Test("a command that is not installed is named by the doctor with its package")
    func missing() async throws {
        let absent = PrintReader(command: "/usr/bin/no-such-reader")
        #expect(!absent.isInstalled)
        #expect(absent.remedy.contains("apt-get install tesseract-ocr"))
        #expect(await absent.read(Data("picture".utf8)) == nil)
    }

    @Test("Tesseract reads the number on a drawn card", .enabled(if: PrintReader.installed.isInstalled))
    func drawn() async throws {
        let rules = PhotoRules(acceptedBytes: 15_000_000, acceptedPixels: 50_000_000, keptBytes: 2_000_000)
        let card = try await PhotoProcessingQueue.develop(
            drawnCard(text: "NIK : 3273014101900001"), rules: rules)
        let upper = try await PhotoProcessingQueue.upperPart(of: card.jpeg)
        let text = try #require(await PrintReader.installed.read(upper))
        #expect(CardPrint(text).isCard)
        #expect(CardPrint(text).number?.digits == "3273014101900001")
    }
}
