import Foundation

extension BLS12381 {
    /// Which of the two groups has the signatures; keys are in the other. The raw value is the name of the suite in
    /// draft-irtf-cfrg-bls-signature, which is also the domain separation tag of the hash to the curve.
    package enum Suite: String, Sendable {
        /// Signatures of 48 bytes, keys of 96.
        case shortSignatures = "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_"
        /// Signatures of 96 bytes, keys of 48.
        case shortKeys = "BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_"

        var tag: [UInt8] { Array(rawValue.utf8) }
    }

    /// A key that was checked, so that each signature costs its own checks only.
    package struct PublicKey: Sendable {
        private enum Point {
            case first(Affine<G1>)
            case second(Affine<G2>)
        }

        package let suite: Suite
        private let point: Point

        package init(_ bytes: Data, suite: Suite) throws(Fault) {
            self.suite = suite
            switch suite {
            case .shortSignatures: point = .second(try Affine(compressed: Array(bytes)))
            case .shortKeys: point = .first(try Affine(compressed: Array(bytes)))
            }
        }

        /// Throws unless the key signed the message.
        package func verify(_ signature: Data, of message: Data) throws(Fault) {
            let (bytes, message) = (Array(signature), Array(message))
            let pairs: [(Affine<G1>, Affine<G2>)]
            switch point {
            case .second(let key):
                let signature = try Affine<G1>(compressed: bytes)
                guard let hash = G1.hash(message, tag: suite.tag).affine else { throw .signature }
                pairs = [(signature, -G2.generator), (hash, key)]
            case .first(let key):
                let signature = try Affine<G2>(compressed: bytes)
                guard let hash = G2.hash(message, tag: suite.tag).affine else { throw .signature }
                pairs = [(-G1.generator, signature), (key, hash)]
            }
            guard Pairing.isProductOne(pairs) else { throw .signature }
        }
    }
}
