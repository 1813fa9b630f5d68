import HTTPTypes
import Hummingbird
import NIOCore
import Programme

/// Where a request comes from, for limits: the proxy's word is taken when the proxy is on this machine or is named in
/// the configuration, and nobody else's.
enum ClientAddress {
    static let unknown = "?"

    /// - Parameters:
    ///   - peer: who holds the other end of the connection.
    ///   - told: `X-Forwarded-For`, as it came.
    static func of(peer: SocketAddress?, told: String?, proxies: Set<String>) -> String {
        let peer = peer?.ipAddress ?? unknown
        let isProxy = peer == unknown || peer == "127.0.0.1" || peer == "::1" || proxies.contains(peer)
        // The last entry is the one our own proxy wrote; the ones before it are whatever the browser claimed.
        guard isProxy, let last = told?.split(separator: ",").last else { return peer }
        return String(last).trimmingWhitespace()
    }

    static let header: HTTPField.Name = {
        guard let name = HTTPField.Name("X-Forwarded-For") else { preconditionFailure("it is a header's name") }
        return name
    }()
}
