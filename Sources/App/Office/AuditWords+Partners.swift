import Programme

/// Acts on partners and courses.
extension AuditWords {
    static let partners: [String: Bilingual] = [
        "partner.invited": Bilingual(id: "Mitra diundang", en: "Partner invited"),
        "partner.suspended": Bilingual(id: "Penjualan baru mitra dihentikan", en: "Partner's new sales stopped"),
        "partner.key-shown": Bilingual(id: "Kunci mitra ditampilkan", en: "Partner's key shown"),
        "partner.key-link-sent": Bilingual(
            id: "Tautan kunci dikirim ke mitra", en: "Link to a key sent to the partner"),
        "partner.key-fetched": Bilingual(id: "Kunci diambil mitra", en: "Key fetched by the partner"),
        "partner.key-replaced": Bilingual(
            id: "Kunci yang belum diambil diganti", en: "Key that was not fetched replaced"),
        "partner.key-rotated": Bilingual(id: "Kunci mitra diganti", en: "Partner's key rotated"),
        "partner.owner-added": Bilingual(id: "Pemilik mitra dicatat", en: "Partner's owner recorded"),
        "partner.change-proposed": Bilingual(id: "Perubahan mitra diusulkan", en: "Change of a partner proposed"),
        "partner.change-approved": Bilingual(id: "Perubahan mitra disetujui", en: "Change of a partner approved"),
        "partner.change-refused": Bilingual(id: "Perubahan mitra ditolak", en: "Change of a partner refused"),
        "partner.change-denied": Bilingual(
            id: "Persetujuan perubahan mitra tidak diizinkan", en: "Approval of a partner's change not allowed"),
        "courses.imported": Bilingual(id: "Berkas pelatihan diimpor", en: "File of courses imported"),
        "course.imported": Bilingual(id: "Pelatihan diimpor", en: "Course imported"),
        "course.judged": Bilingual(id: "Pelatihan dinilai kurator", en: "Course judged by a curator"),
        "course.approved": Bilingual(id: "Pelatihan diterima dua kurator", en: "Course accepted by two curators"),
        "course.refused": Bilingual(id: "Pelatihan ditolak kurator", en: "Course refused by curators"),
        "course.withdrawn": Bilingual(id: "Pelatihan ditarik", en: "Course withdrawn"),
        "course.proposed-again": Bilingual(id: "Pelatihan diusulkan lagi", en: "Course proposed again"),
    ]

    static let partnerDetails: [String: Bilingual] = [
        "act": Bilingual(id: "tindakan", en: "act"),
        "basis": Bilingual(id: "dasar", en: "basis"),
        "changes": Bilingual(id: "perubahan", en: "changes"),
        "owner": Bilingual(id: "pemilik", en: "owner"),
    ]

    static let partnerValues: [String: Bilingual] = [
        "activate": Bilingual(id: "mengaktifkan", en: "activate"),
        "rotate-key": Bilingual(id: "mengganti kunci", en: "rotate the key"),
        "agreement": Bilingual(id: "perjanjian", en: "agreement"),
        "addresses": Bilingual(id: "alamat kembali", en: "return addresses"),
        "contact": Bilingual(id: "alamat kunci", en: "address for keys"),
        "release": Bilingual(id: "menghapus pemilik", en: "remove an owner"),
        "end": Bilingual(id: "mengakhiri", en: "end"),
        "platform": Bilingual(id: "platform", en: "platform"),
        "institution": Bilingual(id: "lembaga", en: "institution"),
        "payment-provider": Bilingual(id: "penyedia pembayaran", en: "payment provider"),
        "job-portal": Bilingual(id: "portal kerja", en: "job portal"),
        "association": Bilingual(id: "asosiasi", en: "association"),
        "proposed": Bilingual(id: "menunggu kurator", en: "waits for curators"),
        "approved": Bilingual(id: "berlaku", en: "in force"),
    ]
}
