import HTTPTypes
import Programme

extension WitnessRefusal: UserFacingRefusal {
    func sentence(_ t: Words) -> String {
        switch self {
        case .unreadable:
            t(
                "Ini bukan berkas saksi yang utuh. Tempel seluruh isinya, dari prakerja-draw- sampai baris terakhir.",
                "This is no whole witness's file. Paste all of it, from prakerja-draw- to its last line.")
        case .notWatched:
            t("Edisi ini tidak memakai saksi.", "This edition has no witnesses.")
        case .otherEdition(let edition, let expected):
            t(
                "Berkas ini untuk edisi \(edition); gelombang ini berjalan menurut edisi \(expected). Buat yang baru.",
                "This file is for edition \(edition); this wave runs under edition \(expected). Make a new one.")
        case .otherWave(let wave, let expected):
            t(
                "Berkas ini untuk gelombang \(wave), bukan \(expected). Bawa ke halaman gelombang \(wave).",
                "This file is for wave \(wave), not \(expected). Bring it to the page of wave \(wave).")
        case .unknownWitness(let name):
            t(
                "“\(name)” bukan saksi edisi ini. Periksa nama pada kunci Anda.",
                "“\(name)” is no witness of this edition. Check the name in your key.")
        case .wrongSignature(let name):
            t(
                "Tanda tangan ini bukan dari kunci \(name) yang tercantum dalam edisi, atau berkasnya berubah. Salin lagi.",
                "This signature is not by the key of \(name) in the edition, or the file was changed. Copy it again.")
        case .secondCommitment(let name):
            t(
                "Gembok lain dari \(name) sudah dipajang dan tidak dapat ditukar. Pakai rahasia yang cocok dengannya.",
                "Another lock of \(name) is on display and cannot be exchanged. Use the secret that fits it.")
        case .noCommitment(let name):
            t(
                "\(name) tidak menyerahkan gembok untuk gelombang ini, jadi tidak ada rahasia yang dibuka.",
                "\(name) deposited no lock for this wave, so there is no secret to show.")
        case .wrongSecret(let name):
            t(
                "Rahasia ini tidak cocok dengan gembok \(name) yang dipajang. Ambil berkas rahasia gelombang ini.",
                "This secret does not fit the lock of \(name) on display. Take this wave's secret file.")
        case .notSealed:
            t(
                "Daftar peserta belum disegel. Simpan dulu; serahkan setelah halaman ini menampilkan pernyataannya.",
                "The list is not sealed yet. Keep it; hand it in once this page shows the statement.")
        case .otherStatement:
            t(
                "Yang Anda tandatangani bukan pernyataan yang berlaku. Unduh lagi pernyataannya, lalu tanda tangani.",
                "What you signed is not the statement that stands. Download the statement again, then sign it.")
        case .lateCommitment, .lateSecret, .secretsOutstanding, .lateSignature, .wrongClock: time(t)
        case .drawn:
            t("Gelombang ini sudah diundi.", "This wave is drawn already.")
        case .abandoned:
            t(
                "Gelombang ini diakhiri tanpa undian, jadi tidak ada lagi yang diserahkan.",
                "This wave ended without a draw, so nothing more is handed in.")
        case .notFailed:
            t(
                "Percobaan baru hanya dimulai setelah yang lalu gagal, atau setelah sumber angka acaknya diam tiga hari.",
                "Another try is only begun after one has failed, or after its source was silent for three days.")
        }
    }

    /// Of a document that comes too early or too late.
    private func time(_ t: Words) -> String {
        switch self {
        case .lateCommitment(let closed):
            t(
                "Gembok rahasia diterima sampai gelombang ditutup, \(t.moment(closed)). Untuk gelombang ini sudah lewat.",
                "Locks are taken in until the wave closes, \(t.moment(closed)). For this wave it is too late.")
        case .lateSecret(let until):
            t(
                "Rahasia diterima sampai \(t.moment(until)). Setelah itu rahasia dianggap tidak ada, bagi siapa pun.",
                "Secrets were taken in until \(t.moment(until)). After that a secret counts as absent, no matter whose it is."
            )
        case .secretsOutstanding(let until):
            t(
                "Belum semua rahasia dibuka. Tanda tangani setelah semuanya terbuka, atau setelah \(t.moment(until)).",
                "Not all secrets are shown yet. Sign once they are, or after \(t.moment(until)).")
        case .lateSignature(let until):
            t(
                "Tanda tangan diterima sampai \(t.moment(until)), saat angka acak publik (drand) terbit.",
                "Signatures were taken in until \(t.moment(until)), when the public randomness comes out.")
        case .wrongClock(let at):
            t(
                "Menurut tanda tangannya, Anda menandatangani \(t.moment(at)). Betulkan jam komputer Anda, lalu tanda tangani lagi.",
                "By its own account you signed \(t.moment(at)). Set your computer's clock right, and sign again.")
        default: ""
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .unreadable, .unknownWitness, .wrongSignature, .wrongSecret: .unprocessableContent
        default: .conflict
        }
    }
}
