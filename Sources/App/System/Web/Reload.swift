import HTTPTypes
import Hummingbird
import Programme

/// Makes the answer to a submitted form reloadable: a GET of a path that only accepts a form redirects to the nearest
/// page above it.
struct Reload: Sendable {
    /// First components of paths that only programs use; they have no page above them.
    private static let machines = ["api"]

    /// The components of each page's path, nil where any fits, by their number: most paths differ in it, and a router has
    /// hundreds of pages and of forms.
    private let pages: [Int: [[Substring?]]]
    /// Paths that accept a form and have no page.
    let forms: [String]

    init(_ routes: [(method: HTTPRequest.Method, path: String)]) {
        func parts(_ method: HTTPRequest.Method) -> [[Substring]] {
            routes.filter { $0.method == method }.map { $0.path.split(separator: "/") }
        }
        let patterns: [[Substring?]] = parts(.get).map { page in
            page.map { $0.hasPrefix(":") || $0.hasPrefix("{") ? nil : $0 }
        }
        let pages = Dictionary(grouping: patterns, by: \.count)
        self.pages = pages
        forms = parts(.post)
            .filter { form in
                !form.starts(with: Self.machines.map { $0[...] }) && !Self.isPage(form, among: pages)
            }
            .map { "/" + $0.joined(separator: "/") }
    }

    /// `/gelombang/4` for `/gelombang/4/mundur`; the path itself where it shows a page.
    func page(for path: String) -> String {
        var parts = path.split(separator: "/")
        while !parts.isEmpty, !Self.isPage(parts, among: pages) { parts.removeLast() }
        return "/" + parts.joined(separator: "/")
    }

    private static func isPage(_ path: [Substring], among pages: [Int: [[Substring?]]]) -> Bool {
        pages[path.count, default: []].contains { pattern in
            for place in path.indices {
                if let part = pattern[place], part != path[place] { return false }
            }
            return true
        }
    }
}

extension Router<VisitorContext> {
    /// Adds the GET redirect for every path that only accepts a form. Must be called after all other routes are added.
    func addReloads() {
        let reload = Reload(routes.map { ($0.method, "\($0.path)") })
        for form in reload.forms {
            self.get(RouterPath(form)) { request, context in
                try context.redirect(reload.page(for: request.uri.path), withFormOf: request)
            }
        }
    }
}

extension PageContext {
    /// The answer to a GET of a path that only accepts a form: the way to the page that shows the form. What was sent goes
    /// along, or the person would see neither the errors nor what was typed.
    func redirect(_ page: String, withFormOf request: Request) throws -> Response {
        let response = redirect(page)
        guard let kept = browser.kept, kept.path == request.uri.path else { return response }
        return try kept.at(page).carried(by: response, on: dependencies)
    }
}
