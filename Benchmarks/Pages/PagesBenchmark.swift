import App
import Foundation
import Programme
import Storage

/// Pages against nginx, which serves the same bytes from a file: the home page, which is cached, and the waves page of
/// a signed-in visitor, which needs three queries. Both are requested by wrk, which uses part of the same cores.
enum PagesBenchmark: Benchmark {
    static let name = "pages"
    private static let rounds = 3
    private static let session = "launch-benchmark-launch-benchmark-launch-benc"

    static func run() async throws -> [Measure] {
        let cookie = String(session.prefix(43))
        let server = try await LaunchServer(mail: 9, text: 9, database: nil) { tx, vault in
            let (hash, end) = (KnownSessions.hash(cookie), Instant(milliseconds: 4_102_444_800_000))
            let seal = SessionSeal.code(hash: hash, person: 1, endsAt: end, vault: vault)
            try tx.run("INSERT INTO account (id, status, created_at) VALUES (1, 'active', 0)")
            try tx.run(
                """
                INSERT INTO session (hash, person_id, begun_at, seen_at, ends_at, seal)
                VALUES (\(hash), 1, 0, 0, \(end.milliseconds), \(seal))
                """)
        }
        try await server.isReady()
        defer {
            server.stop()
            server.remove()
        }
        // The browser cookie, which only the server can issue.
        let first = try Wire.get("/gelombang", port: server.port, cookie: nil).head
        let visit = first.firstMatch(of: /kunjungan=([^;\r\n]+)/).map { String($0.1) } ?? ""
        return [
            try measure("home-page", "/", cookie: nil, of: server, goal: ">=0.4"),
            try measure(
                "signed-in-page", "/gelombang", cookie: "kunjungan=\(visit); sesi=\(cookie)", of: server,
                goal: ">=0.15"),
        ]
    }

    private static func measure(
        _ name: String, _ path: String, cookie: String?, of server: LaunchServer, goal: String
    ) throws -> Measure {
        let page = try Wire.get(path, port: server.port, cookie: cookie)
        guard page.status == 200 else { throw PagesFault.notServed(path, page.status) }
        let nginx = try Nginx(serving: page.body)
        defer { nginx.stop() }
        var (ours, peer): ([Double], [Double]) = ([], [])
        for _ in 0..<rounds {
            ours.append(try Wrk.requestsPerSecond("http://127.0.0.1:\(server.port)\(path)", cookie: cookie))
            peer.append(try Wrk.requestsPerSecond("http://127.0.0.1:\(nginx.port)/", cookie: cookie))
        }
        print("pages: \(name) has \(page.body.count) bytes")
        return Measure(
            name: "pages-\(name)-against-nginx", ours: median(ours), peer: median(peer), unit: "requests/s", goal: goal)
    }
}

enum PagesFault: Error {
    case notServed(String, Int)
    /// wrk or nginx is missing (`scripts/setup bench` installs them), or its output is unexpected.
    case tool(String)
}

/// nginx with one page, on its own port and in its own folder.
private final class Nginx {
    let port: Int
    private let process = Process()
    private let folder: URL

    init(serving page: Data) throws {
        port = try FreePort.find()
        folder = FileManager.default.temporaryDirectory.appending(path: "nginx-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try page.write(to: folder.appending(path: "index.html"))
        let configuration = """
            user \(NSUserName());
            worker_processes auto;
            daemon off;
            pid \(folder.path)/pid;
            error_log \(folder.path)/errors crit;
            events { worker_connections 1024; }
            http {
                access_log off;
                types { text/html html; }
                open_file_cache max=10;
                keepalive_requests 1000000000;
                sendfile on;
                tcp_nopush on;
                server {
                    listen 127.0.0.1:\(port);
                    root \(folder.path);
                }
            }
            """
        try Data(configuration.utf8).write(to: folder.appending(path: "nginx.conf"))
        process.executableURL = URL(filePath: "/usr/sbin/nginx")
        process.arguments = ["-p", folder.path, "-c", folder.appending(path: "nginx.conf").path]
        try process.run()
        try waitUntilItListens()
    }

    private func waitUntilItListens() throws {
        for _ in 0..<100 {
            if let socket = FreePort.connect(port) { return FreePort.close(socket) }
            usleep(50_000)
        }
        throw PagesFault.tool("nginx does not start")
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
    }
}

/// Requests one page repeatedly.
private enum Wrk {
    private static let arguments = ["--threads", "1", "--connections", "64", "--duration", "4s"]

    /// As a browser of the last years states it with every request.
    private static let stated = ["--header", "Sec-Fetch-Site: same-origin"]

    static func requestsPerSecond(_ url: String, cookie: String?) throws -> Double {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/wrk")
        process.arguments = arguments + (cookie.map { ["--header", "Cookie: \($0)"] + stated } ?? []) + [url]
        process.standardOutput = output
        try process.run()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard let found = said.firstMatch(of: /Requests\/sec:\s+([0-9.]+)/), let rate = Double(found.1),
            !said.contains("Non-2xx")
        else { throw PagesFault.tool("wrk said: \(said)") }
        return rate
    }
}
