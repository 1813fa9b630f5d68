import Programme

/// Names of the jobs for officers, who are asked to run dead ones again. A test finds jobs without a name.
enum JobWords {
    static func name(_ job: String, _ t: Words) -> String {
        known[job].map { t($0) } ?? t("Pekerjaan lain", "Other work")
    }

    static let known: [String: Bilingual] = [
        "account.end-keeping": Bilingual(
            id: "Mengakhiri penyimpanan data sesudah program", en: "End the keeping of data after the programme"),
        "account.delete": Bilingual(id: "Menghapus akun yang diminta dihapus", en: "Delete accounts as asked"),
        "account.send-code": Bilingual(id: "Mengirim kode sekali pakai", en: "Send a one-time code"),
        "account.send-forgotten-codes": Bilingual(
            id: "Mengirim kode yang belum terkirim", en: "Send codes that were not sent"),
        "account.tidy": Bilingual(id: "Merapikan akun dan kode lama", en: "Tidy old accounts and codes"),
        "application.index-names": Bilingual(
            id: "Menyusun indeks nama untuk pencarian", en: "Index names for the search"),
        "application.revisit": Bilingual(id: "Memeriksa ulang kelayakan", en: "Look at eligibility again"),
        "cards.expire": Bilingual(id: "Menghanguskan kartu yang tidak dipakai", en: "Let unused cards lapse"),
        "cards.issue": Bilingual(id: "Menerbitkan kartu", en: "Issue cards"),
        "cards.remind": Bilingual(id: "Mengingatkan pemegang kartu", en: "Remind cardholders"),
        "cases.answer": Bilingual(id: "Menjawab keluhan sejenis", en: "Answer cases of one kind"),
        "cases.watch": Bilingual(id: "Memberi tahu jawaban terlambat", en: "Tell people that an answer is late"),
        "draw.beacon": Bilingual(id: "Mengambil angka acak publik (drand)", en: "Fetch public randomness (drand)"),
        "draw.carry-out": Bilingual(id: "Menjalankan pembatalan tempat", en: "Carry out places taken away"),
        "draw.pages": Bilingual(
            id: "Menulis daftar tersegel lama per halaman", en: "Write earlier sealed lists in pages"),
        "identity.check": Bilingual(id: "Bertanya ke Dukcapil", en: "Ask the civil registry"),
        "identity.tend-disputes": Bilingual(
            id: "Memutuskan sengketa NIK yang lewat waktu", en: "Decide disputed NIKs in time"),
        "officer.check": Bilingual(
            id: "Bertanya ke Dukcapil tentang NIK petugas", en: "Ask the registry about an officer's NIK"),
        "inbox.send": Bilingual(id: "Mengirim email atau SMS", en: "Send an e-mail or text message"),
        "incentives.plan": Bilingual(id: "Menjadwalkan insentif", en: "Plan incentives"),
        "incentives.review": Bilingual(id: "Memeriksa syarat insentif", en: "Look at incentives' conditions"),
        "list.apply": Bilingual(id: "Menerapkan daftar instansi", en: "Apply a list"),
        "list.compare": Bilingual(id: "Menghitung perubahan daftar", en: "Count what a list changes"),
        "list.count": Bilingual(id: "Menghitung hasil undangan", en: "Count who came"),
        "list.count-invitations": Bilingual(id: "Menghitung penerima undangan", en: "Count whom to invite"),
        "list.invite-batch": Bilingual(id: "Mengundang orang dari daftar", en: "Invite people of a list"),
        "person-acts.lapse": Bilingual(
            id: "Mengakhiri penangguhan mendesak yang lewat waktu", en: "End urgent suspensions that lapsed"),
        "people.seal-names": Bilingual(
            id: "Menyandikan nama, alamat, dan catatan lama", en: "Encrypt earlier names, addresses and notes"),
        "photos.measure": Bilingual(id: "Mengukur foto untuk petunjuk", en: "Measure a photo for hints"),
        "payouts.send": Bilingual(id: "Mengirim pembayaran", en: "Send a payment"),
        "certificates.issue": Bilingual(id: "Menerbitkan sertifikat lama", en: "Issue earlier certificates"),
        "held-matters.review": Bilingual(
            id: "Membandingkan lagi yang ditahan", en: "Compare again what is held back"),
        "completions.accept": Bilingual(
            id: "Memberlakukan laporan selesai yang tidak diputus", en: "Let undecided completions stand"),
        "purchases.end": Bilingual(id: "Mengakhiri pembelian yang lewat", en: "End purchases that lapsed"),
        "exports.expire": Bilingual(id: "Menghapus berkas ekspor lama", en: "Delete exports whose time is over"),
        "exports.make": Bilingual(id: "Membuat berkas ekspor", en: "Make an export"),
        "reports.count": Bilingual(id: "Menghitung angka laporan", en: "Count the reports' figures"),
        "webhooks.deliver": Bilingual(id: "Mengirim kejadian ke webhook mitra", en: "Send events to a webhook"),
        "webhooks.tend": Bilingual(
            id: "Memulai pengiriman webhook, menghapus riwayat lama", en: "Start webhooks, delete their old log"),
        "wave.carry-over": Bilingual(id: "Membawa peserta ke gelombang berikutnya", en: "Carry people over"),
        "wave.draw": Bilingual(id: "Mengundi gelombang", en: "Draw a wave"),
        "wave.outcomes": Bilingual(id: "Memberi tahu hasil gelombang", en: "Tell people a wave's outcome"),
        "wave.tell": Bilingual(id: "Memberi tahu jadwal gelombang", en: "Tell people a wave's dates"),
        "wave.tend": Bilingual(id: "Menjalankan jadwal gelombang", en: "Follow the waves' calendar"),
    ]
}
