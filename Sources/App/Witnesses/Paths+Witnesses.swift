import Programme

extension Paths {
    static let witnesses = Path<WaveAddress>("/gelombang/{number}/saksi")
    static let witnessReceipt = Path<WaveAddress, String>("/gelombang/{number}/saksi/{witness}/tanda-terima.txt")
    static let drawStatement = Path<WaveAddress>("/gelombang/{number}/undian/pernyataan.txt")
    static let attemptName = "percobaan"

    /// The statement of one attempt.
    static func attemptStatement(_ wave: WaveAddress, _ attempt: Int) -> String {
        "\(drawStatement(wave))?\(attemptName)=\(attempt)"
    }

    static let drawAnnex = Path<WaveAddress>("/gelombang/{number}/undian/lampiran.txt")
    static let witnessBoard = "/saksi.json"
}
