import Crypto
import Foundation

/// A text with Ed25519 signatures in the format of transparency logs (C2SP signed-note): the text, an empty line, and
/// `— name base64(key hash ‖ signature)` per signature. A witness's signature may carry its time (C2SP tlog-cosignature):
/// then the bytes are key hash ‖ seconds since 1970, u64 ‖ signature, and the time is signed, too.
package enum SignedNote {
    /// - Parameter text: ends with a line feed and has no empty line.
    package static func sign(_ text: String, as name: String, with key: Curve25519.Signing.PrivateKey) throws -> String
    {
        let verifier = NoteVerifier(name: name, key: key.publicKey)
        let signature = try key.signature(for: Data(text.utf8))
        return "\(text)\n— \(name) \((verifier.hash + signature).base64EncodedString())\n"
    }

    /// Signs with the time, as witnesses do.
    package static func cosign(
        _ text: String, as name: String, with key: Curve25519.Signing.PrivateKey, at now: Instant
    ) throws -> String {
        let verifier = NoteVerifier(name: name, key: key.publicKey, kind: .cosignature)
        let seconds = UInt64(max(0, now.milliseconds / 1_000))
        var bytes = verifier.hash
        bytes.append(bigEndian: seconds)
        bytes += try key.signature(for: timed(text, seconds))
        return "\(text)\n— \(name) \(bytes.base64EncodedString())\n"
    }

    /// What a signature with a time signs.
    private static func timed(_ text: String, _ seconds: UInt64) -> Data {
        Data("cosignature/v1\ntime \(seconds)\n\(text)".utf8)
    }

    /// The text of a note, without checking any signature.
    package static func text(of note: String) throws(ProofFault) -> String {
        guard let gap = note.range(of: "\n\n") else { throw .malformed("a note has an empty line behind its text") }
        return note[..<gap.lowerBound] + "\n"
    }

    /// The lines below the text, one per signature.
    package static func signatures(of note: String) -> [String] {
        guard let gap = note.range(of: "\n\n") else { return [] }
        return note[gap.upperBound...].split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(
            String.init)
    }

    /// Bytes of a signature with its key hash, and of one with its time besides.
    private static let signatureBytes: Set<Int> = [68, 76]

    /// Whether a line below a text is `— name base64(key hash ‖ signature)`, and written in no other way.
    static func isSignature(_ line: String) -> Bool {
        let parts = line.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "—", !parts[1].isEmpty, let bytes = Data(base64Encoded: String(parts[2]))
        else { return false }
        return signatureBytes.contains(bytes.count) && bytes.base64EncodedString() == parts[2]
    }

    /// The text, when one of the signatures is a valid one of `verifier`.
    package static func open(_ note: String, with verifier: NoteVerifier) throws(ProofFault) -> String {
        try opened(note, with: verifier).text
    }

    /// The text of a published paper, when its one signature is a valid one of `verifier` and nothing stands below it:
    /// so a paper has one form, in which two copies of it can be compared.
    package static func only(_ note: String, with verifier: NoteVerifier) throws(ProofFault) -> String {
        let text = try open(note, with: verifier)
        let lines = signatures(of: note)
        guard lines.count == 1, isSignature(lines[0]), Data(note.utf8) == Data("\(text)\n\(lines[0])\n".utf8) else {
            throw .malformed("below the text stands something else than one signature of \(verifier.name)")
        }
        return text
    }

    /// The text, and the time in the signature of `verifier`; nil where its key signs without one.
    package static func opened(
        _ note: String, with verifier: NoteVerifier
    ) throws(ProofFault) -> (text: String, at: Instant?) {
        guard let gap = note.range(of: "\n\n") else {
            throw .malformed("a note has an empty line before its signatures")
        }
        let text = note[..<gap.lowerBound] + "\n"
        let lines = note[gap.upperBound...].split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.enumerated().allSatisfy({ $1.hasPrefix("— ") || $1.isEmpty && $0 == lines.count - 1 }) else {
            throw .malformed("below its text a note has lines of signatures alone")
        }
        for line in lines {
            let parts = line.split(separator: " ")
            guard parts.count == 3, parts[0] == "—", parts[1] == verifier.name,
                let bytes = Data(base64Encoded: String(parts[2])), bytes.base64EncodedString() == parts[2],
                bytes.prefix(4) == verifier.hash
            else { continue }
            let rest = Data(bytes.dropFirst(4))
            guard verifier.kind == .cosignature else {
                guard verifier.key.isValidSignature(rest, for: Data(text.utf8)) else {
                    throw .wrongSignature(verifier.name)
                }
                return (String(text), nil)
            }
            guard rest.count == 72, let at = Self.instant(rest.number(UInt64.self, at: 0)),
                verifier.key.isValidSignature(
                    rest.dropFirst(8), for: timed(String(text), rest.number(UInt64.self, at: 0)))
            else { throw .wrongSignature(verifier.name) }
            return (String(text), at)
        }
        throw .unsigned(verifier.name)
    }

    /// The last second of the year 9999: later ones have no readable form.
    private static let lastSecond: UInt64 = 253_402_300_799

    private static func instant(_ seconds: UInt64) -> Instant? {
        seconds <= lastSecond ? Instant(milliseconds: Int64(seconds) * 1_000) : nil
    }
}

