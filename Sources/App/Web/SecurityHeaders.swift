import HTTPTypes
import Hummingbird

/// What every answer carries: no foreign or inline script, no framing, no guessing of types, no address given away.
struct SecurityHeaders: RouterMiddleware {
    let isSecure: Bool

    func handle(
        _ request: Request, context: VisitorContext,
        next: (Request, VisitorContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        // A page whose forms lead elsewhere has brought its own policy; the other headers nobody else sets.
        let hasPolicy = response.headers.contains(.contentSecurityPolicy)
        for field in Self.fields where !hasPolicy || field.name != .contentSecurityPolicy {
            response.headers.append(field)
        }
        if isSecure { response.headers[.strictTransportSecurity] = Self.onlySecure }
        return response
    }

    /// For an answer that is kept.
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

    /// - Parameter origin: where else a form of this page may lead, such as back to an institution; nowhere when nil.
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
