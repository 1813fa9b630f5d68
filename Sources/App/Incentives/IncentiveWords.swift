import HTTPTypes
import Programme

/// Texts about instalments and their conditions for their owner; states and dates also for officers.
struct IncentiveWords {
    enum Reader: Sendable {
        case owner, office
    }

    let t: Words
    var reader = Reader.owner

    func name(_ instalment: Instalment) -> String {
        switch instalment.kind {
        case .incentive: t("Insentif ke-\(instalment.number)", "Incentive \(instalment.number)")
        case .survey: t("Survei ke-\(instalment.number)", "Survey \(instalment.number)")
        }
    }

    func tag(_ row: IncentiveRow) -> HTML {
        let kind: Tag =
            switch (row.instalment.state, row.claim) {
            case (.paid, _): .done
            case (.sent, _), (.requested, _): .waiting
            case (.forfeited, _), (_, .lapsed): .blocked
            case (.failed, _): .wrong
            case (_, .open): .todo
            case (.planned, _), (.earned, _): .waiting
            }
        return Part.tag(state(row), kind)
    }

    func state(_ row: IncentiveRow) -> String {
        switch (row.instalment.state, row.claim) {
        case (.paid, _): t("Sudah dibayar", "Paid")
        case (.sent, _): t("Sedang dikirim", "Being sent")
        case (.requested, _): t("Menunggu penyaluran", "Waiting to be sent")
        case (.forfeited, _), (_, .lapsed): t("Hangus", "Lapsed")
        case (.failed, _): t("Gagal dikirim", "Could not be sent")
        case (_, .open): t("Bisa diminta", "Can be asked for")
        case (.planned, _), (.earned, _):
            waitsForDate(row)
                ? t("Menunggu tanggal", "Waits for its date") : t("Belum lengkap", "Not complete yet")
        }
    }

    /// Whether nothing is missing but time: its day, and an earlier incentive.
    private func waitsForDate(_ row: IncentiveRow) -> Bool {
        let missing = row.conditions.filter { !$0.isMet }
        return !missing.isEmpty && missing.allSatisfy { $0.actor == .calendar || $0.kind == .previous }
    }

    /// The one date that the state does not say: since when, until when or from when.
    func date(_ row: IncentiveRow) -> String {
        let instalment = row.instalment
        switch (instalment.state, row.claim) {
        case (_, .lapsed): return ""
        case (_, .open(let until)): return t("Paling lambat \(t.fullDate(until))", "By \(t.fullDate(until))")
        case (.paid, _), (.sent, _), (.requested, _), (.failed, _), (.forfeited, _):
            let day = t.date(instalment.changedOn)
            return t("Sejak \(day)", "Since \(day)")
        case (.planned, _), (.earned, _):
            if let own = row.conditions.first(where: { !$0.isMet && $0.actor == .person }) {
                if own.kind == .review, reader == .owner { return title(own, of: instalment) }
                return waits + title(own, of: instalment).loweringFirst
            }
            return instalment.dueOn.map { t("Mulai \(t.fullDate($0))", "From \(t.fullDate($0))") } ?? ""
        }
    }

    private var waits: String {
        switch reader {
        case .owner: t("Menunggu Anda: ", "Waits for you: ")
        case .office: t("Menunggu peserta: ", "Waits for the participant: ")
        }
    }

    /// What the state means, in a sentence.
    func meaning(_ row: IncentiveRow) -> String {
        switch (row.instalment.state, row.claim) {
        case (.paid, _):
            t("Uangnya sudah masuk ke rekening atau dompet Anda.", "The money is in your account or wallet.")
        case (.sent, _):
            t(
                "Kami menunggu jawaban bank atau dompet, lalu memberi tahu Anda.",
                "We wait for the bank or wallet to answer, and then notify you.")
        case (.requested, _):
            t(
                "Kantor program menyalurkan berkelompok, biasanya dalam 3–5 hari kerja.",
                "The office pays in batches, usually within 3–5 working days.")
        case (_, .lapsed(let why)): sentence(why)
        case (.forfeited, _): sentence(.notClaimed)
        case (.failed, _): (row.instalment.failure ?? .refused).remedy(t)
        case (_, .open):
            t("Semua syaratnya lengkap; tinggal Anda minta.", "All conditions are met; you only have to ask for it.")
        case (.planned, _), (.earned, _):
            waitsForDate(row)
                ? t(
                    "Tanggalnya belum tiba. Tidak ada yang perlu Anda lakukan.",
                    "Its date has not come. There is nothing you have to do.")
                : t(
                    "Ada syarat yang belum terpenuhi, atau tanggalnya belum tiba.",
                    "A condition is not met yet, or its date has not come.")
        }
    }

