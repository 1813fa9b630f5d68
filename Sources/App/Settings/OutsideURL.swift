import Foundation

/// An address from the settings, taken apart: what is wrong with it is said at the start and not by the first letter
/// that is lost.
struct OutsideURL: Sendable, Equatable {
    let scheme: String
    let host: String
    /// As it was told, or the scheme's own.
    let port: Int
    let path: String

    /// Nil for anything that is not an address with one of the schemes and a host.
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

    /// Whether only this machine is asked: nobody in between can read or change what is said.
    var isLoopback: Bool { Self.isLoopback(host: host) }

    /// `localhost`, `127.x.y.z` or `::1`; a name that only begins like one is not.
    static func isLoopback(host: String) -> Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
