import Foundation
import Testing

@testable import Programme

@Suite("Points of BLS12-381")
struct BLSPointTests {
    typealias G1 = BLS12381.G1
    typealias G2 = BLS12381.G2
    typealias Fault = BLS12381.Fault

    @Test(
        "points: multiples of the generators are those of other implementations",
        arguments: [
            (
                1, "97f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb",
                "93e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e"
                    + "024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8"
            ),
            (
                2, "a572cbea904d67468808c8eb50a9450c9721db309128012543902d0ac358a62ae28f75bb8f1c7c42c39a8c5529bf0f4e",
                "aa4edef9c1ed7f729f520e47730a124fd70662a904ba1074728114d1031e1572c6c886f6b57ec72a6178288c47c33577"
                    + "1638533957d540a9d2370f17cc7ed5863bc0b995b8825e0ee1ea1e1e4d00dbae81f14b0bf3611b78c952aacab827a053"
            ),
            (
                7, "b928f3beb93519eecf0145da903b40a4c97dca00b21f12ac0df3be9116ef2ef27b2ae6bcd4c5bc2d54ef5a70627efcb7",
                "8d0273f6bf31ed37c3b8d68083ec3d8e20b5f2cc170fa24b9b5be35b34ed013f9a921f1cad1644d4bdb14674247234c8"
                    + "049cd1dbb2d2c3581e54c088135fef36505a6823d61b859437bfc79b617030dc8b40e32bad1fa85b9c0f368af6d38d3c"
            ),
        ])
    func multiples(factor: UInt64, first: String, second: String) throws {
        try check(BLS12381.Point(G1.generator).times([factor]), is: first)
        try check(BLS12381.Point(G2.generator).times([factor]), is: second)
    }

    private func check<G: BLS12381.Group>(_ point: BLS12381.Point<G>, is text: String) throws {
        let affine = try #require(point.affine)
        #expect(Data(affine.compressed).hex == text)
        #expect(try BLS12381.Affine<G>(compressed: Array(try #require(Data(hex: text)))) == affine)
        #expect((-affine).compressed[0] == affine.compressed[0] ^ 0x20)
    }

    @Test("points: sums obey the laws, also with infinity, with itself and with the negative")
    func laws() {
        check(BLS12381.Point(G1.generator))
        check(BLS12381.Point(G2.generator))
    }

    private func check<G: BLS12381.Group>(_ a: BLS12381.Point<G>) {
        let (b, c) = (a.times([11]), a.times([1_000_003]))
        #expect((a + b).affine == (b + a).affine)
        #expect(((a + b) + c).affine == (a + (b + c)).affine)
        #expect((a + a).affine == a.doubled.affine && (b - b).isInfinity)
        #expect((a + .infinity).affine == a.affine && (.infinity + a).affine == a.affine)
        #expect(BLS12381.Point<G>.infinity.doubled.isInfinity)
        #expect(a.times(BLS12381.order).isInfinity && a.isInGroup)
        #expect(a.times([5, 1]).affine == (a.times([1 << 63]).doubled + a.times([5])).affine)
        #expect((a.timesParameter + a.times([BLS12381.parameter])).isInfinity)
    }

    @Test("points: the endomorphism of G2 multiplies a point of the group by the curve's parameter")
    func endomorphism() {
        let point = BLS12381.Point(G2.generator).times([12_345])
        #expect(G2.endomorphism(point).affine == point.timesParameter.affine)
    }

    static let zeros = String(repeating: "0", count: 93)
    static let generator =
        "f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb"
    static let wrongInFirst: [(String, Fault)] = [
        ("", .length(is: 0, expected: 48)), ("97f1d3", .length(is: 3, expected: 48)), ("000" + zeros, .flags),
        ("17" + generator, .flags), ("57" + generator, .flags), ("d7" + generator, .flags), ("c00" + zeros, .infinity),
        ("e00" + zeros, .flags), ("c0" + zeros + "1", .flags), ("9a" + BLSFieldTests.prime.dropFirst(2), .notReduced),
        ("9f" + String(repeating: "f", count: 94), .notReduced), ("80" + zeros + "1", .offCurve),
        ("80" + zeros + "4", .wrongSubgroup), ("80" + zeros + "0", .wrongSubgroup),
    ]

