import Foundation
import HTTPTypes
import Hummingbird
import NIOConcurrencyHelpers
import Programme

/// The routes of the router by path, to find the methods of a path for which no route matched.
final class RouteTable: Sendable {
    private struct Route {
        /// Nil stands for a parameter.
        let parts: [Substring?]
        let method: HTTPRequest.Method
    }

    /// By the number of path components.
    private let routes = NIOLockedValueBox<[Int: [Route]]>([:])

    /// Called once, after all routes are added.
    func learn(_ router: Router<VisitorContext>) {
        let known = router.routes.map { route in
            let parts = route.path.description.split(separator: "/").map { $0.hasPrefix("{") ? nil : $0 }
            return Route(parts: parts, method: route.method)
        }
        routes.withLockedValue { $0 = Dictionary(grouping: known) { $0.parts.count } }
    }

    /// The methods of this path; empty when the path does not exist.
    func methods(of path: String) -> Set<HTTPRequest.Method> {
        let parts = path.split(separator: "/")
        let found = (routes.withLockedValue { $0[parts.count] } ?? []).filter { route in
            zip(route.parts, parts).allSatisfy { $0 == nil || $0 == $1 }
        }
        var methods = Set(found.map(\.method))
        if methods.contains(.get) { methods.insert(.head) }
        return methods
    }
}

/// Answers requests that match no route: unknown paths and wrong methods. Browsers get a page; paths under `/api` get
/// an error in the format of that API.
struct UnknownRoutes: RouterMiddleware {
    let table: RouteTable
    /// The public address of this site.
    let site: String

    /// The path that Hummingbird records for a request without a matching route.
    private static let unmatched = "NotFound"

    func handle(
        _ request: Request, context: VisitorContext,
        next: (Request, VisitorContext) async throws -> Response
    ) async throws -> Response {
        guard !request.uri.string.contains("%00") else { return try refuse(.badRequest, request, allowed: []) }
        do {
            return try await next(request, context)
        } catch let error as HTTPError where error.status == .notFound {
            guard context.coreContext.endpointPath.value == Self.unmatched else { throw error }
            let allowed = table.methods(of: request.uri.path)
            return try refuse(allowed.isEmpty ? .notFound : .methodNotAllowed, request, allowed: allowed)
        }
    }

    private func refuse(
        _ status: HTTPResponse.Status, _ request: Request, allowed: Set<HTTPRequest.Method>
    ) throws -> Response {
        var headers = HTTPFields()
        if !allowed.isEmpty { headers[.allow] = allowed.map(\.rawValue).sorted().joined(separator: ", ") }
        var response: Response
        switch PartnerAPI(meantBy: request.uri.path) {
        case .contract: response = ContractAnswers.unknown(status)
        case .problems: response = ProblemDetails(site: site).unknown(status)
        case nil: throw HTTPError(status, headers: headers, message: nil)
        }
        if let allow = headers[.allow] { response.headers[.allow] = allow }
        return response
    }
}

/// Which of the partners' APIs a path is meant for, also when the partner's client misspelt it.
enum PartnerAPI: Equatable {
    /// `/api/v1` and everything else below `/api`, in the words of the contract.
    case contract
    /// `/api/v2`, as RFC 9457 writes errors.
    case problems

    /// Letters of either case, doubled slashes, backslashes, dots and percent-encoded signs are read as the client
    /// meant them. Nil for a path of the pages.
    init?(meantBy path: String) {
        guard Self.mayBegin(path.utf8.first { $0 != UInt8(ascii: "/") }) else { return nil }
        let plain = (path.removingPercentEncoding ?? path).lowercased()
        let parts = plain.split { $0 == "/" || $0 == "\\" }.filter { $0 != "." }
            .map { String($0).trimmingWhitespace() }
        guard parts.first == "api" else { return nil }
        self = parts.dropFirst().first == "v2" ? .problems : .contract
    }

    /// Whether a path whose first other sign than a slash is this one may be meant for an API. Every request is looked
    /// at, and most paths are told by this sign.
    private static func mayBegin(_ byte: UInt8?) -> Bool {
        switch byte {
        case UInt8(ascii: "a"), UInt8(ascii: "A"), UInt8(ascii: "%"), UInt8(ascii: "."), UInt8(ascii: "\\"),
            UInt8(ascii: " "):
            true
        default: false
        }
    }
}

/// Removes the body of every answer to HEAD, also of refusals and API errors. A body left in the connection would be
/// read as the beginning of the next response.
struct HeadWithoutBody: RouterMiddleware {
    func handle(
        _ request: Request, context: VisitorContext,
        next: (Request, VisitorContext) async throws -> Response
    ) async throws -> Response {
        let response = try await next(request, context)
        return request.method == .head ? response.createHeadResponse() : response
    }
}

/// Why a request to an API matched no route.
enum UnknownCall: Refusal {
    case noSuchAddress
    case otherMethod
    case unreadableAddress

    init(_ status: HTTPResponse.Status) {
        switch status {
        case .notFound: self = .noSuchAddress
        case .methodNotAllowed: self = .otherMethod
        default: self = .unreadableAddress
        }
    }

    var code: String {
        switch self {
        case .noSuchAddress: "api.no-such-address"
        case .otherMethod: "api.other-method"
        case .unreadableAddress: "api.unreadable-address"
        }
    }

    /// For partners, as the contract defines the error.
    var said: ContractError {
        switch self {
        case .noSuchAddress:
            ContractError("ERRGEN40401", "Alamat layanan tidak ditemukan. Periksa path permintaan Anda.")
        case .otherMethod: ContractError("ERRGEN40501", "Metode ini tidak dipakai di alamat ini. Lihat kepala Allow.")
        case .unreadableAddress: ContractError("ERRGEN40004", "Alamat permintaan tidak terbaca.")
        }
    }
}
