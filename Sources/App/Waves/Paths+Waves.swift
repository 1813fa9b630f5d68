import Programme

extension Paths {
    /// `/gelombang/1`, or `/gelombang/2020-4.1` for a wave of a later edition.
    static let wave = Path<WaveAddress>("/gelombang/{number}")
    static let joinWave = Path<WaveAddress>("/gelombang/{number}/gabung")
    static let leaveWave = Path<WaveAddress>("/gelombang/{number}/mundur")
    static let myEntry = Path<WaveAddress>("/gelombang/{number}/saya")

    static let officeWaves = "/kantor/gelombang"
    static let officeWave = Path<WaveAddress>("/kantor/gelombang/{number}")
    static let officeWaveAct = Path<WaveAddress, WaveAction>("/kantor/gelombang/{number}/{act}")
    /// The people behind the tickets that the draw chose, for auditors.
    static let drawSample = Path<WaveAddress>("/kantor/gelombang/{number}/sampel")
    static let decree = Path<WaveAddress>("/kantor/gelombang/{number}/naskah-keputusan")
    static let decreeAnnex = Path<WaveAddress>("/kantor/gelombang/{number}/naskah-keputusan/lampiran.csv")
    static let postpone = Path<WaveAddress>("/kantor/gelombang/{number}/pengumuman")
    static let answerPostponement = Path<WaveAddress, PostponementAnswer>(
        "/kantor/gelombang/{number}/pengumuman/{answer}")
    static let abandon = Path<WaveAddress>("/kantor/gelombang/{number}/tanpa-undian")
    static let answerAbandonment = Path<WaveAddress, AbandonmentAnswer>(
        "/kantor/gelombang/{number}/tanpa-undian/{answer}")
}

extension WaveAction: PathValue {}
