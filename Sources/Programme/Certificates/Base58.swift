import Crypto
import Foundation

/// Base 58 with Bitcoin's alphabet, without characters that look alike: multibase `z`, as Data Integrity writes keys and
/// signatures.
package enum Base58 {
    private static let alphabet = Array("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8)
    /// In characters: a signature of 64 bytes has 88 at most. Decoding takes time by the square of the length.
    private static let longest = 200

    package static func encode(_ bytes: Data) -> String {
        var digits: [UInt8] = []
        for byte in bytes {
            var carry = Int(byte)
            for place in digits.indices {
                carry += Int(digits[place]) << 8
                digits[place] = UInt8(carry % 58)
                carry /= 58
            }
            while carry > 0 {
                digits.append(UInt8(carry % 58))
                carry /= 58
            }
        }
        let zeros = bytes.prefix { $0 == 0 }.map { _ in alphabet[0] }
        return String(decoding: zeros + digits.reversed().map { alphabet[Int($0)] }, as: UTF8.self)
    }

    /// Nil for another character, and for more than `longest`.
    package static func decode(_ text: String) -> Data? {
        guard text.utf8.count <= longest else { return nil }
        var bytes: [UInt8] = []
        for character in text.utf8 {
            guard var carry = alphabet.firstIndex(of: character) else { return nil }
            for place in bytes.indices {
                carry += Int(bytes[place]) * 58
                bytes[place] = UInt8(carry & 0xFF)
                carry >>= 8
            }
            while carry > 0 {
                bytes.append(UInt8(carry & 0xFF))
                carry >>= 8
            }
        }
        let zeros = text.utf8.prefix { $0 == alphabet[0] }.map { _ in UInt8(0) }
        return Data(zeros + bytes.reversed())
    }
}

/// A public Ed25519 key as W3C Controlled Identifiers write it: `z6Mk…`.
package struct Multikey: Hashable, Sendable, CustomStringConvertible {
    /// 32 bytes.
    package let bytes: Data

    /// Multicodec `ed25519-pub`.
    private static let prefix = Data([0xED, 0x01])

    package init(_ key: Curve25519.Signing.PublicKey) {
        bytes = key.rawRepresentation
    }

    /// Nil unless it is the one form of a key of this kind.
    package init?(_ text: String) {
        guard text.first == "z", let bytes = Base58.decode(String(text.dropFirst())), bytes.count == 34,
            bytes.starts(with: Self.prefix)
        else { return nil }
        self.bytes = Data(bytes.dropFirst(2))
    }

    package var description: String { "z" + Base58.encode(Self.prefix + bytes) }

    package var key: Curve25519.Signing.PublicKey? { try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) }
}
