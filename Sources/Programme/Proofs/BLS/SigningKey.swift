import Foundation

extension BLS12381 {
    /// A key pair for tests and simulators. The time that signing takes depends on the key, so a key that protects
    /// anything must not be used here; a rule of the house keeps this type out of the product.
    package struct SigningKey: Sendable {
        private let suite: Suite
        /// The least significant word first.
        private let factor: [UInt64]

        /// - Parameter seed: any bytes; the key is derived from their hash.
        package init(seed: Data, suite: Suite) {
            self.suite = suite
            let digest = BLS12381.hash(Array(seed))
            let words = (0..<4).map { word in
                digest[word * 8..<word * 8 + 8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            }
            // Below 2²⁵⁴, and so below the order of the groups; zero has the probability of a collision.
            factor = words.dropLast() + [words[3] >> 2]
        }

        package var publicKey: Data {
            switch suite {
            case .shortSignatures: bytes(Point(G2.generator).times(factor))
            case .shortKeys: bytes(Point(G1.generator).times(factor))
            }
        }

        package func signature(of message: Data) -> Data {
            switch suite {
            case .shortSignatures: bytes(G1.hash(Array(message), tag: suite.tag).times(factor))
            case .shortKeys: bytes(G2.hash(Array(message), tag: suite.tag).times(factor))
            }
        }

        private func bytes<G: Group>(_ point: Point<G>) -> Data { Data(point.affine?.compressed ?? []) }
    }
}
