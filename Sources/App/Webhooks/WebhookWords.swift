import Programme

extension WebhookType {
    func title(_ t: Words) -> String {
        switch self {
        case .purchasePosted: t("Pembelian dibayar", "Purchase paid")
        case .purchaseVoided: t("Pembelian dibatalkan", "Purchase voided")
        case .purchaseLapsed: t("Pembelian berakhir tanpa kehadiran", "Purchase ended without attendance")
        case .attendanceRecorded: t("Kehadiran tercatat", "Attendance recorded")
        case .completionHeld: t("Laporan selesai diperiksa dua petugas", "Reported completion held for review")
        case .completionDecided: t("Laporan selesai diputus", "Reported completion decided")
        case .completionRecorded: t("Kelulusan tercatat", "Completion recorded")
        case .completionSettled: t("Pelatihan tak selesai diselesaikan", "Unfinished training settled")
        case .cardExpired: t("Kartu hangus", "Card expired")
        }
    }
}

extension WebhookEndpoint.State {
    func label(_ t: Words) -> (text: String, kind: Tag) {
        switch self {
        case .active: (t("Aktif", "Active"), .done)
        case .failing: (t("Ada yang tidak diterima", "Events not taken"), .wrong)
        case .disabled: (t("Dihentikan", "Stopped"), .wrong)
        case .ended: (t("Berakhir", "Ended"), .blocked)
        }
    }
}

extension WebhookEvent {
    func name(_ t: Words) -> String { type?.title(t) ?? t("Kejadian lain", "Other event") }
}

extension WebhookEvent.State {
    func label(_ t: Words) -> (text: String, kind: Tag) {
        switch self {
        case .waiting: (t("Menunggu", "Waiting"), .waiting)
        case .delivered: (t("Diterima", "Taken"), .done)
        case .failed: (t("Tidak diterima", "Not taken"), .wrong)
        }
    }
}

extension WebhookAttempt {
    /// The answer's status, or that none came.
    func result(_ t: Words) -> String { status.map { String($0) } ?? t("tanpa jawaban", "no answer") }
}
