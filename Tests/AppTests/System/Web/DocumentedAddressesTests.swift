import Foundation
import Hummingbird
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Addresses that documents name")
struct DocumentedAddressesTests {
    @Test(
        "every address in the documents of requirements and complaints is a route of the router",
        arguments: ["requirements", "complaints"])
    func routed(document: String) async throws {
        let file = World.repository.appending(path: "docs/\(document).md")
        let text = try String(contentsOf: file, encoding: .utf8)
        let named = Set(text.matches(of: /`(\/[^`\s]*)`/).map { String($0.1) })
        #expect(named.count > 5)
        try await World.with(.sqlite) { world in
            let routes = Set(makeRouter(world.dependencies).routes.map(\.path.description))
            #expect(named.subtracting(routes) == [])
        }
    }
}
