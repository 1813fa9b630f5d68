import Crypto
import Foundation

/// A witness's 32 random bytes, which nobody knows while people join and nobody can change once the commitment is
/// published.
package struct DrawSecret: Sendable, Equatable {
    package let bytes: Data

    /// Where the edition names no witnesses, the system keeps the one secret.
    package static let system = "sistem"

    /// Nil unless there are exactly 32 bytes.
    package init?(_ bytes: Data) {
        guard bytes.count == 32 else { return nil }
        self.bytes = Data(bytes)
    }

    /// SHA-256(tag ‖ wave as u32 ‖ length of the witness's id as u8 ‖ id ‖ secret), published when the wave opens.
    package func commitment(wave: Int, witness: String) -> Data {
        var message = Data("prakerja/draw/commitment/2".utf8)
        message.append(bigEndian: UInt32(wave))
        message.append(bigEndian: UInt8(witness.utf8.count))
        message.append(contentsOf: witness.utf8)
        message.append(bytes)
        return Data(SHA256.hash(data: message))
    }
}

/// One value of the public randomness that the sealed list waits for.
package struct BeaconValue: Sendable, Codable, Equatable {
    package let round: Int
    /// 32 bytes, hexadecimal.
    package let randomness: String
    /// The chain's signature, hexadecimal; the randomness is its SHA-256.
    package let signature: String

    package init(round: Int, randomness: String, signature: String) {
        self.round = round
        self.randomness = randomness
        self.signature = signature
    }

    /// The 32 bytes, if they are what the signature hashes to.
    package var value: Data? {
        guard let randomness = Data(hex: randomness), let signature = Data(hex: signature),
            Data(SHA256.hash(data: signature)) == randomness
        else { return nil }
        return randomness
    }
}

extension DrawStatement {
    /// SHA-256(version ‖ wave as u32 ‖ root ‖ each secret ‖ randomness): each of the last as 0x01 ‖ 32 bytes, or as 0x00
    /// where it was not revealed or is not asked for.
    ///
    /// - Parameter secrets: in the order of the commitments; nil where a witness did not reveal in time.
    package func seed(secrets: [DrawSecret?], randomness: Data?) -> Data {
        var message = Data(Self.version.utf8)
        message.append(bigEndian: UInt32(wave))
        message.append(root)
        for part in secrets.map({ $0?.bytes }) + [randomness] {
            message.append(part == nil ? 0 : 1)
            message.append(part ?? Data())
        }
        return Data(SHA256.hash(data: message))
    }
}
