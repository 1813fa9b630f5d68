extension BLS12381 {
    /// An integer modulo the prime p of 381 bits, in Montgomery's form: the words hold a · 2³⁸⁴ mod p, the least
    /// significant first, and are always below p.
    ///
    /// Six words in the value itself, so that no multiplication allocates memory.
    struct Fp: Field {
        private var a: UInt64
        private var b: UInt64
        private var c: UInt64
        private var d: UInt64
        private var e: UInt64
        private var f: UInt64

        private init(_ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64, _ e: UInt64, _ f: UInt64) {
            (self.a, self.b, self.c, self.d, self.e, self.f) = (a, b, c, d, e, f)
        }

        static let byteCount = 48
        static let degree = 1
        static var zero: Fp { Fp(0, 0, 0, 0, 0, 0) }
        /// 2³⁸⁴ mod p.
        static var one: Fp {
            Fp(
                0x7609_0000_0002_fffd, 0xebf4_000b_c40c_0002, 0x5f48_9857_53c7_58ba, 0x77ce_5853_7052_5745,
                0x5c07_1a97_a256_ec6d, 0x15f6_5ec3_fa80_e493)
        }
        /// 2⁷⁶⁸ mod p; multiplying by it brings a number into Montgomery's form.
        private static var square: Fp {
            Fp(
                0xf4df_1f34_1c34_1746, 0x0a76_e6a6_09d1_04f1, 0x8de5_476c_4c95_b6d5, 0x67eb_88a9_939d_83c0,
                0x9a79_3e85_b519_952d, 0x1198_8fe5_92ca_e3aa)
        }
        /// p itself, not in Montgomery's form.
        private static var prime: Fp {
            Fp(
                0xb9fe_ffff_ffff_aaab, 0x1eab_fffe_b153_ffff, 0x6730_d2a0_f6b0_f624, 0x6477_4b84_f385_12bf,
                0x4b1b_a7b6_434b_acd7, 0x1a01_11ea_397f_e69a)
        }
        /// -1 / p mod 2⁶⁴.
        private static var reducer: UInt64 { 0x89f3_fffc_fffc_fffd }

        private static let half = Exponent(prime.words).quotient(2)
        /// (p - 3) / 4, which is p / 4 rounded down.
        private static let quarter = Exponent(prime.words).quotient(4)
        private static let minusTwo = Exponent(prime.words).minus(2)
        /// (p - 1) / 6.
        static let sixth = Exponent(prime.words).quotient(6)

        private var words: [UInt64] { [a, b, c, d, e, f] }

        /// The number itself, out of Montgomery's form.
        private var number: Fp { self * Fp(1, 0, 0, 0, 0, 0) }

        /// - Parameter number: its words, the least significant first; any number below 2³⁸⁴.
        private init(number: Fp) { self = number * Fp.square }
    }
}

extension BLS12381.Fp {
    @inline(__always)
    private static func add(_ x: UInt64, _ y: UInt64, _ carry: inout UInt64) -> UInt64 {
        let (sum, first) = x.addingReportingOverflow(y)
        let (all, second) = sum.addingReportingOverflow(carry)
        carry = (first ? 1 : 0) &+ (second ? 1 : 0)
        return all
    }

    @inline(__always)
    private static func subtract(_ x: UInt64, _ y: UInt64, _ borrow: inout UInt64) -> UInt64 {
        let (rest, first) = x.subtractingReportingOverflow(y)
        let (all, second) = rest.subtractingReportingOverflow(borrow)
        borrow = (first ? 1 : 0) &+ (second ? 1 : 0)
        return all
    }

    /// x · y + sum + carry, which fits in two words.
    @inline(__always)
    private static func multiply(_ x: UInt64, _ y: UInt64, _ sum: UInt64, _ carry: inout UInt64) -> UInt64 {
        let product = x.multipliedFullWidth(by: y)
        let (low, first) = product.low.addingReportingOverflow(sum)
        let (all, second) = low.addingReportingOverflow(carry)
        carry = product.high &+ (first ? 1 : 0) &+ (second ? 1 : 0)
        return all
    }

    @inline(__always)
    private func minus(_ other: Self, borrow: inout UInt64) -> Self {
        Self(
            Self.subtract(a, other.a, &borrow), Self.subtract(b, other.b, &borrow),
            Self.subtract(c, other.c, &borrow), Self.subtract(d, other.d, &borrow),
            Self.subtract(e, other.e, &borrow), Self.subtract(f, other.f, &borrow))
    }

    @inline(__always)
    private func plus(_ other: Self) -> Self {
        var carry: UInt64 = 0
        return Self(
            Self.add(a, other.a, &carry), Self.add(b, other.b, &carry), Self.add(c, other.c, &carry),
            Self.add(d, other.d, &carry), Self.add(e, other.e, &carry), Self.add(f, other.f, &carry))
    }

    /// Below p, from a number below 2p.
    @inline(__always)
    private var reduced: Self {
        var borrow: UInt64 = 0
        let rest = minus(Self.prime, borrow: &borrow)
        return borrow == 0 ? rest : self
    }

