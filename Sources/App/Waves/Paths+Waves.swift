import Programme

extension Paths {
    static let officeWaves = "/kantor/gelombang"

    /// `/gelombang/1`, or `/gelombang/2020-4.1` for a wave of a later edition.
    static func wave(_ address: WaveAddress) -> String { "\(waves)/\(address)" }
    static func joinWave(_ address: WaveAddress) -> String { "\(wave(address))/gabung" }
    static func leaveWave(_ address: WaveAddress) -> String { "\(wave(address))/mundur" }
    static func myEntry(_ address: WaveAddress) -> String { "\(wave(address))/saya" }
    static func draw(_ address: WaveAddress) -> String { "\(wave(address))/undian" }
    static func drawBundle(_ address: WaveAddress) -> String { "\(wave(address))/undian.prakerja" }
    static func drawStatement(_ address: WaveAddress) -> String { "\(draw(address))/pernyataan.txt" }
    static func drawProof(_ address: WaveAddress) -> String { "\(draw(address))/bukti.json" }
    static func witnesses(_ address: WaveAddress) -> String { "\(wave(address))/saksi" }
    static func drawChanges(_ address: WaveAddress) -> String { "\(draw(address))/perubahan.txt" }
    static func contest(_ address: WaveAddress) -> String { "\(wave(address))/sanggah" }
    static let witnessBoard = "/saksi.json"

    static func officeWave(_ address: WaveAddress) -> String { "\(officeWaves)/\(address)" }
    static func postpone(_ address: WaveAddress) -> String { "\(officeWave(address))/pengumuman" }
    static func answerPostponement(_ address: WaveAddress, _ answer: PostponementAnswer) -> String {
        "\(postpone(address))/\(answer.rawValue)"
    }
    static func disqualifications(_ address: WaveAddress) -> String { "\(officeWave(address))/pembatalan" }
    static func disqualification(
        _ address: WaveAddress, _ id: ID<Disqualification>, _ answer: DisqualificationAnswer
    ) -> String { "\(disqualifications(address))/\(id)/\(answer.rawValue)" }
    static func officeWave(_ address: WaveAddress, _ act: WaveAct) -> String {
        "\(officeWave(address))/\(act.rawValue)"
    }
}

/// What the office does to a wave; the raw value is the last component of the act's path.
enum WaveAct: String, Sendable, CaseIterable {
    case open = "buka"
    case close = "tutup"
    case draw = "undi"
    case tryAgain = "ronde-baru"
    case draft = "keputusan"
    case sign = "tanda-tangan"
    case announce = "umumkan"
}
