import Foundation

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
            schemes.contains(scheme), let host = parts.host, !host.isEmpty, !text.contains(where: \.isWhitespace)
        else { return nil }
        self.scheme = scheme
        self.host = host.lowercased().trimmingCharacters(in: ["[", "]"])
        port = parts.port ?? Self.standardPorts[scheme] ?? 0
        path = parts.path
        guard (1...65_535).contains(port) else { return nil }
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