    /// Adds `left · word` to the running sum and takes one word off its end: a multiple of p makes that word zero. The
    /// sum stays below 2p, so six words hold it.
    @inline(__always)
    private mutating func addProduct(_ left: Self, _ word: UInt64) {
        let p = Self.prime
        var (high, carry): (UInt64, UInt64) = (0, 0)
        var sum = Self.multiply(left.a, word, a, &high)
        let factor = sum &* Self.reducer
        _ = Self.multiply(factor, p.a, sum, &carry)
        sum = Self.multiply(left.b, word, b, &high)
        a = Self.multiply(factor, p.b, sum, &carry)
        sum = Self.multiply(left.c, word, c, &high)
        b = Self.multiply(factor, p.c, sum, &carry)
        sum = Self.multiply(left.d, word, d, &high)
        c = Self.multiply(factor, p.d, sum, &carry)
        sum = Self.multiply(left.e, word, e, &high)
        d = Self.multiply(factor, p.e, sum, &carry)
        sum = Self.multiply(left.f, word, f, &high)
        e = Self.multiply(factor, p.f, sum, &carry)
        f = high &+ carry
    }

    /// Montgomery's multiplication, one word of the right side after the other.
    static func * (left: Self, right: Self) -> Self {
        var sum = Self.zero
        sum.addProduct(left, right.a)
        sum.addProduct(left, right.b)
        sum.addProduct(left, right.c)
        sum.addProduct(left, right.d)
        sum.addProduct(left, right.e)
        sum.addProduct(left, right.f)
        return sum.reduced
    }

    static func + (left: Self, right: Self) -> Self { left.plus(right).reduced }

    static func - (left: Self, right: Self) -> Self {
        var borrow: UInt64 = 0
        let rest = left.minus(right, borrow: &borrow)
        return borrow == 0 ? rest : rest.plus(prime)
    }

    static prefix func - (element: Self) -> Self { zero - element }

    var squared: Self { self * self }
    /// a^(p - 2), by Fermat.
    var inverse: Self { power(Self.minusTwo) }

    /// a^((p + 1) / 4), because p is 3 modulo 4.
    var squareRoot: Self? {
        let root = power(Self.quarter) * self
        return root.squared == self ? root : nil
    }

    var isOdd: Bool { number.a & 1 == 1 }

    /// Whether the number is above (p - 1) / 2.
    var isGreaterThanNegative: Bool {
        for (word, half) in zip(number.words, Self.half).reversed() where word != half { return word > half }
        return false
    }
}

extension BLS12381.Fp {
    init(coefficients: [Self]) { self = coefficients.first ?? .zero }

    init?(bytes: ArraySlice<UInt8>) {
        let number = Self(bigEndian: bytes)
        var borrow: UInt64 = 0
        _ = number.minus(Self.prime, borrow: &borrow)
        guard bytes.count == Self.byteCount, borrow == 1 else { return nil }
        self.init(number: number)
    }

    /// The number that 64 bytes encode, modulo p, as RFC 9380, 5.2, makes elements from uniform bytes.
    init(uniform bytes: ArraySlice<UInt8>) {
        let high = Self(number: Self(bigEndian: bytes.prefix(32)))
        let low = Self(number: Self(bigEndian: bytes.dropFirst(32)))
        // 2²⁵⁶ moves the first half in front of the second.
        self = high * Self(number: Self(0, 0, 0, 0, 1, 0)) + low
    }

    /// The words of at most 48 bytes.
    private init(bigEndian bytes: ArraySlice<UInt8>) {
        var words = [UInt64](repeating: 0, count: 6)
        for (place, byte) in bytes.suffix(48).reversed().enumerated() {
            words[place / 8] |= UInt64(byte) << UInt64(place % 8 * 8)
        }
        self.init(words[0], words[1], words[2], words[3], words[4], words[5])
    }

    var bytes: [UInt8] {
        number.words.reversed().flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - $0 * 8)) }
        }
    }
}

extension BLS12381.Fp: ExpressibleByIntegerLiteral {
    /// Constants are written as their standards print them.
    init(integerLiteral literal: StaticBigInt) {
        func word(_ place: Int) -> UInt64 { UInt64(literal[place]) }
        self.init(number: Self(word(0), word(1), word(2), word(3), word(4), word(5)))
    }
}

extension BLS12381 {
    /// Exponents follow from the prime, so that none is copied from elsewhere.
    struct Exponent {
        private let words: [UInt64]

        init(_ words: [UInt64]) { self.words = words }

        /// Rounded down.
        func quotient(_ divisor: UInt64) -> [UInt64] {
            var (result, rest): ([UInt64], UInt64) = ([], 0)
            for word in words.reversed() {
                let part = divisor.dividingFullWidth((rest, word))
                result.append(part.quotient)
                rest = part.remainder
            }
            return result.reversed()
        }

        /// - Parameter small: not above the least significant word.
        func minus(_ small: UInt64) -> [UInt64] { [words[0] &- small] + words.dropFirst() }
    }
}
