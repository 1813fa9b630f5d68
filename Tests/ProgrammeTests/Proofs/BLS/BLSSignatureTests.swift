import Foundation
import Testing

@testable import Programme

@Suite("BLS signatures")
struct BLSSignatureTests {
    private static let message = Data("pesan".utf8)

    @Test(
        "BLS: a signature verifies under its key and message, and under no other",
        arguments: [BLS12381.Suite.shortSignatures, .shortKeys])
    func signatures(suite: BLS12381.Suite) throws {
        let signer = BLS12381.SigningKey(seed: Data("satu".utf8), suite: suite)
        let stranger = BLS12381.SigningKey(seed: Data("dua".utf8), suite: suite)
        let key = try BLS12381.PublicKey(signer.publicKey, suite: suite)
        let signature = signer.signature(of: Self.message)
        try key.verify(signature, of: Self.message)
        #expect(throws: BLS12381.Fault.signature) { try key.verify(signature, of: Self.message + Data([0])) }
        #expect(throws: BLS12381.Fault.signature) {
            try key.verify(stranger.signature(of: Self.message), of: Self.message)
        }
        // The other y of the same x.
        var negative = signature
        negative[0] ^= 0x20
        #expect(throws: BLS12381.Fault.signature) { try key.verify(negative, of: Self.message) }
    }

    /// The values are py_ecc's, for the same seed.
    @Test("BLS: key and signature are those of another implementation")
    func known() {
        let short = BLS12381.SigningKey(seed: Data("x".utf8), suite: .shortSignatures)
        #expect(
            short.signature(of: Data("hello".utf8)).hex
                == "a4e24c19790d80e42431b5070fe520aacaa8a3fc60a240e89714c541fd7e49e4f46caea03567500cb4730abee669cc81")
        let long = BLS12381.SigningKey(seed: Data("x".utf8), suite: .shortKeys)
        #expect(
            long.publicKey.hex
                == "8aba84aedd97ae03047e435eb922b80e21cf59df990cae239c66059c08446c93d7c7e2853052b2a4efe3806b10ea3b90")
        #expect(
            long.signature(of: Data("hello".utf8)).hex
                == "b1f013b5e4da2f3ddcb1df982e237e41b872f4bd740b245f7a0fd99044b242c9b72f2111ae00bb1e6aa48aafcb97b6e2"
                + "02d863674aca497ac2a0b6a1086cbfffeba18155d855bc872fba83fcefd7f70f382d637fd2c25c1caf54b624f2aac40b")
    }

    @Test("BLS: a key of the wrong group, of infinity or with a changed byte is refused")
    func keys() throws {
        let key = BLS12381.SigningKey(seed: Data("satu".utf8), suite: .shortKeys).publicKey
        #expect(throws: BLS12381.Fault.length(is: 48, expected: 96)) {
            try BLS12381.PublicKey(key, suite: .shortSignatures)
        }
        #expect(throws: BLS12381.Fault.infinity) {
            try BLS12381.PublicKey(Data([0xc0] + [UInt8](repeating: 0, count: 47)), suite: .shortKeys)
        }
        for place in key.indices {
            var other = key
            other[place] ^= 1
            #expect(throws: BLS12381.Fault.self, "byte \(place)") { try BLS12381.PublicKey(other, suite: .shortKeys) }
        }
    }

    @Test("BLS: the signature at infinity verifies nothing")
    func infinity() throws {
        let signer = BLS12381.SigningKey(seed: Data("satu".utf8), suite: .shortSignatures)
        let key = try BLS12381.PublicKey(signer.publicKey, suite: .shortSignatures)
        #expect(throws: BLS12381.Fault.infinity) {
            try key.verify(Data([0xc0] + [UInt8](repeating: 0, count: 47)), of: Self.message)
        }
    }
}
