import Programme

/// A kind of personal data that the programme holds: what the privacy notice says of it, and the tables that hold it.
/// `Tests/HouseTests/HeldDataTests.swift` fails when a table with personal data belongs to no kind.
struct HeldData: Sendable {
    let name: Bilingual
    let what: Bilingual
    let why: Bilingual
    let basis: Basis
    let kept: Keeping
    /// Who sees it, and who gets it outside the programme.
    let seenBy: Bilingual
    /// What becomes of it when the person deletes the account. See `DeleteAccount`.
    let onDeletion: Bilingual
    let tables: [String]

    enum Basis: Sendable {
        /// The declarations that the applicant agrees to.
        case consent
        /// The law on the programme that the edition names.
        case programme
        /// Public money must be accounted for.
        case accounts
        /// Abuse must be found, and it must be shown who did what.
        case safety
    }

    enum Keeping: Sendable {
        /// As `PruneAccounts` deletes it.
        case days(Int)
        /// As `EndKeeping` deletes it, years after the programme.
        case years
        /// The contacts as `EndKeeping` deletes them; digests of NIKs stay, from which nothing can be read.
        case list
        /// Drawn lists, which name no person once the account is deleted.
        case draw
        /// The ledger and what refers to it.
        case accounts
        /// The sealed log: a row that is taken out would be seen.
        case log
        /// As `ExpireExports` deletes it.
        case file
        /// Of people in office and at partners' desks.
        case duty
    }

    static let all: [HeldData] = ofThePerson + ofTheMoney + ofTheOffice

