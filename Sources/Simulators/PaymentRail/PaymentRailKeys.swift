import CryptoExtras
import Foundation

/// The key pair of a development installation: made once, kept in its data directory, and shared by the two sides through
/// it. A real installation has a key of its own and registers the public half with its bank.
package enum PaymentRailKeys {
    package static let privateName = "rail-private.pem"

    /// Answers the public key for the simulator; the connector reads the private one from `directory`.
    package static func ensure(in directory: String) throws -> String {
        let path = "\(directory)/\(privateName)"
        if let stored = try? String(contentsOfFile: path, encoding: .utf8) {
            return try _RSA.Signing.PrivateKey(pemRepresentation: stored).publicKey.pemRepresentation
        }
        let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        let isMade = FileManager.default.createFile(
            atPath: path, contents: Data(key.pemRepresentation.utf8), attributes: [.posixPermissions: 0o600])
        guard isMade else { throw CocoaError(.fileWriteUnknown) }
        return key.publicKey.pemRepresentation
    }
}
