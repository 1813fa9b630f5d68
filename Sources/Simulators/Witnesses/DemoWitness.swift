import Crypto
import Foundation
import Programme

/// A witness of the demo. Its key and secrets are derived from its name, so that they survive a restart;
/// `Editions/demo-annex.yaml` names the public keys. A real witness makes its own key with `prakerja witness
/// keygen`.
package struct DemoWitness: Sendable {
    package let key: WitnessKey

    package static let all = ["kantor", "auditor", "universitas"].map(DemoWitness.init)

    package init(_ name: String) {
        do {
            key = try WitnessKey(witness: name, bytes: Self.bytes("key", name))
        } catch {
            preconditionFailure("any 32 bytes are a key: \(error)")
        }
    }

    package func secret(wave: Int) -> DrawSecret {
        guard let secret = DrawSecret(Self.bytes("secret \(wave)", key.witness)) else {
            preconditionFailure("a hash has 32 bytes")
        }
        return secret
    }

    package func note(of wave: Int, edition: Edition) -> WitnessNote {
        WitnessNote(
            .secret, edition: edition.id, wave: wave, witness: key.witness, value: secret(wave: wave).bytes)
    }

    private static func bytes(_ use: String, _ name: String) -> Data {
        Data(SHA256.hash(data: Data("prakerja/simulator/witness/\(name)/\(use)".utf8)))
    }
}
