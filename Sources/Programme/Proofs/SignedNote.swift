import Crypto
import Foundation

/// A text with Ed25519 signatures in the format of transparency logs (C2SP signed-note): the text, an empty line, and
/// `— name base64(key hash ‖ signature)` per signature.
package enum SignedNote {
    /// - Parameter text: ends with a line feed and has no empty line.
    package static func sign(_ text: String, as name: String, with key: Curve25519.Signing.PrivateKey) throws -> String
    {
        let verifier = NoteVerifier(name: name, key: key.publicKey)
        let signature = try key.signature(for: Data(text.utf8))
        return "\(text)\n— \(name) \((verifier.hash + signature).base64EncodedString())\n"
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

    /// Whether a line below a text is `— name base64(key hash ‖ signature)`, and written in no other way.
    static func isSignature(_ line: String) -> Bool {
        let parts = line.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "—", !parts[1].isEmpty, let bytes = Data(base64Encoded: String(parts[2]))
        else { return false }
        return bytes.count == 68 && bytes.base64EncodedString() == parts[2]
    }

    /// The text, when one of the signatures is a valid one of `verifier`.
    package static func open(_ note: String, with verifier: NoteVerifier) throws(ProofFault) -> String {
        guard let gap = note.range(of: "\n\n") else {
            throw .malformed("a note has an empty line before its signatures")
        }
        let text = note[..<gap.lowerBound] + "\n"
        for line in note[gap.upperBound...].split(separator: "\n") {
            let parts = line.split(separator: " ")
            guard parts.count == 3, parts[0] == "—", parts[1] == verifier.name,
                let bytes = Data(base64Encoded: String(parts[2])), bytes.base64EncodedString() == parts[2],
                bytes.prefix(4) == verifier.hash
            else { continue }
            guard verifier.key.isValidSignature(bytes.dropFirst(4), for: Data(text.utf8)) else {
                throw .wrongSignature(verifier.name)
            }
            return String(text)
        }
        throw .unsigned(verifier.name)
    }
}

/// The key that must have signed a note: `name+key hash+base64(algorithm ‖ public key)`, in one printable line.
package struct NoteVerifier: Sendable, CustomStringConvertible {
    package let name: String
    package let key: Curve25519.Signing.PublicKey

    package init(name: String, key: Curve25519.Signing.PublicKey) {
        self.name = name
        self.key = key
    }

    package init(_ text: String) throws(ProofFault) {
        let parts = text.trimmingCharacters(in: .whitespacesAndNewlines)
            .split(separator: "+", maxSplits: 2).map(String.init)
        guard parts.count == 3, let bytes = Data(base64Encoded: parts[2]), bytes.first == Self.ed25519,
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes.dropFirst())
        else { throw .malformed("a key reads name+hash+base64") }
        self.init(name: parts[0], key: key)
        guard hash.hex == parts[1] else { throw .malformed("the key's hash is not its own") }
    }

    package var description: String {
        "\(name)+\(hash.hex)+\((Data([Self.ed25519]) + key.rawRepresentation).base64EncodedString())"
    }

    /// The 32 bytes of the key, the same under any name.
    var bytes: Data { key.rawRepresentation }

    /// Four bytes that distinguish keys of the same name.
    var hash: Data {
        let named = Data("\(name)\n".utf8) + Data([Self.ed25519]) + key.rawRepresentation
        return Data(SHA256.hash(data: named)).prefix(4)
    }

    private static let ed25519: UInt8 = 1
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
