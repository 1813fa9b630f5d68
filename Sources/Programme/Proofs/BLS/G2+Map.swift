extension BLS12381.G2 {
    private typealias Fp2 = BLS12381.Fp2

    /// RFC 9380, 8.8.2, and the isogeny of degree 3 of its appendix E.3.
    static let map = BLS12381.CurveMap<BLS12381.Fp2>(
        a: Fp2(0, 240),
        b: Fp2(1012, 1012),
        z: -Fp2(2, 1),
        xNumerator: [
            Fp2(
                0x05c759507e8e333ebb5b7a9a47d7ed8532c52d39fd3a042a_88b58423c50ae15d5c2638e343d9c71c6238aaaaaaaa97d6,
                0x05c759507e8e333ebb5b7a9a47d7ed8532c52d39fd3a042a_88b58423c50ae15d5c2638e343d9c71c6238aaaaaaaa97d6),
            Fp2(
                0,
                0x11560bf17baa99bc32126fced787c88f984f87adf7ae0c7f_9a208c6b4f20a4181472aaa9cb8d555526a9ffffffffc71a),
            Fp2(
                0x11560bf17baa99bc32126fced787c88f984f87adf7ae0c7f_9a208c6b4f20a4181472aaa9cb8d555526a9ffffffffc71e,
                0x08ab05f8bdd54cde190937e76bc3e447cc27c3d6fbd7063f_cd104635a790520c0a395554e5c6aaaa9354ffffffffe38d),
            Fp2(
                0x171d6541fa38ccfaed6dea691f5fb614cb14b4e7f4e810aa_22d6108f142b85757098e38d0f671c7188e2aaaaaaaa5ed1,
                0),
        ],
        xDenominator: [
            Fp2(
                0,
                0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf_6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaa63),
            Fp2(
                12,
                0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf_6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaa9f),
            Fp2(
                1,
                0),
        ],
        yNumerator: [
            Fp2(
                0x1530477c7ab4113b59a4c18b076d11930f7da5d4a07f649b_f54439d87d27e500fc8c25ebf8c92f6812cfc71c71c6d706,
                0x1530477c7ab4113b59a4c18b076d11930f7da5d4a07f649b_f54439d87d27e500fc8c25ebf8c92f6812cfc71c71c6d706),
            Fp2(
                0,
                0x05c759507e8e333ebb5b7a9a47d7ed8532c52d39fd3a042a_88b58423c50ae15d5c2638e343d9c71c6238aaaaaaaa97be),
            Fp2(
                0x11560bf17baa99bc32126fced787c88f984f87adf7ae0c7f_9a208c6b4f20a4181472aaa9cb8d555526a9ffffffffc71c,
                0x08ab05f8bdd54cde190937e76bc3e447cc27c3d6fbd7063f_cd104635a790520c0a395554e5c6aaaa9354ffffffffe38f),
            Fp2(
                0x124c9ad43b6cf79bfbf7043de3811ad0761b0f37a1e26286_b0e977c69aa274524e79097a56dc4bd9e1b371c71c718b10,
                0),
        ],
        yDenominator: [
            Fp2(
                0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf_6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffa8fb,
                0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf_6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffa8fb),
            Fp2(
                0,
                0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf_6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffa9d3),
            Fp2(
                18,
                0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf_6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaa99),
            Fp2(
                1,
                0),
        ])
}
