import Programme
import Storage
import TestSupport
import Testing

@testable import App

extension World {
    /// With the demo's sixty courses.
    ///
    /// - Parameter rooms: whether the edition allows classes in a room, which the demo's does not.
    static func shop(
        _ engine: Engine, rooms: Bool = true, _ body: @escaping @Sendable (World) async throws -> Void
    ) async throws {
        let online = "    - { mode: webinar }\n"
        let allowed: @Sendable (String) -> String = { text in
            rooms ? text.replacing(online, with: online + "    - { mode: offline }\n") : text
        }
        try await World.with(engine, edition: allowed) { world in
            try await DemoCatalogue(
                dependencies: world.dependencies, shopAddress: "http://127.0.0.1:1", schoolAddress: "http://127.0.0.1:2"
            ).install()
            try await body(world)
        }
    }
}

extension Answer {
    /// The courses of a page of the catalogue, in its order.
    var courses: [String] { body.matches(of: /<h2><a href="\/pelatihan\/(\d+)"/).map { String($0.1) } }

    /// Where the link with this text leads.
    func link(_ text: String) -> String? {
        body.matches(of: /<a[^>]* href="([^"]*)"[^>]*>\s*([^<]*)</).first { String($0.2) == text }
            .map { String($0.1).replacing("&amp;", with: "&") }
    }
}
