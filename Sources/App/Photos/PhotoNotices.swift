import Programme
import Storage

extension PhotoQueries {
    /// Notifies the person that a photo was rejected and why.
    func announce(_ fault: IdentityPhoto.Fault, note: String, of photo: StoredPhoto, on dependencies: Dependencies)
        throws
    {
        try tx.inbox.send(
            BetterPhotoNotice(kind: photo.kind, fault: fault, note: note), to: photo.person, on: dependencies)
    }
}

struct BetterPhotoNotice: Notice {
    let kind: IdentityPhoto.Kind
    let fault: IdentityPhoto.Fault
    let note: String

    func subject(_ t: Words) -> String {
        t("Kirim ulang: \(kind.label(t))", "Please send again: \(kind.label(t))")
    }

    func body(_ t: Words) -> String {
        let reason = note.isEmpty ? fault.sentence(t) : "\(fault.sentence(t)) \(note)"
        let then = t(
            "Setelah foto baru masuk, pendaftaran diperiksa lagi.",
            "Once the new photo is in, your application is checked again.")
        return "\(reason)\n\n\(then)"
    }

    func text(_ t: Words) -> String {
        t(
            "\(kind.label(t)) perlu dikirim ulang. Alasannya ada di akun Anda.",
            "\(kind.label(t)) must be sent again. Your account says why.")
    }

    func action(_ t: Words) -> NoticeAction? {
        NoticeAction(label: t("Kirim foto baru", "Send a new photo"), target: Paths.photos)
    }
}

/// After a refusal was undone: the request for a new photo, which has been sent, no longer holds.
struct PhotoCheckedAgainNotice: Notice {
    let kind: IdentityPhoto.Kind

    func subject(_ t: Words) -> String {
        t("Tidak perlu kirim ulang: \(kind.label(t))", "No need to send again: \(kind.label(t))")
    }

    func body(_ t: Words) -> String {
        t(
            "Kami tadi meminta foto baru. Permintaan itu dibatalkan.\n\nFoto Anda diperiksa lagi. Tunggu kabar dari kami.",
            "We asked for a new photo. That request is withdrawn.\n\nYour photo is looked at again. Wait for our message."
        )
    }

    func text(_ t: Words) -> String {
        t(
            "\(kind.label(t)) tidak perlu dikirim ulang. Foto Anda diperiksa lagi.",
            "\(kind.label(t)) need not be sent again. It is looked at again.")
    }

    func action(_ t: Words) -> NoticeAction? {
        NoticeAction(label: t("Lihat foto Anda", "See your photos"), target: Paths.photos)
    }
}
