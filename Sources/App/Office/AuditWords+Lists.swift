import Programme

extension AuditWords {
    /// Acts on lists of other offices.
    static let lists: [String: Bilingual] = [
        "list.approval-denied": Bilingual(id: "Persetujuan daftar ditolak", en: "List approval refused"),
        "list.imported": Bilingual(id: "Daftar dimasukkan", en: "List brought in"),
        "list.in-force": Bilingual(id: "Daftar berlaku", en: "List in force"),
        "list.inviting": Bilingual(id: "Undangan dikirim", en: "Invitations sent"),
        "list.refused": Bilingual(id: "Daftar ditolak", en: "List refused"),
        "list.invitations-drafted": Bilingual(id: "Undangan disusun", en: "Invitations drafted"),
        "list.invitations-refused": Bilingual(id: "Undangan ditolak", en: "Invitations refused"),
        "list.invitations-denied": Bilingual(
            id: "Keputusan undangan tidak diizinkan", en: "Decision on invitations not allowed"),
        "list.invitations-paused": Bilingual(id: "Undangan dijeda", en: "Invitations paused"),
        "list.invitations-continued": Bilingual(id: "Undangan dilanjutkan", en: "Invitations continued"),
        "list.line-not-found": Bilingual(
            id: "NIK dicari dan tidak ada di daftar", en: "NIK looked for and not on list"),
        "list.removal-proposed": Bilingual(id: "Penghapusan dari daftar diusulkan", en: "Removal from a list proposed"),
        "list.removal-in-force": Bilingual(id: "Dihapus dari daftar", en: "Removed from a list"),
        "list.removal-refused": Bilingual(id: "Penghapusan dari daftar ditolak", en: "Removal from a list refused"),
        "list.removal-denied": Bilingual(
            id: "Keputusan penghapusan tidak diizinkan", en: "Decision on a removal not allowed"),
        "list.removal-end-proposed": Bilingual(
            id: "Baris diusulkan berlaku lagi", en: "Proposed that the line counts again"),
        "list.removal-ended": Bilingual(id: "Baris di daftar berlaku lagi", en: "Line on a list counts again"),
        "list.removal-kept": Bilingual(id: "Penghapusan dari daftar tetap", en: "Removal from a list kept"),
        "list.withdrawal-proposed": Bilingual(id: "Pencabutan daftar diusulkan", en: "Withdrawal of a list proposed"),
        "list.withdrawal-denied": Bilingual(
            id: "Keputusan pencabutan tidak diizinkan", en: "Decision on a withdrawal not allowed"),
        "list.withdrawal-refused": Bilingual(id: "Pencabutan daftar ditolak", en: "Withdrawal of a list refused"),
        "list.withdrawn": Bilingual(id: "Daftar dicabut", en: "List withdrawn"),
    ]
}
