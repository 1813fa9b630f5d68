import HTTPTypes
import Programme

/// Sentences for people, who can be refused on the attendance page only; partners get the contract's errors.
extension PurchaseRefusal: UserFacingRefusal {
    func sentence(_ t: Words) -> String {
        switch self {
        case .codeVoided, .transactionVoided, .alreadyVoided:
            t(
                "Pembelian ini sudah dibatalkan dan uangnya sudah kembali.",
                "This purchase was cancelled and its money returned.")
        case .attendanceMissing:
            t(
                "Kehadiran pertama Anda belum tercatat. Mulai dari pertemuan pertama di situs lembaga.",
                "Your first attendance is not recorded yet. Begin with the first meeting on the institution's site.")
        case .outsideSchedule:
            t(
                "Jadwal pelatihan ini belum mulai atau sudah selesai.",
                "This training's schedule has not begun or is over.")
        default:
            t(
                "Pembelian ini tidak dapat diteruskan. Kembali ke halaman kartu untuk melihat statusnya.",
                "This purchase cannot go on. Go back to the card's page to see where it stands.")
        }
    }

    var status: HTTPResponse.Status { .conflict }
}
