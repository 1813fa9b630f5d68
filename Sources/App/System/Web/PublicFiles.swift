import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Programme

/// The stylesheet, the script and the icons, read once at start and served from memory. Their path contains their hash,
/// so that a browser caches them for a year and never shows an old version.
struct PublicFiles: Sendable {
    private let files: [String: CachedResponse]
    private let paths: [String: String]

    static let shared = PublicFiles(directory: Bundle.module.bundleURL.appending(path: "Public"))

    init(directory: URL) {
        var files: [String: CachedResponse] = [:]
        var paths: [String: String] = [:]
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []
        for name in names where !name.hasPrefix(".") {
            guard let bytes = try? Data(contentsOf: directory.appending(path: name)) else { continue }
            let mark = Data(SHA256.hash(data: bytes)).prefix(6).hex
            let path = Paths.publicFile(mark, name)
            let headers: HTTPFields = [
                .contentType: Self.type(of: name), .cacheControl: "public, max-age=31536000, immutable",
            ]
            files[path] = CachedResponse(bytes, headers: headers)
            paths[name] = path
        }
        self.files = files
        self.paths = paths
    }

    /// The file's path, for pages. An unknown name is a programming error.
    func path(of name: String) -> String {
        guard let path = paths[name] else { preconditionFailure("there is no public file \(name)") }
        return path
    }

    /// All files by their path, with these headers before their own.
    func responses(after headers: HTTPFields) -> [String: CachedResponse] { files.mapValues { $0.after(headers) } }

    var routes: RouteCollection<VisitorContext> {
        let routes = RouteCollection(context: VisitorContext.self)
        routes.get(Paths.publicFile.pattern) { request, _ in
            guard let file = files[request.uri.path] else { throw HTTPError(.notFound) }
            return file.response(to: request)
        }
        return routes
    }

    private static func type(of name: String) -> String {
        switch name.split(separator: ".").last {
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        default: "application/octet-stream"
        }
    }
}
