import HTTPTypes
import Hummingbird

/// Headers of every response: no foreign or inline script, no framing, no MIME sniffing, no referrer to other sites, and
/// no stored redirects.
struct SecurityHeaders: RouterMiddleware {
    let isSecure: Bool

    func handle(
        _ request: Request, context: VisitorContext,
        next: (Request, VisitorContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        // A page whose forms lead to another site has set its own policy; handlers set none of the other headers.
        let hasPolicy = response.headers.contains(.contentSecurityPolicy)
        for field in Self.fields where !hasPolicy || field.name != .contentSecurityPolicy {
            response.headers.append(field)
        }
        if isSecure { response.headers[.strictTransportSecurity] = Self.onlySecure }
        // Going back, a browser may take a redirect from its store: the one from `/akun` to the sign-in page, of before
        // the person signed in, would meet the one from there to `/akun` for ever.
        if response.status.kind == .redirection, !response.headers.contains(.cacheControl) {
            response.headers[.cacheControl] = "no-store"
        }
        return response
    }

    /// For a cached response.
    static func all(isSecure: Bool) -> HTTPFields {
        var fields = HTTPFields()
        for field in Self.fields { fields.append(field) }
        if isSecure { fields[.strictTransportSecurity] = onlySecure }
        return fields
    }

    private static let onlySecure = "max-age=63072000; includeSubDomains"

    private static let fields = [
        HTTPField(name: .contentSecurityPolicy, value: policy()),
        HTTPField(name: .xContentTypeOptions, value: "nosniff"),
        HTTPField(name: name("Referrer-Policy"), value: "same-origin"),
        HTTPField(name: name("Cross-Origin-Opener-Policy"), value: "same-origin"),
        HTTPField(name: name("Permissions-Policy"), value: "camera=(), microphone=(), geolocation=()"),
    ]

    /// - Parameter origin: the other origin that a form of this page may lead to, such as an institution's; nil for
    ///   none.
    static func policy(formsTo origin: String? = nil) -> String {
        [
            "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' blob: data:",
            "connect-src 'self'", "form-action 'self'" + (origin.map { " \($0)" } ?? ""), "base-uri 'none'",
            "frame-ancestors 'none'",
        ].joined(separator: "; ")
    }

    private static func name(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) is no header name") }
        return name
    }
}
