import Foundation

/// One value of the public randomness for which the sealed list waits.
package struct BeaconValue: Sendable, Codable, Equatable {
    package let round: Int
    /// 32 bytes, hexadecimal.
    package let randomness: String
    /// The chain's signature, hexadecimal; the randomness is its SHA-256.
    package let signature: String
    /// The signature of the round before, hexadecimal; only of a chain whose scheme signs it, too.
    package let previousSignature: String?

    enum CodingKeys: String, CodingKey {
        case round, randomness, signature
        case previousSignature = "previous_signature"
    }

    package init(round: Int, randomness: String, signature: String, previousSignature: String? = nil) {
        self.round = round
        self.randomness = randomness
        self.signature = signature
        self.previousSignature = previousSignature
    }

    /// The 32 bytes, if they are the hash of the signature.
    package var value: Data? {
        guard let randomness = Data(hex: randomness), let signature = Data(hex: signature),
            BeaconKey.randomness(of: signature) == randomness
        else { return nil }
        return randomness
    }

    /// Throws unless the chain signed this round.
    package func verify(_ chain: BeaconChain) throws(BeaconSignatureFault) {
        let key: BeaconKey
        do throws(BLS12381.Fault) {
            key = try chain.key()
        } catch {
            throw .key(error)
        }
        try key.verify(
            round: round, signature: Data(hex: signature) ?? Data(),
            previous: previousSignature.map { Data(hex: $0) ?? Data() })
    }

    /// Whether every text is written as `hex` writes it, so that a value has one encoding.
    var isCanonical: Bool {
        ([randomness, signature] + (previousSignature.map { [$0] } ?? [])).allSatisfy { Data(hex: $0)?.hex == $0 }
    }
}
