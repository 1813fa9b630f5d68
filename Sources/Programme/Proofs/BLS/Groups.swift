extension BLS12381 {
    /// One of the two groups: its curve y² = x³ + b, its generator, and the map of RFC 9380 into it.
    protocol Group: Sendable {
        associatedtype Coordinate: Field
        static var b: Coordinate { get }
        static var generator: Affine<Self> { get }
        static var map: CurveMap<Coordinate> { get }
        /// From the curve into the group, by the multiple that RFC 9380 prescribes.
        static func clearingCofactor(_ point: Point<Self>) -> Point<Self>
    }

    /// Points of y² = x³ + 4 over `Fp`: 48 bytes each.
    enum G1: Group {
        static let b = Fp.one.doubled.doubled
        static let generator = Affine<G1>(
            x: 0x17f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905_a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb,
            y: 0x08b3f481e3aaa0f1a09e30ed741d8ae4fcf5e095d5d00af6_00db18cb2c04b3edd03cc744a2888ae40caa232946c5e7e1)

        /// RFC 9380, 8.8.1: times 1 - parameter.
        static func clearingCofactor(_ point: Point<G1>) -> Point<G1> { point - point.timesParameter }
    }

    /// Points of y² = x³ + 4(1 + u) over `Fp2`, the twist: 96 bytes each.
    enum G2: Group {
        static let b = Fp2(G1.b, G1.b)
        static let generator = Affine<G2>(
            x: Fp2(
                0x024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02_b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8,
                0x13e02b6052719f607dacd3a088274f65596bd0d09920b61a_b5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e),
            y: Fp2(
                0x0ce5d527727d6e118cc9cdc6da2e351aadfd9baa8cbdd3a7_6d429a695160d12c923ac9cc3baca289e193548608b82801,
                0x0606c4a02ea734cc32acd2b02bc28b99cb3e287e85a763af_267492ab572e99ab3f370d275cec1da1aaa9075ff05f79be))

        /// RFC 9380, 8.8.2 and G.3: a multiple of 636 bits, by two of 64 bits and the endomorphism.
        static func clearingCofactor(_ point: Point<G2>) -> Point<G2> {
            let multiple = point.timesParameter
            let turned = endomorphism(point)
            return (multiple + turned).timesParameter - multiple - point - turned
                + endomorphism(endomorphism(point.doubled))
        }

        /// From the twist to the curve over `Fp12`, the p-th power of the coordinates, and back.
        static func endomorphism(_ point: Point<G2>) -> Point<G2> {
            Point(x: point.x.conjugate * turnX, y: point.y.conjugate * turnY, z: point.z.conjugate)
        }

        /// 1 / (1 + u)^((p - 1) / 3) and 1 / (1 + u)^((p - 1) / 2).
        private static let turnX = turn.squared
        private static let turnY = turn.squared * turn
        private static let turn = Fp2(.one, .one).power(Fp.sixth).inverse
    }
}
