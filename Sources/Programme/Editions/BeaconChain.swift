import Foundation

/// The identity of a chain of drand, as its `/info` publishes it. The key is pinned here, outside any file of a draw: a
/// file with its own key would prove nothing.
package struct BeaconChain: Sendable, Codable, Equatable {
    /// The chain's name among all chains: 32 bytes, hexadecimal.
    package let hash: String
    package let scheme: BeaconScheme
    /// Hexadecimal.
    package let publicKey: String

    package init(hash: String, scheme: BeaconScheme, publicKey: String) {
        self.hash = hash
        self.scheme = scheme
        self.publicKey = publicKey
    }

    package func key() throws(BLS12381.Fault) -> BeaconKey {
        try BeaconKey(Data(hex: publicKey) ?? Data(), scheme: scheme)
    }

    func check(_ place: String) -> [Finding] {
        var findings: [Finding] = []
        let bytes = Data(hex: hash)
        if bytes?.count != 32 || bytes?.hex != hash {
            findings.append(.error(place + ".hash", "is not 64 hexadecimal digits, in lower case"))
        }
        do throws(BLS12381.Fault) {
            _ = try key()
        } catch {
            findings.append(.error(place + ".publicKey", "is no key of \(scheme.rawValue): \(error)"))
        }
        return findings
    }
}
