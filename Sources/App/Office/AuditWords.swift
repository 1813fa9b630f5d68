import Foundation
import Programme

/// The audit trail in words. A test reports acts and details without a translation.
struct AuditWords: Sendable {
    let t: Words
    /// Of the subjects, partners and what details refer to.
    var names = SubjectNames()
    /// Whom the page is about; nil where it is about no single person.
    var person: ID<Account>?

    func act(_ action: String) -> String {
        (Self.acts[action]).map { t($0) } ?? action
    }

    /// `orang: 164.000, jumlah: Rp582.200.000.000`, in the order of the keys as they were recorded.
    func detail(_ record: AuditRecord) -> String {
        record.details.sorted { $0.key < $1.key }.map { key, value in
            // The kind of a changed record is a kind of record, not of a photo or a list.
            let kind = record.action == "record.changed" && key == "kind" ? Self.records[value] : nil
            let isLost = record.action == Self.lostRow
            let lost = isLost ? Self.lostRowDetails[key] : nil
            let name = (lost ?? Self.details[key] ?? Self.partnerDetails[key]).map { t($0) } ?? key
            let said = kind.map { t($0) } ?? (isLost ? lostRowValue(value, of: key, in: record.details["table"]) : nil)
            return "\(name): \(said ?? self.value(value, of: key))"
        }.joined(separator: ", ")
    }

    static let acts = waves.merging(people) { $1 }.merging(cards) { $1 }.merging(money) { $1 }.merging(office) { $1 }
        .merging(partners) { $1 }.merging(cases) { $1 }.merging(personActs) { $1 }
        .merging(lists) { $1 }.merging(ownAccount) { $1 }.merging(counter) { $1 }.merging(log) { $1 }.merging(exports) {
            $1
        }

    static let sums: Set = ["amount", "budget", "total"]
    static let counts: Set = [
        "accepted", "bad", "cards", "duplicates", "entries", "gone", "instalments", "items", "joined", "offices",
        "passed", "people", "removed", "selected", "unreachable",
    ]

