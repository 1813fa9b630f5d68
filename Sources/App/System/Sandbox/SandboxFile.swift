import Foundation
import Logging
import NIOConcurrencyHelpers

/// What the pages of a sandbox read of its `demo.json`.
enum SandboxFile: Sendable {
    case missing
    case read(DemoFile)
    /// It is there, and damaged, of another version, or closed to the server's user.
    case unreadable

    /// What was said of it in the log by this process, so that readers of a public page do not fill the log.
    private static let said = NIOLockedValueBox<Set<String>>([])

    /// Names a file that cannot be read in the log, with the remedy, once for each cause.
    init(in directory: String, logger: Logger) {
        do {
            self = try DemoFile.read(from: directory).map(SandboxFile.read) ?? .missing
        } catch {
            self = .unreadable
            let (path, cause) = (DemoFile.path(in: directory), String(describing: error))
            guard Self.said.withLockedValue({ $0.insert(path + "\n" + cause).inserted }) else { return }
            logger.error(
                """
                the sandbox's file of test people cannot be read, so that its pages show none: restore it from a backup, \
                or move the sandbox's data folder away and start again, which makes new ones
                """, metadata: ["file": "\(path)", "cause": "\(cause)"])
        }
    }

    var people: [DemoPerson] { file?.people ?? [] }
    var isUnreadable: Bool { if case .unreadable = self { true } else { false } }

    var file: DemoFile? { if case .read(let file) = self { file } else { nil } }
}
