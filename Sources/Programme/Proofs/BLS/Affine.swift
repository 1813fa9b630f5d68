extension BLS12381 {
    /// A point other than the one at infinity.
    struct Affine<G: Group>: Equatable, Sendable {
        let x: G.Coordinate
        let y: G.Coordinate

        static prefix func - (point: Affine) -> Affine { Affine(x: point.x, y: -point.y) }
    }
}

extension BLS12381.Affine {
    private static var compressed: UInt8 { 0x80 }
    private static var infinity: UInt8 { 0x40 }
    private static var greater: UInt8 { 0x20 }
    private static var flags: UInt8 { 0xe0 }

    /// The point of its compressed encoding, which has x and, in its first three bits, that it is compressed, that it
    /// is infinity, and which of the two y is meant.
    init(compressed bytes: [UInt8]) throws(BLS12381.Fault) {
        let expected = G.Coordinate.byteCount
        guard bytes.count == expected else { throw .length(is: bytes.count, expected: expected) }
        let flags = bytes[0] & Self.flags
        guard flags & Self.compressed != 0 else { throw .flags }
        var rest = bytes
        rest[0] &= ~Self.flags
        guard flags & Self.infinity == 0 else {
            // Infinity has one encoding only.
            throw flags & Self.greater == 0 && rest.allSatisfy { $0 == 0 } ? .infinity : .flags
        }
        guard let x = G.Coordinate(bytes: rest[...]) else { throw .notReduced }
        guard let root = (x.squared * x + G.b).squareRoot else { throw .offCurve }
        let isGreater = flags & Self.greater != 0
        self.init(x: x, y: root.isGreaterThanNegative == isGreater ? root : -root)
        guard BLS12381.Point(self).isInGroup else { throw .wrongSubgroup }
    }

    var compressed: [UInt8] {
        var bytes = x.bytes
        bytes[0] |= Self.compressed | (y.isGreaterThanNegative ? Self.greater : 0)
        return bytes
    }
}