    static let details: [String: Bilingual] = [
        "accepted": Bilingual(id: "diterima", en: "accepted"),
        "amount": Bilingual(id: "jumlah", en: "amount"),
        "as_of": Bilingual(id: "per", en: "as of"),
        "bad": Bilingual(id: "tak terbaca", en: "unreadable"),
        "budget": Bilingual(id: "anggaran", en: "budget"),
        "attempt": Bilingual(id: "percobaan", en: "try"),
        "arrived": Bilingual(id: "diterima", en: "arrived"),
        "by": Bilingual(id: "lewat", en: "through"),
        "card": Bilingual(id: "kartu", en: "card"),
        "cards": Bilingual(id: "kartu", en: "cards"),
        "course": Bilingual(id: "pelatihan", en: "course"),
        "schedule": Bilingual(id: "jadwal", en: "schedule"),
        "cause": Bilingual(id: "sebab", en: "cause"),
        "case": Bilingual(id: "kasus", en: "case"),
        "category": Bilingual(id: "jenis", en: "kind"),
        "client_code": Bilingual(id: "kode mitra", en: "client code"),
        "commitment": PlainTerm.lock.name,
        "absent": Bilingual(id: "yang digantikan", en: "stands in for"),
        "before": Bilingual(id: "sidik sebelumnya", en: "digest before"),
        "from": Bilingual(id: "mulai", en: "from"),
        "region": Bilingual(id: "wilayah", en: "region"),
        "request": Bilingual(id: "usulan", en: "proposal"),
        "record": Bilingual(id: "data", en: "record"),
        "roles": Bilingual(id: "peran", en: "roles"),
        "until": Bilingual(id: "sampai", en: "until"),
        "with": Bilingual(id: "dengan", en: "with"),
        "digest": PlainTerm.digest.name,
        "coursework": Bilingual(id: "tugas", en: "work"),
        "missing": Bilingual(id: "yang belum ada", en: "what is missing"),
        "duplicates": Bilingual(id: "baris ganda", en: "duplicates"),
        "entry": Bilingual(id: "catatan", en: "entry"),
        "evidence": Bilingual(id: "dicocokkan", en: "compared with"),
        "entries": Bilingual(id: "peserta", en: "entries"),
        "found": Bilingual(id: "ditemukan", en: "found"),
        "instalments": Bilingual(id: "angsuran", en: "instalments"),
        "first": Bilingual(id: "pertama", en: "first"),
        "jobs": Bilingual(id: "pekerjaan", en: "jobs"),
        "order": Bilingual(id: "gembok urutan", en: "lock of the order"),
        "last": Bilingual(id: "terakhir", en: "last"),
        "items": Bilingual(id: "isi", en: "items"),
        "objects": Bilingual(id: "objek", en: "objects"),
        "leaves": Bilingual(id: "baris catatan", en: "rows of the log"),
        "records": Bilingual(id: "baris catatan", en: "rows of the log"),
        "joined": Bilingual(id: "peserta", en: "entries"),
        "kind": Bilingual(id: "jenis", en: "kind"),
        "lines": Bilingual(id: "baris", en: "rows"),
        "purpose": Bilingual(id: "keperluan", en: "purpose"),
        "gone": Bilingual(id: "dihapus", en: "gone"),
        "late": Bilingual(id: "terlambat", en: "late"),
        "list": Bilingual(id: "daftar", en: "list"),
        "next": Bilingual(id: "yang naik", en: "moved up"),
        "ticket": Bilingual(id: "nomor undian", en: "ticket"),
        "number": Bilingual(id: "nomor", en: "number"),
        "office": Bilingual(id: "kantor", en: "office"),
        "reached": Bilingual(id: "cara menghubungi", en: "reached by"),
        "consent": Bilingual(id: "persetujuan", en: "consent"),
        "step": Bilingual(id: "langkah", en: "step"),
        "outcome": Bilingual(id: "hasil", en: "outcome"),
        "partner": Bilingual(id: "mitra", en: "partner"),
        "officer": Bilingual(id: "petugas", en: "officer"),
        "offices": Bilingual(id: "kantor", en: "offices"),
        "page": Bilingual(id: "halaman", en: "page"),
        "passed": Bilingual(id: "dilewati", en: "passed over"),
        "people": Bilingual(id: "orang", en: "people"),
        "randomness": Bilingual(id: "angka acak publik (drand)", en: "public randomness (drand)"),
        "chain": Bilingual(id: "rantai drand", en: "chain of drand"),
        "round": Bilingual(id: "nomor angka acak publik (drand)", en: "round of public randomness (drand)"),
        "witness": Bilingual(id: "saksi", en: "witness"),
        "table": Bilingual(id: "tabel", en: "table"),
        "row": Bilingual(id: "baris", en: "row"),
        "rows": Bilingual(id: "baris", en: "rows"),
        "action": Bilingual(id: "tindakan", en: "act"),
        "about": Bilingual(id: "tentang", en: "about"),
        "at": Bilingual(id: "saat", en: "at"),
        "rating": Bilingual(id: "nilai", en: "rating"),
        "reason": Bilingual(id: "alasan", en: "reason"),
        "regions": Bilingual(id: "daerah", en: "regions"),
        "removed": Bilingual(id: "dikeluarkan", en: "taken out"),
        "role": Bilingual(id: "peran", en: "role"),
        "root": PlainTerm.seal.name,
        "score": Bilingual(id: "skor", en: "score"),
        "sealed": Bilingual(id: "tersegel", en: "sealed"),
        "second": Bilingual(id: "kedua", en: "second"),
        "seed": PlainTerm.seed.name,
        "selected": Bilingual(id: "terpilih", en: "selected"),
        "sequence": Bilingual(id: "pertemuan", en: "session"),
        "side": Bilingual(id: "NIK milik pihak", en: "NIK of the side"),
        "signature": Bilingual(id: "tanda tangan ke", en: "signature"),
        "source": Bilingual(id: "instansi", en: "office"),
        "state": Bilingual(id: "status", en: "status"),
        "to": Bilingual(id: "menjadi", en: "to"),
        "total": Bilingual(id: "jumlah", en: "total"),
        "tries": Bilingual(id: "percobaan", en: "tries"),
        "unreachable": Bilingual(id: "tidak dapat dihubungi", en: "cannot be reached"),
        "tried": Bilingual(id: "dicoba", en: "tried"),
        "via": Bilingual(id: "lewat", en: "from"),
        "was": Bilingual(id: "semula", en: "was"),
        "wave": Bilingual(id: "gelombang", en: "wave"),
        "why": Bilingual(id: "sebab", en: "why"),
    ]

