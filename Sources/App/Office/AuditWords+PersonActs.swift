import Programme

extension AuditWords {
    /// Acts on one person by two officers.
    static let personActs: [String: Bilingual] = [
        "correction.proposed": Bilingual(id: "Koreksi data diusulkan", en: "Correction of data proposed"),
        "correction.approved": Bilingual(id: "Data dikoreksi dua petugas", en: "Data corrected by two officers"),
        "correction.refused": Bilingual(id: "Koreksi data ditolak", en: "Correction of data refused"),
        "suspension.proposed": Bilingual(id: "Penangguhan akun diusulkan", en: "Suspension of the account proposed"),
        "suspension.begun": Bilingual(id: "Akun ditangguhkan mendesak", en: "Account suspended urgently"),
        "suspension.approved": Bilingual(id: "Akun ditangguhkan dua petugas", en: "Account suspended by two officers"),
        "suspension.refused": Bilingual(id: "Penangguhan akun ditolak", en: "Suspension of the account refused"),
        "suspension.lapsed": Bilingual(
            id: "Penangguhan mendesak berakhir sendiri", en: "Urgent suspension ended by itself"),
        "lifting.proposed": Bilingual(id: "Pemulihan akun diusulkan", en: "Lifting of the suspension proposed"),
        "lifting.approved": Bilingual(id: "Penangguhan akun dicabut", en: "Suspension lifted by two officers"),
        "lifting.refused": Bilingual(id: "Pemulihan akun ditolak", en: "Lifting of the suspension refused"),
        "revocation.proposed": Bilingual(id: "Pencabutan kartu diusulkan", en: "Revocation of the card proposed"),
        "revocation.approved": Bilingual(id: "Kartu dicabut dua petugas", en: "Card revoked by two officers"),
        "revocation.refused": Bilingual(id: "Pencabutan kartu ditolak", en: "Revocation of the card refused"),
        "restoration.proposed": Bilingual(id: "Pengembalian kartu diusulkan", en: "Return of the card proposed"),
        "restoration.approved": Bilingual(id: "Kartu dikembalikan", en: "Card given back by two officers"),
        "restoration.refused": Bilingual(id: "Pengembalian kartu ditolak", en: "Return of the card refused"),
        "person-act.denied": Bilingual(id: "Tindakan pada orang tidak diizinkan", en: "Act on a person not allowed"),
        "message.sent-again": Bilingual(id: "Pesan dikirim lagi", en: "Message sent again"),
    ]
}
