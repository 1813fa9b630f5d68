import Crypto
import Foundation
import Testing

@testable import Programme

@Suite("Webhooks: signature, retries and audience")
struct WebhookRulesTests {
    private static let vector = WebhookSignature(
        id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330, body: Data(#"{"test": 2432232314}"#.utf8))
    private static let published = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="

    @Test("a webhook's signature is that of Standard Webhooks' published example")
    func example() throws {
        let secret = try #require(WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
        #expect(Self.vector.header([secret]) == Self.published)
        #expect(Self.vector.matches(Self.published, secret: secret))
    }

    @Test("while a secret is rotated both sign, and a receiver with either finds its signature")
    func rotated() throws {
        let old = try #require(WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
        let new = try #require(WebhookSecret(bytes: Data(repeating: 9, count: 32)))
        let stranger = try #require(WebhookSecret(bytes: Data(repeating: 8, count: 32)))
        let header = Self.vector.header([new, old])
        #expect(header.split(separator: " ").count == 2 && header.hasSuffix(Self.published))
        #expect(Self.vector.matches(header, secret: old) && Self.vector.matches(header, secret: new))
        #expect(!Self.vector.matches(header, secret: stranger))
        #expect(Self.vector.matches("v1a,x v1,broken " + header, secret: old), "what is no signature is passed over")
        let later = WebhookSignature(id: Self.vector.id, timestamp: 1_614_265_331, body: Self.vector.body)
        #expect(!later.matches(header, secret: old), "the timestamp is signed")
    }

    @Test("a secret has 24 to 64 bytes and the prefix", arguments: [0, 23, 24, 64, 65])
    func lengths(count: Int) {
        let bytes = Data(repeating: 1, count: count)
        let isAllowed = (24...64).contains(count)
        #expect((WebhookSecret(bytes: bytes) != nil) == isAllowed)
        #expect((WebhookSecret("whsec_" + bytes.base64EncodedString()) != nil) == isAllowed)
        #expect(WebhookSecret(bytes.base64EncodedString()) == nil)
    }

    @Test("an event is tried ten times over three days, later each time, and then given up")
    func pauses() {
        var waited = Span.zero
        for attempt in 1...9 {
            let outcome = WebhookRetry.outcome(status: 500, retryAfter: nil, attempt: attempt, jitter: 0)
            guard case .retry(let pause) = outcome else {
                Issue.record("attempt \(attempt): \(outcome)")
                return
            }
            waited = Span(milliseconds: waited.milliseconds + pause.milliseconds)
        }
        #expect(waited > .days(3) && waited < .days(4))
        #expect(WebhookRetry.outcome(status: nil, retryAfter: nil, attempt: 10, jitter: 0) == .failed)
        let late = WebhookRetry.outcome(status: 500, retryAfter: nil, attempt: 1, jitter: 0.999)
        #expect(late == .retry(after: Span(milliseconds: 5_499)))
    }

    @Test(
        "an answer decides: 2xx is delivered, 410 closes, a redirect and all else is tried again",
        arguments: [
            (200, WebhookOutcome.delivered), (204, .delivered), (299, .delivered), (410, .gone),
            (301, .retry(after: .seconds(5))), (404, .retry(after: .seconds(5))), (500, .retry(after: .seconds(5))),
        ])
    func answers(status: Int, expected: WebhookOutcome) {
        #expect(WebhookRetry.outcome(status: status, retryAfter: nil, attempt: 1, jitter: 0) == expected)
    }

    @Test(
        "Retry-After makes the pause longer and never shorter, a day at most",
        arguments: [
            ("60", Span.seconds(60)), ("1", .seconds(5)), ("-9", .seconds(5)), ("soon", .seconds(5)),
            ("86400", .hours(24)), ("99999999999999999999999", .hours(24)),
        ])
    func retryAfter(header: String, pause: Span) {
        let outcome = WebhookRetry.outcome(status: 503, retryAfter: header, attempt: 1, jitter: 0)
        #expect(outcome == .retry(after: pause))
    }

    @Test("an institution is told of a purchase only once it has seen the redeem code; a platform of what pays it")
    func audience() {
        for type in WebhookType.allCases { #expect(!type.concernsInstitution(isRedeemed: false), "\(type)") }
        #expect(WebhookType.completionSettled.concernsInstitution(isRedeemed: true))
        for type in [WebhookType.completionHeld, .completionDecided] {
            #expect(type.concernsInstitution(isRedeemed: true) && type.concernsPlatform(attendance: nil))
        }
        #expect(!WebhookType.cardExpired.concernsInstitution(isRedeemed: true))
        #expect(!WebhookType.purchasePosted.concernsInstitution(isRedeemed: true))
        #expect(WebhookType.attendanceRecorded.concernsPlatform(attendance: 1))
        #expect(!WebhookType.attendanceRecorded.concernsPlatform(attendance: 2))
        #expect(WebhookType.cardExpired.concernsPlatform(attendance: nil))
    }

    @Test("types are stored sorted and once, and an unknown name is passed over")
    func stored() {
        let text = WebhookType.stored([.purchaseVoided, .purchasePosted, .purchasePosted])
        #expect(text == "purchase.posted purchase.voided")
        #expect(WebhookType.read(text + " purchase.dreamt") == [.purchasePosted, .purchaseVoided])
    }
}
