import Programme

/// The trail's recorded values in words: times by the programme's clock, sums, closed sets of values, and the first
/// digits of digests. `prakerja audit export` has every value as recorded.
extension AuditWords {
    /// Digits of a digest that are shown: enough to tell two apart.
    private static let shownDigits = 8
    private static let leastDigits = 16

    func value(_ value: String, of key: String) -> String {
        if let reference = AuditRecord.references[key], let name = names["\(reference):\(value)"] { return t(name) }
        if key == "sequence", value == String(AttendanceSequence.postTest.number) {
            return t("tes akhir", "final test")
        }
        if let number = Int64(value, in: Rupiah.range) {
            if Self.sums.contains(key) { return Rupiah(number).description }
            return Self.counts.contains(key) ? t.count(Int(number)) : value
        }
        if let id = Int64(value, in: 1...Int64.max) { return t.short(id) }
        if key == "action" { return act(value) }
        if key == "about" { return subject(value) }
        if key == "partner", let provider = Self.providers[value] { return provider }
        if key == "evidence" {
            return value.split(separator: " ").map { word in Self.evidence[String(word)].map { t($0) } ?? String(word) }
                .joined(separator: "; ")
        }
        if let instant = Instant(value) { return t.shortMoment(instant) }
        if let date = CivilDate(value) { return t.date(date) }
        if let kind = ListKind(rawValue: value) { return EditionWords(t: t).list(kind) }
        if key == "category", let category = CaseCategory(rawValue: value) { return t(category.label) }
        if key == "roles" || key == "role" { return roles(value) }
        if key == "grounds" {
            return value.split(separator: " ").map { word in
                CompletionReview.Ground(rawValue: String(word)).map { t($0.label) } ?? String(word)
            }.joined(separator: "; ")
        }
        if key == "verdict", let verdict = HeldCompletion.Verdict(rawValue: value) {
            return t(verdict.label)
        }
        if key == "cause", let cause = PersonActCause(rawValue: value) { return t(cause.label) }
        if key == "act", let act = PersonProposal.Act(rawValue: value) { return t(act.label) }
        if let said = Self.values[value] ?? Self.partnerValues[value] ?? Self.counterValues[value] { return t(said) }
        if isDigest(value) { return "\(value.prefix(Self.shownDigits))…" }
        if value.wholeMatch(of: /[a-z]+(\.[a-z-]+)+/) != nil {
            return Self.refusals[value].map { t($0) } ?? t("ditolak aturan", "refused by a rule")
        }
        return value
    }

    /// `payout-maker,wave-manager` as the names of both.
    private func roles(_ value: String) -> String {
        value.split(separator: ",").map { t(Role(rawValue: String($0)).title) }.joined(separator: ", ")
    }

    /// `Gelombang 1`, `Mitra Bukalapak`, `Akun …204418`; as recorded for a kind without a translation.
    func subject(_ subject: String) -> String {
        let sides = subject.split(separator: ":", maxSplits: 1).map(String.init)
        guard let kind = sides.first, let name = Self.subjects[kind] else { return subject }
        guard sides.count == 2 else { return t(name) }
        if let own = names[subject] { return "\(t(name)) \(t(own))" }
        if let said = special(kind, sides[1]) { return "\(t(name)) \(said)" }
        let number = Int64(sides[1], in: 0...Int64.max).map(t.short)
        let id = isDigest(sides[1]) ? "\(sides[1].prefix(Self.shownDigits))…" : number ?? sides[1]
        return "\(t(name)) \(id)"
    }

    /// Subjects that are no rows: their code has a word of its own.
    private func special(_ kind: String, _ code: String) -> String? {
        switch kind {
        case "jobs": "“\(JobWords.name(code, t))”"
        case "rail": Self.providers[code]
        case "door": Self.switches[code].map { t($0) }
        default: nil
        }
    }

    private static let switches: [String: Bilingual] = [
        "sign-up": Bilingual(id: "pendaftaran akun", en: "sign-up"),
        "join": Bilingual(id: "gabung gelombang", en: "joining a wave"),
        "buy": Bilingual(id: "pembelian pelatihan", en: "buying a training"),
    ]

