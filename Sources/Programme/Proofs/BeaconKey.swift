import Crypto
import Foundation

/// Why a round is not its chain's.
package enum BeaconSignatureFault: Error, Equatable, Sendable {
    /// The chain's own key is not one of its scheme.
    case key(BLS12381.Fault)
    case round(Int)
    /// A chained round without the signature before it, or another round with one.
    case previous
    case signature(BLS12381.Fault)
}

extension BeaconSignatureFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .key(let fault): "the chain's key: \(fault)"
        case .round(let number): "\(number) is no number of a round"
        case .previous: "the signature of the round before is missing, or is not part of this chain's scheme"
        case .signature(let fault): "its signature: \(fault)"
        }
    }
}

/// The public key of a chain of drand, and the scheme of its signatures.
package struct BeaconKey: Sendable {
    package let scheme: BeaconScheme
    private let key: BLS12381.PublicKey

    package init(_ bytes: Data, scheme: BeaconScheme) throws(BLS12381.Fault) {
        self.scheme = scheme
        key = try BLS12381.PublicKey(bytes, suite: scheme.suite)
    }

    /// Throws unless the chain signed this round.
    ///
    /// - Parameter previous: the signature of the round before, of a chained scheme only; round 1 has the seed of the
    ///   chain there.
    package func verify(round: Int, signature: Data, previous: Data?) throws(BeaconSignatureFault) {
        guard round >= 1 else { throw .round(round) }
        guard (previous != nil) == (scheme == .chained) else { throw .previous }
        do throws(BLS12381.Fault) {
            try key.verify(signature, of: scheme.message(round: round, previous: previous))
        } catch {
            throw .signature(error)
        }
    }

    /// A round's value, which follows from its signature in every scheme.
    package static func randomness(of signature: Data) -> Data { Data(SHA256.hash(data: signature)) }
}
