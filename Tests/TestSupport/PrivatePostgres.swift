import Foundation
import Storage

/// A PostgreSQL server for one test, with durable settings, that can be stopped and started while it is used. It ends
/// with the process.
package struct PrivatePostgres: Sendable {
    package let url: String
    /// The directory of its tables.
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

    /// An immediate stop, as if the server had been killed.
    package func stop() async throws {
        _ = try await ThrowawayPostgres.run("control-postgres", folder, "stop")
    }

    package func start() async throws {
        _ = try await ThrowawayPostgres.run("control-postgres", folder, "start")
    }

    /// Whether a small disk can be made on this machine: it needs a private mount, which is not always allowed to root.
    package static let canHaveSmallDisk: Bool = {
        guard geteuid() == 0, let output = popen("unshare --mount mount -t tmpfs tmpfs /mnt 2>/dev/null", "r") else {
            return false
        }
        return pclose(output) == 0
    }()
}