    private func isDigest(_ value: String) -> Bool {
        // Our own ids are as long, but have digits only.
        value.utf8.count >= Self.leastDigits && value.allSatisfy(\.isHexDigit) && value.contains(where: \.isLetter)
    }

    static let subjects: [String: Bilingual] = [
        "account": Bilingual(id: "Akun", en: "Account"),
        "application": Bilingual(id: "Pendaftaran", en: "Application"),
        "card": Bilingual(id: "Kartu", en: "Card"),
        "course": Bilingual(id: "Pelatihan", en: "Course"),
        "courses": Bilingual(id: "Berkas pelatihan", en: "File of courses"),
        "case": Bilingual(id: "Keluhan", en: "Case"),
        "case-batch": Bilingual(id: "Jawaban bersama", en: "Answer for many"),
        "case-template": Bilingual(id: "Templat jawaban", en: "Answer template"),
        "clock": Bilingual(id: "Jam program", en: "Programme clock"),
        "contact-case": Bilingual(id: "Kontak yang hilang", en: "Lost contact"),
        "counter-case": Bilingual(id: "Kasus di loket", en: "Case at a counter"),
        "disbursement": Bilingual(id: "Pembayaran", en: "Payment"),
        "dispute": Bilingual(id: "Sengketa NIK", en: "Contested NIK"),
        "disqualification": Bilingual(id: "Pembatalan tempat", en: "Withdrawal of a place"),
        "door": Bilingual(id: "Layanan", en: "Service"),
        "edition": Bilingual(id: "Edisi", en: "Edition"),
        "entry": Bilingual(id: "Keikutsertaan", en: "Entry"),
        "export": Bilingual(id: "Ekspor", en: "Export"),
        "jobs": Bilingual(id: "Pekerjaan", en: "Jobs"),
        "instalment": Bilingual(id: "Angsuran", en: "Instalment"),
        "job": Bilingual(id: "Pekerjaan", en: "Job"),
        "invitation-batch": Bilingual(id: "Undangan", en: "Invitations"),
        "list-removal": Bilingual(id: "Penghapusan dari daftar", en: "Removal from a list"),
        "list": Bilingual(id: "Data instansi", en: "Data of an office"),
        "help-offices": Bilingual(id: "Kantor bantuan", en: "Help offices"),
        "log": Bilingual(id: "Catatan tersegel", en: "Sealed log"),
        "officer": Bilingual(id: "Petugas", en: "Officer"),
        "officers": Bilingual(id: "Semua petugas", en: "All officers"),
        "records": Bilingual(id: "Data terikat", en: "Bound records"),
        "roles": Bilingual(id: "Peran petugas", en: "Officers' roles"),
        "partner": Bilingual(id: "Mitra", en: "Partner"),
        "person-proposal": Bilingual(id: "Tindakan pada orang", en: "Act on a person"),
        "payout": Bilingual(id: "Kelompok penyaluran", en: "Payout batch"),
        "statement": Bilingual(id: "Mutasi", en: "Statement"),
        "payee-question": Bilingual(id: "Nama pemilik rekening", en: "Account holder's name"),
        "photo": Bilingual(id: "Foto", en: "Photo"),
        "questions": Bilingual(id: "Soal tes", en: "Test questions"),
        "rail": Bilingual(id: "Jalur pembayaran", en: "Payment rail"),
        "second-look": Bilingual(id: "Pemeriksaan foto kedua", en: "Second look at photos"),
        "purchase": Bilingual(id: "Pembelian", en: "Purchase"),
        "certificate": Bilingual(id: "Sertifikat", en: "Certificate"),
        "credential-key": Bilingual(id: "Kunci sertifikat", en: "Key for certificates"),
        "regions": Bilingual(id: "Daerah", en: "Regions"),
        "wave": Bilingual(id: "Gelombang", en: "Wave"),
    ]

    /// Banks and wallets that incentives are paid to; others are shown by their slug.
    private static let providers = [
        "bca": "BCA", "bni": "BNI", "bri": "BRI", "dana": "DANA", "gopay": "GoPay", "linkaja": "LinkAja",
        "mandiri": "Bank Mandiri", "ovo": "OVO",
    ]

