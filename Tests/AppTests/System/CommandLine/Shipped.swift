import Foundation
import TestSupport

@testable import App

/// Runs the shipped program as a process of its own: an operator's command line, and its output.
struct Shipped: Sendable {
    let status: Int32
    let output: String
    let errors: String

    var lines: [Substring] { (output + errors).split(separator: "\n") }

    /// A test treats a command that takes longer as hanging and terminates it.
    private static let patience = Duration.seconds(60)

    /// - Parameters:
    /// - environment: the whole environment of the process, beside `PATH`.
    /// - directory: the working directory.
    /// - input: standard input.
    static func run(
        _ arguments: [String], environment: [String: String] = [:], in directory: URL = World.repository,
        input: String = ""
    ) async throws -> Shipped {
        let folder = FileManager.default.temporaryDirectory.appending(path: "shipped-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let process = Process()
        process.executableURL = binary
        process.arguments = arguments
        process.environment = environment.merging(["PATH": "/usr/bin:/bin"]) { told, _ in told }
        process.currentDirectoryURL = directory
        let (output, errors, typed) = (folder.file("out"), folder.file("err"), folder.file("in"))
        try Data(input.utf8).write(to: typed)
        process.standardInput = try FileHandle(forReadingFrom: typed)
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try await end(of: process)
        return Shipped(
            status: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
            errors: try String(contentsOf: errors, encoding: .utf8))
    }

    private static func end(of process: Process) async throws {
        let (ended, end) = AsyncStream.makeStream(of: Void.self)
        process.terminationHandler = { _ in end.finish() }
        try process.run()
        let watchdog = Task {
            try await Task.sleep(for: patience)
            process.terminate()
        }
        for await _ in ended {}
        watchdog.cancel()
    }

    /// The program that is built beside the test program.
    private static let binary = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "prakerja")

    /// A temporary directory, deleted when `body` returns.
    static func inDirectory<Value>(_ body: (URL) async throws -> Value) async throws -> Value {
        let directory = FileManager.default.temporaryDirectory.appending(path: "prakerja-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        return try await body(directory)
    }

    /// The settings of a development server on this machine: an SQLite database in `directory`.
    static func development(in directory: URL) -> [String: String] {
        [
            "MODE": "development", "DATA": directory.path,
            "EDITION": World.repository.appending(path: "Editions/demo.yaml").path,
        ]
    }
}

extension URL {
    /// Creates an empty file in this directory.
    fileprivate func file(_ name: String) -> URL {
        let url = appending(path: name)
        _ = FileManager.default.createFile(atPath: url.path, contents: nil)
        return url
    }
}
