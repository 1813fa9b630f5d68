import Foundation
import Storage

/// A PostgreSQL of one test's own, with the settings of a real one, that may be stopped under its users and started
/// again. It goes with the process.
package struct PrivatePostgres: Sendable {
    package let url: String
    /// Where its tables lie.
    package let tables: URL
    private let folder: String

    package enum Disk: String, Sendable {
        case durable
        /// 80 MB.
        case small
    }

    package init(on disk: Disk = .durable) async throws {
        url = try await ThrowawayPostgres.run(
            "throwaway-postgres", "\(ProcessInfo.processInfo.processIdentifier)", disk.rawValue)
        guard let folder = url.firstMatch(of: /host=([^&]+)/) else {
            throw ThrowawayPostgres.NotStarted(message: "“\(url)” names no folder")
        }
        self.folder = String(folder.1)
        tables = URL(filePath: self.folder).appending(path: "data")
    }

    /// At once, as if it had been killed.
    package func stop() async throws {
        _ = try await ThrowawayPostgres.run("control-postgres", folder, "stop")
    }

    package func start() async throws {
        _ = try await ThrowawayPostgres.run("control-postgres", folder, "start")
    }

    /// Whether this machine lets us make a small disk: a mount of our own, which not even every root may have.
    package static let canHaveSmallDisk: Bool = {
        guard geteuid() == 0, let output = popen("unshare --mount mount -t tmpfs tmpfs /mnt 2>/dev/null", "r") else {
            return false
        }
        return pclose(output) == 0
    }()
}
