extension BLS12381 {
    /// a + bw, with w² = v; therefore w⁶ = 1 + u. The pairing's values are in this field.
    struct Fp12: Equatable, Sendable {
        var a: Fp6
        var b: Fp6

        init(_ a: Fp6, _ b: Fp6) { (self.a, self.b) = (a, b) }

        static var one: Fp12 { Fp12(.one, .zero) }
        /// wᵖ⁻¹ = (1 + u)^((p - 1) / 6), and its powers up to the fifth.
        private static let rotations: [Fp2] = {
            let root = Fp2(.one, .one).power(Fp.sixth)
            return (1..<5).reduce(into: [root]) { powers, _ in powers.append(powers[powers.count - 1] * root) }
        }()

        static func * (left: Fp12, right: Fp12) -> Fp12 {
            let (a, b) = (left.a * right.a, left.b * right.b)
            return Fp12(a + b.timesV, (left.a + left.b) * (right.a + right.b) - a - b)
        }

        var squared: Fp12 {
            let product = a * b
            return Fp12((a + b) * (a + b.timesV) - product - product.timesV, product + product)
        }

        /// Times a + bv + c·vw, the form of a line's value.
        func times(_ line: Pairing.Line) -> Fp12 {
            let first = a.times(line.a, line.b)
            let second = b.times(v: line.c)
            let cross = (a + b).times(line.a, line.b + line.c) - first - second
            return Fp12(first + second.timesV, cross)
        }

        /// The p⁶-th power; the inverse, where the norm is one.
        var conjugate: Fp12 { Fp12(a, -b) }

        var inverse: Fp12 {
            let norm = (a * a - (b * b).timesV).inverse
            return Fp12(a * norm, -(b * norm))
        }

        /// The p-th power.
        var frobenius: Fp12 {
            let turn = Self.rotations
            return Fp12(
                Fp6(a.a.conjugate, a.b.conjugate * turn[1], a.c.conjugate * turn[3]),
                Fp6(b.a.conjugate * turn[0], b.b.conjugate * turn[2], b.c.conjugate * turn[4]))
        }
    }
}
