import Crypto
import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// What a partner's program receives, checked without the code that made it, and given to the reference library.
@Suite("Webhooks: a delivery as it was captured")
struct WebhookCaptureTests {
    /// HMAC-SHA256 over id, timestamp and body, in base64.
    private static func signature(_ id: String, _ timestamp: Int64, _ body: Data, _ secret: String) throws -> String {
        let key = try #require(Data(base64Encoded: String(secret.dropFirst("whsec_".count))))
        let message = Data("\(id).\(timestamp).".utf8) + body
        let code = HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: key))
        return "v1," + Data(code).base64EncodedString()
    }

    @Test("a delivery during a rotation has the signatures of both secrets, over the bytes that were sent")
    func captured() async throws {
        let receiver = WebhookReceiver()
        try await receiver.run { address in
            try await World.with(.sqlite, start: "2020-04-20T09:00:00+07:00", development: true) { world in
                let market = try await Market(opening: world)
                let old = try await world.tell(market.platform, at: address)
                let secrets = try await world.dependencies.database.transaction { tx in
                    let record = try #require(try tx.partners.record(market.platform.id))
                    // As after the partner has fetched the first one.
                    try tx.run("UPDATE webhook_secret SET shown_at = 1")
                    let endpoint = try #require(try tx.webhooks.current(of: record.id).first).id
                    try WebhookActions(dependencies: world.dependencies).rotate(
                        endpoint, of: record, overlapDays: 7, by: nil, in: tx)
                    return try tx.webhooks.validSecrets(
                        of: endpoint, at: world.clock.now(), vault: world.dependencies.vault)
                }
                #expect(secrets.count == 2 && secrets.last == old)
                _ = try await market.buy(try await world.cardholder())
                try await world.tick()
                let sent = try #require(receiver.taken.first)
                let expected = try secrets.map { try Self.signature(sent.id, sent.timestamp, sent.body, $0.text) }
                #expect(sent.signatures == expected.joined(separator: " "))
                #expect(sent.timestamp == world.clock.now().milliseconds / 1_000)
                #expect(!sent.id.contains(".") && sent["purchase"].count > 5)
                guard let file = ProcessInfo.processInfo.environment["PRAKERJA_WEBHOOK_FILE"] else { return }
                let headers = [
                    "webhook-id": sent.id, "webhook-timestamp": String(sent.timestamp),
                    "webhook-signature": sent.signatures,
                ]
                let captured: [String: Any] = [
                    "secrets": secrets.map(\.text), "headers": headers,
                    "body": String(decoding: sent.body, as: UTF8.self),
                ]
                try JSONSerialization.data(withJSONObject: captured).write(
                    to: URL(filePath: file), options: .atomic)
            }
        }
    }

    @Test("the signature of the document's example is that of its secret, timestamp and body")
    func example() throws {
        let document = try String(
            contentsOf: World.repository.appending(path: "docs/partners.md"), encoding: .utf8)
        let part = try #require(document.components(separatedBy: "## Webhooks").last)
        func field(_ pattern: Regex<(Substring, Substring)>) throws -> String {
            String(try #require(part.firstMatch(of: pattern)).1)
        }
        let secret = try field(/secret (whsec_\S+)/)
        let (id, timestamp) = (try field(/webhook-id: (\S+)/), try field(/webhook-timestamp: (\d+)/))
        let body = try field(/\n(\{"data":.*\})\n/)
        let seconds = try #require(Int64(timestamp, in: 0...100_000_000_000))
        let expected = try Self.signature(id, seconds, Data(body.utf8), secret)
        #expect(try field(/webhook-signature: (v1,\S+)/) == expected)
        #expect(WebhookSecret(secret) != nil)
        for type in WebhookType.allCases { #expect(part.contains("| `\(type.rawValue)` |"), "\(type)") }
    }
}