    private static let ofThePerson: [HeldData] = [
        HeldData(
            name: Bilingual(id: "Akun dan kontak", en: "Account and contacts"),
            what: Bilingual(
                id: "Email dan nomor HP, disandikan; penggantian kontak; bahasa pesan.",
                en: "E-mail address and mobile number, encrypted; changes of contact; the language of messages."),
            why: Bilingual(id: "Untuk masuk dan memberi kabar.", en: "To sign in, and to send news."),
            basis: .consent, kept: .years,
            seenBy: Bilingual(
                id: "Petugas yang membuka data Anda dengan alasan; operator SMS dan email yang mengantar pesan.",
                en: "Officers who state why; the operators that carry texts and mails."),
            onDeletion: Bilingual(
                id: "Kontak dihapus. Nomor akun tetap, tanpa isi.",
                en: "Contacts are deleted. The account's number stays, empty."),
            tables: [
                "account", "account_contact", "account_deletion", "contact_change", "contact_case",
                "recipient_language",
            ]),
        HeldData(
            name: Bilingual(id: "Kode dan perangkat", en: "Codes and devices"),
            what: Bilingual(
                id: "Kode sekali pakai; jenis peramban dan HP; kapan masuk dan terakhir dipakai.",
                en: "One-time codes; the kind of browser and phone; when signed in and last used."),
            why: Bilingual(id: "Supaya hanya Anda yang masuk.", en: "So that only you sign in."),
            basis: .safety, kept: .days(PruneAccounts.daysKept),
            seenBy: Bilingual(
                id: "Petugas melihat jenis perangkat, tidak pernah kode.",
                en: "Officers see the kind of device, never a code."),
            onDeletion: Bilingual(
                id: "Semua perangkat keluar. Kode terhapus dalam 40 hari.",
                en: "All devices are signed out. Codes go within 40 days."),
            tables: ["one_time_code", "session"]),
        HeldData(
            name: Bilingual(id: "Pendaftaran", en: "Application"),
            what: Bilingual(
                id:
                    "Nama dan alamat, disandikan. Pendidikan, pekerjaan dan dampak pandemi, pelatihan yang diinginkan, pernyataan; kata nama untuk pencarian.",
                en:
                    "Name and address, encrypted. Education, work and what the pandemic did to it, training wanted, declarations; words of the name for searching."
            ),
            why: Bilingual(id: "Untuk memeriksa syarat.", en: "To check the conditions."),
            basis: .consent, kept: .years,
            seenBy: Bilingual(
                id: "Petugas dengan alasan. Lembaga pelatihan dan platform menerima nama Anda saat Anda membeli.",
                en: "Officers who state why. Platforms and institutions get your name when you buy."),
            onDeletion: Bilingual(
                id: "Isian dihapus. Provinsi tetap, untuk angka jumlah.",
                en: "Answers are deleted. The province stays, for totals."),
            tables: [
                "application", "personal_data", "person_address", "person_work", "person_name_word", "name_index",
                "declaration",
            ]),
        HeldData(
            name: Bilingual(id: "NIK dan KK", en: "NIK and family card"),
            what: Bilingual(
                id: "NIK dan nomor KK, disandikan; tanggal lahir; jawaban Dukcapil; sengketa NIK.",
                en: "NIK and family card, encrypted; birth date; the civil registry's answer; contested NIKs."),
            why: Bilingual(
                id: "Supaya setiap orang mendaftar sekali, dan keluarga tidak melebihi batas.",
                en: "So that each person applies once, and no family exceeds the limit."),
            basis: .consent, kept: .years,
            seenBy: Bilingual(
                id: "Dukcapil memeriksanya. Petugas dengan alasan.",
                en: "The civil registry checks it. Officers who state why."),
            onDeletion: Bilingual(
                id: "Dihapus. Penanda NIK yang disandikan tetap kalau pernah ada kartu.",
                en: "Deleted. An encrypted trace of the NIK stays if there was a card."),
            tables: ["identity_claim", "identity_dispute", "verified_nik"]),
        HeldData(
            name: Bilingual(id: "Foto", en: "Photos"),
            what: Bilingual(
                id: "Foto KTP dan swafoto, disandikan, tanpa lokasi; hasil ukur program; temuan petugas.",
                en: "Photos of the card and of you, encrypted, without the place; what a program and officers found."),
            why: Bilingual(id: "Untuk memastikan Anda pemilik NIK.", en: "To make sure that the NIK is yours."),
            basis: .consent, kept: .years,
            seenBy: Bilingual(
                id: "Pemeriksa foto dan petugas sengketa NIK.",
                en: "Officers who review photos or decide contested NIKs."),
            onDeletion: Bilingual(
                id: "Gambar dihapus. Temuan petugas tetap, tanpa catatan.",
                en: "Pictures are deleted. Officers' findings stay, without notes."),
            tables: [
                "identity_document", "photo_measure", "photo_review", "photo_second_look", "photo_third_look",
            ]),
        HeldData(
            name: Bilingual(id: "Tes dan keputusan", en: "Tests and decisions"),
            what: Bilingual(
                id: "Jawaban dan nilai tes; setiap keputusan kelayakan dengan alasannya.",
                en: "Answers and results of tests; each decision on eligibility with its reasons."),
            why: Bilingual(
                id: "Untuk memutuskan menurut aturan, dan supaya dapat disanggah.",
                en: "To decide by the rules, and so that you can appeal."),
            basis: .programme, kept: .years,
            seenBy: Bilingual(
                id: "Petugas melihat hasil, bukan jawaban Anda.", en: "Officers see results, not your answers."),
            onDeletion: Bilingual(
                id: "Jawaban dihapus. Nilai dan keputusan tetap, untuk pemeriksaan.",
                en: "Answers are deleted. Results and decisions stay, for audits."),
            tables: ["test_sitting", "test_answer", "test_grant", "eligibility_decision", "eligibility_basis"]),
        HeldData(
            name: Bilingual(id: "Situs yang terhubung", en: "Connected sites"),
            what: Bilingual(
                id: "Situs mitra mana yang boleh membaca data apa, sejak kapan, dan kapan terakhir dibaca.",
                en: "Which partner's site may read what data, since when, and when it last did."),
            why: Bilingual(
                id: "Supaya Anda dapat masuk di situs mitra dan mengakhiri izinnya.",
                en: "So that you can sign in at partners' sites, and end it."),
            basis: .consent, kept: .years,
            seenBy: Bilingual(
                id: "Anda. Mitra menerima hanya data yang Anda izinkan.",
                en: "You. A partner gets only the data you allowed."),
            onDeletion: Bilingual(
                id: "Semua izin berakhir. Catatan izin tetap, dengan nomor akun saja.",
                en: "All consents end. The record of them stays, with the account's number only."),
            tables: ["site_consent", "consent_grant", "consent_token"]),
        HeldData(
            name: Bilingual(id: "Data dari instansi lain", en: "Data from other offices"),
            what: Bilingual(
                id: "NIK di daftar instansi lain, sebagai sidik yang tak terbaca; kontak untuk undangan.",
                en: "NIKs on lists of other offices, as digests that cannot be read; contacts for invitations."),
            why: Bilingual(
                id: "Untuk mengenali yang tidak boleh ikut dan mengundang yang diutamakan.",
                en: "To find who may not join, and to invite those with priority."),
            basis: .programme, kept: .list,
            seenBy: Bilingual(id: "Petugas daftar.", en: "Officers who handle lists."),
            onDeletion: Bilingual(
                id: "Tetap, karena milik instansi itu.",
                en: "Stays: it is the other office's."),
            tables: [
                "list_entry", "list_contact", "list_change", "list_touch", "list_removal", "invitation",
            ]),
        HeldData(
            name: Bilingual(id: "Gelombang dan undian", en: "Waves and draws"),
            what: Bilingual(
                id: "Gelombang yang diikuti, nomor undian, hasil, pembatalan. Daftar publik tidak memuat nama.",
                en: "Waves joined, tickets, outcomes, places taken away. The public list has no names."),
            why: Bilingual(id: "Untuk mengundi dan memeriksanya.", en: "To draw, and to check the draw."),
            basis: .programme, kept: .draw,
            seenBy: Bilingual(
                id: "Petugas gelombang; auditor pada sampel yang tercatat.",
                en: "Officers of waves; auditors in a recorded sample."),
            onDeletion: Bilingual(
                id: "Tetap, supaya undian dapat dihitung ulang.",
                en: "Stays, so that draws can be recomputed."),
            tables: ["entry", "entry_place", "disqualification"]),
    ]

