import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Requests to the simulated partners' control endpoints.
package enum PartnerSites {
    /// Sends each site the programme's address, its keys and its courses.
    /// - Parameter demo: the text of `demo.json`.
    package static func learn(_ demo: Data, at sites: [String]) async throws {
        for site in sites { _ = try await post(demo, to: site + "/_demo") }
    }

    /// Sets how a site's calls go wrong from now on: `normal`, `twice` or `lost`.
    package static func behave(_ habit: String, at site: String) async throws {
        _ = try await post(Data("{\"mode\":\"\(habit)\"}".utf8), to: site + "/_control")
    }

    /// Opens a page of a site, as a browser that was sent there.
    package static func open(_ url: String) async throws -> (status: Int, body: Data) {
        let response = try await HTTPClient.shared.execute(HTTPClientRequest(url: url), deadline: .now() + .seconds(10))
        let answer = try await response.body.collect(upTo: 1_024 * 1_024)
        return (Int(response.status.code), Data(answer.readableBytesView))
    }

    /// Presses a button without fields, and returns where the browser is sent; nil for a page.
    package static func press(_ url: String) async throws -> String? {
        let client = HTTPClient(
            eventLoopGroupProvider: .singleton, configuration: .init(redirectConfiguration: .disallow))
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        do {
            let response = try await client.execute(request, deadline: .now() + .seconds(10))
            _ = try await response.body.collect(upTo: 1_024 * 1_024)
            try await client.shutdown()
            return response.headers.first(name: "location")
        } catch {
            try await client.shutdown()
            throw error
        }
    }

    /// Posts JSON and returns the response.
    package static func post(_ body: Data, to url: String) async throws -> (status: Int, body: Data) {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        request.body = .bytes(ByteBuffer(bytes: body))
        let response = try await HTTPClient.shared.execute(request, deadline: .now() + .seconds(10))
        let answer = try await response.body.collect(upTo: 1_024 * 1_024)
        return (Int(response.status.code), Data(answer.readableBytesView))
    }
}
