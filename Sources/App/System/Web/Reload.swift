import HTTPTypes
import Hummingbird
import Programme

/// Makes the answer to a submitted form reloadable: a GET of a path that only accepts a form redirects to the nearest
/// page above it.
struct Reload: Sendable {
    /// First components of paths that only programs use; they have no page above them.
    private static let machines = ["api"]

    private let pages: [[Substring]]
    /// Paths that accept a form and have no page.
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
    /// Adds the GET redirect for every path that only accepts a form. Must be called after all other routes are added.
    func addReloads() {
        let reload = Reload(routes.map { ($0.method, "\($0.path)") })
        for form in reload.forms {
            self.get(RouterPath(form)) { request, context in
                let page = reload.page(for: request.uri.path)
                let response = context.redirect(page)
                guard let kept = context.browser.kept, kept.path == request.uri.path else { return response }
                // The submitted values are moved to the page that shows the form.
                return try kept.at(page).carried(by: response, on: context.dependencies)
            }
        }
    }
}