    /// What an officer at the counter compared a person with.
    private static let evidence: [String: Bilingual] = [
        "identity-card": Bilingual(id: "KTP asli", en: "identity card"),
        "replacement-letter": Bilingual(id: "surat pengganti KTP", en: "letter in place of the card"),
        "face": Bilingual(id: "wajah", en: "face"),
        "family-card": Bilingual(id: "Kartu Keluarga asli", en: "family card"),
    ]

    static let values: [String: Bilingual] = [
        "attendance": Bilingual(id: "kehadiran", en: "attendance"),
        "grade": Bilingual(id: "penilaian lembaga", en: "the institution's grade"),
        "post-test": Bilingual(id: "tes akhir", en: "final test"),
        "not-accepted": Bilingual(
            id: "laporan selesai yang diterima petugas", en: "a report of completion that officers accepted"),
        "not-found": Bilingual(id: "tidak ditemukan", en: "not found"),
        "replaced": Bilingual(id: "diganti", en: "replaced"),
        "older": Bilingual(id: "pemegang pertama", en: "the first holder"),
        "newer": Bilingual(id: "pendaftar kedua", en: "the second person"),
        "follows": Bilingual(id: "urutan mengikuti rahasia", en: "the order follows from the secret"),
        "differs": Bilingual(id: "urutan tidak mengikuti rahasia", en: "the order does not follow from the secret"),
        "selected": Bilingual(id: "penerima terpilih", en: "selected people"),
        "batch": Bilingual(id: "kelompok penyaluran", en: "payout batch"),
        "entries": Bilingual(id: "catatan anggaran", en: "entries of the budget"),
        "audit": Bilingual(id: "riwayat tindakan", en: "audit log"),
        "figures": Bilingual(id: "angka harian", en: "daily figures"),
        "cases": Bilingual(id: "angka keluhan", en: "figures of complaints"),
        "access": Bilingual(id: "akses data", en: "access to data"),
        "case-entry": Bilingual(id: "catat keluhan", en: "writing down a complaint"),
        "contacts": Bilingual(id: "kontak yang hilang", en: "lost contacts"),
        "search": Bilingual(id: "cari", en: "search"),
        "eligible": Bilingual(id: "memenuhi syarat", en: "qualifies"),
        "ineligible": Bilingual(id: "belum memenuhi syarat", en: "does not qualify"),
        "waiting": Bilingual(id: "menunggu", en: "waiting"),
        "verified": Bilingual(id: "cocok", en: "matches"),
        "mismatch": Bilingual(id: "tidak cocok", en: "does not match"),
        "contested": Bilingual(id: "dipersengketakan", en: "contested"),
        "email": Bilingual(id: "email", en: "e-mail"),
        "phone": Bilingual(id: "nomor HP", en: "mobile number"),
        "card": Bilingual(id: "foto KTP", en: "photo of the card"),
        "selfie": Bilingual(id: "swafoto", en: "photo of the person"),
        "accepted": Bilingual(id: "diterima", en: "accepted"),
        "rejected": Bilingual(id: "foto baru diminta", en: "new photo asked for"),
        "blurred": Bilingual(id: "buram", en: "blurred"),
        "dark": Bilingual(id: "gelap", en: "dark"),
        "cropped": Bilingual(id: "terpotong", en: "cropped"),
        "copy": Bilingual(id: "salinan", en: "a copy"),
        "other-document": Bilingual(id: "dokumen lain", en: "another document"),
        "face-hidden": Bilingual(id: "wajah tertutup", en: "face hidden"),
        "other-person": Bilingual(id: "orang lain", en: "another person"),
        "data-differs": Bilingual(id: "data berbeda", en: "data differs"),
        "other": Bilingual(id: "sebab lain", en: "another reason"),
        "settled": Bilingual(id: "diselesaikan", en: "put right"),
        "explained": Bilingual(id: "dijelaskan", en: "explained"),
        "dismissed": Bilingual(id: "tidak dikabulkan", en: "not upheld"),
        "granted": Bilingual(id: "dikabulkan", en: "granted"),
        "command-line": Bilingual(id: "operator di server", en: "the operator on the server"),
        "card-revoked": Bilingual(id: "kartu dicabut", en: "card revoked"),
        "nik-of-another": Bilingual(id: "NIK milik orang lain", en: "NIK of another person"),
        "request-changed": Bilingual(id: "permintaan berubah", en: "request changed"),
        "invite": Bilingual(id: "undangan", en: "invitation"),
        "roles": Bilingual(id: "peran", en: "roles"),
        "reset": Bilingual(id: "pasang ulang", en: "new sign-in"),
        "suspend": Bilingual(id: "penangguhan", en: "suspension"),
        "reinstate": Bilingual(id: "pemulihan", en: "return"),
        "deputy": Bilingual(id: "pengganti sementara", en: "deputy"),
        "authenticator": Bilingual(id: "autentikator", en: "authenticator"),
        "recovery-code": Bilingual(id: "kode pemulihan", en: "recovery code"),
        "yes": Bilingual(id: "ya", en: "yes"),
        "no": Bilingual(id: "tidak", en: "no"),
        "not-verified": Bilingual(id: "rekening belum terverifikasi", en: "account not verified"),
        "inactive": Bilingual(id: "rekening tidak aktif", en: "account inactive"),
        "no-such-account": Bilingual(id: "rekening tidak ada", en: "no such account"),
        "not-arrived": Bilingual(id: "tidak pernah sampai di bank", en: "never reached the bank"),
        "limit-exceeded": Bilingual(id: "melebihi batas rekening", en: "over the account's limit"),
        "refused": Bilingual(id: "ditolak bank", en: "refused by the bank"),
        "not-earned-in-time": Bilingual(id: "syarat terlambat", en: "conditions met too late"),
        "not-claimed": Bilingual(id: "tidak diminta", en: "not asked for"),
    ]

