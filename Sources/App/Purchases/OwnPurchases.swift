import Programme
import Storage

extension OwnDataSource {
    /// Courses bought, with attendance, result and review. The redeem code is left out: it still opens the course.
    static let purchases = OwnDataSource(
        key: "purchases", title: Bilingual(id: "Pembelian dan pelatihan", en: "Purchases and courses")
    ) { tx, own in
        try tx.purchases.of(own.person).prefix(OwnDataSource.most + 1).map { purchase in
            let bought = try OwnPurchase.bought(purchase, own, in: tx)
            let attended = try OwnPurchase.attended(purchase, own, in: tx)
            let finished = try OwnPurchase.finished(purchase, own, in: tx)
            let works = try OwnPurchase.works(purchase, own, in: tx)
            let reports = try OwnPurchase.reports(purchase, own, in: tx)
            return OwnDataRecord(bought + attended + works + finished + reports)
        }
    }
}

/// The facts of one purchase.
private enum OwnPurchase {
    static func bought(_ purchase: Purchase, _ own: OwnDataReading, in tx: Transaction) throws -> [OwnDataField?] {
        let t = own.t
        let course = try tx.courses.find(purchase.course)?.title
        let platform = try tx.partners.find(purchase.platform)?.name
        return [
            own.text("course", t("Pelatihan", "Training"), course),
            own.text("platform", t("Platform", "Platform"), platform),
            own.money("price", t("Harga", "Price"), purchase.price),
            own.text("state", t("Status", "State"), purchase.state.rawValue, purchase.state.status(t).label),
            own.moment("paid_at", t("Dibayar", "Paid"), purchase.payment?.at),
            own.text("transaction", t("Kode transaksi", "Transaction code"), purchase.payment?.transactionCode),
            own.moment("redeemed_at", t("Kode ditukar", "Code redeemed"), purchase.redeemedAt),
            own.moment("ended_at", t("Berakhir", "Ended"), purchase.endedAt),
        ]
    }

    static func attended(_ purchase: Purchase, _ own: OwnDataReading, in tx: Transaction) throws -> [OwnDataField?] {
        let t = own.t
        return try tx.attendance.verified(purchase.id).sorted { $0.key < $1.key }.map { sequence, at in
            let number = sequence.number
            let label =
                sequence == .postTest ? t("Tes akhir", "Final test") : t("Hadir ke-\(number)", "Attendance \(number)")
            return own.moment("attendance.\(number)", label, at)
        }
    }

    static func works(_ purchase: Purchase, _ own: OwnDataReading, in tx: Transaction) throws -> [OwnDataField?] {
        let t = own.t
        let works = try tx.coursework.of(purchase.id, vault: own.dependencies.shownVault)
        return works.flatMap { work -> [OwnDataField?] in
            let (key, task) = ("work.\(work.id)", "\(work.task.scope.rawValue) \(work.task.sequence)")
            let label =
                work.kind == .submission
                ? t("Tugas \(task)", "Work \(task)") : t("Umpan balik \(task)", "Feedback \(task)")
            return [
                own.text("\(key).file", label, work.file.isEmpty ? nil : work.file),
                own.text("\(key).notes", label, work.notes.isEmpty ? nil : work.notes),
            ]
        }
    }

    /// The receipts, and what became of a report of completion that officers looked at.
    static func reports(_ purchase: Purchase, _ own: OwnDataReading, in tx: Transaction) throws -> [OwnDataField?] {
        let (t, words) = (own.t, TrainingReportWords(t: own.t))
        let receipts = try tx.trainingReports.of(purchase.id).map { report in
            own.moment(
                "report.\(report.number)",
                t("Tanda terima \(report.number)", "Receipt \(report.number)")
                    + ": \(words.fact(report.fact))", report.receivedAt)
        }
        guard let held = try tx.heldCompletions.latest(of: purchase.id) else { return receipts }
        let state = words.state(held.state).text
        return receipts + [
            own.text(
                "completion.check", t("Pemeriksaan laporan selesai", "Check of the reported completion"),
                held.state.rawValue, state),
            own.moment("completion.decide_by", t("Batas putusannya", "To be decided by"), held.decideBy),
        ]
    }

    static func finished(_ purchase: Purchase, _ own: OwnDataReading, in tx: Transaction) throws -> [OwnDataField?] {
        let t = own.t
        let completion = try tx.purchases.completion(of: purchase.id)
        let review = try tx.reviews.of(purchase.id)
        let certificate = try tx.certificates.of(purchase.id, vault: own.dependencies.shownVault)
        return [
            own.count("score", t("Nilai", "Score"), completion?.score),
            own.text("certificate", t("Nomor dari lembaga", "Institution's number"), completion?.certificateNumber),
            own.text(
                "certificate.number", t("Nomor sertifikat", "Certificate number"), certificate?.number.description),
            own.moment(
                "certificate.withdrawn_at", t("Sertifikat ditarik", "Certificate withdrawn"),
                certificate?.withdrawal?.at),
            own.moment("completed_at", t("Selesai", "Completed"), completion?.at),
            own.count("rating", t("Penilaian Anda", "Your rating"), review?.rating),
            own.text("review", t("Ulasan Anda", "Your review"), review?.words),
            own.day("reviewed_on", t("Ulasan diberikan", "Review given"), review?.givenOn),
        ]
    }
}
