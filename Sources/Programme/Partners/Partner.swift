/// A digital platform or a training institution that uses the partner API.
package struct Partner: Sendable, Equatable {
    package let id: ID<Partner>
    package let kind: Kind
    package let name: String
    /// The partner's name for itself in every request.
    package let clientCode: String
    /// Where an institution's participants may return to after attendance, one address a line; redirects to any other
    /// address are refused.
    package let redirectURI: String?
    /// The platform's fee where no agreement is recorded, in hundredths of a percent; the edition's cap limits it.
    package let feeBasisPoints: Int
    /// The institution's page where participants enter their redeem codes; nil where it has not given one.
    package let site: String?
    /// Where people who sign in with Prakerja return to, letter by letter; none where the partner does not use it.
    package let signInAddresses: [String]

    package init(
        id: ID<Partner>, kind: Kind, name: String, clientCode: String, redirectURI: String?, feeBasisPoints: Int,
        site: String? = nil, signInAddresses: [String] = []
    ) {
        self.id = id
        self.kind = kind
        self.name = name
        self.clientCode = clientCode
        self.redirectURI = redirectURI
        self.feeBasisPoints = feeBasisPoints
        self.site = site
        self.signInAddresses = signInAddresses
    }

    package enum Kind: String, Sendable, CaseIterable {
        case platform
        case institution
    }

    /// Where a redeem code is entered: the page the institution gave, else the root of the site its participants return
    /// to. Nil for a platform.
    package var redeemAddress: String? {
        if let site { return site }
        guard let redirectURI = redirects.first, let scheme = redirectURI.firstRange(of: "://") else { return nil }
        let host = redirectURI[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        return host.isEmpty ? nil : "\(redirectURI[..<scheme.upperBound])\(host)/"
    }

    /// The registered addresses, in the order in which they were recorded.
    package var redirects: [String] {
        redirectURI.map { $0.split(separator: "\n").map(String.init) } ?? []
    }

    /// Whether a participant may be redirected there: one of the registered addresses, with any query.
    package func isRegistered(redirect: String) -> Bool {
        guard redirect.utf8.count <= 2_000, !redirect.contains(where: \.isNewline) else { return false }
        let address = redirect.prefix { $0 != "?" && $0 != "#" }
        return redirects.contains { address == $0.prefix { $0 != "?" && $0 != "#" } }
    }
}
