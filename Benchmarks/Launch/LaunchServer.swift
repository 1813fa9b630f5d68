import App
import CCrypto
import Foundation
import Glibc
import Storage

/// The product as it is shipped, in its own process.
final class LaunchServer {
    let port: Int
    private let process = Process()
    private let data: URL
    private let database: String?

    /// - Parameters:
    ///   - database: the PostgreSQL server, on which it gets a new database; nil for SQLite.
    ///   - prepare: writes rows before the server starts; the vault is the server's.
    ///   - rehearse: is given the migrated database, to which nothing is connected, and the data directory.
    init(
        mail: Int, text: Int, database: String?,
        prepare: @escaping @Sendable (Transaction, Vault) throws -> Void = { _, _ in },
        rehearse: @Sendable (_ database: String?, _ data: URL) async throws -> Void = { _, _ in }
    ) async throws {
        let database = try database.map { try BenchPostgres(url: $0).fresh("launch") }
        self.database = database
        port = try FreePort.find()
        data = FileManager.default.temporaryDirectory.appending(path: "launch-\(UUID().uuidString)")
        var environment = ProcessInfo.processInfo.environment
        environment["DATA"] = data.path
        environment["PORT"] = String(port)
        environment["BASE_URL"] = "http://127.0.0.1:\(port)"
        environment["MAIL_URL"] = "smtp://127.0.0.1:\(mail)"
        environment["SMS_URL"] = "http://127.0.0.1:\(text)/cgi-bin/sendsms"
        // Production refuses to start with the simulators' secrets; no outside system checks these here.
        environment["SMS_PASSWORD"] = "launch"
        environment["REGISTRY_KEY"] = Data("launch".utf8).base64EncodedString()
        environment["CLOCK"] = "2020-04-15T09:00+07:00"
        environment["DATABASE_URL"] = database
        let binary = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "prakerja")
        try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
        let edition = try OwnEdition(in: data, binary: binary)
        environment.merge(edition.environment) { _, own in own }
        for arguments in [["migrate"], edition.bringIn] {
            let command = Process()
            command.executableURL = binary
            command.arguments = arguments
            command.environment = environment
            command.standardOutput = FileHandle.nullDevice
            try command.run()
            command.waitUntilExit()
        }
        try await rehearse(database, data)
        let vault = Vault(master: try Data(contentsOf: data.appending(path: "master.key")))
        try await ask { database in try await database.transaction { tx in try prepare(tx, vault) } }
        process.executableURL = binary
        process.arguments = ["serve"]
        process.environment = environment
        try process.run()
    }

    /// Waits until the server accepts connections.
    func isReady() async throws {
        for _ in 0..<200 {
            if let socket = FreePort.connect(port) { return FreePort.close(socket) }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw CocoaError(.executableNotLoadable, userInfo: [NSLocalizedDescriptionKey: "the server does not start"])
    }

    var processIdentifier: Int32 { process.processIdentifier }

    /// Processor seconds used so far.
    var busySeconds: Double { Processor.seconds(of: processIdentifier) }

    /// Stops it from doing anything, for some seconds.
    func pause() { kill(processIdentifier, SIGSTOP) }

    func resume() { kill(processIdentifier, SIGCONT) }

    /// The peak of its resident memory, in MB.
    var peakMegabytes: Double {
        let status = (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
        return (Double(line.filter(\.isNumber)) ?? 0) / 1_024
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }

    /// To be called after `stop`: the sessions in the database.
    func sessions<Value>(_ body: (KnownSessions) -> Value) async throws -> Value {
        body(
            KnownSessions(
                hashes: try await ask { database in
                    try await database.read { tx in
                        Set(try tx.rows("SELECT hash FROM session").map { try $0["hash"] as Data })
                    }
                }))
    }

    private func ask<Value>(_ body: (Database) async throws -> Value) async throws -> Value {
        let database =
            if let database { Database.postgres(url: database) } else {
                try Database.sqlite(path: data.appending(path: "prakerja.sqlite").path)
            }
        let value = try await body(database)
        await database.close()
        return value
    }

    func remove() {
        try? FileManager.default.removeItem(at: data)
    }
}

/// The sessions that are in the database, by the hash of their cookie.
struct KnownSessions {
    let hashes: Set<Data>

    func contains(_ cookie: String) -> Bool {
        hashes.contains(Self.hash(cookie))
    }

    static func hash(_ cookie: String) -> Data {
        var digest = [UInt8](repeating: 0, count: 32)
        let bytes = Array(cookie.utf8)
        SHA256(bytes, bytes.count, &digest)
        return Data(digest)
    }
}

/// Figures from `/proc` about a process.
enum Processor {
    static func seconds(of process: Int32) -> Double {
        let fields = fields(of: process)
        guard fields.count > 12 else { return 0 }
        return ((Double(fields[11]) ?? 0) + (Double(fields[12]) ?? 0)) / 100
    }

    /// The fields behind the process's name, which may contain spaces: the second is the parent, the 12th and 13th are
    /// user and system time, the two after them those of the children that have ended.
    static func fields(of process: Int32) -> [Substring] {
        let text = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
        return text.split(separator: ")").last?.split(separator: " ") ?? []
    }
}

/// TCP ports of this machine.
enum FreePort {
    /// A port without a listener at present.
    static func find() throws -> Int {
        for _ in 0..<100 {
            let port = Int.random(in: 20_000..<30_000)
            guard let taken = connect(port) else { return port }
            close(taken)
        }
        throw CocoaError(.featureUnsupported)
    }

    static func connect(_ port: Int) -> Int32? {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else {
            close(socket)
            return nil
        }
        return socket
    }

    static func close(_ socket: Int32) {
        Glibc.close(socket)
    }
}
