extension BLS12381 {
    /// real + imaginary · u, with u² = -1.
    struct Fp2: Field {
        var real: Fp
        var imaginary: Fp

        init(_ real: Fp, _ imaginary: Fp) {
            self.real = real
            self.imaginary = imaginary
        }

        static let byteCount = 96
        static let degree = 2
        static var zero: Fp2 { Fp2(.zero, .zero) }
        static var one: Fp2 { Fp2(.one, .zero) }
        private static let halfOfOne = Fp.one.doubled.inverse

        static func + (left: Fp2, right: Fp2) -> Fp2 {
            Fp2(left.real + right.real, left.imaginary + right.imaginary)
        }

        static func - (left: Fp2, right: Fp2) -> Fp2 {
            Fp2(left.real - right.real, left.imaginary - right.imaginary)
        }

        static prefix func - (element: Fp2) -> Fp2 { Fp2(-element.real, -element.imaginary) }

        /// Three multiplications instead of four, by Karatsuba.
        static func * (left: Fp2, right: Fp2) -> Fp2 {
            let reals = left.real * right.real
            let imaginaries = left.imaginary * right.imaginary
            let both = (left.real + left.imaginary) * (right.real + right.imaginary)
            return Fp2(reals - imaginaries, both - reals - imaginaries)
        }

        static func * (left: Fp2, right: Fp) -> Fp2 { Fp2(left.real * right, left.imaginary * right) }

        var squared: Fp2 {
            Fp2((real + imaginary) * (real - imaginary), (real * imaginary).doubled)
        }

        /// Also the p-th power.
        var conjugate: Fp2 { Fp2(real, -imaginary) }

        /// Times 1 + u, from which `Fp6` is built.
        var timesOnePlusU: Fp2 { Fp2(real - imaginary, real + imaginary) }

        private var norm: Fp { real.squared + imaginary.squared }

        var inverse: Fp2 { conjugate * norm.inverse }

        /// Of a + bu: x + yu with x² = (a ± √(a² + b²)) / 2 and y = b / 2x.
        var squareRoot: Fp2? {
            if imaginary.isZero {
                // -1 has no root in Fp, so either the element or its negative has one.
                return real.squareRoot.map { Fp2($0, .zero) } ?? (-real).squareRoot.map { Fp2(.zero, $0) }
            }
            guard let length = norm.squareRoot else { return nil }
            let sum = (real + length) * Self.halfOfOne
            guard let x = sum.squareRoot ?? (sum - length).squareRoot else { return nil }
            let root = Fp2(x, imaginary * x.doubled.inverse)
            return root.squared == self ? root : nil
        }

        var isOdd: Bool { real.isZero ? imaginary.isOdd : real.isOdd }

        var isGreaterThanNegative: Bool {
            imaginary.isZero ? real.isGreaterThanNegative : imaginary.isGreaterThanNegative
        }

        init(coefficients: [Fp]) { self.init(coefficients.first ?? .zero, coefficients.dropFirst().first ?? .zero) }

        /// The coefficient of u stands first.
        init?(bytes: ArraySlice<UInt8>) {
            guard let imaginary = Fp(bytes: bytes.prefix(Fp.byteCount)),
                let real = Fp(bytes: bytes.dropFirst(Fp.byteCount))
            else { return nil }
            self.init(real, imaginary)
        }

        var bytes: [UInt8] { imaginary.bytes + real.bytes }
    }
}
