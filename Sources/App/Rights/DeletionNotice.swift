import Programme

/// A deletion was asked for, taken back, stopped or carried out: sent to every contact, so that a stranger in the
/// account cannot do it unnoticed.
struct DeletionNotice: Notice {
    let what: What

    enum What: Sendable {
        /// - until: by the programme's clock.
        case asked(until: Instant)
        /// The programme has kept the data long enough.
        ///
        /// - until: by the programme's clock.
        case keepingEnds(until: Instant, years: Int)
        case cancelled
        case stopped(DeletionObstacle)
        case done
    }

    func subject(_ t: Words) -> String {
        switch what {
        case .asked, .keepingEnds: t("Akun Prakerja Anda akan dihapus", "Your Prakerja account will be deleted")
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
        case .keepingEnds(let until, let years):
            t(
                """
                Program berakhir \(years) tahun lalu, dan akun Anda tidak dipakai lagi. Data Anda dihapus pada \
                \(t.moment(until)).

                Masih memerlukannya? Masuk, unduh data Anda, atau batalkan sebelum waktu itu.
                """,
                """
                The programme ended \(years) years ago, and your account is not used any more. Your data will be \
                deleted on \(t.moment(until)).

                Do you still need it? Sign in, download your data, or cancel before then.
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
        case .keepingEnds(let until, _):
            t(
                "Masa simpan data Prakerja habis: akun Anda dihapus \(t.shortMoment(until)). Masuk untuk membatalkan.",
                "Prakerja has kept your data long enough: deleted on \(t.shortMoment(until)). Sign in to cancel.")
        case .stopped:
            t(
                "Akun Prakerja Anda belum dihapus. Masuk untuk tahu sebabnya.",
                "Your Prakerja account was not deleted yet. Sign in to read why.")
        case .done: t("Akun Prakerja Anda sudah dihapus.", "Your Prakerja account was deleted.")
        }
    }

    func action(_ t: Words) -> NoticeAction? {
        switch what {
        case .asked, .keepingEnds:
            NoticeAction(label: t("Batalkan penghapusan", "Cancel the deletion"), target: Paths.deletion)
        case .stopped: NoticeAction(label: t("Hapus akun", "Delete the account"), target: Paths.deletion)
        case .cancelled, .done: nil
        }
    }

    static let sample = DeletionNotice(what: .asked(until: Instant(milliseconds: 1_587_520_800_000)))
    static let keepingSample = DeletionNotice(
        what: .keepingEnds(until: Instant(milliseconds: 1_769_792_400_000), years: 5))
    static let stoppedSample = DeletionNotice(what: .stopped(.purchase))
    static let doneSample = DeletionNotice(what: .done)
}