    @Test("points: in G1, each kind of wrong encoding is refused by name", arguments: wrongInFirst)
    func refusedInFirst(hex: String, fault: Fault) throws {
        let bytes = Array(try #require(Data(hex: hex)))
        #expect(throws: fault) { try BLS12381.Affine<G1>(compressed: bytes) }
    }

    static let wrongInSecond: [(Int, [UInt8], Fault)] = [
        (47, [0x80], .length(is: 47, expected: 96)), (97, [0x80], .length(is: 97, expected: 96)), (96, [0x00], .flags),
        (96, [0x20], .flags), (96, [0x40], .flags), (96, [0xc0], .infinity), (96, [0xe0], .flags),
        (96, [0xc0, 1], .flags), (96, [0x9a, 1, 0x11, 0xeb], .notReduced),
    ]

    @Test("points: in G2, each kind of wrong encoding is refused by name", arguments: wrongInSecond)
    func refusedInSecond(count: Int, start: [UInt8], fault: Fault) {
        let bytes = start + [UInt8](repeating: 0, count: count - start.count)
        #expect(throws: fault) { try BLS12381.Affine<G2>(compressed: bytes) }
    }

    static let smallX: [(UInt8, Fault)] = [
        (1, .offCurve), (2, .wrongSubgroup), (3, .offCurve), (4, .wrongSubgroup), (7, .wrongSubgroup),
    ]

    @Test("points: in G2, x without a point and x of a point outside the group are refused", arguments: smallX)
    func smallNumbers(x: UInt8, fault: Fault) {
        let bytes = [0x80] + [UInt8](repeating: 0, count: 94) + [x]
        #expect(throws: fault) { try BLS12381.Affine<G2>(compressed: bytes) }
    }

    /// A point of the group whose x is small enough that x + p has 381 bits, too.
    @Test("points: a second encoding of the same point, with the prime added to x, is refused")
    func secondEncoding() throws {
        var bytes = Array(try #require(Data(hex: BLSHashTests.first[0])))
        #expect(throws: Never.self) { try BLS12381.Affine<G1>(compressed: bytes) }
        let prime = Array(try #require(Data(hex: BLSFieldTests.prime)))
        var carry = 0
        for place in bytes.indices.reversed() {
            let sum = Int(place == 0 ? bytes[0] & 0x1f : bytes[place]) + Int(prime[place]) + carry
            carry = sum >> 8
            bytes[place] = UInt8(sum & 0xff) | (place == 0 ? bytes[0] & 0xe0 : 0)
        }
        #expect(carry == 0 && bytes[0] & 0x80 != 0)
        #expect(throws: Fault.notReduced) { try BLS12381.Affine<G1>(compressed: bytes) }
    }

    @Test("points: one before its cofactor is cleared is on the curve and outside the group", arguments: 1...5)
    func outside(number: UInt64) throws {
        var numbers = Numbers(seed: number)
        let first = G1.map.point(BLSFieldTests.fp(&numbers), in: G1.self)
        let second = G2.map.point(BLSFieldTests.fp2(&numbers), in: G2.self)
        let (one, two) = (try #require(first.affine), try #require(second.affine))
        #expect(throws: Fault.wrongSubgroup) { try BLS12381.Affine<G1>(compressed: one.compressed) }
        #expect(throws: Fault.wrongSubgroup) { try BLS12381.Affine<G2>(compressed: two.compressed) }
        #expect(G1.clearingCofactor(first).isInGroup && G2.clearingCofactor(second).isInGroup)
    }
}
