import Programme

/// Acts on partners, their sign-ins and courses.
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
        "consent.given": Bilingual(id: "Izin diberikan kepada situs mitra", en: "Consent given to a partner's site"),
        "consent.ended": Bilingual(id: "Izin kepada situs mitra berakhir", en: "Consent to a partner's site ended"),
        "consent.copy-stopped": Bilingual(
            id: "Masuk di situs mitra dihentikan: token lama dipakai lagi",
            en: "Sign-in at a partner's site stopped: an old token came again"),
        "webhook.secret-link-sent": Bilingual(
            id: "Tautan rahasia webhook dikirim ke mitra", en: "Link to a webhook's secret sent to the partner"),
        "webhook.secret-fetched": Bilingual(
            id: "Rahasia webhook diambil mitra", en: "Webhook's secret fetched by the partner"),
        "webhook.secret-replaced": Bilingual(
            id: "Rahasia webhook yang belum diambil diganti", en: "Webhook's secret that was not fetched replaced"),
        "webhook.sent-again": Bilingual(id: "Kejadian webhook dikirim lagi", en: "Webhook's event sent again"),
        "webhook.failing": Bilingual(id: "Webhook tidak menerima kejadian", en: "Webhook did not take an event"),
        "webhook.recovered": Bilingual(id: "Webhook menerima lagi", en: "Webhook takes events again"),
        "webhook.gone": Bilingual(id: "Webhook ditutup server mitra", en: "Webhook closed by the partner's server"),
        "webhook.ended": Bilingual(
            id: "Webhook berakhir bersama rahasianya", en: "Webhook ended with its secrets"),
        "webhook.stopped": Bilingual(
            id: "Webhook dihentikan karena diubah lewat SQL", en: "Webhook stopped because SQL changed it"),
        "partner-person.change-proposed": Bilingual(
            id: "Perubahan orang mitra diusulkan", en: "Change of a partner's person proposed"),
        "partner-person.change-approved": Bilingual(
            id: "Perubahan orang mitra disetujui", en: "Change of a partner's person approved"),
        "partner-person.change-refused": Bilingual(
            id: "Perubahan orang mitra ditolak", en: "Change of a partner's person refused"),
        "partner-person.change-denied": Bilingual(
            id: "Putusan tentang orang mitra tidak diizinkan", en: "Decision on a partner's person not allowed"),
        "partner-person.suspended": Bilingual(id: "Orang mitra dihentikan", en: "Partner's person suspended"),
        "partner-person.set-up": Bilingual(
            id: "Orang mitra memasang sandi dan autentikator", en: "Partner's person set password and authenticator"),
        "partner-person.password-changed": Bilingual(
            id: "Orang mitra mengganti kata sandi", en: "Partner's person changed the password"),
        "partner-person.recovery-codes": Bilingual(
            id: "Kode pemulihan orang mitra dibuat", en: "Recovery codes of a partner's person made"),
        "partner-person.signed-in": Bilingual(id: "Orang mitra masuk", en: "Partner's person signed in"),
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
        "by_person": Bilingual(id: "orang mitra", en: "person of the partner"),
        "colleague": Bilingual(id: "tentang orang mitra", en: "about the person"),
        "basis": Bilingual(id: "dasar", en: "basis"),
        "changes": Bilingual(id: "perubahan", en: "changes"),
        "grounds": Bilingual(id: "sebab ditahan", en: "why it is held"),
        "verdict": Bilingual(id: "putusan", en: "verdict"),
        "owner": Bilingual(id: "pemilik", en: "owner"),
    ]

    static let partnerValues: [String: Bilingual] = [
        "activate": Bilingual(id: "mengaktifkan", en: "activate"),
        "rotate-key": Bilingual(id: "mengganti kunci", en: "rotate the key"),
        "agreement": Bilingual(id: "perjanjian", en: "agreement"),
        "addresses": Bilingual(id: "alamat kembali", en: "return addresses"),
        "contact": Bilingual(id: "alamat kunci", en: "address for keys"),
        "webhook": Bilingual(id: "alamat webhook", en: "webhook's address"),
        "webhook-secret": Bilingual(id: "mengganti rahasia webhook", en: "rotate the webhook's secret"),
        "webhook-end": Bilingual(id: "mengakhiri webhook", en: "end the webhook"),
        "release": Bilingual(id: "menghapus pemilik", en: "remove an owner"),
        "end": Bilingual(id: "mengakhiri", en: "end"),
        "person-invite": Bilingual(id: "mengundang orang", en: "invite a person"),
        "person-role": Bilingual(id: "mengubah peran orang", en: "change a person's role"),
        "person-reset": Bilingual(id: "mengatur ulang cara masuk", en: "reset a sign-in"),
        "person-suspend": Bilingual(id: "menghentikan orang", en: "suspend a person"),
        "person-reinstate": Bilingual(id: "mengaktifkan orang lagi", en: "reinstate a person"),
        "platform": Bilingual(id: "platform", en: "platform"),
        "institution": Bilingual(id: "lembaga", en: "institution"),
        "payment-provider": Bilingual(id: "penyedia pembayaran", en: "payment provider"),
        "job-portal": Bilingual(id: "portal kerja", en: "job portal"),
        "association": Bilingual(id: "asosiasi", en: "association"),
        "proposed": Bilingual(id: "menunggu kurator", en: "waits for curators"),
        "approved": Bilingual(id: "berlaku", en: "in force"),
    ]
}
