import Foundation
import Testing

@testable import Programme

@Suite("The pairing of BLS12-381")
struct BLSPairingTests {
    typealias Pairing = BLS12381.Pairing
    let first = BLS12381.Point(BLS12381.G1.generator)
    let second = BLS12381.Point(BLS12381.G2.generator)

    private func value(_ left: [UInt64], _ right: [UInt64]) throws -> BLS12381.Fp12 {
        let pair = (try #require(first.times(left).affine), try #require(second.times(right).affine))
        return Pairing.finalPower(Pairing.millerLoop([pair]))
    }

    @Test("pairing: a factor of either point is a power of the value")
    func bilinear() throws {
        let one = try value([1], [1])
        #expect(one != .one)
        let (left, right) = (try value([6], [1]), try value([1], [6]))
        #expect(left == right && left == (one.squared * one).squared)
        #expect(try value([2], [3]) == left && value([3], [2]) == left)
        #expect(try value([5], [1]) != left)
    }

    @Test("pairing: the order of the groups is the order of its values")
    func order() throws {
        let one = try value([3], [1])
        var power = BLS12381.Fp12.one
        for word in BLS12381.order.reversed() {
            for bit in (0..<64).reversed() {
                power = power.squared
                if word >> UInt64(bit) & 1 == 1 { power = power * one }
            }
        }
        #expect(power == .one)
        #expect(one * one.conjugate == .one)
    }

    @Test("pairing: a product is one exactly if the factors cancel, in any order and number")
    func products() throws {
        func pair(_ left: UInt64, _ right: UInt64) throws -> (
            BLS12381.Affine<BLS12381.G1>, BLS12381.Affine<BLS12381.G2>
        ) {
            (try #require(first.times([left]).affine), try #require(second.times([right]).affine))
        }
        let six = try pair(6, 1)
        #expect(Pairing.isProductOne([six, (-(try pair(2, 1)).0, try pair(1, 3).1)]))
        #expect(Pairing.isProductOne([(try pair(3, 1).0, -(try pair(1, 2)).1), six]))
        #expect(Pairing.isProductOne([six, try pair(1, 4), (-(try pair(5, 1)).0, try pair(1, 2).1)]))
        #expect(!Pairing.isProductOne([six, (-(try pair(2, 1)).0, try pair(1, 4).1)]))
        #expect(!Pairing.isProductOne([six]))
        #expect(Pairing.isProductOne([]))
    }
}
