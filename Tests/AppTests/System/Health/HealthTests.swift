import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Health endpoints")
struct HealthTests {
    @Test(
        "/health/ready and /sehat fail while the database is away, and /health/live succeeds",
        .bug(
            id: "5.14", "/sehat answered ok while the database was away, so that a load balancer kept sending people."),
        arguments: Engine.tested)
    func truth(engine: Engine) async throws {
        try await World.with(engine) { world in
            for path in ["/health/live", "/health/ready", "/sehat"] {
                let answer = try await world.visitor().get(path)
                #expect(answer.status == .ok && answer.body == "ok\n", "\(path)")
            }
            await world.dependencies.database.close()
            #expect(try await world.visitor().get("/health/live").status == .ok)
            for path in ["/health/ready", "/sehat"] {
                let answer = try await world.visitor().get(path)
                #expect(answer.status == .serviceUnavailable && answer.body.contains("database"), "\(path)")
            }
        }
    }

    @Test("the header check reports which headers of a partner's request arrived, without their values")
    func headers() async throws {
        try await World.with(.sqlite) { world in
            var sent: HTTPFields = [:]
            for name in HealthPages.partnerHeaders { sent[name] = HealthPages.probe }
            sent[.signature] = "rahasia"
            let answer = try await world.client.execute(uri: "/health/headers", method: .get, headers: sent)
            let names = String(buffer: answer.body)
            #expect(names == "client_code timestamp Idempotency-Key Authorization\n", "\(names)")
        }
    }
}
