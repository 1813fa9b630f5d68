import Foundation
import HTTPTypes
import Hummingbird
import Programme

/// What a browser states about the page from which it submits a form. Scripts cannot set these headers.
enum FormOrigin: Sendable, Equatable {
    /// A page of this site.
    case ours
    /// A page of another site.
    case foreign
    /// Neither: the browser is too old, a proxy removed the headers, or they name no site, such as `Origin: null`.
    case unstated

    private static let fetchSite: HTTPField.Name = {
        guard let name = HTTPField.Name("Sec-Fetch-Site") else { preconditionFailure("it is a header's name") }
        return name
    }()

    /// `Sec-Fetch-Site` counts where there is one; `Origin` otherwise.
    ///
    /// - Parameter site: the site's public URL, for a proxy that sends another `Host`.
    init(of request: Request, site: String) {
        switch request.headers[Self.fetchSite] {
        case "same-origin": self = .ours
        case "same-site", "cross-site": self = .foreign
        // `none`: the person repeated the request without a page. A value of a later standard is not understood.
        case _?: self = .unstated
        case nil: self = request.headers[.origin].map { Self.origin($0, request, site: site) } ?? .unstated
        }
    }

    /// Whether the browser will state with a form of this page that the page is ours: it states so with every request,
    /// since it has followed our own page, or the person has opened the page again.
    static func isStated(by request: Request) -> Bool { isStated(by: request.head) }

    static func isStated(by head: HTTPRequest) -> Bool {
        ["same-origin", "none"].contains(head.headerFields[fetchSite])
    }

    private static func origin(_ text: String, _ request: Request, site: String) -> FormOrigin {
        let text = text.lowercased()
        guard text.hasPrefix(secure) || text.hasPrefix(plain) else { return .unstated }
        return isOurs(text, request, site: site) ? .ours : .foreign
    }

    /// Whether `origin`, such as `https://prakerja.example`, is that of the site's public URL, or of the address to
    /// which the request was sent. A site with TLS is not submitted to from a page without.
    ///
    /// - Parameter origin: in lower case.
    private static func isOurs(_ origin: String, _ request: Request, site: String) -> Bool {
        let site = site.lowercased()
        if origin == Self.origin(of: site) { return true }
        guard origin.hasPrefix(secure) || !site.hasPrefix(secure), var host = request.head.authority?.lowercased()
        else { return false }
        // A browser leaves the usual port out of `Origin`; not every proxy leaves it out of `Host`.
        let port = origin.hasPrefix(secure) ? ":443" : ":80"
        if host.hasSuffix(port) { host.removeLast(port.count) }
        return !host.isEmpty && origin.dropFirst((origin.hasPrefix(secure) ? secure : plain).count) == host
    }

    private static let secure = "https://"
    private static let plain = "http://"

    /// Scheme, host and port of an address.
    private static func origin(of url: String) -> Substring {
        guard let scheme = url.range(of: "://") else { return "" }
        return url[..<(url[scheme.upperBound...].firstIndex(of: "/") ?? url.endIndex)]
    }

    /// The path of the page of this site that the visitor came from, by `Referer`; nil where it names none of ours.
    static func pathOfReferrer(of request: Request, site: String) -> Substring? {
        guard let text = request.headers[.referer] else { return nil }
        let origin = Self.origin(of: text)
        guard !origin.isEmpty, isOurs(origin.lowercased(), request, site: site) else { return nil }
        return text[origin.endIndex...].prefix { $0 != "?" && $0 != "#" }
    }
}

/// How a form proves that it was submitted from a page of this site.
enum FormProof: Sendable {
    /// By the hidden field with this browser's token.
    case token
    /// By that, or by what the browser states about the page: for the forms of a page that has no token because it is
    /// the same for every visitor, and for signing out. `WebRule` lists the handlers that may accept this.
    case tokenOrOrigin

    func accepts(_ origin: FormOrigin) -> Bool { self == .tokenOrOrigin && origin == .ours }
}

extension PageContext {
    func origin(of request: Request) -> FormOrigin {
        FormOrigin(of: request, site: dependencies.configuration.baseURL)
    }
}
