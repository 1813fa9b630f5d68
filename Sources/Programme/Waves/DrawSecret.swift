import Crypto
import Foundation

/// The 32 random bytes that nobody knows while people join, and nobody can change once its commitment is published.
package struct DrawSecret: Sendable, Equatable {
    package let bytes: Data

    /// Nil unless there are exactly 32 bytes.
    package init?(_ bytes: Data) {
        guard bytes.count == 32 else { return nil }
        self.bytes = Data(bytes)
    }

    /// SHA-256(tag ‖ wave as u32 ‖ secret), published when the wave opens.
    package func commitment(wave: Int) -> Data {
        var message = Data("prakerja/draw/commitment/1".utf8)
        message.append(bigEndian: UInt32(wave))
        message.append(bytes)
        return Data(SHA256.hash(data: message))
    }

    /// SHA-256(version ‖ wave as u32 ‖ root ‖ secret): known only when the list is sealed and the secret is shown.
    package func seed(wave: Int, root: Data) -> Data {
        precondition(root.count == 32)
        var message = Data(DrawBundle.version.utf8)
        message.append(bigEndian: UInt32(wave))
        message.append(root)
        message.append(bytes)
        return Data(SHA256.hash(data: message))
    }
}
