import Programme

extension Paths {
    static let draw = Path<WaveAddress>("/gelombang/{number}/undian")
    /// The cloth of the wave's draw as a drawing; before the draw, the bare threads of its warp.
    static let cloth = Path<WaveAddress>("/gelombang/{number}/kain.svg")
    /// The verifier that needs no code of the programme.
    static let drawChecker = "/undian/periksa.py"
    static let drawBundle = Path<WaveAddress>("/gelombang/{number}/undian.prakerja")
    /// The sealed list alone, from the sealing on.
    static let drawList = Path<WaveAddress>("/gelombang/{number}/undian/daftar.bin")
    static let drawProof = Path<WaveAddress>("/gelombang/{number}/undian/bukti.json")
    /// What the site signs of a wave that ended without a draw.
    static let abandonment = Path<WaveAddress>("/gelombang/{number}/undian/tanpa-undian.txt")
    static let drawChanges = Path<WaveAddress>("/gelombang/{number}/undian/perubahan.txt")
}
