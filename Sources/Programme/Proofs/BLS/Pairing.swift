extension BLS12381 {
    /// The optimal ate pairing e of G1 and G2.
    enum Pairing {
        /// Whether the product of the pairings is one. The costly final power is computed once for all of them.
        static func isProductOne(_ pairs: [(Affine<G1>, Affine<G2>)]) -> Bool {
            finalPower(millerLoop(pairs)) == .one
        }

        /// A line through points of the twist, evaluated at a point of G1: a + bv + c·vw. Factors in `Fp2` are left
        /// out, because the final power makes them one.
        struct Line {
            let a: Fp2
            let b: Fp2
            let c: Fp2
        }

        /// f of the curve's parameter, for all pairs at once, so that they share the squarings.
        static func millerLoop(_ pairs: [(Affine<G1>, Affine<G2>)]) -> Fp12 {
            var (value, walks) = (Fp12.one, pairs.map(Walk.init))
            for bit in (0..<63).reversed() {
                value = value.squared
                for index in walks.indices { value = value.times(walks[index].double()) }
                guard parameter >> UInt64(bit) & 1 == 1 else { continue }
                for index in walks.indices { value = value.times(walks[index].add()) }
            }
            // The parameter is negative.
            return value.conjugate
        }

        /// The multiples of a point of G2, on the way to the parameter's, with the lines through them.
        ///
        /// The twist's (x, y) is (x / w², y / w³) on the curve. A line of the slope m through it takes at (X, Y) the
        /// value Y - y/w³ - (m/w)(X - x/w²), times w³: (mx - y) - mX·v + Y·vw.
        private struct Walk {
            private let at: Affine<G1>
            private let step: Affine<G2>
            private var place: Point<G2>

            init(_ at: Affine<G1>, _ step: Affine<G2>) {
                self.at = at
                self.step = step
                place = Point(step)
            }

            /// The tangent: m = 3x² / 2y; all times 2yz³ in Jacobian coordinates.
            mutating func double() -> Line {
                let (x, y, z) = (place.x, place.y, place.z.squared)
                let (square, b) = (x.squared, y.squared)
                let slope = square.doubled + square
                place = place.doubled
                return Line(a: slope * x - b.doubled, b: -(slope * z) * at.x, c: place.z * z * at.y)
            }

            /// The line through the place and the step: m = (y' - y) / (x' - x); all times the new z. The two points
            /// differ, because the order is above every multiple on the way.
            mutating func add() -> Line {
                let square = place.z.squared
                let h = step.x * square - place.x
                let r = step.y * square * place.z - place.y
                let z = place.z * h
                let (hh, v) = (h.squared, place.x * h.squared)
                let hhh = hh * h
                let x = r.squared - hhh - v.doubled
                place = Point(x: x, y: r * (v - x) - place.y * hhh, z: z)
                return Line(a: r * step.x - step.y * z, b: -r * at.x, c: z * at.y)
            }
        }

        /// The power 3(p¹² - 1) / r. Three is no divisor of r, so the result is one exactly where the power
        /// (p¹² - 1) / r is.
        ///
        /// With the parameter x, 3(p⁴ - p² + 1) / r = (x - 1)² (x + p)(x² + p² - 1) + 3.
        static func finalPower(_ value: Fp12) -> Fp12 {
            let half = value.conjugate * value.inverse
            let easy = half.frobenius.frobenius * half
            let first = powerOfParameter(easy) * easy.conjugate
            let second = powerOfParameter(first) * first.conjugate
            let third = powerOfParameter(second) * second.frobenius
            let fourth = powerOfParameter(powerOfParameter(third)) * third.frobenius.frobenius * third.conjugate
            return fourth * easy.squared * easy
        }

        /// - Parameter value: of norm one, so that its conjugate is its inverse.
        private static func powerOfParameter(_ value: Fp12) -> Fp12 {
            var result = value
            for bit in (0..<63).reversed() {
                result = result.squared
                if parameter >> UInt64(bit) & 1 == 1 { result = result * value }
            }
            return result.conjugate
        }
    }
}
