import Foundation
import NIOCore

/// A URL from the settings, validated at start rather than at the first message that fails.
struct ExternalURL: Sendable, Equatable {
    let scheme: String
    let host: String
    /// As given, or the scheme's default.
    let port: Int
    let path: String

    /// Nil unless it is a URL with a host and one of the schemes.
    init?(_ text: String, schemes: Set<String>) {
        guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
            schemes.contains(scheme), let host = parts.host, Self.isHost(host), !text.contains(where: \.isWhitespace)
        else { return nil }
        self.scheme = scheme
        self.host = host.lowercased().trimmingCharacters(in: ["[", "]"])
        port = parts.port ?? Self.standardPorts[scheme] ?? 0
        path = parts.path
        guard (1...65_535).contains(port) else { return nil }
    }

    /// Whether it can be the name of a machine or its IP address. A name of digits and dots alone is a mistyped
    /// address.
    static func isHost(_ text: String) -> Bool {
        let bare = text.hasPrefix("[") && text.hasSuffix("]") ? String(text.dropFirst().dropLast()) : text
        if (try? SocketAddress(ipAddress: bare, port: 0)) != nil { return true }
        let isName = text.wholeMatch(of: /[A-Za-z0-9_]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?\.?/) != nil
        return isName && text.contains(where: \.isLetter) && !text.contains("..")
    }

    private static let standardPorts = ["http": 80, "https": 443, "smtp": 25, "smtps": 465]

    /// Whether the address is on this machine, so that nothing on the network can read or change the traffic.
    var isLoopback: Bool { Self.isLoopback(host: host) }

    /// `localhost`, `127.x.y.z` or `::1`; not a name that merely begins like one.
    static func isLoopback(host: String) -> Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
