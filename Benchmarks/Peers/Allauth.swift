import Foundation
import Glibc

/// Django with django-allauth under gunicorn, with one worker for each core, over a database of its own on the same
/// PostgreSQL server.
final class Allauth {
    let port: Int
    private let process = Process()

    private static let folder = "Benchmarks/Peers/allauth"
    private static let environment = ".venv-bench"
    private static let threads = 8

    init(on server: BenchPostgres, mail: Int) throws {
        port = try FreePort.find()
        let python = "\(Self.environment)/bin/python"
        guard FileManager.default.isExecutableFile(atPath: python) else {
            throw PeerFault.missing("\(python): `scripts/setup bench` installs \(Self.folder)/requirements.txt there")
        }
        var environment = ProcessInfo.processInfo.environment
        environment["DJANGO_SETTINGS_MODULE"] = "settings"
        environment["PYTHONPATH"] = Self.folder
        environment["PYTHONDONTWRITEBYTECODE"] = "1"
        environment["PEER_DATABASE"] = try server.fresh("allauth")
        environment["PEER_MAIL"] = String(mail)
        try BenchPostgres.run(python, ["-m", "django", "migrate", "--verbosity", "0"], environment)
        process.executableURL = URL(filePath: python)
        process.arguments = [
            "\(Self.folder)/serve.py", "--bind", "127.0.0.1:\(port)",
            "--workers", "\(ProcessInfo.processInfo.activeProcessorCount)", "--worker-class", "gthread",
            "--threads", "\(Self.threads)", "--keep-alive", "75", "--graceful-timeout", "2",
            "--log-level", "error",
        ]
        process.environment = environment
        try process.run()
    }

    func isReady() async throws {
        for _ in 0..<200 {
            if let answer = try? Wire.get("/accounts/signup/", port: port, cookie: nil), answer.status == 200 { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw PeerFault.missing("gunicorn does not serve the form")
    }

    /// Of the process whose children are the workers.
    var processIdentifier: Int32 { process.processIdentifier }

    /// Ends it within some seconds in any case: gunicorn drops signals that arrive while it handles others, and waits for
    /// connections that are kept open.
    func stop() {
        for signal in [SIGTERM, SIGTERM, SIGQUIT, SIGKILL] {
            kill(process.processIdentifier, signal)
            for _ in 0..<40 where process.isRunning { usleep(100_000) }
            guard process.isRunning else { return }
        }
    }
}

enum PeerFault: Error {
    case missing(String)
    case failed(String)
}
