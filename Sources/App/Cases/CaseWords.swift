import HTTPTypes
import Programme

extension CaseCategory {
    var label: Bilingual {
        switch self {
        case .account: Bilingual(id: "Akun, kode, dan masuk", en: "Account, codes and signing in")
        case .registration: Bilingual(id: "Pendaftaran dan data KTP", en: "Application and identity card")
        case .photos: Bilingual(id: "Foto", en: "Photos")
        case .selection: Bilingual(id: "Gelombang dan hasil undian", en: "Waves and the draw's outcome")
        case .card: Bilingual(id: "Kartu dan saldo", en: "Card and balance")
        case .training: Bilingual(id: "Pelatihan dan sertifikat", en: "Training and certificate")
        case .incentive: Bilingual(id: "Insentif dan rekening", en: "Incentives and account")
        case .survey: Bilingual(id: "Survei", en: "Surveys")
        case .conduct: Bilingual(id: "Petugas, calo, atau penipuan", en: "Officers, brokers or fraud")
        case .privacy: Bilingual(id: "Data pribadi saya", en: "My personal data")
        case .other: Bilingual(id: "Lainnya", en: "Something else")
        case .appeal: Bilingual(id: "Sanggahan", en: "Appeal")
        case .missingEntry:
            Bilingual(id: "Punya tanda terima, tidak ikut undian", en: "Has a receipt, not in the draw")
        }
    }
}

extension ServiceCase.Channel {
    var label: Bilingual {
        switch self {
        case .site: Bilingual(id: "Situs", en: "Site")
        case .phone: Bilingual(id: "Telepon", en: "Phone")
        case .counter: Bilingual(id: "Loket", en: "Counter")
        case .letter: Bilingual(id: "Surat", en: "Letter")
        }
    }
}

extension ServiceCase.Outcome {
    var label: Bilingual {
        switch self {
        case .settled: Bilingual(id: "Diselesaikan", en: "Put right")
        case .explained: Bilingual(id: "Dijelaskan", en: "Explained")
        case .dismissed: Bilingual(id: "Tidak dikabulkan", en: "Not upheld")
        case .granted: Bilingual(id: "Sanggahan dikabulkan", en: "Appeal granted")
        }
    }

    var tag: Tag { isAgainst ? .wrong : .done }
}

extension ServiceCase {
    /// Until when an answer is due; for a case whose answer came later, that it did. Nil for all others.
    func deadline(_ t: Words) -> String? {
        let day = t.lastDay(before: dueAt)
        guard let answeredAt, state == .answered else { return state.isRunning ? day : nil }
        return answeredAt < dueAt ? nil : t("\(day); dijawab terlambat", "\(day); answered late")
    }

    /// As its person sees it: an answer that waits for a second officer is not shown.
    func standing(_ t: Words, at now: Instant) -> (text: String, kind: Tag) {
        switch state {
        case .open, .proposed:
            isLate(at: now)
                ? (t("Terlambat, masih dikerjakan", "Late, still being worked on"), .wrong)
                : (t("Sedang dikerjakan", "Being worked on"), .waiting)
        case .answered: (outcome.map { t($0.label) } ?? t("Dijawab", "Answered"), outcome?.tag ?? .done)
        case .withdrawn: (t("Anda tarik kembali", "You took it back"), .blocked)
        }
    }

    /// As the office sees it.
    func officeStanding(_ t: Words, at now: Instant) -> (text: String, kind: Tag) {
        switch state {
        case .open: isLate(at: now) ? (t("Terlambat", "Late"), .wrong) : (t("Terbuka", "Open"), .todo)
        case .proposed:
            isLate(at: now)
                ? (t("Terlambat, menunggu petugas kedua", "Late, waits for the second officer"), .wrong)
                : (t("Menunggu petugas kedua", "Waits for the second officer"), .waiting)
        case .answered: (outcome.map { t($0.label) } ?? t("Dijawab", "Answered"), outcome?.tag ?? .done)
        case .withdrawn: (t("Ditarik pelapor", "Taken back by the person"), .blocked)
        }
    }
}

extension ContestedDecision.Kind {
    var label: Bilingual {
        switch self {
        case .eligibility: Bilingual(id: "Keputusan kelayakan", en: "Decision on eligibility")
        case .photo: Bilingual(id: "Penolakan foto", en: "Rejection of a photo")
        case .purchase: Bilingual(id: "Laporan pelatihan", en: "Report of a training")
        case .payout: Bilingual(id: "Insentif yang gagal atau hangus", en: "Incentive that failed or was forfeited")
        case .suspension: Bilingual(id: "Penangguhan akun", en: "Suspension of the account")
        case .revocation: Bilingual(id: "Pencabutan kartu", en: "Revocation of the card")
        }
    }
}

