import Crypto
import CryptoExtras
import Foundation
import HTTPTypes
import Hummingbird
import NIOConcurrencyHelpers
import Programme

/// A refusal of the rail. The case code is the standard's.
struct RailRefusal: Error {
    let status: Int
    let caseCode: String
    let message: String

    static func unauthorised(_ why: String) -> RailRefusal {
        RailRefusal(status: 401, caseCode: "00", message: "Unauthorized. \(why)")
    }

    static func badField(_ name: String) -> RailRefusal {
        RailRefusal(status: 400, caseCode: "01", message: "Invalid Field Format {\(name)}")
    }

    static func missingField(_ name: String) -> RailRefusal {
        RailRefusal(status: 400, caseCode: "02", message: "Invalid Mandatory Field {\(name)}")
    }
}

/// Authenticates requests: headers, times, both signatures, tokens and external ids. Written from the standard,
/// independently of the client's code, so that a mistake there is not repeated here.
final class RailAuthenticator: Sendable {
    static let tokenLife = Span.seconds(900)
    /// How far the client's clock may differ.
    private static let skew = Span.minutes(5)

    private let settings: SimulatorSettings
    private let state = NIOLockedValueBox(State())

    private struct State {
        var tokens: [String: Instant] = [:]
        /// Day and external id.
        var used: Set<String> = []
    }

    init(_ settings: SimulatorSettings) {
        self.settings = settings
    }

    func token(for request: Request, body: Data) throws -> String {
        let timestamp = try self.timestamp(of: request)
        guard try header("X-CLIENT-KEY", request) == settings.railClientKey else {
            throw RailRefusal.unauthorised("Client")
        }
        let signed = Data("\(settings.railClientKey)|\(timestamp)".utf8)
        guard let raw = Data(base64Encoded: try header("X-SIGNATURE", request)),
            let key = try? _RSA.Signing.PublicKey(pemRepresentation: settings.railKey.publicPEM),
            key.isValidSignature(
                _RSA.Signing.RSASignature(rawRepresentation: raw), for: SHA256.hash(data: signed),
                padding: .insecurePKCS1v1_5)
        else { throw RailRefusal.unauthorised("Signature") }
        let question = try RailQuestion(body)
        guard try question.text("grantType", longest: 32) == "client_credentials" else {
            throw RailRefusal.badField("grantType")
        }
        let token = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0).base64EncodedString() }
        state.withLockedValue { $0.tokens[token] = realNow() + Self.tokenLife }
        return token
    }

    func check(_ request: Request, body: Data) throws {
        guard request.headers[.contentType]?.hasPrefix("application/json") == true else {
            throw RailRefusal.badField("Content-Type")
        }
        let authorization = try header("Authorization", request)
        guard authorization.hasPrefix("Bearer ") else { throw RailRefusal.unauthorised("Access Token") }
        let token = String(authorization.dropFirst("Bearer ".count))
        let end = state.withLockedValue { $0.tokens[token] }
        guard let end, realNow() < end else {
            throw RailRefusal(status: 401, caseCode: "01", message: "Invalid Token (B2B)")
        }
        let timestamp = try self.timestamp(of: request)
        guard try header("X-PARTNER-ID", request) == settings.railClientKey else {
            throw RailRefusal.unauthorised("X-PARTNER-ID")
        }
        guard try header("CHANNEL-ID", request).count <= 5 else { throw RailRefusal.badField("CHANNEL-ID") }
        try checkSignature(request, token: token, timestamp: timestamp, body: body)
        try takeExternalID(request, day: String(timestamp.prefix(10)))
    }

    private func checkSignature(_ request: Request, token: String, timestamp: String, body: Data) throws {
        let object = try JSONSerialization.jsonObject(with: body)
        guard object is [String: Any] else { throw RailRefusal.badField("body") }
        let digest = SHA256.hash(data: RailAuthenticator.withoutWhitespace(body)).map { String(format: "%02x", $0) }
            .joined()
        let signed = "\(request.method.rawValue):\(request.uri.path):\(token):\(digest):\(timestamp)"
        let secret = SymmetricKey(data: Data(settings.railClientSecret.utf8))
        guard let given = Data(base64Encoded: try header("X-SIGNATURE", request)),
            HMAC<SHA512>.isValidAuthenticationCode(given, authenticating: Data(signed.utf8), using: secret)
        else { throw RailRefusal.unauthorised("Signature") }
    }

    private func takeExternalID(_ request: Request, day: String) throws {
        let id = try header("X-EXTERNAL-ID", request)
        guard (1...36).contains(id.count), id.allSatisfy(\.isASCIIDigit) else {
            throw RailRefusal.badField("X-EXTERNAL-ID")
        }
        guard state.withLockedValue({ $0.used.insert("\(day)/\(id)").inserted }) else {
            throw RailRefusal(status: 409, caseCode: "00", message: "Conflict: same X-EXTERNAL-ID in a day")
        }
    }

    private func timestamp(of request: Request) throws -> String {
        let text = try header("X-TIMESTAMP", request)
        guard text.utf8.count == 25, let instant = Instant(text) else { throw RailRefusal.badField("X-TIMESTAMP") }
        let apart = Span(milliseconds: abs((instant - realNow()).milliseconds))
        guard apart <= Self.skew else { throw RailRefusal.unauthorised("X-TIMESTAMP") }
        return text
    }

    private func header(_ name: String, _ request: Request) throws -> String {
        guard let field = HTTPField.Name(name), let value = request.headers[field], !value.isEmpty else {
            throw RailRefusal.missingField(name)
        }
        return value
    }

    /// Strings are copied whole, with their escapes; between them whitespace is removed.
    static func withoutWhitespace(_ json: Data) -> Data {
        let bytes = Array(json)
        var kept: [UInt8] = []
        var index = 0
        while index < bytes.count {
            guard bytes[index] == 0x22 else {
                if !" \t\r\n".utf8.contains(bytes[index]) { kept.append(bytes[index]) }
                index += 1
                continue
            }
            var end = index + 1
            while end < bytes.count, bytes[end] != 0x22 { end += bytes[end] == 0x5C ? 2 : 1 }
            kept += bytes[index...min(end, bytes.count - 1)]
            index = end + 1
        }
        return Data(kept)
    }
}
