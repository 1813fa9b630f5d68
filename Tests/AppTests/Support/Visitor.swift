import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOConcurrencyHelpers
import NIOCore
import Simulators

@testable import App

/// A browser without scripts: keeps cookies, posts with the token of the page it saw last, and states which site the
/// page is of.
final class Visitor: Sendable {
    private struct State {
        var cookies: [String: String] = [:]
        var token = ""
        var address: String?
        /// What it states with a form.
        var statements: HTTPFields = Visitor.modern
    }

    /// A form of our own page, submitted by a browser of the last years.
    static let modern = fetchSite("same-origin")

    /// The same, by a browser that shows the answer as a page.
    static let navigation: HTTPFields = {
        var fields = modern
        fields[.accept] = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"
        return fields
    }()

    static func fetchSite(_ value: String) -> HTTPFields {
        var fields = HTTPFields()
        if let name = HTTPField.Name("Sec-Fetch-Site") { fields[name] = value }
        return fields
    }

    private let client: any TestClientProtocol
    private let state = NIOLockedValueBox(State())

    init(_ client: any TestClientProtocol) {
        self.client = client
    }

    /// Sets a cookie, for a session started in another way.
    func carry(cookie name: String, _ value: String) {
        state.withLockedValue { $0.cookies[name] = value }
    }

    /// Later requests come from this address, in the proxy's header.
    @discardableResult
    func coming(from address: String) -> Visitor {
        state.withLockedValue { $0.address = address }
        return self
    }

    /// Later forms are submitted with these headers.
    @discardableResult
    func stating(_ statements: HTTPFields) -> Visitor {
        state.withLockedValue { $0.statements = statements }
        return self
    }

    /// The value of a cookie; nil where there is none.
    func cookie(_ name: String) -> String? {
        state.withLockedValue { $0.cookies[name] }
    }

    @discardableResult
    func get(_ path: String) async throws -> Answer {
        try await send(.get, path, contentType: nil, body: nil)
    }

    /// As a browser of the last years that has followed our own page: it states so with every request.
    func stated(_ path: String) async throws -> Answer {
        try await send(.get, path, contentType: nil, body: nil, stating: Self.modern)
    }

    /// As a browser that understands compressed answers and states these headers.
    func packed(_ path: String, stating statements: HTTPFields) async throws -> Answer {
        var statements = statements
        statements[.acceptEncoding] = "gzip, deflate, br"
        return try await send(.get, path, contentType: nil, body: nil, stating: statements)
    }

    /// Opens `path` (or `seeing`) for its token, then posts the fields.
    @discardableResult
    func post(_ path: String, _ fields: [(String, String)], seeing page: String? = nil) async throws -> Answer {
        try await readToken(page ?? path)
        return try await postAsSeen(path, fields)
    }

    /// Posts a form that was opened earlier: with the token of the page seen last.
    @discardableResult
    func postAsSeen(_ path: String, _ fields: [(String, String)], token: String? = nil) async throws -> Answer {
        let pairs = [("_token", token ?? state.withLockedValue { $0.token })] + fields
        let body = pairs.map { "\($0.0.encoded)=\($0.1.encoded)" }.joined(separator: "&")
        return try await send(.post, path, contentType: "application/x-www-form-urlencoded", body: Data(body.utf8))
    }

    /// Opens a page and keeps its token for a later post.
    @discardableResult
    func open(_ page: String) async throws -> Answer {
        let seen = try await follow(get(page))
        keepToken(of: seen)
        return seen
    }

    /// Posts from a page that is already open, as a double tap does: with the token of that page.
    @discardableResult
    func post(_ path: String, _ fields: [(String, String)], token page: Answer) async throws -> Answer {
        let pairs = [("_token", page.token)] + fields
        let body = pairs.map { "\($0.0.encoded)=\($0.1.encoded)" }.joined(separator: "&")
        return try await send(.post, path, contentType: "application/x-www-form-urlencoded", body: Data(body.utf8))
    }

