import HTTPTypes
import Programme

/// A wave's state in words for participants, worded so that no state reads as a rejection of the person.
struct WaveStatus: Sendable {
    let label: String
    let kind: Tag

    private init(label: String, kind: Tag) {
        self.label = label
        self.kind = kind
    }

    init(_ wave: Wave, at now: Instant, t: Words) {
        switch wave.state {
        case .planned where wave.isMissed(at: now):
            (label, kind) = (t("Tidak diadakan", "Not held"), .blocked)
        case .planned where now >= wave.opensAt:
            (label, kind) = (t("Sedang disiapkan", "Opening shortly"), .waiting)
        case .planned:
            (label, kind) = (t("Belum dibuka", "Not open yet"), .todo)
        case .open where now < wave.closesAt:
            (label, kind) = (t("Sedang dibuka", "Open now"), .done)
        case .open, .closed:
            (label, kind) = (t("Ditutup, menunggu undian", "Closed, waiting for the draw"), .waiting)
        case .drawn where wave.showsDraw(at: now):
            (label, kind) = (t("Sudah diundi, menunggu penetapan", "Drawn, waiting for the decree"), .waiting)
        case .abandoned:
            (label, kind) = (t("Diakhiri tanpa undian", "Ended without a draw"), .blocked)
        case .sealed, .drawn, .decreed:
            (label, kind) = (t("Menunggu pengumuman", "Waiting for the announcement"), .waiting)
        case .announced:
            (label, kind) = (t("Sudah diumumkan", "Announced"), .done)
        }
    }
}

extension WaveStatus {
    /// The office also sees how far a wave has come between sealing and announcement.
    init(office wave: Wave, at now: Instant, t: Words) {
        switch wave.state {
        case .sealed:
            self.init(label: t("Disegel, menunggu undian", "Sealed, waiting for the draw"), kind: .waiting)
        case .drawn:
            self.init(label: t("Diundi, menunggu keputusan", "Drawn, waiting for the decree"), kind: .waiting)
        case .decreed:
            self.init(label: t("Diputuskan, menunggu pengumuman", "Decreed, waiting to be announced"), kind: .waiting)
        case .planned, .open, .closed, .abandoned, .announced:
            self.init(wave, at: now, t: t)
        }
    }
}

extension Wave {
    /// Whether a person may join now.
    func isJoinable(at now: Instant) -> Bool {
        state == .open && now >= opensAt && now < closesAt
    }

    func name(_ t: Words) -> String { t("Gelombang \(number)", "Wave \(number)") }

    /// For the seconds between a wave's instant and the worker's run that opens it.
    static func beingOpened(_ number: Int, _ t: Words) -> String {
        t(
            "Gelombang \(number) sedang disiapkan. Buka lagi halaman ini sebentar lagi.",
            "Wave \(number) is opening. Come back to this page in a moment.")
    }
}

extension Sequence<Wave> {
    /// The next wave that can be joined: not open yet, and not missed. For some seconds after its instant, until the
    /// worker has opened it, that is still this wave and not the one after it.
    func coming(at now: Instant) -> Wave? { first { $0.state == .planned && now < $0.closesAt } }
}

extension Wave.State {
    /// Inside a sentence: "a wave that is …".
    func name(_ t: Words) -> String {
        switch self {
        case .planned: t("belum dibuka", "not open yet")
        case .open: t("sedang dibuka", "open")
        case .closed: t("sudah ditutup", "closed")
        case .sealed: t("sudah disegel", "sealed")
        case .abandoned: t("diakhiri tanpa undian", "ended without a draw")
        case .drawn: t("sudah diundi", "drawn")
        case .decreed: t("sudah diputuskan", "decreed")
        case .announced: t("sudah diumumkan", "announced")
        }
    }
}

extension Stratum {
    func name(_ t: Words) -> String {
        switch self {
        case .priority: t("kelompok yang didahulukan", "the priority pool")
        case .province(let code):
            code == ProvincePools.others
                ? t("provinsi dengan sedikit peserta, bersama", "provinces with few entries, together")
                : t("kuota provinsi \(Stratum.provinceName(code))", "the quota of \(Stratum.provinceName(code))")
        case .everyone: t("semua peserta yang tersisa", "everybody left")
        }
    }

    private static func provinceName(_ code: Int) -> String {
        Province(code: String(code))?.name ?? String(code)
    }
}

