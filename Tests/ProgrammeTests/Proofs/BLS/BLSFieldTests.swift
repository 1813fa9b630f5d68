import Foundation
import Testing

@testable import Programme

@Suite("Fields of BLS12-381")
struct BLSFieldTests {
    typealias Fp = BLS12381.Fp
    typealias Fp2 = BLS12381.Fp2
    typealias Fp6 = BLS12381.Fp6
    typealias Fp12 = BLS12381.Fp12

    static func fp(_ numbers: inout Numbers) -> Fp {
        Fp(uniform: (0..<64).map { _ in UInt8.random(in: 0...255, using: &numbers) }[...])
    }

    static func fp2(_ numbers: inout Numbers) -> Fp2 { Fp2(fp(&numbers), fp(&numbers)) }
    static func fp6(_ numbers: inout Numbers) -> Fp6 { Fp6(fp2(&numbers), fp2(&numbers), fp2(&numbers)) }
    static func fp12(_ numbers: inout Numbers) -> Fp12 { Fp12(fp6(&numbers), fp6(&numbers)) }

    /// p and its two neighbours, 48 bytes each.
    static let prime =
        "1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab"

    @Test("field: sums, differences and products obey the laws (50 random triples)")
    func laws() {
        var numbers = Numbers(seed: 381)
        for _ in 0..<50 {
            check(Self.fp(&numbers), Self.fp(&numbers), Self.fp(&numbers))
            check(Self.fp2(&numbers), Self.fp2(&numbers), Self.fp2(&numbers))
        }
        check(Fp.zero, -.one, .one)
        check(Fp2.zero, Fp2(-.one, -.one), .one)
    }

    private func check<F: BLS12381.Field>(_ a: F, _ b: F, _ c: F) {
        #expect(a * b == b * a && a + b == b + a)
        #expect(a * (b + c) == a * b + a * c)
        #expect((a * b) * c == a * (b * c))
        #expect(a.squared == a * a)
        #expect(a - b == a + -b && (a - a).isZero && a.doubled == a + a)
        #expect(a.isZero || a * a.inverse == .one)
        #expect(a.isZero || a.isOdd != (-a).isOdd && a.isGreaterThanNegative != (-a).isGreaterThanNegative)
        #expect(F(bytes: a.bytes[...]) == a)
    }

    @Test("field: zero has no inverse and is its own root; its inverse counts as zero")
    func zero() {
        #expect(Fp.zero.inverse == .zero && Fp2.zero.inverse == .zero)
        #expect(Fp.zero.squareRoot == .zero && Fp2.zero.squareRoot == .zero)
        #expect(!Fp.zero.isOdd && !Fp2.zero.isOdd && !Fp.zero.isGreaterThanNegative)
    }

    @Test("field: a square has a root, and a product of a square with a non-square has none")
    func roots() throws {
        var numbers = Numbers(seed: 12)
        // -1 is no square in Fp, and 1 + u is none in Fp2.
        let (no, no2) = (-Fp.one, Fp2(.one, .one))
        for _ in 0..<10 {
            let (a, b) = (Self.fp(&numbers), Self.fp2(&numbers))
            let (root, root2) = (try #require(a.squared.squareRoot), try #require(b.squared.squareRoot))
            #expect(root == a || root == -a)
            #expect(root2 == b || root2 == -b)
            #expect((a.squared * no).squareRoot == nil && (b.squared * no2).squareRoot == nil)
            #expect(Fp2(a, .zero).squareRoot?.squared == Fp2(a, .zero))
        }
    }

    @Test("field: a number that is not below the prime is not read")
    func reduced() throws {
        let prime = Array(try #require(Data(hex: Self.prime)))
        #expect(Fp(bytes: prime[...]) == nil)
        #expect(Fp(bytes: (prime.dropLast() + [0xaa])[...]) == -.one)
        #expect(Fp(bytes: (prime.dropLast() + [0xac])[...]) == nil)
        #expect(Fp(bytes: [UInt8](repeating: 0xff, count: 48)[...]) == nil)
        #expect(Fp(bytes: prime.dropFirst()) == nil)
        let one = Array(Fp.one.bytes)
        #expect(Fp2(bytes: (prime + one)[...]) == nil && Fp2(bytes: (one + prime)[...]) == nil)
        #expect(Fp2(bytes: (one + one)[...]) == Fp2(.one, .one))
        #expect(one == [UInt8](repeating: 0, count: 47) + [1])
    }

    @Test("field: 64 uniform bytes are reduced as the number they encode")
    func uniform() {
        // 2⁵¹² - 1 = (2²⁵⁶)² - 1
        let power = (0..<256).reduce(Fp.one) { power, _ in power.doubled }
        #expect(Fp(uniform: [UInt8](repeating: 0xff, count: 64)[...]) == power.squared - .one)
        #expect(Fp(uniform: ([UInt8](repeating: 0, count: 63) + [7])[...]) == 7)
    }

    @Test("field: in the extensions of degree 6 and 12, inverses, squares and lines agree with products")
    func extensions() {
        var numbers = Numbers(seed: 6)
        for _ in 0..<5 {
            let (a, b, c) = (Self.fp6(&numbers), Self.fp6(&numbers), Self.fp6(&numbers))
            #expect(a * a.inverse == .one && a * b == b * a && a * (b + c) == a * b + a * c)
            #expect((a * b) * c == a * (b * c))
            #expect(a.timesV == a * Fp6(.zero, .one, .zero))
            #expect(a.times(b.a, b.b) == a * Fp6(b.a, b.b, .zero))
            #expect(a.times(v: b.c) == a * Fp6(.zero, b.c, .zero))
            let (x, y) = (Self.fp12(&numbers), Self.fp12(&numbers))
            #expect(x * x.inverse == .one && x.squared == x * x && x * y == y * x)
            let line = BLS12381.Pairing.Line(a: c.a, b: c.b, c: c.c)
            #expect(x.times(line) == x * Fp12(Fp6(c.a, c.b, .zero), Fp6(.zero, c.c, .zero)))
        }
        let w = Fp12(.zero, .one)
        #expect(w.squared.squared * w.squared == Fp12(Fp6(Fp2(.one, .one), .zero, .zero), .zero))
    }

    @Test("field: the p-th power by turning coefficients is the p-th power by multiplying")
    func frobenius() throws {
        var numbers = Numbers(seed: 2)
        let x = Self.fp12(&numbers)
        var power = Fp12.one
        for byte in Array(try #require(Data(hex: Self.prime))) {
            for bit in (0..<8).reversed() {
                power = power.squared
                if byte >> UInt8(bit) & 1 == 1 { power = power * x }
            }
        }
        #expect(x.frobenius == power)
        #expect((0..<6).reduce(x) { value, _ in value.frobenius } == x.conjugate)
    }
}