/// The key that must have signed a note: `name+key hash+base64(algorithm ‖ public key)`, in one printable line.
package struct NoteVerifier: Sendable, CustomStringConvertible {
    package let name: String
    package let key: Curve25519.Signing.PublicKey
    /// What its signatures are. It is part of the key's hash, so a signature of one kind never counts as another.
    package let kind: Kind

    /// By the number that stands before the key, as C2SP assigns them.
    package enum Kind: UInt8, Sendable {
        case signature = 1
        /// With the time.
        case cosignature = 4
    }

    package init(name: String, key: Curve25519.Signing.PublicKey, kind: Kind = .signature) {
        self.name = name
        self.key = key
        self.kind = kind
    }

    package init(_ text: String) throws(ProofFault) {
        let parts = text.trimmingCharacters(in: .whitespacesAndNewlines)
            .split(separator: "+", maxSplits: 2).map(String.init)
        guard parts.count == 3, let bytes = Data(base64Encoded: parts[2]),
            let kind = bytes.first.flatMap(Kind.init(rawValue:)),
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes.dropFirst())
        else { throw .malformed("a key reads name+hash+base64") }
        self.init(name: parts[0], key: key, kind: kind)
        guard hasOwner else { throw .malformed("the key belongs to no person: every person can sign for it") }
        guard hash.hex == parts[1] else { throw .malformed("the key's hash is not its own") }
    }

    package var description: String {
        "\(name)+\(hash.hex)+\((Data([kind.rawValue]) + key.rawRepresentation).base64EncodedString())"
    }

    /// The points of small order, with the sign's bit cleared (RFC 8032; the last two are written in a second way). Under
    /// such a key a signature that needs no private key is valid.
    private static let ownerless: Set<Data> = Set(
        [
            String(repeating: "00", count: 32), "01" + String(repeating: "00", count: 31),
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "ec" + String(repeating: "ff", count: 30) + "7f", "ed" + String(repeating: "ff", count: 30) + "7f",
            "ee" + String(repeating: "ff", count: 30) + "7f",
        ].compactMap { Data(hex: $0) })

    private var hasOwner: Bool {
        var unsigned = Data(bytes)
        unsigned[unsigned.endIndex - 1] &= 0x7F
        return !Self.ownerless.contains(unsigned)
    }

    /// The 32 bytes of the key, the same under any name.
    var bytes: Data { key.rawRepresentation }

    /// Whether the same private key signs for both, under any name and with or without a time.
    package func isKey(of other: NoteVerifier) -> Bool { bytes == other.bytes }

    /// The first key that one before it has, too: a quorum that counts both counts one signer twice.
    package static func double(in keys: [NoteVerifier]) -> (one: NoteVerifier, other: NoteVerifier)? {
        for (place, other) in keys.enumerated() {
            if let one = keys.prefix(place).first(where: { $0.isKey(of: other) }) { return (one, other) }
        }
        return nil
    }

    /// Four bytes that distinguish keys of the same name.
    var hash: Data {
        let named = Data("\(name)\n".utf8) + Data([kind.rawValue]) + key.rawRepresentation
        return Data(SHA256.hash(data: named)).prefix(4)
    }
}

package enum ProofFault: Error, Hashable, Sendable, CustomStringConvertible {
    case malformed(String)
    case unsigned(String)
    case wrongSignature(String)

    package var description: String {
        switch self {
        case .malformed(let why): why
        case .unsigned(let name): "there is no signature of \(name)"
        case .wrongSignature(let name): "the signature of \(name) does not fit the text"
        }
    }
}
