import CryptoExtras

/// The key pair the rail and its client share in development. A real installation has a key of its own and gives its
/// bank the public half.
package struct RailKey: Sendable {
    package let privatePEM: String
    package let publicPEM: String

    private init() throws {
        let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        privatePEM = key.pemRepresentation
        publicPEM = key.publicKey.pemRepresentation
    }

    /// One for the whole process: making it takes a moment.
    package static let shared: RailKey = {
        do {
            return try RailKey()
        } catch {
            preconditionFailure("a key of the usual size can always be made: \(error)")
        }
    }()
}
