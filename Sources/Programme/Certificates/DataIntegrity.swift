import Crypto
import Foundation

/// A Data Integrity proof with the cryptosuite `eddsa-jcs-2022` (W3C Data Integrity EdDSA Cryptosuites 1.0): Ed25519 over
/// the hashes of the canonical proof and of the canonical document.
package struct DataIntegrityProof: Hashable, Sendable {
    /// Where the public key is found: a DID, `#` and the key.
    package let verificationMethod: String
    /// When it was signed, in ISO 8601.
    package let created: String

    package static let suite = "eddsa-jcs-2022"
    package static let purpose = "assertionMethod"

    package init(verificationMethod: String, created: String) {
        (self.verificationMethod, self.created) = (verificationMethod, created)
    }

    /// The document with its proof.
    package func sign(
        _ document: JSONValue, with key: Curve25519.Signing.PrivateKey
    ) throws -> JSONValue {
        var options: JSONValue = [
            "type": "DataIntegrityProof", "cryptosuite": .string(Self.suite), "created": .string(created),
            "verificationMethod": .string(verificationMethod), "proofPurpose": .string(Self.purpose),
        ]
        // The proof says in which words the document was signed: a context that is put in later changes their meaning.
        if let context = document["@context"] { options = options.with("@context", context) }
        let signature = try key.signature(for: Self.hash(document, options))
        return document.with("proof", options.with("proofValue", .string("z" + Base58.encode(signature))))
    }

    /// Where the signed document says its key is. Throws unless the proof is one of this suite.
    package static func method(of document: JSONValue) throws(CredentialFault) -> String {
        guard let proof = document["proof"], case .object = proof else { throw .noProof }
        guard proof["type"]?.text == "DataIntegrityProof", proof["cryptosuite"]?.text == suite else {
            throw .otherSuite(proof["cryptosuite"]?.text ?? proof["type"]?.text ?? "?")
        }
        guard proof["proofPurpose"]?.text == purpose else { throw .otherPurpose }
        guard let method = proof["verificationMethod"]?.text else { throw .member("proof.verificationMethod") }
        return method
    }

    /// Throws unless the document is as it was when this key signed it.
    package static func verify(_ document: JSONValue, by key: Multikey) throws(CredentialFault) {
        _ = try method(of: document)
        guard let proof = document["proof"], let value = proof["proofValue"]?.text, value.first == "z",
            let signature = Base58.decode(String(value.dropFirst())), signature.count == 64
        else { throw .member("proof.proofValue") }
        if let context = proof["@context"] {
            let (signed, present) = (context.contexts, document["@context"]?.contexts ?? [])
            guard present.starts(with: signed) else { throw .otherContext }
        }
        let hash: Data
        do {
            let unsecured = document.without("proof")
            // A document that got further contexts behind those of the proof is checked with those of the proof.
            let signed = proof["@context"].map { unsecured.with("@context", $0) } ?? unsecured
            hash = try Self.hash(signed, proof.without("proofValue"))
        } catch {
            throw .json(error)
        }
        guard let key = key.key, key.isValidSignature(signature, for: hash) else { throw .wrongSignature }
    }

    /// SHA-256 of the proof's options, then of the document.
    static func hash(_ document: JSONValue, _ options: JSONValue) throws(JSONFault) -> Data {
        let (first, second) = (try options.canonical, try document.canonical)
        return Data(SHA256.hash(data: Data(first.utf8))) + Data(SHA256.hash(data: Data(second.utf8)))
    }
}

extension JSONValue {
    fileprivate var contexts: [JSONValue] {
        guard case .array(let values) = self else { return [self] }
        return values
    }
}
