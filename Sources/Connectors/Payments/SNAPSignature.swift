import Crypto
import CryptoExtras
import Foundation
import Programme

/// The two signatures of Bank Indonesia's SNAP standard.
package enum SNAPSignature {
    /// For the token request: RSA with SHA-256 (PKCS #1 v1.5) over client key and time.
    package static func asymmetric(
        clientKey: String, timestamp: String, key: _RSA.Signing.PrivateKey
    ) throws -> String {
        let signed = Data("\(clientKey)|\(timestamp)".utf8)
        return try key.signature(for: signed, padding: .insecurePKCS1v1_5).rawRepresentation.base64EncodedString()
    }

    /// For every other request: HMAC-SHA512 over method, path, token, body and time.
    package static func symmetric(
        method: String, path: String, token: String, body: Data, timestamp: String, secret: String
    ) -> String {
        let digest = SHA256.hash(data: minify(body)).hex
        let signed = Data("\(method):\(path):\(token):\(digest):\(timestamp)".utf8)
        let code = HMAC<SHA512>.authenticationCode(for: signed, using: SymmetricKey(data: Data(secret.utf8)))
        return Data(code).base64EncodedString()
    }

    /// JSON without the whitespace between its tokens. Order, numbers and nulls are unchanged.
    package static func minify(_ json: Data) -> Data {
        var kept = Data(capacity: json.count)
        var isInString = false
        var isEscaped = false
        for byte in json {
            if isInString {
                kept.append(byte)
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                }
            } else if ![0x20, 0x09, 0x0A, 0x0D].contains(byte) {
                kept.append(byte)
                isInString = byte == UInt8(ascii: "\"")
            }
        }
        return kept
    }

    /// `yyyy-MM-ddTHH:mm:ss+07:00`, 25 characters, in Jakarta time.
    package static func timestamp(_ instant: Instant) -> String {
        let (date, time) = Zone.wib.local(instant)
        return "\(date)T\(time.padded())+07:00"
    }
}
