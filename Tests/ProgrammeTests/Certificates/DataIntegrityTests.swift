import Crypto
import Foundation
import Testing

@testable import Programme

/// The vectors for eddsa-jcs-2022 of W3C Data Integrity EdDSA Cryptosuites 1.0, appendix B.
@Suite("Data Integrity proofs")
struct DataIntegrityTests {
    private static let publicKey = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
    private static let secretKey = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"
    private static let proofValue =
        "z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX"
    private static let document = """
        {"@context": ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"],
         "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
         "type": ["VerifiableCredential", "AlumniCredential"],
         "name": "Alumni Credential",
         "description": "A minimum viable example of an Alumni Credential.",
         "issuer": "https://vc.example/issuers/5678",
         "validFrom": "2023-01-01T00:00:00Z",
         "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"}}
        """

    private static func key() throws -> Curve25519.Signing.PrivateKey {
        let bytes = try #require(Base58.decode(String(secretKey.dropFirst())))
        #expect(bytes.prefix(2) == Data([0x80, 0x26]))
        return try Curve25519.Signing.PrivateKey(rawRepresentation: bytes.dropFirst(2))
    }

    private static func signed() throws -> JSONValue {
        let method = "did:key:\(publicKey)#\(publicKey)"
        let proof = DataIntegrityProof(verificationMethod: method, created: "2023-02-24T23:36:38Z")
        return try proof.sign(JSONReader.read(document), with: key())
    }

    @Test("a proof: key, hashes and signature are those of the recommendation's vector")
    func vector() throws {
        let key = try Self.key()
        #expect(Multikey(key.publicKey).description == Self.publicKey)
        #expect(Multikey(Self.publicKey)?.bytes == key.publicKey.rawRepresentation)
        let signed = try Self.signed()
        let options = try #require(signed["proof"]).without("proofValue")
        let hash = try DataIntegrityProof.hash(signed.without("proof"), options)
        #expect(hash.prefix(32).hex == "66ab154f5c2890a140cb8388a22a160454f80575f6eae09e5a097cabe539a1db")
        #expect(hash.suffix(32).hex == "59b7cb6251b8991add1ce0bc83107e3db9dbbab5bd2c28f687db1a03abc92f19")
        // An implementation of Ed25519 may add randomness of its own, so the vector's signature is checked, not compared.
        let stated = signed.with("proof", options.with("proofValue", .string(Self.proofValue)))
        for secured in [signed, stated] {
            try DataIntegrityProof.verify(secured, by: try #require(Multikey(Self.publicKey)))
        }
    }

    @Test("a proof: a changed document, proof, key, context or suite is refused")
    func changed() throws {
        let (signed, key) = (try Self.signed(), try #require(Multikey(Self.publicKey)))
        let proof = try #require(signed["proof"])
        let other = Multikey(Curve25519.Signing.PrivateKey().publicKey)
        #expect(throws: CredentialFault.wrongSignature) { try DataIntegrityProof.verify(signed, by: other) }
        let cases: [(JSONValue, CredentialFault)] = [
            (signed.with("name", "Another"), .wrongSignature),
            (signed.with("proof", proof.with("created", "2024-01-01T00:00:00Z")), .wrongSignature),
            (signed.with("@context", ["https://example.org/v1"]), .otherContext),
            (signed.with("proof", proof.with("cryptosuite", "eddsa-rdfc-2022")), .otherSuite("eddsa-rdfc-2022")),
            (signed.with("proof", proof.with("proofPurpose", "authentication")), .otherPurpose),
            (signed.with("proof", proof.with("proofValue", "z1")), .member("proof.proofValue")),
            (signed.without("proof"), .noProof),
        ]
        for (changed, fault) in cases {
            #expect(throws: fault) { try DataIntegrityProof.verify(changed, by: key) }
        }
    }

    @Test("base 58: bytes with leading zeros come back, and other characters are refused")
    func base58() {
        var chance = SystemRandomNumberGenerator()
        for count in [0, 1, 5, 34, 64] {
            let bytes = Data((0..<count).map { $0 < 2 ? 0 : UInt8.random(in: 0...255, using: &chance) })
            #expect(Base58.decode(Base58.encode(bytes)) == bytes, "\(bytes.hex)")
        }
        #expect(Base58.encode(Data("Hello World!".utf8)) == "2NEpo7TZRRrLZSi2U")
        for text in ["0", "O", "I", "l", "é", String(repeating: "1", count: 300)] {
            #expect(Base58.decode(text) == nil)
        }
    }
}
