import Foundation

/// PostgreSQL's own load generator, with prepared statements and enough clients to keep the server busy.
enum Pgbench {
    private static let clients = 32

    /// Transactions per second. The run is limited by count, not by time: pgbench's alarm signal does not work in a
    /// process started by this one.
    ///
    /// - Parameter count: transactions per client.
    static func rate(_ url: String, _ script: String, each count: Int) throws -> Double {
        let path = FileManager.default.temporaryDirectory.appending(path: "bench-\(UUID().uuidString).sql")
        try script.write(to: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: path) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/lib/postgresql/15/bin/pgbench")
        process.arguments = [
            "-n", "-M", "prepared", "-c", "\(clients)", "-j", "2", "-t", "\(count)", "-f", path.path, url,
        ]
        let (output, complaints) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = complaints
        try process.run()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let complained = String(decoding: complaints.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0, let tps = said.firstMatch(of: /tps = ([0-9.]+)/).flatMap({ Double($0.1) })
        else {
            throw CocoaError(
                .fileReadUnknown, userInfo: [NSLocalizedDescriptionKey: "pgbench said: \(said)\(complained)"])
        }
        return tps
    }
}
