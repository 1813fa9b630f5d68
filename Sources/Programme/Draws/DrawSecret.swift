import Crypto
import Foundation

/// A witness's 32 random bytes: unknown while people join, and fixed once the commitment is published.
package struct DrawSecret: Sendable, Equatable {
    package let bytes: Data

    /// The name for the system, which holds the only secret where the edition names no witnesses.
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

extension DrawStatement {
    /// SHA-256(version ‖ wave as u32 ‖ root ‖ each secret ‖ randomness): each secret and the randomness as 0x01 ‖ 32
    /// bytes, or as 0x00 where it was not revealed or is not required.
    ///
    /// - Parameter secrets: in the order of the commitments; nil where a witness did not reveal in time.
    package func seed(secrets: [DrawSecret?], randomness: Data?) -> Data {
        var message = Data(version.utf8)
        message.append(bigEndian: UInt32(wave))
        message.append(root)
        for part in secrets.map({ $0?.bytes }) + [randomness] {
            message.append(part == nil ? 0 : 1)
            message.append(part ?? Data())
        }
        return Data(SHA256.hash(data: message))
    }
}