    private static let waves: [String: Bilingual] = [
        "edition.prepared": Bilingual(id: "Kalender dan anggaran disiapkan", en: "Calendar and budget prepared"),
        "wave.opened": Bilingual(id: "Gelombang dibuka, rahasia dikunci", en: "Wave opened, secret locked"),
        "wave.closed": Bilingual(id: "Gelombang ditutup", en: "Wave closed"),
        "wave.draw-asked": Bilingual(id: "Pengundian diminta", en: "Draw asked for"),
        "wave.sealed": Bilingual(id: "Daftar disegel", en: "List sealed"),
        "witness.committed": Bilingual(id: "Saksi menyerahkan gembok", en: "Witness deposited a lock"),
        "witness.revealed": Bilingual(id: "Saksi membuka rahasia", en: "Witness showed the secret"),
        "witness.signed": Bilingual(id: "Saksi menandatangani daftar tersegel", en: "Witness signed the sealed list"),
        "draw.order-shown": Bilingual(id: "Rahasia urutan diperlihatkan", en: "Secret of the order shown"),
        "draw.stated": Bilingual(id: "Pernyataan undian ditetapkan", en: "Statement of the draw fixed"),
        "draw.beacon": Bilingual(id: "Angka acak publik (drand) diterima", en: "Public randomness (drand) received"),
        "draw.tried-again": Bilingual(id: "Percobaan baru dimulai", en: "Another try begun"),
        "wave.drawn": Bilingual(id: "Gelombang diundi", en: "Wave drawn"),
        "wave.decreed": Bilingual(id: "Keputusan lengkap, anggaran terikat", en: "Decree complete, budget committed"),
        "wave.postponed": Bilingual(id: "Pengumuman ditunda", en: "Announcement put off"),
        "wave.postponement-proposed": Bilingual(id: "Penundaan pengumuman diusulkan", en: "Postponement proposed"),
        "wave.postponement-refused": Bilingual(id: "Penundaan pengumuman ditolak", en: "Postponement refused"),
        "wave.postponement-denied": Bilingual(
            id: "Persetujuan penundaan tidak diizinkan", en: "Postponement approval not allowed"),
        "wave.abandonment-proposed": Bilingual(id: "Akhir tanpa undian diusulkan", en: "End without a draw proposed"),
        "wave.abandonment-refused": Bilingual(id: "Akhir tanpa undian ditolak", en: "End without a draw refused"),
        "wave.abandonment-denied": Bilingual(
            id: "Persetujuan akhir tanpa undian tidak diizinkan", en: "Approval of an end without a draw not allowed"),
        "wave.abandoned": Bilingual(id: "Gelombang diakhiri tanpa undian", en: "Wave ended without a draw"),
        "wave.announced": Bilingual(id: "Hasil diumumkan", en: "Outcome announced"),
        "disqualification.proposed": Bilingual(id: "Pembatalan diusulkan", en: "Taking out proposed"),
        "disqualification.approved": Bilingual(id: "Pembatalan disetujui", en: "Taking out approved"),
        "disqualification.refused": Bilingual(id: "Pembatalan ditolak", en: "Taking out refused"),
        "disqualification.denied": Bilingual(id: "Pembatalan tidak diizinkan", en: "Taking out not allowed"),
        "disqualification.contested": Bilingual(id: "Pembatalan disanggah", en: "Taking out contested"),
        "disqualification.upheld": Bilingual(id: "Sanggahan diterima", en: "Appeal upheld"),
        "disqualification.dismissed": Bilingual(id: "Sanggahan ditolak", en: "Appeal dismissed"),
        "disqualification.carried-out": Bilingual(
            id: "Tempat dibatalkan, urutan berikut naik", en: "Taken out, the next rank moved up"),
        "decree.drafted": Bilingual(id: "Keputusan disusun", en: "Decree drafted"),
        "decree.signed": Bilingual(id: "Keputusan ditandatangani", en: "Decree signed"),
        "decree.signature-stopped": Bilingual(
            id: "Tanda tangan gugur: petugasnya ditangguhkan", en: "Signature void: its officer is suspended"),
        "decree.refused": Bilingual(id: "Tanda tangan ditolak", en: "Signature refused"),
        "entry.joined": Bilingual(id: "Bergabung", en: "Joined"),
        "entry.removed": Bilingual(id: "Dikeluarkan sebelum undian", en: "Taken out before the draw"),
        "entry.withdrawn": Bilingual(id: "Mundur", en: "Withdrew"),
    ]