extension WaveRefusal: UserFacingRefusal {
    func sentence(_ t: Words) -> String {
        switch self {
        case .unknown: t("Gelombang ini tidak ada.", "There is no such wave.")
        case .notYetOpen(let opens):
            t("Gelombang ini dibuka \(t.moment(opens)).", "This wave opens \(t.moment(opens)).")
        case .closed(let closes):
            t(
                "Gelombang ini ditutup \(t.moment(closes)). Anda dapat ikut gelombang berikutnya.",
                "This wave closed \(t.moment(closes)). You can join the next one.")
        case .tooEarlyToOpen(let instant):
            t(
                "Belum waktunya. Gelombang ini dibuka \(t.moment(instant)).",
                "Too early. This wave opens \(t.moment(instant)).")
        case .tooEarlyToClose(let instant):
            t(
                "Belum waktunya. Gelombang ini dapat ditutup setelah \(t.moment(instant)).",
                "Too early. This wave can be closed after \(t.moment(instant)).")
        case .tooEarlyToAnnounce(let instant):
            t("Hasil diumumkan \(t.moment(instant)).", "The outcome is announced \(t.moment(instant)).")
        case .wrongState(let state, let expected):
            t(
                "Langkah ini untuk gelombang yang \(expected.name(t)). Gelombang ini \(state.name(t)).",
                "This step is for a wave that is \(expected.name(t)). This wave is \(state.name(t)).")
        case .notEligible:
            t(
                "Anda belum dapat bergabung karena pendaftaran Anda belum memenuhi syarat. Lihat halaman akun Anda.",
                "You cannot join yet because your application does not qualify yet. See your account page.")
        case .suspended: SuspendedRefusal.suspended.sentence(t)
        case .alreadySelected:
            t(
                "Anda sudah pernah terpilih. Setiap orang menerima kartu satu kali.",
                "You were selected before. Everybody receives the card once.")
        case .otherRegion(let names):
            t(
                "Gelombang ini hanya untuk warga \(names.joined(separator: ", ")). Gelombang daerah Anda menyusul.",
                "This wave is for people of \(names.joined(separator: ", ")) only. One for your region will follow.")
        case .outcomePending(let wave):
            t(
                "Hasil gelombang \(wave) belum diumumkan. Setelah itu Anda dapat ikut gelombang lain.",
                "The outcome of wave \(wave) is not out yet. After that you can join another wave.")
        case .notJoined: t("Anda tidak ikut gelombang ini.", "You are not in this wave.")
        case .alreadyDecreed:
            t("Gelombang ini sudah mempunyai keputusan.", "This wave has its decree already.")
        case .sealedElsewhere:
            t(
                "Petugas lain sedang menyegel daftar gelombang ini. Buka lagi halaman ini sebentar kemudian.",
                "Another officer is sealing this wave's list. Open this page again in a moment.")
        case .entriesChanged(let number): entriesChanged(number, t)
        case .placesChanged(let other): placesChanged(other, t)
        case .listChanged: listChanged(t)
        case .signaturesChanged: signaturesChanged(t)
        case .notReadyToDraw:
            t(
                "Undian menunggu saksi atau angka acak publik (drand). Lihat halaman saksi gelombang ini.",
                "The draw waits for its witnesses or for public randomness. See the witnesses' page of this wave.")
        case .noLaterDate(let date):
            t(
                "Pilih waktu setelah \(t.moment(date)), karena waktu itu sudah dijanjikan atau sudah lewat.",
                "Choose a time after \(t.moment(date)), which was promised or is over.")
        case .beyondEdition, .postponementWaiting, .noPostponement: postponement(t)
        case .witnessesMaySign, .mustBeDrawn, .randomnessIsOut, .abandonmentWaiting, .noAbandonment: abandonment(t)
        case .earlierEdition(let edition): earlierEdition(edition, t)
        case .noDecree: t("Belum ada keputusan untuk ditandatangani.", "There is no decree to sign yet.")
        case .budgetShort(let needed, let available): budgetShort(needed, available, t)
        }
    }

    private func earlierEdition(_ edition: String, _ t: Words) -> String {
        t(
            "Gelombang ini dari edisi \(edition) yang sudah selesai. Hasilnya tetap dapat dilihat. Lihat halaman "
                + "Gelombang untuk yang berlaku sekarang.",
            "This wave is of edition \(edition), which is over. What it came to can still be seen. See the page "
                + "of waves for those of today.")
    }

    private func budgetShort(_ needed: Rupiah, _ available: Rupiah, _ t: Words) -> String {
        t(
            "Keputusan ini memerlukan \(needed), sedangkan anggaran yang tersisa \(available). Tidak ada "
                + "yang dicatat.",
            "This decree needs \(needed), and the budget has \(available) left. Nothing was committed.")
    }