/// A contested decision's result in words.
struct ResultWords: Sendable {
    let t: Words

    func callAsFunction(_ result: String) -> String {
        switch result {
        case "eligible": t("memenuhi syarat", "qualifies")
        case "ineligible": t("belum memenuhi syarat", "does not qualify")
        case "waiting": t("menunggu pemeriksaan", "waits for checks")
        case "uploaded": t("menunggu pemeriksaan", "waits for review")
        case "accepted": t("diterima", "accepted")
        case "rejected": t("ditolak", "rejected")
        case "replaced": t("diganti foto baru", "replaced by a newer photo")
        case "held": t("menunggu kode pembeli", "waits for the buyer's code")
        case "expired": t("kode tidak pernah diisi", "the code was never entered")
        case "posted": t("dibayar, belum ada kehadiran", "paid, no attendance yet")
        case "attended": t("kehadiran tercatat", "attendance recorded")
        case "completed": t("selesai", "completed")
        case "voided": t("dibatalkan, saldo kembali", "voided, money returned")
        case "lapsed": t("lewat tanpa kehadiran", "lapsed without attendance")
        case "failed": t("pembayaran gagal", "payment failed")
        case "forfeited": t("hangus", "forfeited")
        case "planned": t("dijadwalkan", "planned")
        case "earned": t("dapat diminta", "can be asked for")
        case "requested": t("diminta", "asked for")
        case "sent": t("dikirim ke bank", "sent to the bank")
        case "paid": t("sampai", "arrived")
        case "suspended": t("ditangguhkan", "suspended")
        case "lifted": t("penangguhan dicabut", "suspension lifted")
        case "revoked": t("dicabut", "revoked")
        case "restored": t("dikembalikan", "given back")
        default: t("berubah", "changed")
        }
    }
}

/// Every rule's answer as a list for the person: what holds, what does not, and how old the data is.
struct FindingWords: Sendable {
    let t: Words

    func list(_ findings: [StoredFinding]) -> HTML {
        func row(_ finding: StoredFinding) -> HTML {
            let (text, kind) = verdict(finding.verdict)
            let date: HTML =
                finding.asOf.flatMap { CivilDate($0) }.map { "<small>\(t("per", "as of")) \(t.date($0))</small>" }
                ?? .empty
            return "<li><div><span>\(name(finding.rule))</span>\(date)</div>\(Part.tag(text, kind))</li>"
        }
        return "<ol class=\"tasks\">\(each: findings, row)</ol>"
    }

    private func verdict(_ verdict: String) -> (String, Tag) {
        switch verdict {
        case "pass": (t("Terpenuhi", "Met"), .done)
        case "fail": (t("Tidak terpenuhi", "Not met"), .wrong)
        default: (t("Belum diketahui", "Not known yet"), .waiting)
        }
    }

    private func name(_ rule: String) -> String {
        switch rule {
        case "age": t("Umur", "Age")
        case "citizenship": t("Warga negara Indonesia", "Indonesian citizen")
        case "education": t("Tidak sedang sekolah atau kuliah", "Not at school or university")
        case "occupation": t("Pekerjaan", "Occupation")
        case "region": t("Daerah", "Region")
        case "once-in-a-lifetime": t("Belum pernah menerima kartu", "No card before")
        case "lapse": t("Kartu tidak pernah hangus", "No card that lapsed")
        case "family-card": t("Batas per Kartu Keluarga", "Limit for a family card")
        case "phone": t("Nomor HP terverifikasi", "Mobile number verified")
        case "identity": t("Cocok dengan Dukcapil", "Matches the civil registry")
        case "one-application-per-nik": t("Satu pendaftaran per NIK", "One application for a NIK")
        case "photos": t("Foto diterima", "Photos accepted")
        case "declarations": t("Pernyataan disetujui", "Declarations agreed to")
        case "test": t("Tes selesai, hasilnya cukup", "Test finished, result enough")
        default: list(named: rule)
        }
    }

    private func list(named rule: String) -> String {
        let kind = rule.hasPrefix("list.") ? ListKind(rawValue: String(rule.dropFirst("list.".count))) : nil
        guard let kind else { return t("Aturan lain", "Another rule") }
        let name = EditionWords(t: t).namedList(kind)
        return t("Tidak ada di \(name)", "Not on \(name)")
    }
}

