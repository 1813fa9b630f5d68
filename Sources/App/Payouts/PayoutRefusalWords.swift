import HTTPTypes
import Programme

extension PayoutRefusal: UserFacingRefusal {
    func sentence(_ t: Words) -> String {
        switch self {
        case .ownBatch:
            t(
                "Anda yang menyusun kelompok ini, jadi petugas lain yang harus menyetujuinya. Percobaan ini dicatat.",
                "You drafted this batch, so another officer must approve it. This attempt has been recorded.")
        case .alreadyApproved: t("Kelompok ini sudah disetujui.", "This batch has been approved already.")
        case .nothingRequested:
            t("Tidak ada permintaan yang menunggu.", "No request is waiting.")
        case .nothingLeft:
            t(
                "Semua pembayaran di kelompok ini sudah ditarik. Kembalikan kelompok ini.",
                "Every payment of this batch was withdrawn. Return the batch.")
        case .takenOutAlready:
            t("Pembayaran ini sudah tidak di kelompok ini.", "This payment is not in the batch any more.")
        case .requestsChanged:
            t(
                "Ada permintaan di kelompok ini yang sudah berubah. Kembalikan, lalu susun kelompok baru.",
                "A request in this batch has changed. Return it, then draft a new batch.")
        case .notMissing:
            t("Pembayaran ini sudah ada jawabannya.", "There is an answer for this payment already.")
        case .alreadyRefused: t("Kelompok ini sudah ditolak.", "This batch has been refused already.")
        case .outcomeMissing:
            t("Pilih: ada di mutasi, atau tidak ada.", "Choose: it is in the statement, or it is not.")
        case .answerMissing: t("Pilih usul Anda.", "Choose your proposal.")
        case .numberMissing:
            t(
                "Tulis nomor seperti di mutasi, paling sedikit \(StatementFinding.shortestNumber) huruf atau angka.",
                "Write the number as in the statement, at least \(StatementFinding.shortestNumber) letters or digits.")
        case .alreadyProposed:
            t(
                "Hasil petugas lain sedang menunggu putusan. Buka lagi halaman ini.",
                "Another officer's outcome waits for a decision. Open this page again.")
        case .nothingProposed:
            t("Tidak ada hasil yang menunggu putusan.", "No outcome waits for a decision.")
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .ownBatch: .forbidden
        case .alreadyApproved, .alreadyRefused, .nothingRequested, .nothingLeft, .requestsChanged, .takenOutAlready,
            .notMissing, .alreadyProposed, .nothingProposed:
            .conflict
        case .outcomeMissing, .answerMissing, .numberMissing: .unprocessableContent
        }
    }
}

/// A refused decision on a batch, with the way back to the batch.
struct RefusedBatchDecision: UserFacingRefusal {
    let refusal: PayoutRefusal
    let batch: ID<PayoutBatch>

    var code: String { refusal.code }
    var status: HTTPResponse.Status { refusal.status }

    func sentence(_ t: Words) -> String { refusal.sentence(t) }

    func way(_ t: Words) -> (label: String, path: String)? {
        (t("Ke kelompok ini", "To this batch"), Paths.payoutBatch(batch))
    }
}
