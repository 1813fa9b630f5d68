import Foundation

/// Addresses of a partner's own site, as an officer types them.
package enum PartnerAddress {
    package static let longest = 300
    /// Registered addresses of one institution at most.
    package static let most = 10

    /// The address without blanks around it.
    ///
    /// - Parameter allowsLoopback: a development server accepts `http` on the same machine.
    /// - Throws: `.address` unless it is `https` with a host name, without user, query and fragment.
    package static func redirect(_ typed: String, allowsLoopback: Bool) throws(PartnerRecordRefusal) -> String {
        let text = typed.trimmingWhitespace()
        guard let parts = parts(text, allowsLoopback: allowsLoopback), parts.query == nil, parts.fragment == nil else {
            throw .address(text)
        }
        return text
    }

    /// One address a line, blank lines left out, each once.
    package static func redirects(
        _ typed: String, allowsLoopback: Bool
    ) throws(PartnerRecordRefusal) -> [String] {
        var found: [String] = []
        for line in typed.split(whereSeparator: \.isNewline) where !line.allSatisfy(\.isWhitespace) {
            let address = try redirect(String(line), allowsLoopback: allowsLoopback)
            if !found.contains(address) { found.append(address) }
        }
        guard found.count <= most else { throw .address(found[most]) }
        return found
    }

    /// Whether it is an address that people can be sent to: `https`, or `http` on this machine in development.
    package static func isPage(_ text: String, allowsLoopback: Bool) -> Bool {
        parts(text, allowsLoopback: allowsLoopback) != nil
    }

    /// Whether a page is on the partner's own site: its host, or a name below it.
    package static func isPage(_ page: String, of website: String) -> Bool {
        guard let host = URLComponents(string: page)?.host?.lowercased(),
            let site = URLComponents(string: website)?.host?.lowercased()
        else { return false }
        let root = site.hasPrefix("www.") ? String(site.dropFirst(4)) : site
        return host == root || host.hasSuffix(".\(root)")
    }

    /// Bytes of an invoice's address at most.
    package static let longestInvoice = 2_000

    /// Whether a page may be the invoice of a sale: `https`, on one of the platform's registered sites or a name below
    /// one.
    ///
    /// - Parameters:
    ///   - sites: the platform's addresses that officers and curators have accepted.
    ///   - allowsLoopback: a development server accepts `http` and `https` on the same machine, under each of its names.
    package static func isInvoice(_ page: String, at sites: [String], allowsLoopback: Bool) -> Bool {
        guard let host = parts(page, allowsLoopback: allowsLoopback, longest: longestInvoice)?.host?.lowercased()
        else { return false }
        guard loopback.contains(host) else { return sites.contains { isPage(page, of: $0) } }
        return sites.contains { loopback.contains(URLComponents(string: $0)?.host?.lowercased() ?? "") }
    }

    /// The hosts of these addresses, each once.
    package static func hosts(of sites: [String]) -> [String] {
        sites.compactMap { URLComponents(string: $0)?.host?.lowercased() }.reduce(into: []) { hosts, host in
            if !hosts.contains(host) { hosts.append(host) }
        }
    }

    /// Whether events may be sent there: as for an invoice, and without a fragment.
    ///
    /// - Parameter sites: the partner's registered addresses.
    package static func isWebhook(_ address: String, at sites: [String], allowsLoopback: Bool) -> Bool {
        address.utf8.count <= longest && !address.contains("#")
            && isInvoice(address, at: sites, allowsLoopback: allowsLoopback)
    }

    private static let loopback: Set = ["localhost", "127.0.0.1", "[::1]", "::1"]

    private static func parts(
        _ text: String, allowsLoopback: Bool, longest: Int = PartnerAddress.longest
    ) -> URLComponents? {
        guard text.utf8.count <= longest, text.allSatisfy(\.isASCII), !text.contains(where: \.isWhitespace),
            let parts = URLComponents(string: text), let host = parts.host?.lowercased(), parts.user == nil,
            parts.password == nil
        else { return nil }
        switch parts.scheme?.lowercased() {
        case "https":
            if allowsLoopback, loopback.contains(host) { return parts }
            return host.contains(".") && host.contains(where: \.isLetter) && !host.hasSuffix(".") ? parts : nil
        case "http": return allowsLoopback && loopback.contains(host) ? parts : nil
        default: return nil
        }
    }
}

/// A partner's name for itself in every request.
package enum ClientCode {
    package static let lengths: ClosedRange<Int> = 3...40

    /// Lower-case letters, digits and hyphens between them.
    package static func read(_ typed: String) throws(PartnerRecordRefusal) -> String {
        let code = typed.trimmingWhitespace().lowercased()
        guard lengths.contains(code.count), code.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil else {
            throw .clientCode
        }
        return code
    }
}
