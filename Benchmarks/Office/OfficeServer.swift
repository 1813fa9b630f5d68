import App
import Foundation
import Storage

/// The product in its own process over a database that was loaded before.
final class OfficeServer {
    let port: Int
    let folder: URL
    /// Nil for SQLite.
    let url: String?
    private let edition: OwnEdition
    private var parts: [Process] = []

    init(server: String?) throws {
        port = try FreePort.find()
        folder = FileManager.default.temporaryDirectory.appending(path: "office-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        edition = try OwnEdition(in: folder, binary: Self.binary)
        guard let server else {
            url = nil
            return
        }
        try Self.run(
            "/usr/bin/psql",
            [
                server, "-qc", "DROP DATABASE IF EXISTS office", "-c",
                "CREATE DATABASE office TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'",
            ])
        url = server.replacing("/postgres?", with: "/office?")
    }

    private var environment: [String: String] {
        var environment = ProcessInfo.processInfo.environment
        environment["DATA"] = folder.path
        environment["PORT"] = String(port)
        environment["BASE_URL"] = "http://127.0.0.1:\(port)"
        environment["SMS_PASSWORD"] = "office"
        environment["REGISTRY_KEY"] = Data("office".utf8).base64EncodedString()
        // Its time is over by the real clock.
        environment["START_EDITION"] = "2020-3d"
        environment["CLOCK"] = "2020-05-15T09:00+07:00"
        environment["DATABASE_URL"] = url
        return environment.merging(edition.environment) { _, own in own }
    }

    private static var binary: URL {
        URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "prakerja")
    }

    /// Tables, questions, the edition's waves and the master key.
    func prepare() throws {
        for words in [["migrate"], edition.bringIn, ["wave", "list"]] {
            try Self.run(Self.binary.path, words, environment)
        }
    }

    private static func run(_ program: String, _ words: [String], _ environment: [String: String]? = nil) throws {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = words
        if let environment { process.environment = environment }
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw LoadFault.refused(words.joined(separator: " ")) }
    }

    func psql(_ statements: String...) throws {
        guard let url else { return }
        try Self.run("/usr/bin/psql", [url, "-qv", "ON_ERROR_STOP=1"] + statements.flatMap { ["-c", $0] })
    }

    /// The ids of the edition's waves, first to last.
    func waves() async throws -> [Int64] {
        let database =
            if let url { Database.postgres(url: url) } else {
                try Database.sqlite(path: folder.appending(path: "prakerja.sqlite").path)
            }
        let waves = try await database.read { tx in
            try tx.rows("SELECT id FROM wave ORDER BY number").map { try $0["id"] as Int64 }
        }
        await database.close()
        return waves
    }

    /// Runs the whole product until it has bound what was loaded so far, as it binds the records of an earlier version.
    /// It notes each kind in a file when all its records are bound.
    func bindActors() async throws {
        let due: Set<Substring> = [
            "officer", "officer-origin", "officer-credential", "officer-identity", "partner", "course",
        ]
        try await start(arguments: [])
        defer { endParts() }
        for _ in 0..<600 {
            try await Task.sleep(for: .milliseconds(100))
            let file = folder.appending(path: "bound-kinds")
            guard let kinds = try? String(contentsOf: file, encoding: .utf8) else { continue }
            if due.isSubset(of: kinds.split(separator: "\n")) { return }
        }
        throw LoadFault.refused("officers, partners and courses were not bound within a minute")
    }

    func vault() throws -> Vault {
        Vault(master: try Data(contentsOf: folder.appending(path: "master.key")))
    }

    func writer() throws -> any RowWriter {
        if let url { return CopyWriter(url: url) }
        return try SQLiteWriter(path: folder.appending(path: "prakerja.sqlite").path)
    }

    /// - Parameter only: a part of the product; on SQLite everything.
    func start(only part: String) async throws {
        try await start(arguments: url == nil ? [] : ["--only", part], answers: part == "web")
    }

    private func start(arguments: [String], answers: Bool = true) async throws {
        let process = Process()
        process.executableURL = Self.binary
        process.arguments = ["serve"] + arguments
        process.environment = environment
        try process.run()
        parts.append(process)
        guard answers else { return }
        for _ in 0..<400 {
            if let socket = FreePort.connect(port) { return FreePort.close(socket) }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw CocoaError(.executableNotLoadable, userInfo: [NSLocalizedDescriptionKey: "the server does not start"])
    }

    private func endParts() {
        for process in parts {
            process.terminate()
            process.waitUntilExit()
        }
        parts = []
    }

    func stop() {
        endParts()
        try? FileManager.default.removeItem(at: folder)
    }

    /// What PostgreSQL noted of slow statements with their plans (auto_explain).
    var plans: String {
        guard let host = url?.firstMatch(of: /host=([^&]+)/)?.1 else { return "" }
        return (try? String(contentsOfFile: "\(host)/data/log", encoding: .utf8)) ?? ""
    }
}
