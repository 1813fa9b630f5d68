import Crypto
import Foundation

/// How a chain of drand signs its rounds.
package enum BeaconScheme: String, Sendable, Codable, CaseIterable {
    /// What is signed is the number of the round.
    case unchained = "bls-unchained-g1-rfc9380"
    /// What is signed are the signature of the round before and the number of the round.
    case chained = "pedersen-bls-chained"

    /// The groups and the domain separation tag.
    var suite: BLS12381.Suite {
        switch self {
        case .unchained: .shortSignatures
        case .chained: .shortKeys
        }
    }

    /// What the chain signs: the SHA-256 of the bytes that its scheme names, the number in eight of them, most
    /// significant first.
    package func message(round: Int, previous: Data?) -> Data {
        var bytes = previous ?? Data()
        bytes.append(bigEndian: UInt64(max(0, round)))
        return Data(SHA256.hash(data: bytes))
    }
}
