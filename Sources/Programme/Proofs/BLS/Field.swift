extension BLS12381 {
    /// What points and hashing need of the field that coordinates are in: `Fp` for G1, `Fp2` for G2.
    protocol Field: Equatable, Sendable {
        static var zero: Self { get }
        static var one: Self { get }
        /// How many bytes an element is written in, and how many elements of `Fp` it has.
        static var byteCount: Int { get }
        static var degree: Int { get }

        static func + (left: Self, right: Self) -> Self
        static func - (left: Self, right: Self) -> Self
        static func * (left: Self, right: Self) -> Self
        static prefix func - (element: Self) -> Self

        var squared: Self { get }
        /// Zero for zero, as `inv0` of RFC 9380.
        var inverse: Self { get }
        /// Nil where there is none.
        var squareRoot: Self? { get }
        /// `sgn0` of RFC 9380, 4.1.
        var isOdd: Bool { get }
        /// Whether the element is the greater one of itself and its negative, by which an encoding tells two points
        /// with the same x apart.
        var isGreaterThanNegative: Bool { get }

        /// The element whose coefficients are `Fp`'s, the constant one first.
        init(coefficients: [Fp])
        /// Most significant byte first; nil unless every number is below the prime.
        init?(bytes: ArraySlice<UInt8>)
        var bytes: [UInt8] { get }
    }
}

extension BLS12381.Field {
    var doubled: Self { self + self }
    var isZero: Bool { self == .zero }

    /// - Parameter exponent: its least significant word first.
    func power(_ exponent: [UInt64]) -> Self {
        var result = Self.one
        for word in exponent.reversed() {
            for bit in (0..<64).reversed() {
                result = result.squared
                if word >> UInt64(bit) & 1 == 1 { result = result * self }
            }
        }
        return result
    }
}
