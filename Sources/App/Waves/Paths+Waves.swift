import Programme

extension Paths {
    static let officeWaves = "/kantor/gelombang"

    static func wave(_ number: Int) -> String { "\(waves)/\(number)" }
    static func joinWave(_ number: Int) -> String { "\(wave(number))/gabung" }
    static func leaveWave(_ number: Int) -> String { "\(wave(number))/mundur" }
    static func myEntry(_ number: Int) -> String { "\(wave(number))/saya" }
    static func draw(_ number: Int) -> String { "\(wave(number))/undian" }
    static func drawBundle(_ number: Int) -> String { "\(wave(number))/undian.prakerja" }
    static func drawStatement(_ number: Int) -> String { "\(draw(number))/pernyataan.txt" }
    static func drawProof(_ number: Int) -> String { "\(draw(number))/bukti.json" }
    static func witnesses(_ number: Int) -> String { "\(wave(number))/saksi" }
    static func drawChanges(_ number: Int) -> String { "\(draw(number))/perubahan.txt" }
    static func contest(_ number: Int) -> String { "\(wave(number))/sanggah" }
    static let witnessBoard = "/saksi.json"
    static let editionFile = "/edisi.yaml"

    static func officeWave(_ number: Int) -> String { "\(officeWaves)/\(number)" }
    static func postpone(_ number: Int) -> String { "\(officeWave(number))/pengumuman" }
    static func answerPostponement(_ number: Int, _ answer: PostponementAnswer) -> String {
        "\(postpone(number))/\(answer.rawValue)"
    }
    static func disqualifications(_ number: Int) -> String { "\(officeWave(number))/pembatalan" }
    static func disqualification(
        _ number: Int, _ id: ID<Disqualification>, _ answer: DisqualificationAnswer
    ) -> String { "\(disqualifications(number))/\(id)/\(answer.rawValue)" }
    static func officeWave(_ number: Int, _ act: WaveAct) -> String { "\(officeWave(number))/\(act.rawValue)" }
}

/// What the office does to a wave; the raw value is the last part of the act's path.
enum WaveAct: String, Sendable, CaseIterable {
    case open = "buka"
    case close = "tutup"
    case draw = "undi"
    case tryAgain = "ronde-baru"
    case draft = "keputusan"
    case sign = "tanda-tangan"
    case announce = "umumkan"
}
