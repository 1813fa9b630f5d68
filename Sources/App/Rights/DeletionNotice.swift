import Programme

/// A deletion was asked for, taken back, stopped or carried out: sent to every contact, so that a stranger in the
/// account cannot do it unnoticed.
struct DeletionNotice: Notice {
    let what: What

    enum What: Sendable {
        /// - until: by the programme's clock.
        case asked(until: Instant)
        case cancelled
        case stopped(DeletionObstacle)
        case done
    }

    func subject(_ t: Words) -> String {
        switch what {
        case .asked: t("Akun Prakerja Anda akan dihapus", "Your Prakerja account will be deleted")
        case .cancelled: t("Penghapusan akun dibatalkan", "The deletion of your account was cancelled")
        case .stopped: t("Akun Prakerja Anda belum dihapus", "Your Prakerja account was not deleted yet")
        case .done: t("Akun Prakerja Anda sudah dihapus", "Your Prakerja account was deleted")
        }
    }

    func body(_ t: Words) -> String {
        switch what {
        case .asked(let until):
            t(
                """
                Ada permintaan dari akun Anda untuk menghapusnya. Akun dihapus pada \(t.moment(until)).

                Bukan Anda, atau berubah pikiran? Masuk dan batalkan sebelum waktu itu.
                """,
                """
                Your account asks to be deleted. That will be done on \(t.moment(until)).

                Was it not you, or have you changed your mind? Sign in and cancel it before then.
                """)
        case .cancelled:
            t("Akun Anda tetap ada. Tidak ada yang dihapus.", "Your account stays. Nothing was deleted.")
        case .stopped(let obstacle):
            t(
                """
                Akun Anda masih diperlukan. \(obstacle.sentence(t))

                Sesudah itu Anda dapat memintanya lagi.
                """,
                """
                Your account is still needed. \(obstacle.sentence(t))

                You can ask for it again afterwards.
                """)
        case .done:
            t(
                """
                Kontak, foto, isian, dan pesan Anda sudah dihapus. Catatan uang negara, undian, dan tindakan petugas \
                tetap ada, karena wajib.

                Pesan ini yang terakhir.
                """,
                """
                Your contacts, photos, answers and messages were deleted. Records of public money, draws and officers' \
                acts stay, because the law asks for them.

                This is the last message.
                """)
        }
    }

    func text(_ t: Words) -> String {
        switch what {
        case .asked(let until):
            t(
                "Akun Prakerja Anda dihapus \(t.shortMoment(until)). Bukan Anda? Masuk dan batalkan.",
                "Your Prakerja account is deleted on \(t.shortMoment(until)). Not you? Sign in and cancel.")
        case .cancelled:
            t("Penghapusan akun Prakerja dibatalkan.", "The deletion of your Prakerja account was cancelled.")
        case .stopped:
            t(
                "Akun Prakerja Anda belum dihapus. Masuk untuk tahu sebabnya.",
                "Your Prakerja account was not deleted yet. Sign in to read why.")
        case .done: t("Akun Prakerja Anda sudah dihapus.", "Your Prakerja account was deleted.")
        }
    }

    func action(_ t: Words) -> NoticeAction? {
        switch what {
        case .asked: NoticeAction(label: t("Batalkan penghapusan", "Cancel the deletion"), target: Paths.deletion)
        case .stopped: NoticeAction(label: t("Hapus akun", "Delete the account"), target: Paths.deletion)
        case .cancelled, .done: nil
        }
    }

    static let sample = DeletionNotice(what: .asked(until: Instant(milliseconds: 1_587_520_800_000)))
    static let stoppedSample = DeletionNotice(what: .stopped(.purchase))
    static let doneSample = DeletionNotice(what: .done)
}