    private static let people: [String: Bilingual] = [
        "account.opened": Bilingual(id: "Akun dibuat", en: "Account opened"),
        "account.phone-proved": Bilingual(id: "Nomor HP terverifikasi", en: "Mobile number verified"),
        "account.contact-change-begun": Bilingual(id: "Penggantian kontak dimulai", en: "Change of contact begun"),
        "account.contact-changed": Bilingual(id: "Kontak diganti", en: "Contact changed"),
        "contact-case.proposed": Bilingual(id: "Kontak hilang diusulkan diganti", en: "Lost contact proposed"),
        "contact-case.approved": Bilingual(id: "Kontak hilang disetujui diganti", en: "Lost contact approved"),
        "contact-case.refused": Bilingual(id: "Kontak hilang ditolak diganti", en: "Lost contact refused"),
        "contact-case.stopped": Bilingual(id: "Penggantian kontak dihentikan", en: "Change of contact stopped"),
        "contact-case.denied": Bilingual(
            id: "Persetujuan kontak tidak diizinkan", en: "Approval of a contact not allowed"),
        "contact-case.done": Bilingual(id: "Kontak hilang diganti", en: "Lost contact replaced"),
        "account.device-signed-out": Bilingual(id: "Satu perangkat dikeluarkan", en: "One device signed out"),
        "account.deletion-asked": Bilingual(id: "Penghapusan akun diminta", en: "Deletion of the account asked for"),
        "account.deletion-cancelled": Bilingual(
            id: "Penghapusan akun dibatalkan", en: "Deletion of the account cancelled"),
        "account.deletion-stopped": Bilingual(
            id: "Penghapusan akun berhenti, masih diperlukan", en: "Deletion stopped: the account is still needed"),
        "account.keeping-ended": Bilingual(
            id: "Masa simpan data habis, akun akan dihapus", en: "Data kept long enough: account to be deleted"),
        "account.deleted": Bilingual(id: "Akun dihapus", en: "Account deleted"),
        "account.data-downloaded": Bilingual(id: "Data sendiri diunduh", en: "Own data downloaded"),
        "account.devices-signed-out": Bilingual(id: "Perangkat lain dikeluarkan", en: "Other devices signed out"),
        "application.submitted": Bilingual(id: "Pendaftaran dikirim", en: "Application sent"),
        "application.corrected": Bilingual(id: "Jawaban pendaftaran dikoreksi", en: "Answers corrected"),
        "application.decided": Bilingual(id: "Kelayakan diputuskan", en: "Eligibility decided"),
        "identity.answered": Bilingual(id: "Jawaban Dukcapil diterima", en: "Registry's answer received"),
        "identity.contested": Bilingual(id: "NIK dipakai dua akun", en: "NIK contested"),
        "dispute.opened": Bilingual(id: "Pemeriksaan sengketa NIK dimulai", en: "Dispute over a NIK opened"),
        "dispute.viewed": Bilingual(id: "Sengketa NIK dilihat", en: "Dispute over a NIK looked at"),
        "dispute.proposed": Bilingual(id: "Keputusan sengketa NIK diusulkan", en: "Decision on a NIK proposed"),
        "dispute.rejected": Bilingual(id: "Usulan sengketa NIK ditolak", en: "Proposal on a NIK rejected"),
        "dispute.reopened": Bilingual(id: "Sengketa NIK dibuka lagi", en: "Dispute over a NIK opened again"),
        "dispute.denied": Bilingual(id: "Keputusan sengketa NIK tidak diizinkan", en: "Decision on a NIK not allowed"),
        "dispute.decided": Bilingual(id: "Sengketa NIK diputuskan", en: "Dispute over a NIK decided"),
        "dispute.lapsed": Bilingual(
            id: "Sengketa NIK selesai karena batas waktu", en: "Dispute over a NIK ended by its deadline"),
        "photo.uploaded": Bilingual(id: "Foto dikirim", en: "Photo sent"),
        "photo.viewed": Bilingual(id: "Foto dilihat", en: "Photo looked at"),
        "photo.accepted": Bilingual(id: "Foto diterima", en: "Photo accepted"),
        "photo.to-look-at-again": Bilingual(id: "Foto diperiksa lagi", en: "Photo to be looked at again"),
        "photo.rejected": Bilingual(id: "Foto ditolak", en: "Photo rejected"),
        "photo.verdict-undone": Bilingual(id: "Putusan foto diurungkan", en: "Verdict on a photo undone"),
        "photo.second-look": Bilingual(id: "Foto diperiksa petugas kedua", en: "Photos looked at a second time"),
        "photo.third-look": Bilingual(
            id: "Foto yang dinilai berbeda diputuskan", en: "Photos on which two differed decided"),
        "review.given": Bilingual(id: "Ulasan diberikan", en: "Review given"),
        "survey.answered": Bilingual(id: "Survei dijawab", en: "Survey answered"),
    ]