    private static let ofTheMoney: [HeldData] = [
        HeldData(
            name: Bilingual(id: "Kartu dan saldo", en: "Card and balance"),
            what: Bilingual(
                id: "Nomor kartu, disandikan; dana, pencadangan, dan pencabutan.",
                en: "The card's number, encrypted; money, reservations and revocations."),
            why: Bilingual(
                id: "Untuk membayar pelatihan dan mempertanggungjawabkan uang negara.",
                en: "To pay for courses and to account for public money."),
            basis: .accounts, kept: .accounts,
            seenBy: Bilingual(
                id: "Petugas dengan alasan; platform melihat kartu yang Anda pakai di sana.",
                en: "Officers who state why; a platform sees the card you use there."),
            onDeletion: Bilingual(
                id: "Tetap, karena pembukuan uang negara.",
                en: "Stays: accounts of public money."),
            tables: ["card", "card_number", "card_revocation", "revoked_instalment", "hold"]),
        HeldData(
            name: Bilingual(id: "Pelatihan", en: "Trainings"),
            what: Bilingual(
                id: "Pembelian, kehadiran, nilai, sertifikat, ulasan; akun Anda di platform, sebagai sidik.",
                en: "Purchases, attendance, results, certificates, reviews; your platform account, as a digest."),
            why: Bilingual(
                id: "Untuk membayar pelatihan yang benar-benar diikuti.",
                en: "To pay for courses that were really taken."),
            basis: .accounts, kept: .accounts,
            seenBy: Bilingual(
                id: "Platform dan lembaga tempat Anda belajar; siapa pun yang Anda beri nomor sertifikat.",
                en: "The platform and institution where you learn; all to whom you give a certificate's number."),
            onDeletion: Bilingual(
                id: "Tetap, karena pembukuan dan sertifikat Anda.",
                en: "Stays: accounts, and your certificates."),
            tables: [
                "purchase", "platform_user", "unknown_number_user", "participant_email", "attendance",
                "attendance_request", "certificate", "coursework", "completion", "held_completion", "training_report",
                "review", "webhook_object", "webhook_event",
            ]),
        HeldData(
            name: Bilingual(id: "Insentif dan rekening", en: "Incentives and account"),
            what: Bilingual(
                id: "Insentif, jawaban survei, nomor rekening dan nama pemilik (disandikan), pembayaran.",
                en: "Incentives, answers to surveys, account number and holder's name (encrypted), payments."),
            why: Bilingual(id: "Untuk membayar Anda.", en: "To pay you."),
            basis: .accounts, kept: .accounts,
            seenBy: Bilingual(
                id: "Bank atau dompet digital Anda; petugas penyaluran.",
                en: "Your bank or wallet; officers of payments."),
            onDeletion: Bilingual(
                id: "Tetap, karena pembukuan uang negara.",
                en: "Stays: accounts of public money."),
            tables: [
                "instalment", "survey_answer", "payee_account", "payee_number", "payee_inquiry", "payee_question",
                "disbursement",
            ]),
    ]
}