    private func entriesChanged(_ number: Int, _ t: Words) -> String {
        t(
            "Keikutsertaan yang diubah di luar aplikasi: \(number). Gelombang ditunda, dan tidak ada peserta yang "
                + "kehilangan kesempatan. Beri tahu auditor dan pengelola sistem: mereka mencari yang diubah dan "
                + "memulihkannya dari cadangan. Setelah itu ulangi langkah ini.",
            "Entries changed outside the application: \(number). The wave waits, and no person loses their "
                + "chance. Notify the auditor and the administrators: they find what was changed and restore it "
                + "from a backup. Then repeat this step.")
    }

    private func placesChanged(_ other: WaveAddress, _ t: Words) -> String {
        t(
            "Daftar penerima gelombang \(other) diubah di luar aplikasi. Jadi belum pasti siapa yang sudah pernah "
                + "terpilih. Penyegelan ditunda. Beri tahu auditor dan pengelola sistem: mereka memulihkan daftar "
                + "itu dari cadangan. Setelah itu ulangi langkah ini.",
            "The list of people selected in wave \(other) was changed outside the application, so it is not certain who "
                + "was selected before. The sealing waits. Notify the auditor and the administrators: they restore that "
                + "list from a backup. Then repeat this step.")
    }

    private func listChanged(_ t: Words) -> String {
        t(
            "Daftar gelombang yang disegel ini diubah di luar aplikasi. Gelombang berhenti. Beri tahu auditor dan "
                + "pengelola sistem: mereka memulihkan daftar ini dari cadangan. Setelah itu ulangi langkah ini.",
            "The sealed list of this wave was changed outside the application. The wave stops. Notify the auditor and "
                + "the administrators: they restore the list from a backup. Then repeat this step.")
    }

    private func signaturesChanged(_ t: Words) -> String {
        t(
            "Tanda tangan atau rahasia saksi gelombang ini diubah di luar aplikasi. Gelombang berhenti. Beri tahu auditor "
                + "dan pengelola sistem: mereka memulihkannya dari cadangan. Setelah itu ulangi langkah ini.",
            "Signatures or secrets of this wave's witnesses were changed outside the application. The wave stops. Notify "
                + "the auditor and the administrators: they restore them from a backup. Then repeat this step.")
    }

    private func postponement(_ t: Words) -> String {
        switch self {
        case .beyondEdition(let end):
            t(
                "Pilih waktu sebelum \(t.moment(end)). Setelah itu edisi ini berakhir dan kartu tidak dapat dipakai.",
                "Choose a time before \(t.moment(end)). The edition ends then, and no card buys anything.")
        case .noPostponement:
            t(
                "Tidak ada usulan penundaan yang menunggu. Buka lagi halaman gelombang ini.",
                "No postponement waits for a decision. Open this wave's page again.")
        default:
            t(
                "Sudah ada usulan penundaan. Tunggu keputusannya, atau tarik usulan itu dahulu.",
                "A postponement is proposed already. Wait for its decision, or take it back first.")
        }
    }

    private func abandonment(_ t: Words) -> String {
        let (attempts, days) = (AbandonmentProgress.attempts, AbandonmentProgress.days)
        switch self {
        case .witnessesMaySign(let failed, let earliest):
            let until =
                earliest.map {
                    t(
                        ", dan putaran yang terakhir tidak boleh sebelum \(t.moment($0))",
                        ", and the last one's round must not be before \(t.moment($0))")
                } ?? ""
            return t(
                "Belum dapat diakhiri tanpa undian: \(attempts) percobaan harus gagal berturut-turut dalam \(days) hari "
                    + "atau lebih. Yang gagal: \(failed)\(until). Mulai percobaan berikutnya, atau tunggu yang berjalan.",
                "It cannot end without a draw yet: \(attempts) tries in a row must fail, over \(days) days or more. "
                    + "Failed: \(failed)\(until). Begin the next try, or wait for the one that runs.")
        case .mustBeDrawn, .randomnessIsOut: return drawing(t)
        case .noAbandonment:
            return t(
                "Tidak ada usulan mengakhiri tanpa undian. Buka lagi halaman gelombang ini.",
                "No end without a draw waits for a decision. Open this wave's page again.")
        default:
            return t(
                "Sudah ada usulan mengakhiri tanpa undian. Tunggu keputusannya, atau tarik usulan itu dahulu.",
                "An end without a draw is proposed already. Wait for its decision, or take it back first.")
        }
    }

    func way(_ t: Words) -> (label: String, path: String)? {
        guard case .unknown = self else { return nil }
        return (t("Semua gelombang", "All waves"), Paths.waves)
    }

    var status: HTTPResponse.Status {
        switch self {
        case .unknown: .notFound
        case .notEligible, .notJoined, .otherRegion, .suspended: .forbidden
        default: .conflict
        }
    }
}
