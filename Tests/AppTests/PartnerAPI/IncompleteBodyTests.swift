import Foundation
import HTTPTypes
import Hummingbird
import Programme
import Storage
import Testing

@testable import App

@Suite("Bodies that do not arrive", .timeLimit(.minutes(3)))
struct IncompleteBodyTests {
    @Test(
        "a body of which less arrives than was announced is answered with 408 in the form of its API",
        .bug(
            id: "5.985",
            """
            A partner's program that counted letters instead of bytes waited 75 seconds, and then its connection was \
            closed without an answer.
            """))
    func incomplete() async throws {
        let patience = Duration.milliseconds(300)
        try await World.with(.sqlite, settings: { ($0.port, $0.bodyPatience) = (0, patience) }) { world in
            let (ports, running) = AsyncStream.makeStream(of: Int.self)
            let app = Boot.web(world.dependencies, mostConnections: 8) { running.yield($0) }
            let (market, type) = (try await Market(opening: world), "Content-Type: application/json")
            let bearer = try await world.bearer(of: market.institution)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await app.runService() }
                for await port in ports {
                    for (path, said) in [
                        ("/api/v1/integration/payment/status", "ERRGEN40801"), (Paths.apiToken, "partners.incomplete"),
                        ("/api/v2/redeem-codes/ABC/completion", "partners.incomplete"),
                        ("/api/v2/purchases/1/completion", "partners.incomplete"),
                    ] {
                        let caller = try await RawCaller(port, asking: nil)
                        let form = path == Paths.apiToken ? "Content-Type: \(Market.formType)" : type
                        let head = "POST \(path) HTTP/1.1\r\nHost: x\r\n\(form)\r\nIdempotency-Key: k-1\r\n"
                        try await caller.say(
                            "\(head)Authorization: \(bearer)\r\nContent-Length: 40\r\n\r\n{\"invoice_code\":")
                        #expect(try await caller.receives("HTTP/1.1 408 ", within: .seconds(5)), "\(path)")
                        #expect(try await caller.receives(said, within: .seconds(5)), "\(path)")
                        try? await caller.leave()
                    }
                    break
                }
                group.cancelAll()
            }
        }
    }
}
