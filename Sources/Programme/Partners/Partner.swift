/// A digital platform or a training institution that speaks the partner API.
package struct Partner: Sendable, Equatable {
    package let id: ID<Partner>
    package let kind: Kind
    package let name: String
    /// What the partner calls itself in every request.
    package let clientCode: String
    /// Where an institution's participants come back to after attendance; registered, and nothing else is redirected
    /// to.
    package let redirectURI: String?
    /// What a platform keeps of a price by its agreement; the edition's cap stands above it.
    package let feeBasisPoints: Int
    /// The institution's page where participants type their redeem codes; nil where it has told none.
    package let site: String?

    package init(
        id: ID<Partner>, kind: Kind, name: String, clientCode: String, redirectURI: String?, feeBasisPoints: Int,
        site: String? = nil
    ) {
        self.id = id
        self.kind = kind
        self.name = name
        self.clientCode = clientCode
        self.redirectURI = redirectURI
        self.feeBasisPoints = feeBasisPoints
        self.site = site
    }

    package enum Kind: String, Sendable, CaseIterable {
        case platform
        case institution
    }

    /// Where a redeem code is typed: the page the institution told, else the front of the site its participants come back
    /// to. Nil for a platform.
    package var redeemAddress: String? {
        if let site { return site }
        guard let redirectURI, let scheme = redirectURI.firstRange(of: "://") else { return nil }
        let host = redirectURI[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        return host.isEmpty ? nil : "\(redirectURI[..<scheme.upperBound])\(host)/"
    }

    /// Whether a participant may be sent there: the registered address, with any query of the institution's own.
    package func isRegistered(redirect: String) -> Bool {
        guard let redirectURI, redirect.utf8.count <= 2_000 else { return false }
        let address = redirect.prefix { $0 != "?" && $0 != "#" }
        return address == redirectURI.prefix { $0 != "?" && $0 != "#" } && !redirect.contains { $0.isNewline }
    }
}
