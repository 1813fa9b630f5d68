import HTTPTypes
import Hummingbird
import Programme

/// Whatever a form was answered with can be loaded again: an address that only takes a form leads, when a browser asks
/// for it, to the nearest page above it.
struct Reload: Sendable {
    /// Programs post there, and no page of ours is above it.
    private static let machines = ["api"]

    private let pages: [[Substring]]
    /// Paths that take a form and show no page.
    let forms: [String]

    init(_ routes: [(method: HTTPRequest.Method, path: String)]) {
        func parts(_ method: HTTPRequest.Method) -> [[Substring]] {
            routes.filter { $0.method == method }.map { $0.path.split(separator: "/") }
        }
        let pages = parts(.get)
        self.pages = pages
        forms = parts(.post)
            .filter { form in
                !pages.contains { Self.matches($0, form) } && !form.starts(with: Self.machines.map { $0[...] })
            }
            .map { "/" + $0.joined(separator: "/") }
    }

    /// `/gelombang/4` for `/gelombang/4/mundur`; the path itself where it shows a page.
    func page(for path: String) -> String {
        var parts = path.split(separator: "/")
        while !parts.isEmpty, !pages.contains(where: { Self.matches($0, parts) }) { parts.removeLast() }
        return "/" + parts.joined(separator: "/")
    }

    private static func matches(_ pattern: [Substring], _ path: [Substring]) -> Bool {
        pattern.count == path.count
            && zip(pattern, path).allSatisfy { $0.hasPrefix(":") || $0.hasPrefix("{") || $0 == $1 }
    }
}

extension Router<VisitorContext> {
    /// Adds the way back for every address that only takes a form. After all other routes.
    func addReloads() {
        let reload = Reload(routes.map { ($0.method, "\($0.path)") })
        for form in reload.forms {
            self.get(RouterPath(form)) { request, context in
                let page = reload.page(for: request.uri.path)
                let response = context.redirect(page)
                guard let kept = context.browser.kept, kept.path == request.uri.path else { return response }
                // What was typed into the form waits at the page that shows it.
                return try kept.at(page).carried(by: response, on: context.platform)
            }
        }
    }
}
