import Crypto
import Foundation

/// A person's evidence that they joined a wave, and when. It can be checked with the public key alone; the entry's
/// blinded name in it reveals nothing about the person, and is in the log.
package struct JoinReceipt: Hashable, Sendable {
    package let wave: Int
    package let arrivedAt: Instant
    /// The entry's blinded name, 16 bytes.
    package let entry: Data

    package init(wave: Int, arrivedAt: Instant, entry: Data) {
        precondition(entry.count == Self.entryBytes, "an entry's blinded name is 16 bytes")
        self.wave = wave
        self.arrivedAt = arrivedAt
        self.entry = entry
    }

    package static let entryBytes = 16
    private static let prefix = "PRK1-"
    /// The numbers of waves, of which this module knows no more.
    private static let waves = 1...9_999
    /// In milliseconds: until the end of the year 9999, because later ones have no readable form.
    private static let times: ClosedRange<Int64> = 0...253_402_300_799_999
    private static let payloadBytes = 4 + 8 + entryBytes

    /// For reading out on the telephone: the first eight bytes of the entry's name.
    package var number: String {
        let digits = entry.prefix(8).hex.uppercased()
        return stride(from: 0, to: 16, by: 4).map { digits.dropFirst($0).prefix(4) }.joined(separator: "-")
    }

    /// One line of letters, digits, `-` and `_`.
    package func text(signedWith key: Curve25519.Signing.PrivateKey) throws -> String {
        let signature = try key.signature(for: Self.message(payload))
        return Self.prefix + (payload + signature).base64URL
    }

    /// Parses a pasted receipt and checks its signature.
    package init(_ text: String, key: Curve25519.Signing.PublicKey) throws(ProofFault) {
        let line = text.filter { !$0.isWhitespace }
        guard line.hasPrefix(Self.prefix), let bytes = Data(base64URL: String(line.dropFirst(Self.prefix.count))),
            bytes.count == Self.payloadBytes + 64, bytes.base64URL == line.dropFirst(Self.prefix.count)
        else { throw .malformed("a receipt begins with PRK1- and is 128 characters long") }
        let payload = bytes.prefix(Self.payloadBytes)
        guard key.isValidSignature(bytes.dropFirst(Self.payloadBytes), for: Self.message(payload)) else {
            throw .wrongSignature("the programme")
        }
        let numbers = Array(payload)
        let arrived = Int64(bitPattern: Self.number(numbers[4..<12]))
        guard let wave = Int(exactly: Self.number(numbers[0..<4])), Self.waves.contains(wave),
            Self.times.contains(arrived)
        else { throw .malformed("a receipt names a wave and a time that can be") }
        self.init(wave: wave, arrivedAt: Instant(milliseconds: arrived), entry: Data(numbers[12...]))
    }

    private var payload: Data {
        var bytes = Data()
        bytes.append(bigEndian: UInt32(wave))
        bytes.append(bigEndian: arrivedAt.milliseconds)
        return bytes + entry
    }

    private static func message(_ payload: Data) -> Data {
        Data("prakerja/receipt/1".utf8) + payload
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }
}

extension Data {
    /// Base64url without padding: for cookies, links and receipts. 32 bytes are 43 characters.
    package var base64URL: String {
        let plain = base64EncodedString().utf8
        return String(decoding: plain.prefix { $0 != UInt8(ascii: "=") }.map(Self.urlSafe), as: UTF8.self)
    }

    private static func urlSafe(_ character: UInt8) -> UInt8 {
        switch character {
        case UInt8(ascii: "+"): UInt8(ascii: "-")
        case UInt8(ascii: "/"): UInt8(ascii: "_")
        default: character
        }
    }

    /// Nil when the text is not base64url, or has padding.
    package init?(base64URL text: String) {
        var plain = text.utf8.map { character in
            switch character {
            case UInt8(ascii: "-"): UInt8(ascii: "+")
            case UInt8(ascii: "_"): UInt8(ascii: "/")
            default: character
            }
        }
        while plain.count % 4 != 0 { plain.append(UInt8(ascii: "=")) }
        self.init(base64Encoded: Data(plain))
    }
}