    private static let office: [String: Bilingual] = [
        // The switches' acts keep their first name, as stored.
        "door.closed": Bilingual(id: "Layanan ditutup sementara", en: "Service closed for now"),
        "door.opened": Bilingual(id: "Layanan dibuka lagi", en: "Service opened again"),
        "officer.invited": Bilingual(id: "Tautan persiapan petugas dibuat", en: "Officer's set-up link made"),
        "officer.set-up": Bilingual(
            id: "Petugas memasang sandi dan autentikator", en: "Officer set password and authenticator"),
        "help-offices.imported": Bilingual(id: "Kantor bantuan dimasukkan", en: "Help offices imported"),
        "questions.imported": Bilingual(id: "Soal tes dimasukkan", en: "Test questions imported"),
        "regions.imported": Bilingual(id: "Daerah dimasukkan", en: "Regions imported"),
        "officers.recorded": Bilingual(id: "Keadaan semua petugas dicatat", en: "State of all officers recorded"),
        "record.changed": Bilingual(
            id: "Data ternyata diubah di luar aplikasi", en: "Record found changed by other means"),
        "roles.in-force": Bilingual(id: "Berkas peran berlaku", en: "Role file in force"),
        "officer.change-proposed": Bilingual(id: "Perubahan petugas diusulkan", en: "Change of an officer proposed"),
        "officer.change-approved": Bilingual(id: "Perubahan petugas disetujui", en: "Change of an officer approved"),
        "officer.change-refused": Bilingual(id: "Perubahan petugas ditolak", en: "Change of an officer refused"),
        "officer.change-denied": Bilingual(
            id: "Perubahan petugas tidak diizinkan", en: "Change of an officer not allowed"),
        "officer.deputy-ended": Bilingual(id: "Penggantian petugas diakhiri", en: "Deputyship ended"),
        "officer.suspended": Bilingual(id: "Petugas ditangguhkan", en: "Officer suspended"),
        "officer.nik-taken": Bilingual(
            id: "Petugas menyebut NIK petugas lain", en: "Officer stated another officer's NIK"),
        "officer.nik-freed": Bilingual(id: "NIK dilepas untuk petugas lain", en: "NIK freed for another officer"),
        "officer.nik-stated": Bilingual(id: "Petugas mencatat NIK-nya", en: "Officer stated their NIK"),
        "officer.identity-answered": Bilingual(
            id: "Dukcapil menjawab tentang NIK petugas", en: "Registry answered about an officer's NIK"),
        "officer.added": Bilingual(id: "Petugas ditambahkan", en: "Officer added"),
        "officer.added-in-emergency": Bilingual(
            id: "Petugas ditambahkan darurat lewat baris perintah", en: "Officer added in an emergency by command"),
        "officer.signed-in": Bilingual(id: "Petugas masuk", en: "Officer signed in"),
        "officer.sign-in-refused": Bilingual(id: "Percobaan masuk ditolak", en: "Sign-in refused"),
        "officer.refusals-seen": Bilingual(
            id: "Percobaan masuk yang ditolak sudah dibaca", en: "Refused attempts to sign in were read"),
        "person.opened-elsewhere": Bilingual(
            id: "Petugas daerah membuka data orang di luar wilayahnya",
            en: "Local officer opened a person outside their region"),
        "search.missed": Bilingual(id: "Pencarian orang tanpa hasil", en: "Search for a person without a result"),
        "search.too-many": Bilingual(id: "Batas pencarian orang tercapai", en: "Limit of searches for people reached"),
        "job.run-again": Bilingual(id: "Pekerjaan dijalankan lagi", en: "Job run again"),
        "jobs.run-again": Bilingual(id: "Pekerjaan sejenis dijalankan lagi", en: "Jobs of one kind run again"),
        "jobs.given-up": Bilingual(id: "Pekerjaan sejenis tidak dijalankan lagi", en: "Jobs of one kind given up"),
        "report.decision-read": Bilingual(id: "Keputusan dibaca", en: "Decision read"),
        "demo.clock-moved": Bilingual(id: "Jam program dimajukan", en: "Programme clock moved"),
        "sandbox.clock-moved": Bilingual(
            id: "Mitra memajukan jam situs uji", en: "Partner moved the trial site's clock"),
        "demo.signed-in": Bilingual(id: "Masuk lewat meja demo", en: "Signed in from the demo's desk"),
    ]
}
