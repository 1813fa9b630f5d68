import HTTPTypes
import Programme

/// Why an account is not deleted.
enum DeletionRefusal: UserFacingRefusal {
    case neededStill(DeletionObstacle)
    case askedBefore
    /// The tick is missing.
    case notUnderstood
    /// No code can be sent.
    case noContact

    var code: String {
        switch self {
        case .neededStill(let obstacle): "deletion.\(obstacle.rawValue)"
        case .askedBefore: "deletion.asked-before"
        case .notUnderstood: "deletion.not-understood"
        case .noContact: "deletion.no-contact"
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .neededStill, .askedBefore, .noContact: .conflict
        case .notUnderstood: .unprocessableContent
        }
    }

    func sentence(_ t: Words) -> String {
        switch self {
        case .neededStill(let obstacle): obstacle.sentence(t)
        case .askedBefore:
            t(
                "Penghapusan sudah Anda minta. Batalkan di halaman ini kalau berubah pikiran.",
                "You have asked for the deletion. Take it back on this page if you change your mind.")
        case .notUnderstood:
            t(
                "Centang bahwa Anda paham akibatnya, lalu tekan tombolnya lagi.",
                "Tick that you understand what follows, then press the button again.")
        case .noContact:
            t(
                "Akun ini belum punya kontak terverifikasi untuk menerima kode. Tambah nomor HP dulu.",
                "This account has no verified contact for the code. Add a mobile number first.")
        }
    }
}