extension CaseRefusal: UserFacingRefusal {
    func sentence(_ t: Words) -> String {
        switch self {
        case .textTooShort:
            t(
                "Ceritakan lebih lengkap: apa yang terjadi, kapan, dan apa yang Anda harapkan.",
                "Say a little more: what happened, when, and what you hope for.")
        case .textTooLong:
            t(
                "Terlalu panjang. Paling banyak \(t.count(ServiceCase.longestText)) huruf.",
                "Too long. \(t.count(ServiceCase.longestText)) characters at most.")
        case .tooManyOpen:
            t(
                "Sudah ada \(ServiceCase.mostOpen) keluhan yang berjalan. Tambahkan keterangan di salah satunya.",
                "\(ServiceCase.mostOpen) cases are running. Add to one of them instead.")
        case .alreadyContested:
            t(
                "Keputusan ini sudah disanggah. Tambahkan keterangan di sanggahan itu.",
                "This decision is contested already. Add to that appeal.")
        case .notContestable:
            t("Keputusan ini tidak dapat disanggah lagi.", "This decision cannot be contested any more.")
        case .notReopenable:
            t(
                "Keluhan ini tidak dapat dibuka lagi. Ajukan keluhan baru dan sebut nomornya.",
                "This case cannot be reopened. Make a new one and name its number.")
        case .notOpen: t("Keluhan ini sudah selesai.", "This case is over already.")
        case .notWaiting:
            t(
                "Tidak ada yang menunggu persetujuan. Muat ulang halaman.",
                "Nothing waits for approval. Reload the page.")
        case .takenByOther:
            t(
                "Petugas lain sedang mengerjakannya. Minta ia menyerahkannya.",
                "Another officer works on it. Ask them to hand it over.")
        case .wrongHeir:
            t(
                "Petugas itu tidak dapat menjawab keluhan ini. Pilih petugas lain.",
                "That officer cannot answer this case. Choose another one.")
        case .ownEntry:
            t(
                "Anda yang mencatat atau membuka lagi keluhan ini. Petugas lain yang menjawab.",
                "You entered this case, or opened it again. Another officer answers it.")
        case .ownDecision:
            t(
                "Keputusan yang disanggah adalah keputusan Anda. Petugas lain yang memeriksa.",
                "The contested decision is yours. Another officer looks into it.")
        case .notAnAppeal:
            t("Ini bukan sanggahan.", "This is not an appeal.")
        case .decisionUnchanged:
            t(
                "Keputusannya belum berubah. Jalankan aturannya lagi; hasil tidak ditetapkan dengan tangan.",
                "The decision has not changed. Run its rule again; no result is set by hand.")
        case .otherReceipt, .entryCounts, .tooLateForDraw, .entryMissing: draw(t)
        case .fourEyes(let refusal): refusal.sentence(t)
        }
    }

    private func draw(_ t: Words) -> String {
        switch self {
        case .otherReceipt:
            t(
                "Tanda terima ini untuk gelombang lain atau akun lain. Masuk dengan akun yang bergabung.",
                "This receipt is of another wave or another account. Sign in with the account that joined.")
        case .entryCounts:
            t(
                "Anda ikut undian gelombang ini. Lihat halaman gelombang Anda.",
                "You are in this wave's draw. See the page of your wave.")
        case .tooLateForDraw:
            t(
                "Undiannya sudah berjalan, jadi daftarnya tidak dapat berubah. Ajukan keluhan tentang hasil undian.",
                "The draw is under way, so its list cannot change. Make a complaint about the draw's outcome.")
        default:
            t(
                "Orang ini belum ikut undian, jadi belum diselesaikan. Pulihkan datanya dulu, atau jelaskan sebabnya.",
                "This person is not in the draw yet, so nothing is put right. Restore the data first, or explain why.")
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .textTooShort, .textTooLong, .decisionUnchanged, .notAnAppeal, .otherReceipt, .entryMissing:
            .unprocessableContent
        case .tooManyOpen: .tooManyRequests
        case .alreadyContested, .notContestable, .notReopenable, .notOpen, .notWaiting, .takenByOther, .wrongHeir,
            .entryCounts, .tooLateForDraw:
            .conflict
        case .ownEntry, .ownDecision: .forbidden
        case .fourEyes(let refusal): refusal.status
        }
    }
}
