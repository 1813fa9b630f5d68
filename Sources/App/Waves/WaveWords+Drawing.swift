import Programme

extension WaveRefusal {
    /// Why a wave with an attempt that had signatures enough is not ended without a draw, and what is done instead.
    func drawing(_ t: Words) -> String {
        switch self {
        case .mustBeDrawn(let attempt, let retiredAt):
            t(
                "Percobaan \(attempt) punya cukup tanda tangan saksi, jadi harus diundi begitu angka acak publiknya (drand) "
                    + "terbit. Kalau \(DrawRules.silentDays) hari belum terbit, mulai percobaan dengan sumber kedua. "
                    + "Mengakhiri tanpa undian baru boleh mulai \(t.moment(retiredAt)), kalau angkanya tetap tidak terbit.",
                "Try \(attempt) had signatures enough, so it must be drawn as soon as its public randomness (drand) comes "
                    + "out. If it is \(DrawRules.silentDays) days late, begin a try with the second source. An end without a "
                    + "draw is allowed only from \(t.moment(retiredAt)) on, if it still has not come out.")
        case .randomnessIsOut(let attempt):
            t(
                "Angka acak publik untuk percobaan \(attempt) sudah terbit, jadi gelombang ini diundi. Undian berjalan "
                    + "otomatis. Kalau satu jam lagi belum selesai, beri tahu pengelola sistem.",
                "The public randomness of try \(attempt) is out, so this wave is drawn. The draw happens by itself. If it is "
                    + "not done in an hour, notify the administrators.")
        default: ""
        }
    }
}