    func title(_ condition: Condition, of instalment: Instalment) -> String {
        switch condition.kind {
        case .training: t("Pelatihan selesai dan bersertifikat", "Training complete, with certificate")
        case .review:
            condition.isMet
                ? t("Nilai dan ulasan diberikan", "Rating and review given")
                : t("Beri nilai dan ulasan dulu", "Give a rating and a review first")
        case .payee: t("Rekening atas nama sendiri tersambung", "Account in your own name linked")
        case .due: t("Sudah masuk tanggal pembayaran", "The payment date has come")
        case .previous:
            instalment.number == 1
                ? t("Tidak ada insentif sebelumnya", "No incentive before this one")
                : t("Insentif sebelumnya sudah dibayar", "The incentive before has been paid")
        case .survey: t("Survei dijawab", "Survey answered")
        }
    }

    func status(_ condition: Condition) -> String {
        if condition.isMet { return t("Selesai", "Done") }
        return switch condition.actor {
        case .person: t("Tugas Anda", "Your turn")
        case .institution: t("Menunggu lembaga pelatihan", "Waiting for the institution")
        // Not the office: the incentive before may be one that its owner has not asked for.
        case .office where condition.kind == .previous:
            t("Menunggu insentif sebelumnya", "Waiting for the incentive before")
        case .office: t("Menunggu insentif pertama dibayar", "Waiting for the first incentive")
        case .calendar: t("Tunggu tanggalnya", "Wait for the date")
        }
    }

    /// The date since which, or from which, a condition is met.
    func hint(_ condition: Condition) -> String? {
        switch (condition.isMet, condition.on) {
        case (true, let day?): t("Sejak \(t.date(day))", "Since \(t.date(day))")
        case (false, let day?): t("Mulai \(t.fullDate(day))", "From \(t.fullDate(day))")
        case (false, nil) where condition.kind == .due:
            t("Ditetapkan setelah insentif pertama dibayar", "Set once the first incentive has been paid")
        default: nil
        }
    }

    func path(_ condition: Condition, _ row: IncentiveRow) -> String? {
        switch condition.kind {
        case .review: Paths.review(row.purchase)
        case .payee: Paths.payee
        case .survey: row.conditions.contains { $0.kind == .due && $0.isMet } ? Paths.survey(row.instalment.id) : nil
        case .training, .due, .previous: nil
        }
    }

    func sentence(_ instalment: Instalment, claim: Claim) -> String {
        let day = t.date(instalment.changedOn)
        return switch instalment.state {
        case .paid: t("Dibayar pada \(day).", "Paid on \(day).")
        case .sent:
            t(
                "Dikirim ke bank atau dompet Anda. Kami memberi tahu begitu ada jawabannya.",
                "Sent to your bank or wallet. We tell you as soon as it answers.")
        case .requested:
            t(
                "Anda minta pada \(day). Kantor program menyalurkan berkelompok; biasanya 3–5 hari kerja.",
                "You asked on \(day). The office pays in batches; usually 3–5 working days.")
        case .failed: (instalment.failure ?? .refused).remedy(t)
        case .forfeited:
            if case .lapsed(let why) = claim { sentence(why) } else { sentence(.notClaimed) }
        case .planned, .earned: ""
        }
    }