    /// Refusals that are recorded with the act they prevented.
    private static let refusals: [String: Bilingual] = [
        "case.own-entry": Bilingual(id: "keluhan yang dicatat sendiri", en: "a case of their own entry"),
        "case.own-decision": Bilingual(id: "keputusan sendiri", en: "their own decision"),
        "office.own-case": Bilingual(id: "menyangkut petugas itu sendiri", en: "it concerns the officer"),
        "office.record.changed": Bilingual(
            id: "datanya diubah di luar aplikasi", en: "its data was changed by other means"),
        "lists.own-import": Bilingual(id: "petugas yang sama", en: "the same officer"),
        "lists.stale": Bilingual(id: "daftar terlalu lama", en: "list too old"),
        "lists.not-proposed": Bilingual(id: "tidak sedang menunggu", en: "not waiting"),
        "payouts.own-batch": Bilingual(id: "petugas yang sama", en: "the same officer"),
        "payouts.already-approved": Bilingual(id: "sudah disetujui", en: "approved already"),
        "disqualification.same-officer": Bilingual(id: "petugas yang sama", en: "the same officer"),
        "disqualification.involved": Bilingual(id: "petugas sudah terlibat", en: "officer took part before"),
        "disqualification.not-waiting": Bilingual(id: "tidak sedang menunggu", en: "not waiting"),
        "disqualification.not-on-list": Bilingual(id: "tidak ada di daftar tersegel", en: "not on the sealed list"),
        "disqualification.card-used": Bilingual(id: "kartu sudah dipakai", en: "card used already"),
        "waves.budget-short": Bilingual(id: "anggaran tidak cukup", en: "budget too small"),
        "office.four-eyes.own-request": Bilingual(id: "petugas yang sama", en: "the same officer"),
        "office.four-eyes.same-duty": Bilingual(id: "peran yang sama", en: "the same duty"),
        "office.four-eyes.approver-needed": Bilingual(id: "perlu petugas penyetuju", en: "an approver is needed"),
        "waves.already-decreed": Bilingual(id: "sudah diputuskan", en: "decreed already"),
    ]
}
