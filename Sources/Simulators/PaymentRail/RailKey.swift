import CryptoExtras

/// The key pair that rail and client share in development. A real installation has its own key and gives the bank the
/// public half.
package struct RailKey: Sendable {
    package let privatePEM: String
    package let publicPEM: String

    private init() throws {
        let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        privatePEM = key.pemRepresentation
        publicPEM = key.publicKey.pemRepresentation
    }

    /// One key for the process, because making one is slow.
    package static let shared: RailKey = {
        do {
            return try RailKey()
        } catch {
            preconditionFailure("a key of the usual size can always be made: \(error)")
        }
    }()
}