    func sentence(_ why: Forfeiture) -> String {
        switch why {
        case .notEarnedInTime:
            t(
                "Syaratnya tidak terpenuhi sampai batas akhir program, jadi uangnya kembali ke negara. "
                    + "Ada yang salah? Hubungi pusat bantuan.",
                "Its conditions were not met by the programme's last day, so the money went back. Is this "
                    + "wrong? Call the call centre."
            )
        case .notClaimed:
            t(
                "Tidak diminta sampai batas waktunya, jadi uangnya kembali ke negara. Ada yang salah? "
                    + "Hubungi pusat bantuan.",
                "It was not asked for in time, so the money went back. Is this wrong? Call the call centre.")
        case .cardRevoked:
            t(
                "Kartu Anda dicabut, jadi uangnya kembali ke negara. Alasannya ada di halaman akun, "
                    + "dan Anda dapat menyanggah.",
                "Your card was revoked, so the money went back. The reason is on your account page, and you can "
                    + "contest it.")
        }
    }
}

extension PaymentFailure {
    /// What happened and what to do.
    func remedy(_ t: Words) -> String {
        switch self {
        case .notVerified:
            t(
                "Dompet digital Anda belum terverifikasi (KYC). Verifikasi di aplikasinya, lalu minta lagi.",
                "Your wallet is not verified (KYC). Verify it in its app, then ask again.")
        case .inactive:
            t(
                "Rekening Anda tidak aktif. Aktifkan lagi di bank atau dompet Anda, atau ganti rekening, "
                    + "lalu minta lagi.",
                "Your account is not active. Reactivate it, or change the account, then ask again.")
        case .noSuchAccount:
            t(
                "Bank atau dompet tidak mengenal rekening ini lagi. Ganti rekening, lalu minta lagi.",
                "The bank or wallet no longer knows this account. Change it, then ask again.")
        case .limitExceeded:
            t(
                "Saldo atau batas bulanan dompet Anda akan terlampaui. Kosongkan sebagian atau ganti "
                    + "rekening, lalu minta lagi.",
                "It would exceed your wallet's balance or monthly limit. Make room or change the account, "
                    + "then ask again."
            )
        case .notArrived:
            t(
                "Pembayaran ini tidak pernah sampai ke bank atau dompet Anda. Uangnya aman di kartu Anda. Minta lagi.",
                "This payment never reached your bank or wallet. The money is safe on your card. Ask again.")
        case .refused:
            t(
                "Bank atau dompet menolak pembayaran ini. Uangnya aman di kartu Anda. Minta lagi, atau ganti rekening.",
                "The bank or wallet refused this payment. The money is safe on your card. Ask again, or "
                    + "change the account."
            )
        }
    }
}

extension IncentiveRefusal: UserFacingRefusal {
    func sentence(_ t: Words) -> String {
        switch self {
        case .conditionsMissing:
            t(
                "Syarat insentif ini belum lengkap. Buka halaman Insentif: di sana tertulis apa yang "
                    + "kurang dan siapa yang bertindak.",
                "Its conditions are not all met. The page Incentives says what is missing and who must act.")
        case .alreadyRequested:
            t("Insentif ini sudah diminta. Anda tidak perlu memintanya lagi.", "You have asked for this one already.")
        case .lapsed(let why): IncentiveWords(t: t).sentence(why)
        case .cardStopped:
            t(
                "Kartu Anda sedang dihentikan, jadi insentif belum bisa diminta. Hubungi pusat bantuan.",
                "Your card is stopped, so incentives cannot be asked for. Call the call centre.")
        case .alreadyReviewed: t("Pelatihan ini sudah Anda nilai.", "You have rated this training already.")
        case .notCompleted:
            t(
                "Pelatihan dinilai setelah lembaga melaporkannya selesai.",
                "You can rate a training once the institution has reported it complete.")
        case .ratingMissing: t("Pilih satu sampai lima bintang.", "Choose one to five stars.")
        case .surveyNotOpen: t("Survei ini belum dibuka.", "This survey is not open yet.")
        case .surveyAnswered: t("Survei ini sudah Anda jawab.", "You have answered this survey already.")
        case .answersMissing: t("Jawab semua pertanyaan.", "Answer every question.")
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .alreadyRequested, .alreadyReviewed, .surveyAnswered: .conflict
        default: .unprocessableContent
        }
    }
}
