import Foundation

/// The PostgreSQL server of the benchmarks, on which each benchmark has databases of its own.
struct BenchPostgres {
    /// Of the server's first database.
    let url: String

    /// Nil when the benchmarks were started without a server.
    init?() {
        guard let url = ProcessInfo.processInfo.environment["PRAKERJA_BENCH_POSTGRES"] else { return nil }
        self.url = url
    }

    init(url: String) {
        self.url = url
    }

    /// A new, empty database of this name, in place of an earlier one. Returns its URL.
    func fresh(_ name: String) throws -> String {
        try copy("template0", to: name)
    }

    /// Another database with the rows of `source`, to which nothing may be connected. Returns its URL.
    @discardableResult
    func copy(_ source: String, to name: String) throws -> String {
        try psql(
            "DROP DATABASE IF EXISTS \(name)",
            "CREATE DATABASE \(name) TEMPLATE \(source) ENCODING 'UTF8' LOCALE 'C.UTF-8'")
        return url(of: name)
    }

    func url(of database: String) -> String { url.replacing("/postgres?", with: "/\(database)?") }

    /// Runs each statement by itself, on the server's first database.
    func psql(_ statements: String...) throws {
        let words = statements.flatMap { ["-c", $0] }
        try Self.run("/usr/bin/psql", [url, "-qv", "ON_ERROR_STOP=1"] + words)
    }

    /// Processor seconds used so far by the server with all its connections, also closed ones.
    var busySeconds: Double {
        let file = "\(folder)/data/postmaster.pid"
        let first = (try? String(contentsOfFile: file, encoding: .utf8))?.split(separator: "\n").first ?? ""
        return Int32(first).map(Processor.seconds(withChildrenOf:)) ?? 0
    }

    /// The folder of the socket, in which the server keeps its files.
    var folder: String { url.firstMatch(of: /host=([^&]+)/).map { String($0.1) } ?? "" }

    static func run(_ program: String, _ words: [String], _ environment: [String: String]? = nil) throws {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = words
        if let environment { process.environment = environment }
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw PeerFault.failed(words.joined(separator: " ")) }
    }
}

extension Processor {
    /// Of a process and of its children, those that have ended among them.
    static func seconds(withChildrenOf process: Int32) -> Double {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return all.compactMap { Int32($0) }.reduce(0) { sum, other in
            let fields = fields(of: other)
            guard fields.count > 14, other == process || fields[1] == "\(process)" else { return sum }
            return sum + fields[11...14].reduce(0) { $0 + (Double($1) ?? 0) / 100 }
        }
    }
}
