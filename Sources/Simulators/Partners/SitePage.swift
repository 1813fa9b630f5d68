import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// A page of a simulated partner's site: plain, in Indonesian, and visibly different from the programme's.
struct SitePage {
    let site: String
    let title: String
    private var parts: [String] = []

    init(site: String, title: String) {
        self.site = site
        self.title = title
    }

    mutating func text(_ words: String) {
        parts.append("<p>\(Self.escaped(words))</p>")
    }

    mutating func error(_ words: String) {
        parts.append("<p class=\"salah\" role=\"alert\">✕ \(Self.escaped(words))</p>")
    }

    mutating func good(_ words: String) {
        parts.append("<p class=\"baik\" role=\"status\">✓ \(Self.escaped(words))</p>")
    }

    mutating func links(_ links: [(label: String, path: String)]) {
        let rows = links.map { "<li><a href=\"\(Self.escaped($0.path))\">\(Self.escaped($0.label))</a></li>" }
        parts.append("<ul>\(rows.joined())</ul>")
    }

    /// - Parameters:
    ///   - hidden: values for the next step.
    ///   - fields: the input fields.
    mutating func form(
        to path: String, button: String, hidden: [(String, String)] = [], fields: [SiteField] = []
    ) {
        let carried = hidden.map {
            "<input type=\"hidden\" name=\"\(Self.escaped($0.0))\" value=\"\(Self.escaped($0.1))\">"
        }
        let asked = fields.map {
            """
            <p><label for="\($0.name)">\(Self.escaped($0.label))</label>\
            <input id="\($0.name)" name="\($0.name)" value="\(Self.escaped($0.value))" \
            inputmode="\($0.keyboard)" required></p>
            """
        }
        parts.append(
            """
            <form method="post" action="\(Self.escaped(path))">\(carried.joined())\(asked.joined())\
            <button>\(Self.escaped(button))</button></form>
            """)
    }

    func response(_ status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status,
            headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: document)))
    }

    private var document: String {
        """
        <!DOCTYPE html>
        <html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(Self.escaped(title)) – \(Self.escaped(site))</title><style>\(Self.style)</style></head>
        <body><header><strong>\(Self.escaped(site))</strong> <small>simulator</small></header>
        <main><h1>\(Self.escaped(title))</h1>\(parts.joined(separator: "\n"))</main></body></html>
        """
    }

    private static let style = """
        body{font:17px/1.5 system-ui,sans-serif;margin:0;color:#222;background:#fbf8f3}
        header{background:#4b2e63;color:#fff;padding:14px 16px}main{max-width:34rem;margin:0 auto;padding:16px}
        label{display:block;font-weight:600}
        input{font:inherit;padding:10px;width:100%;box-sizing:border-box;min-height:48px}
        button{font:inherit;font-weight:600;background:#4b2e63;color:#fff;border:0;border-radius:6px}
        button{padding:10px 20px;min-height:48px}
        .salah{border-left:5px solid #a31515;padding:8px 12px;background:#fff}
        .baik{border-left:5px solid #0f7048;padding:8px 12px;background:#fff}li{margin:8px 0}a{color:#4b2e63}
        """

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
    }
}

struct SiteField {
    let name: String
    let label: String
    var value = ""
    var keyboard = "text"
}

extension Request {
    /// The fields of a posted form.
    func siteForm() async throws -> [String: String] {
        let body = String(buffer: try await body.collect(upTo: 64 * 1_024))
        var fields: [String: String] = [:]
        for pair in body.split(separator: "&") {
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = sides.count == 2 ? sides[1].replacing("+", with: " ").removingPercentEncoding : ""
            fields[String(sides[0])] = value ?? ""
        }
        return fields
    }
}
