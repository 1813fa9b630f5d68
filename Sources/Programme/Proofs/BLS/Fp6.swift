extension BLS12381 {
    /// a + bv + cv², with v³ = 1 + u.
    struct Fp6: Equatable, Sendable {
        var a: Fp2
        var b: Fp2
        var c: Fp2

        init(_ a: Fp2, _ b: Fp2, _ c: Fp2) { (self.a, self.b, self.c) = (a, b, c) }

        static var zero: Fp6 { Fp6(.zero, .zero, .zero) }
        static var one: Fp6 { Fp6(.one, .zero, .zero) }

        static func + (left: Fp6, right: Fp6) -> Fp6 { Fp6(left.a + right.a, left.b + right.b, left.c + right.c) }
        static func - (left: Fp6, right: Fp6) -> Fp6 { Fp6(left.a - right.a, left.b - right.b, left.c - right.c) }
        static prefix func - (element: Fp6) -> Fp6 { Fp6(-element.a, -element.b, -element.c) }

        /// Six multiplications instead of nine, by Karatsuba.
        static func * (left: Fp6, right: Fp6) -> Fp6 {
            let (a, b, c) = (left.a * right.a, left.b * right.b, left.c * right.c)
            let bc = (left.b + left.c) * (right.b + right.c) - b - c
            let ab = (left.a + left.b) * (right.a + right.b) - a - b
            let ac = (left.a + left.c) * (right.a + right.c) - a - c
            return Fp6(a + bc.timesOnePlusU, ab + c.timesOnePlusU, ac + b)
        }

        /// Times a + bv.
        func times(_ right: Fp2, _ rightB: Fp2) -> Fp6 {
            let (first, second) = (a * right, b * rightB)
            let cross = (a + b) * (right + rightB) - first - second
            return Fp6(first + (c * rightB).timesOnePlusU, cross, c * right + second)
        }

        /// Times bv.
        func times(v right: Fp2) -> Fp6 { Fp6((c * right).timesOnePlusU, a * right, b * right) }

        var timesV: Fp6 { Fp6(c.timesOnePlusU, a, b) }

        /// The adjoint over the norm, as for a matrix.
        var inverse: Fp6 {
            let x = a.squared - (b * c).timesOnePlusU
            let y = c.squared.timesOnePlusU - a * b
            let z = b.squared - a * c
            let norm = a * x + (c * y + b * z).timesOnePlusU
            let inverse = norm.inverse
            return Fp6(x * inverse, y * inverse, z * inverse)
        }
    }
}
