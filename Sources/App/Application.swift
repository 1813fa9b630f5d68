import Foundation
import Hummingbird
import Logging
import NIOCore
import Programme
import ServiceLifecycle
import Storage

/// Puts the pieces together: what `prakerja serve` runs and what tests talk to.
enum Assembly {
    /// The web server of one platform.
    static func web(_ platform: Platform, onRunning: @escaping @Sendable (Int) async -> Void = { _ in })
        -> some ApplicationProtocol
    {
        Hummingbird.Application(
            router: makeRouter(platform),
            configuration: .init(
                address: .hostname(platform.configuration.host, port: platform.configuration.port),
                serverName: "prakerja"),
            onServerRunning: { await onRunning($0.localAddress?.port ?? platform.configuration.port) },
            logger: platform.logger)
    }
}
