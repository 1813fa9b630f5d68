import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Programme

/// The client's network address, for rate limits. `X-Forwarded-For` is trusted only when the peer is on this machine or
/// is listed as a proxy in the configuration.
enum ClientAddress {
    static let unknown = "?"

    /// - Parameters:
    ///   - peer: the other end of the TCP connection.
    ///   - forwardedFor: the `X-Forwarded-For` header as received.
    /// - Returns: an IPv4 address, or the /64 network of an IPv6 address: a client with one such address has all 2^64
    ///   of its network, and could use a different one for every request.
    static func of(peer: SocketAddress?, forwardedFor: String?, proxies: Set<String>) -> String {
        if let address = forwarded(peer: peer, forwardedFor: forwardedFor, proxies: proxies) {
            return network(of: address)
        }
        return peer.map(network) ?? unknown
    }

    /// The visitor's address as a trusted proxy wrote it; nil when the peer is none, or wrote no address.
    static func forwarded(peer: SocketAddress?, forwardedFor: String?, proxies: Set<String>) -> SocketAddress? {
        var direct = peer?.ipAddress ?? unknown
        // A server that listens on `::` sees an IPv4 proxy as `::ffff:10.0.0.5`.
        if direct.hasPrefix("::ffff:"), let peer { direct = network(of: peer) }
        let isProxy = direct == unknown || direct == "127.0.0.1" || direct == "::1" || proxies.contains(direct)
        // The last entry is written by our own proxy; earlier ones are claims of the client.
        guard isProxy, let last = forwardedFor?.split(separator: ",").last else { return nil }
        return try? SocketAddress(ipAddress: String(last).trimmingWhitespace(), port: 0)
    }

    /// `203.0.113.7`, also when it is written as IPv6; `2001:db8:1:2::/64`.
    private static func network(of address: SocketAddress) -> String {
        guard case .v6(let six) = address else { return address.ipAddress ?? unknown }
        // The 16 bytes of `sin6_addr` stand at byte 8 of the structure. Its name is visible or not, depending on which C
        // module the compiler happens to read first.
        let bytes = withUnsafeBytes(of: six.address) { Array($0[8..<24]) }
        if bytes.prefix(10).allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF {
            return bytes.suffix(4).map(String.init).joined(separator: ".")
        }
        let groups = stride(from: 0, to: 8, by: 2).map { place in
            String(UInt16(bytes[place]) << 8 | UInt16(bytes[place + 1]), radix: 16)
        }
        return groups.joined(separator: ":") + "::/64"
    }

    static let header: HTTPField.Name = {
        guard let name = HTTPField.Name("X-Forwarded-For") else { preconditionFailure("it is a header's name") }
        return name
    }()
}
