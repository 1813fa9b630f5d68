extension BLS12381 {
    /// A point in Jacobian coordinates: (x / z², y / z³), or infinity where z is zero. The formulas are those of the
    /// Explicit-Formulas Database for curves with a = 0 (dbl-2009-l and add-2007-bl).
    struct Point<G: Group>: Sendable {
        var x: G.Coordinate
        var y: G.Coordinate
        var z: G.Coordinate

        static var infinity: Point { Point(x: .one, y: .one, z: .zero) }

        init(x: G.Coordinate, y: G.Coordinate, z: G.Coordinate) { (self.x, self.y, self.z) = (x, y, z) }

        init(_ point: Affine<G>) { self.init(x: point.x, y: point.y, z: .one) }

        var isInfinity: Bool { z.isZero }

        var doubled: Point {
            let (a, b) = (x.squared, y.squared)
            let c = b.squared
            let d = ((x + b).squared - a - c).doubled
            let e = a.doubled + a
            let newX = e.squared - d.doubled
            return Point(x: newX, y: e * (d - newX) - c.doubled.doubled.doubled, z: (y * z).doubled)
        }

        static func + (left: Point, right: Point) -> Point {
            if left.isInfinity { return right }
            if right.isInfinity { return left }
            let (leftZ, rightZ) = (left.z.squared, right.z.squared)
            let (leftX, rightX) = (left.x * rightZ, right.x * leftZ)
            let (leftY, rightY) = (left.y * right.z * rightZ, right.y * left.z * leftZ)
            let h = rightX - leftX
            let r = (rightY - leftY).doubled
            if h.isZero { return r.isZero ? left.doubled : .infinity }
            let i = h.doubled.squared
            let j = h * i
            let v = leftX * i
            let x = r.squared - j - v.doubled
            return Point(
                x: x, y: r * (v - x) - (leftY * j).doubled,
                z: ((left.z + right.z).squared - leftZ - rightZ) * h)
        }

        static func - (left: Point, right: Point) -> Point { left + -right }

        static prefix func - (point: Point) -> Point { Point(x: point.x, y: -point.y, z: point.z) }

        /// - Parameter factor: its least significant word first.
        func times(_ factor: [UInt64]) -> Point {
            var result = Point.infinity
            for word in factor.reversed() {
                for bit in (0..<64).reversed() {
                    result = result.doubled
                    if word >> UInt64(bit) & 1 == 1 { result = result + self }
                }
            }
            return result
        }

        /// Times the curve's parameter, which is negative.
        var timesParameter: Point { -times([BLS12381.parameter]) }

        /// By the definition: the group's order times the point is infinity.
        var isInGroup: Bool { times(BLS12381.order).isInfinity }

        /// Nil for infinity.
        var affine: Affine<G>? {
            guard !isInfinity else { return nil }
            let inverse = z.inverse
            let square = inverse.squared
            return Affine(x: x * square, y: y * square * inverse)
        }
    }
}
