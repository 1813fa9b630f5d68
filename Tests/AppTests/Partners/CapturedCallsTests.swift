import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// Requests that real partner programs sent, byte for byte, through HTTP. `PRAKERJA_SHARED` names their folder; without
/// it the test is skipped.
@Suite("Captured requests of partner programs, through HTTP")
struct CapturedCallsTests {
    private struct Captured: Decodable {
        let sign_key: String
        let requests: [Call]
    }

    private struct Call: Decodable {
        let client: String
        let method: String
        let path: String
        let headers: [[String]]
        let body: String
    }

    private static let folder = ProcessInfo.processInfo.environment["PRAKERJA_SHARED"]

    @Test(
        "each captured request is answered with success in a sandbox", .enabled(if: folder != nil),
        .bug(
            id: "5.597",
            "Public partner programs failed at the tpm calls and at test codes: the API had neither."),
        arguments: Engine.tested)
    func all(engine: Engine) async throws {
        let file = URL(filePath: try #require(Self.folder)).appending(path: "interfaces/captured-requests.json")
        let captured = try JSONDecoder().decode(Captured.self, from: Data(contentsOf: file))
        #expect(captured.requests.count == 22)
        // When they were captured: their signatures carry the time.
        let start = "2026-11-24T00:52:20+07:00"
        try await World.with(engine, start: start, settings: { $0.sandbox = true }) { world in
            let school = Partner(
                id: world.dependencies.ids.next(), kind: .institution, name: "Lembaga", clientCode: "myclient_code",
                redirectURI: "http://127.0.0.1:18400/callback\nhttp://127.0.0.1:18400/cb", feeBasisPoints: 0)
            try await world.dependencies.database.transaction { [dependencies = world.dependencies] tx in
                try tx.partners.register(
                    school, signKey: captured.sign_key, at: dependencies.moment(), ids: dependencies.ids,
                    vault: dependencies.vault)
            }
            let code = try #require(TestCode("PRAT-ABC123"))
            for call in captured.requests {
                // Each program uses the code, which only the first could.
                if call.path.hasSuffix("commit") {
                    try await world.dependencies.database.transaction { try $0.testCodes.reset(code, of: school.id) }
                }
                var headers = HTTPFields()
                for header in call.headers {
                    headers[try #require(HTTPField.Name(header[0]))] = header[1]
                }
                let answer = try await world.client.execute(
                    uri: call.path, method: .post, headers: headers, body: ByteBuffer(string: call.body))
                let text = String(buffer: answer.body)
                #expect(answer.status == .ok, "\(call.client) \(call.path) \(text)")
                #expect(text.contains(#""success":true"#), "\(call.client) \(call.path) \(text)")
            }
        }
    }
}
