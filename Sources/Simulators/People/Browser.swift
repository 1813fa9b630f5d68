import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// A browser without scripts, driven by a program: it keeps cookies, follows redirects, posts the forms it gets, and
/// states that they are the site's. It does only what a visitor can do.
package actor Browser {
    private let client: HTTPClient
    private let site: String
    private var cookies: [String: String] = [:]

    package init(client: HTTPClient, site: String) {
        self.client = client
        self.site = site
    }

    /// Returns the page after all redirects.
    @discardableResult
    package func get(_ path: String) async throws -> SeenPage {
        try await follow(send(.GET, path, type: nil, body: nil), from: path)
    }

    /// Gets `page` for its form token, which the first pages do not have, then posts to `path`. Throws `PeopleFault.refused` with the page's text when the
    /// form is returned with an error.
    @discardableResult
    package func post(_ path: String, _ fields: [(String, String)], on page: String? = nil) async throws -> SeenPage {
        let token = try await get(page ?? path).token
        let body = ([("_token", token)] + fields).map { "\($0.0.encoded)=\($0.1.encoded)" }.joined(separator: "&")
        let answer = try await send(.POST, path, type: "application/x-www-form-urlencoded", body: Data(body.utf8))
        return try await follow(answer, from: path)
    }

    @discardableResult
    package func upload(_ path: String, field: String, file: Data, on page: String) async throws -> SeenPage {
        let token = try await get(page).token
        let boundary = "batas-berkas-prakerja"
        var body = Data("--\(boundary)\r\nContent-Disposition: form-data; name=\"_token\"\r\n\r\n\(token)\r\n".utf8)
        body += Data(
            "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(field)\"; filename=\"foto.jpg\"\r\n".utf8)
        body += Data("Content-Type: image/jpeg\r\n\r\n".utf8) + file + Data("\r\n--\(boundary)--\r\n".utf8)
        let answer = try await send(.POST, path, type: "multipart/form-data; boundary=\(boundary)", body: body)
        return try await follow(answer, from: path)
    }

    private func follow(_ answer: SeenPage, from path: String) async throws -> SeenPage {
        var (answer, place) = (answer, path)
        for _ in 0..<8 {
            guard let next = answer.location else { break }
            place = next
            answer = try await send(.GET, next, type: nil, body: nil)
        }
        guard answer.status < 400 else {
            throw PeopleFault.refused(path: place, status: answer.status, text: answer.text)
        }
        return answer
    }

    private func send(_ method: HTTPMethod, _ path: String, type: String?, body: Data?) async throws -> SeenPage {
        var request = HTTPClientRequest(url: path.hasPrefix("http") ? path : site + path)
        request.method = method
        if !cookies.isEmpty {
            request.headers.add(
                name: "Cookie", value: cookies.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: "; "))
        }
        if let type { request.headers.add(name: "Content-Type", value: type) }
        if method == .POST { request.headers.add(name: "Sec-Fetch-Site", value: "same-origin") }
        if let body { request.body = .bytes(ByteBuffer(bytes: body)) }
        let response = try await client.execute(request, timeout: .seconds(30))
        for cookie in response.headers["Set-Cookie"] {
            let pair = cookie.split(separator: ";")[0].split(separator: "=", maxSplits: 1).map(String.init)
            cookies[pair[0]] = pair.count == 2 ? pair[1] : ""
        }
        let bytes = try await response.body.collect(upTo: 4 * 1_024 * 1_024)
        return SeenPage(
            status: Int(response.status.code), location: response.headers.first(name: "Location"),
            html: String(buffer: bytes), path: path)
    }
}

package struct SeenPage: Sendable {
    package let status: Int
    let location: String?
    package let html: String
    package let path: String

    var token: String {
        PageText.token(in: html) ?? ""
    }

    /// The visible text.
    package var text: String {
        let head = html.range(of: "</head>", options: .literal)
        return PageText.visible(in: head.map { String(html[$0.upperBound...]) } ?? html)
    }

    /// The form actions on the page with this prefix.
    package func actions(beginning prefix: String) -> [String] {
        html.matches(of: /action="([^"]*)"/).map { String($0.1) }.filter { $0.hasPrefix(prefix) }
    }

    package func links(beginning prefix: String) -> [String] {
        html.matches(of: /href="([^"]*)"/).map { String($0.1) }.filter { $0.hasPrefix(prefix) }
    }
}

package enum PeopleFault: Error, CustomStringConvertible {
    case refused(path: String, status: Int, text: String)
    case noMessage(to: String)
    case notSeen(String)

    package var description: String {
        switch self {
        case .refused(let path, let status, let text): "\(path) answered \(status): \(text.prefix(1_500))"
        case .noMessage(let destination): "no message reached \(destination)"
        case .notSeen(let what): "the page does not show \(what)"
        }
    }
}

extension String {
    fileprivate var encoded: String {
        addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
