/// Signatures on the pairing-friendly curve BLS12-381, as the public randomness of drand carries them.
///
/// README.md beside this file names the source of every constant and what the tests compare with. All inputs are public:
/// nothing here takes the same time for every value, so nothing here may compute with a secret outside tests and
/// simulators.
package enum BLS12381 {
    /// The absolute value of the curve's parameter; the parameter itself is negative.
    static let parameter: UInt64 = 0xd201_0000_0001_0000

    /// The order of both groups, its least significant word first.
    static let order: [UInt64] = [
        0xffff_ffff_0000_0001, 0x53bd_a402_fffe_5bfe, 0x3339_d808_09a1_d805, 0x73ed_a753_299d_7d48,
    ]

    /// Why a key or a signature is refused. The checks run in this order, so that the pairing is computed only for two
    /// points of the right groups.
    package enum Fault: Error, Equatable, Sendable {
        case length(is: Int, expected: Int)
        /// The three highest bits are not those of a compressed point.
        case flags
        /// The point at infinity, which verifies for every message under a key that is it, too.
        case infinity
        /// A coordinate is not below the field's prime: the same point would have two encodings.
        case notReduced
        case offCurve
        case wrongSubgroup
        /// The pairing says that the key did not sign the message.
        case signature
    }
}

extension BLS12381.Fault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .length(let count, let expected): "it has \(count) bytes instead of \(expected)"
        case .flags: "it is not a compressed point"
        case .infinity: "it is the point at infinity"
        case .notReduced: "a coordinate is not below the field's prime"
        case .offCurve: "it is not a point of the curve"
        case .wrongSubgroup: "it is a point outside the group of the right order"
        case .signature: "the key did not sign this"
        }
    }
}
