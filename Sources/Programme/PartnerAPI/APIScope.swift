/// What a token of the modern partner API permits.
package enum APIScope: String, Sendable, CaseIterable {
    case readPurchases = "purchases:read"
    case cancelPurchases = "purchases:cancel"
    case readCourses = "courses:read"
    case readAttendance = "attendance:read"
    case readCompletions = "completions:read"
    case writeCompletions = "completions:write"
    case readWebhooks = "webhooks:read"
    case writeWebhooks = "webhooks:write"

    /// Those that a partner of this kind may have, in the order of the cases.
    package static func all(of kind: Partner.Kind) -> [APIScope] {
        switch kind {
        case .platform: [.readPurchases, .cancelPurchases, .readCourses, .readWebhooks, .writeWebhooks]
        case .institution:
            [
                .readPurchases, .readCourses, .readAttendance, .readCompletions, .writeCompletions, .readWebhooks,
                .writeWebhooks,
            ]
        }
    }

    /// The scopes that a request for a token names, separated by single spaces (RFC 6749, section 3.3).
    ///
    /// - Parameter asked: the parameter as it came; empty for all scopes of the kind.
    /// - Returns: nil for an unknown scope, or one that the kind may not have.
    package static func granted(_ asked: String, to kind: Partner.Kind) -> [APIScope]? {
        let all = all(of: kind)
        guard !asked.isEmpty else { return all }
        var named: Set<APIScope> = []
        for word in asked.split(separator: " ", omittingEmptySubsequences: false) {
            guard let scope = APIScope(rawValue: String(word)), all.contains(scope) else { return nil }
            named.insert(scope)
        }
        return all.filter(named.contains)
    }

    /// `purchases:read courses:read`
    package static func text(_ scopes: [APIScope]) -> String {
        scopes.map(\.rawValue).joined(separator: " ")
    }
}