    /// Posts files as multipart/form-data.
    @discardableResult
    func upload(
        _ path: String, files: [(field: String, name: String, bytes: Data)], fields: [(String, String)] = [],
        seeing page: String? = nil
    ) async throws -> Answer {
        try await readToken(page ?? path)
        let boundary = "batas-7f3a91"
        var body = Data()
        for (name, value) in [("_token", state.withLockedValue { $0.token })] + fields {
            body += Data("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
        }
        for file in files {
            let head = "Content-Disposition: form-data; name=\"\(file.field)\"; filename=\"\(file.name)\""
            body += Data("--\(boundary)\r\n\(head)\r\nContent-Type: application/octet-stream\r\n\r\n".utf8)
            body += file.bytes + Data("\r\n".utf8)
        }
        body += Data("--\(boundary)--\r\n".utf8)
        return try await send(.post, path, contentType: "multipart/form-data; boundary=\(boundary)", body: body)
    }

    /// Posts bytes that are no form, as a mail server does.
    func post(raw body: Data, to path: String) async throws -> Answer {
        try await send(.post, path, contentType: "message/rfc822", body: body)
    }

    /// Follows redirects to the last page.
    @discardableResult
    func follow(_ answer: Answer) async throws -> Answer {
        var answer = answer
        var steps = 0
        while let next = answer.destination, steps < 10 {
            answer = try await get(next)
            steps += 1
        }
        return answer
    }

    /// Sets a cookie, such as one of a session begun without the pages.
    func keep(cookie name: String, _ value: String) {
        state.withLockedValue { $0.cookies[name] = value }
    }

    private func readToken(_ page: String) async throws {
        keepToken(of: try await follow(get(page)))
    }

    private func keepToken(of seen: Answer) {
        let token = seen.token
        state.withLockedValue { $0.token = token }
    }

    private func send(
        _ method: HTTPRequest.Method, _ path: String, contentType: String?, body: Data?,
        stating statements: HTTPFields = [:]
    ) async throws -> Answer {
        var headers = method == .post ? state.withLockedValue(\.statements) : statements
        let cookies = state.withLockedValue {
            $0.cookies.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: "; ")
        }
        if !cookies.isEmpty { headers[.cookie] = cookies }
        if let address = state.withLockedValue({ $0.address }) { headers[ClientAddress.header] = address }
        if let contentType { headers[.contentType] = contentType }
        let response = try await client.execute(
            uri: path, method: method, headers: headers, body: body.map { ByteBuffer(bytes: $0) })
        keep(response.headers[values: .setCookie])
        return Answer(status: response.status, headers: response.headers, bytes: Data(response.body.readableBytesView))
    }

    private func keep(_ cookies: [String]) {
        state.withLockedValue { state in
            for cookie in cookies {
                let pair = cookie.split(separator: ";")[0].split(separator: "=", maxSplits: 1).map(String.init)
                state.cookies[pair[0]] = pair.count == 2 ? pair[1] : ""
            }
        }
    }
}

/// An HTTP response.
struct Answer: Sendable {
    let status: HTTPResponse.Status
    let headers: HTTPFields
    let bytes: Data

    var body: String { String(decoding: bytes, as: UTF8.self) }
    /// Where the answer leads.
    var location: String? { destination }

    /// The code of the notice that the answer leaves for the page where it leads.
    var notice: String? {
        headers[values: .setCookie].compactMap { cookie in
            cookie.firstMatch(of: /^selesai=([a-z-]+)\./).map { String($0.1) }
        }.first
    }

    var destination: String? { (300..<400).contains(status.code) ? headers[.location] : nil }

    /// The token of the page's form; empty where it has none.
    var token: String {
        PageText.token(in: body) ?? ""
    }

    /// The visible text, with markup and double spaces removed.
    var text: String { PageText.visible(in: body) }
}

extension String {
    fileprivate var encoded: String {
        addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}

extension Paths {
    /// The form for one visitor, with a token.
    static let signUpForm = PublicPage.Address(page: .signUp, language: .indonesian).forOneVisitor()
    static let signInForm = PublicPage.Address(page: .signIn, language: .indonesian).forOneVisitor()
}
