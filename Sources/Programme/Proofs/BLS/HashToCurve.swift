import Crypto

extension BLS12381 {
    /// The simplified map of Shallue, van de Woestijne and Ulas to a curve y² = x³ + ax + b, and the isogeny from there
    /// to the curve of the group (RFC 9380, 6.6.2, 6.6.3 and appendix E).
    struct CurveMap<F: Field>: Sendable {
        let a: F
        let b: F
        let z: F
        /// Coefficients, the constant one first.
        let xNumerator: [F]
        let xDenominator: [F]
        let yNumerator: [F]
        let yDenominator: [F]

        /// A point of the curve before the isogeny.
        private func mapped(_ u: F) -> (x: F, y: F) {
            let square = z * u.squared
            let inverse = (square.squared + square).inverse
            let first = inverse.isZero ? b * (z * a).inverse : -b * a.inverse * (F.one + inverse)
            var (x, y) = (first, rightSide(first).squareRoot)
            if y == nil {
                x = square * first
                y = rightSide(x).squareRoot
            }
            // One of the two always has a root.
            let root = y ?? .zero
            return (x, root.isOdd == u.isOdd ? root : -root)
        }

        private func rightSide(_ x: F) -> F { (x.squared + a) * x + b }

        /// In Jacobian coordinates, so that nothing is divided; a denominator of zero gives infinity, as the RFC has it.
        func point<G: Group>(_ u: F, in group: G.Type) -> Point<G> where G.Coordinate == F {
            let (x, y) = mapped(u)
            let (xDown, yDown) = (value(xDenominator, at: x), value(yDenominator, at: x))
            let z = xDown * yDown
            return Point(
                x: value(xNumerator, at: x) * yDown * z, y: y * value(yNumerator, at: x) * xDown * z.squared, z: z)
        }

        private func value(_ polynomial: [F], at x: F) -> F {
            polynomial.reversed().reduce(F.zero) { $0 * x + $1 }
        }
    }
}

extension BLS12381.Group {
    /// `hash_to_curve` of RFC 9380 in the suite `…_XMD:SHA-256_SSWU_RO_` of this group.
    ///
    /// - Parameter tag: the domain separation tag, which keeps the hashes of one use apart from another's.
    static func hash(_ message: [UInt8], tag: [UInt8]) -> BLS12381.Point<Self> {
        let size = 64 * Coordinate.degree
        let uniform = BLS12381.expand(message, tag: tag, count: 2 * size)
        let points = [0, size].map { start in
            let coefficients = stride(from: start, to: start + size, by: 64).map {
                BLS12381.Fp(uniform: uniform[$0..<$0 + 64])
            }
            return map.point(Coordinate(coefficients: coefficients), in: Self.self)
        }
        return clearingCofactor(points[0] + points[1])
    }
}

extension BLS12381 {
    /// `expand_message_xmd` of RFC 9380, 5.3.1, with SHA-256.
    ///
    /// - Parameter count: at most 255 · 32 bytes.
    static func expand(_ message: [UInt8], tag: [UInt8], count: Int) -> [UInt8] {
        let short = tag.count <= 255 ? tag : hash(Array("H2C-OVERSIZE-DST-".utf8) + tag)
        let ending = short + [UInt8(truncatingIfNeeded: short.count)]
        let length = [UInt8(truncatingIfNeeded: count >> 8), UInt8(truncatingIfNeeded: count)]
        let first = hash([UInt8](repeating: 0, count: 64) + message + length + [0] + ending)
        var (block, result) = (hash(first + [1] + ending), [UInt8]())
        for number in 2...255 {
            result += block
            if result.count >= count { break }
            block = hash(zip(first, block).map { $0 ^ $1 } + [UInt8(number)] + ending)
        }
        return Array(result.prefix(count))
    }

    static func hash(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }
}
