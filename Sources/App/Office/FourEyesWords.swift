import HTTPTypes
import Programme

extension FourEyesRefusal: UserFacingRefusal {
    func sentence(_ t: Words) -> String {
        switch self {
        case .ownRequest:
            t(
                "Ini usulan Anda sendiri. Petugas lain dengan peran lain yang memutuskan.",
                "This is your own request. Another officer of another duty decides.")
        case .sameSigner:
            t(
                "Anda sudah menandatangani. Tanda tangan kedua harus dari petugas lain dengan peran lain.",
                "You have signed already. The second signature must be another officer's, of another duty.")
        case .sameDuty(let role):
            t(
                "Petugas pertama juga berperan \(t(role.title)). Minta petugas dengan peran lain.",
                "The first officer has the duty \(t(role.title)) too. Ask an officer of another duty.")
        case .approverNeeded:
            t(
                "Ini diusulkan lewat baris perintah. Hanya \(t(Role.programmeManager.title)) yang dapat memutuskan.",
                "The command line proposed this. Only an officer with the duty \(t(Role.programmeManager.title)) can decide."
            )
        case .complete:
            t("Kedua tanda tangan sudah lengkap.", "Both signatures are there already.")
        case .authorSuspended:
            t(
                "Pengusulnya ditangguhkan. Tolak usulan ini; petugas lain dapat mengusulkan lagi.",
                "Its proposer is suspended. Refuse this; another officer may propose it again.")
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .ownRequest, .sameSigner, .complete, .authorSuspended: .conflict
        case .sameDuty, .approverNeeded: .forbidden
        }
    }
}

extension OfficeReason {
    /// What a reason must have, for the hint of its field.
    static func rule(_ t: Words) -> String {
        t(
            "Paling sedikit \(fewestWords) kata dan \(fewestLetters) huruf.",
            "At least \(fewestWords) words and \(fewestLetters) letters.")
    }
}

extension OfficeReasonRefusal: UserFacingRefusal {
    func sentence(_ t: Words) -> String {
        switch self {
        case .missing:
            t("Tulis alasannya dalam satu kalimat.", "Write the reason in one sentence.")
        case .tooShort:
            t(
                "Alasan terlalu pendek. Tulis paling sedikit \(OfficeReason.fewestWords) kata dan "
                    + "\(OfficeReason.fewestLetters) huruf.",
                "The reason is too short. Write at least \(OfficeReason.fewestWords) words and "
                    + "\(OfficeReason.fewestLetters) letters.")
        case .tooLong:
            t(
                "Alasan terlalu panjang. Paling banyak \(OfficeReason.longest) huruf.",
                "The reason is too long. \(OfficeReason.longest) characters at most.")
        case .placeholder:
            t(
                "Alasan ini belum menjelaskan apa pun. Tulis apa yang terjadi dan dasarnya.",
                "This reason explains nothing yet. Write what happened and what it rests on.")
        }
    }
}
