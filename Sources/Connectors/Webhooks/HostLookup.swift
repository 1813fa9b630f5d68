import Foundation

/// Looks host names up, on threads of its own: the system's function blocks.
final class HostLookup: Sendable {
    static let shared = HostLookup()

    /// Names looked up at once.
    private static let atOnce = 4

    private let threads = BlockingThreads<Void>(HostLookup.atOnce) { () }

    /// Every address of the host, in the system's order of preference; none for an unknown one.
    func addresses(of host: String) async -> [HostAddress] {
        await threads.run { _ in Self.lookUp(host) }
    }

    private static func lookUp(_ host: String) -> [HostAddress] {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var first: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &first) == 0 else { return [] }
        defer { freeaddrinfo(first) }
        var found: [HostAddress] = []
        var next = first
        while let info = next {
            if let address = HostAddress(info.pointee), !found.contains(address) { found.append(address) }
            next = info.pointee.ai_next
        }
        return found
    }
}

extension HostAddress {
    /// Nil for a family other than IPv4 and IPv6.
    fileprivate init?(_ info: addrinfo) {
        guard let address = info.ai_addr else { return nil }
        switch info.ai_family {
        case AF_INET:
            self = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { place in
                HostAddress(bytes: withUnsafeBytes(of: place.pointee.sin_addr) { Array($0) })
            }
        case AF_INET6:
            self = address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { place in
                HostAddress(bytes: withUnsafeBytes(of: place.pointee.sin6_addr) { Array($0) })
            }
        default: return nil
        }
    }
}
