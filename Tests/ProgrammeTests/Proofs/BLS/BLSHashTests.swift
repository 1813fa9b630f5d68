import Foundation
import Testing

@testable import Programme

/// The vectors of RFC 9380: appendices J.9.1 and J.10.1 with points in their compressed encoding, K.1 and K.2.
@Suite("Hashing to BLS12-381")
struct BLSHashTests {
    static let messages = [
        "", "abc", "abcdef0123456789", "q128_" + String(repeating: "q", count: 128),
        "a512_" + String(repeating: "a", count: 512),
    ]

    static let first = [
        "852926add2207b76ca4fa57a8734416c8dc95e24501772c814278700eed6d1e4e8cf62d9c09db0fac349612b759e79a1",
        "83567bc5ef9c690c2ab2ecdf6a96ef1c139cc0b2f284dca0a9a7943388a49a3aee664ba5379a7655d3c68900be2f6903",
        "91e0b079dea29a68f0383ee94fed1b940995272407e3bb916bbf268c263ddd57a6a27200a784cbc248e84f357ce82d98",
        "b5f68eaa693b95ccb85215dc65fa81038d69629f70aeee0d0f677cf22285e7bf58d7cb86eefe8f2e9bc3f8cb84fac488",
        "882aabae8b7dedb0e78aeb619ad3bfd9277a2f77ba7fad20ef6aabdc6c31d19ba5a6d12283553294c1825c4b3ca2dcfe",
    ]

    static let second = [
        "a5cb8437535e20ecffaef7752baddf98034139c38452458baeefab379ba13dff5bf5dd71b72418717047f5b0f37da03d"
            + "0141ebfbdca40eb85b87142e130ab689c673cf60f1a3e98d69335266f30d9b8d4ac44c1038e9dcdd5393faf5c41fb78a",
        "939cddbccdc5e91b9623efd38c49f81a6f83f175e80b06fc374de9eb4b41dfe4ca3a230ed250fbe3a2acf73a41177fd8"
            + "02c2d18e033b960562aae3cab37a27ce00d80ccd5ba4b7fe0e7a210245129dbec7780ccc7954725f4168aff2787776e6",
        "990d119345b94fbd15497bcba94ecf7db2cbfd1e1fe7da034d26cbba169fb3968288b3fafb265f9ebd380512a71c3f2c"
            + "121982811d2491fde9ba7ed31ef9ca474f0e1501297f68c298e9f4c0028add35aea8bb83d53c08cfc007c1e005723cd0",
        "8934aba516a52d8ae479939a91998299c76d39cc0c035cd18813bec433f587e2d7a4fef038260eef0cef4d02aae3eb91"
            + "19a84dd7248a1066f737cc34502ee5555bd3c19f2ecdb3c7d9e24dc65d4e25e50d83f0f77105e955d78f4762d33c17da",
        "91fca2ff525572795a801eed17eb12785887c7b63fb77a42be46ce4a34131d71f7a73e95fee3f812aea3de78b4d01569"
            + "01a6ba2f9a11fa5598b2d8ace0fbe0a0eacb65deceb476fbbcb64fd24557c2f4b18ecfc5663e54ae16a84f5ab7f62534",
    ]

    @Test("hash to curve: the vectors of RFC 9380 for both groups", arguments: 0..<5)
    func vectors(place: Int) throws {
        let message = Array(Self.messages[place].utf8)
        let tag = "QUUX-V01-CS02-with-BLS12381G1_XMD:SHA-256_SSWU_RO_"
        let point = BLS12381.G1.hash(message, tag: Array(tag.utf8))
        #expect(Data(try #require(point.affine).compressed).hex == Self.first[place])
        let other = BLS12381.G2.hash(message, tag: Array(tag.replacing("G1", with: "G2").utf8))
        #expect(Data(try #require(other.affine).compressed).hex == Self.second[place])
        #expect(point.isInGroup && other.isInGroup)
    }

    @Test(
        "hash to curve: messages are expanded as in RFC 9380, with a tag of any length",
        arguments: [
            (0, 32, "", "68a985b87eb6b46952128911f2a4412bbc302a9d759667f87f7a21d803f07235"),
            (1, 32, "", "d8ccab23b5985ccea865c6c97b6e5b8350e794e603b4b97902f53a8a0d605615"),
            (2, 32, "", "eff31487c770a893cfb36f912fbfcbff40d5661771ca4b2cb4eafe524333f5c1"),
            (3, 32, "", "b23a1d2b4d97b2ef7785562a7e8bac7eed54ed6e97e29aa51bfe3f12ddad1ff9"),
            (4, 32, "", "4623227bcc01293b8c130bf771da8c298dede7383243dc0993d2d94823958c4c"),
            (
                1, 128, "",
                "abba86a6129e366fc877aab32fc4ffc70120d8996c88aee2fe4b32d6c7b6437a647e6c3163d40b76a73cf6a5674ef1d8"
                    + "90f95b664ee0afa5359a5c4e07985635bbecbac65d747d3d2da7ec2b8221b17b0ca9dc8a1ac1c07ea6a1e60583e2cb00"
                    + "058e77b7b72a298425cd1b941ad4ec65e8afc50303a22c0f99b0509b4c895f40"
            ),
            (0, 32, "long", "e8dc0c8b686b7ef2074086fbdd2f30e3f8bfbd3bdf177f73f04b97ce618a3ed3"),
            (4, 32, "long", "20cce7033cabc5460743180be6fa8aac5a103f56d481cf369a8accc0c374431b"),
        ])
    func expansion(message: Int, count: Int, kind: String, expected: String) {
        let short = "QUUX-V01-CS02-with-expander-SHA256-128"
        let long = "\(short)-long-DST-" + String(repeating: "1", count: 208)
        let tag = Array((kind == "long" ? long : short).utf8)
        let bytes = BLS12381.expand(Array(Self.messages[message].utf8), tag: tag, count: count)
        #expect(Data(bytes).hex == expected)
    }

    @Test("hash to curve: zero, where the map divides by zero, gives a point of the curve")
    func exception() throws {
        for point in [BLS12381.G1.map.point(.zero, in: BLS12381.G1.self)] {
            let (x, y) = try affine(point)
            #expect(y.squared == x.squared * x + BLS12381.G1.b)
        }
        let (x, y) = try affine(BLS12381.G2.map.point(.zero, in: BLS12381.G2.self))
        #expect(y.squared == x.squared * x + BLS12381.G2.b)
    }

    private func affine<G: BLS12381.Group>(_ point: BLS12381.Point<G>) throws -> (G.Coordinate, G.Coordinate) {
        let affine = try #require(point.affine)
        return (affine.x, affine.y)
    }
}
