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
        /// No date is set. See `PrivacyPage`.
        case programme
        /// The ledger and what refers to it.
        case accounts
        /// The sealed log: a row that is taken out would be seen.
        case log
    }

    static let all: [HeldData] = ofThePerson + ofTheMoney + ofTheOffice

    private static let ofThePerson: [HeldData] = [
        HeldData(
            name: Bilingual(id: "Akun dan kontak", en: "Account and contacts"),
            what: Bilingual(
                id: "Email dan nomor HP, disandikan; penggantian kontak; bahasa pesan.",
                en: "E-mail address and mobile number, encrypted; changes of contact; the language of messages."),
            why: Bilingual(id: "Untuk masuk dan memberi kabar.", en: "To sign in, and to send news."),
            basis: .consent, kept: .programme,
            seenBy: Bilingual(
                id: "Petugas yang membuka data Anda dengan alasan; operator SMS dan email yang mengantar pesan.",
                en: "Officers who state why; the operators that carry texts and mails."),
            tables: ["account", "account_contact", "contact_change", "contact_case", "recipient_language"]),
        HeldData(
            name: Bilingual(id: "Kode dan perangkat", en: "Codes and devices"),
            what: Bilingual(
                id: "Kode sekali pakai; jenis peramban dan HP; kapan masuk dan terakhir dipakai.",
                en: "One-time codes; the kind of browser and phone; when signed in and last used."),
            why: Bilingual(id: "Supaya hanya Anda yang masuk.", en: "So that only you sign in."),
            basis: .safety, kept: .days(40),
            seenBy: Bilingual(
                id: "Petugas melihat jenis perangkat, tidak pernah kode.",
                en: "Officers see the kind of device, never a code."),
            tables: ["one_time_code", "session"]),
        HeldData(
            name: Bilingual(id: "Pendaftaran", en: "Application"),
            what: Bilingual(
                id:
                    "Nama, alamat, pendidikan, pekerjaan, pelatihan yang diinginkan, pernyataan; kata-kata nama untuk pencarian.",
                en:
                    "Name, address, education, occupation, training wanted, declarations; words of the name for searching."
            ),
            why: Bilingual(id: "Untuk memeriksa syarat.", en: "To check the conditions."),
            basis: .consent, kept: .programme,
            seenBy: Bilingual(
                id: "Petugas dengan alasan. Lembaga pelatihan dan platform menerima nama Anda saat Anda membeli.",
                en: "Officers who state why. Platforms and institutions get your name when you buy."),
            tables: ["application", "personal_data", "person_name_word", "name_index", "declaration"]),
        HeldData(
            name: Bilingual(id: "NIK dan KK", en: "NIK and family card"),
            what: Bilingual(
                id: "NIK dan nomor KK, disandikan; tanggal lahir; jawaban Dukcapil; sengketa NIK.",
                en: "NIK and family card, encrypted; birth date; the civil registry's answer; contested NIKs."),
            why: Bilingual(
                id: "Supaya setiap orang mendaftar sekali, dan keluarga tidak melebihi batas.",
                en: "So that each person applies once, and no family exceeds the limit."),
            basis: .consent, kept: .programme,
            seenBy: Bilingual(
                id: "Dukcapil memeriksanya. Petugas dengan alasan.",
                en: "The civil registry checks it. Officers who state why."),
            tables: ["identity_claim", "identity_dispute", "verified_nik"]),
        HeldData(
            name: Bilingual(id: "Foto", en: "Photos"),
            what: Bilingual(
                id: "Foto KTP dan swafoto, disandikan, tanpa lokasi; temuan petugas.",
                en: "Photos of the card and of you, encrypted, without the place; what officers found."),
            why: Bilingual(id: "Untuk memastikan Anda pemilik NIK.", en: "To make sure that the NIK is yours."),
            basis: .consent, kept: .programme,
            seenBy: Bilingual(
                id: "Pemeriksa foto dan petugas sengketa NIK.",
                en: "Officers who review photos or decide contested NIKs."),
            tables: ["identity_document", "photo_review", "photo_second_look", "photo_third_look"]),
        HeldData(
            name: Bilingual(id: "Tes dan keputusan", en: "Tests and decisions"),
            what: Bilingual(
                id: "Jawaban dan nilai tes; setiap keputusan kelayakan dengan alasannya.",
                en: "Answers and results of tests; each decision on eligibility with its reasons."),
            why: Bilingual(
                id: "Untuk memutuskan menurut aturan, dan supaya dapat disanggah.",
                en: "To decide by the rules, and so that you can appeal."),
            basis: .programme, kept: .programme,
            seenBy: Bilingual(
                id: "Petugas melihat hasil, bukan jawaban Anda.", en: "Officers see results, not your answers."),
            tables: ["test_sitting", "test_answer", "test_grant", "eligibility_decision", "eligibility_basis"]),
        HeldData(
            name: Bilingual(id: "Data dari instansi lain", en: "Data from other offices"),
            what: Bilingual(
                id: "NIK di daftar instansi lain, sebagai sidik yang tak terbaca; kontak untuk undangan.",
                en: "NIKs on lists of other offices, as digests that cannot be read; contacts for invitations."),
            why: Bilingual(
                id: "Untuk mengenali yang tidak boleh ikut dan mengundang yang diutamakan.",
                en: "To find who may not join, and to invite those with priority."),
            basis: .programme, kept: .programme,
            seenBy: Bilingual(id: "Petugas daftar.", en: "Officers who handle lists."),
            tables: [
                "list_entry", "list_contact", "list_change", "list_touch", "list_removal", "invitation",
            ]),
        HeldData(
            name: Bilingual(id: "Gelombang dan undian", en: "Waves and draws"),
            what: Bilingual(
                id: "Gelombang yang diikuti, nomor undian, hasil, pembatalan. Daftar publik tidak memuat nama.",
                en: "Waves joined, tickets, outcomes, places taken away. The public list has no names."),
            why: Bilingual(id: "Untuk mengundi dan memeriksanya.", en: "To draw, and to check the draw."),
            basis: .programme, kept: .programme,
            seenBy: Bilingual(
                id: "Petugas gelombang; auditor pada sampel yang tercatat.",
                en: "Officers of waves; auditors in a recorded sample."),
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
                en: "To pay for trainings and to account for public money."),
            basis: .accounts, kept: .accounts,
            seenBy: Bilingual(
                id: "Petugas dengan alasan; platform melihat kartu yang Anda pakai di sana.",
                en: "Officers who state why; a platform sees the card you use there."),
            tables: ["card", "card_number", "card_revocation", "revoked_instalment", "hold"]),
        HeldData(
            name: Bilingual(id: "Pelatihan", en: "Trainings"),
            what: Bilingual(
                id: "Pembelian, kehadiran, nilai, sertifikat, ulasan; akun Anda di platform, sebagai sidik.",
                en: "Purchases, attendance, results, certificates, reviews; your platform account, as a digest."),
            why: Bilingual(
                id: "Untuk membayar pelatihan yang benar-benar diikuti.",
                en: "To pay for trainings that were really taken."),
            basis: .accounts, kept: .accounts,
            seenBy: Bilingual(
                id: "Platform dan lembaga tempat Anda belajar; siapa pun yang Anda beri nomor sertifikat.",
                en: "The platform and institution where you learn; all to whom you give a certificate's number."),
            tables: [
                "purchase", "platform_user", "unknown_number_user", "participant_email", "attendance",
                "attendance_request", "coursework", "completion", "review",
            ]),
        HeldData(
            name: Bilingual(id: "Insentif dan rekening", en: "Incentives and account"),
            what: Bilingual(
                id: "Insentif, jawaban survei, nomor rekening (disandikan), nama pemilik, pembayaran.",
                en: "Incentives, answers to surveys, account number (encrypted), holder's name, payments."),
            why: Bilingual(id: "Untuk membayar Anda.", en: "To pay you."),
            basis: .accounts, kept: .accounts,
            seenBy: Bilingual(
                id: "Bank atau dompet digital Anda; petugas penyaluran.",
                en: "Your bank or wallet; officers of payments."),
            tables: [
                "instalment", "survey_answer", "payee_account", "payee_number", "payee_inquiry", "payee_question",
                "disbursement",
            ]),
    ]

    private static let ofTheOffice: [HeldData] = [
        HeldData(
            name: Bilingual(id: "Pesan", en: "Messages"),
            what: Bilingual(
                id: "Isi pesan, disandikan, dan apakah sampai.", en: "Messages, encrypted, and whether they arrived."),
            why: Bilingual(
                id: "Supaya kabar sampai dan dapat dibaca lagi.",
                en: "So that news arrives and can be read again."),
            basis: .programme, kept: .programme,
            seenBy: Bilingual(
                id: "Petugas dengan alasan; operator SMS dan email.",
                en: "Officers who state why; operators of texts and mails."),
            tables: ["message", "delivery", "message_repetition"]),
        HeldData(
            name: Bilingual(id: "Keluhan dan sanggahan", en: "Complaints and appeals"),
            what: Bilingual(
                id: "Yang Anda tulis dan jawaban kami, disandikan.", en: "What you wrote and our answers, encrypted."),
            why: Bilingual(id: "Untuk menjawab dan memperbaiki.", en: "To answer and to put things right."),
            basis: .programme, kept: .programme,
            seenBy: Bilingual(id: "Petugas yang menjawab.", en: "Officers who answer."),
            tables: ["service_case", "case_message", "case_correction", "case_entry", "case_batch"]),
        HeldData(
            name: Bilingual(id: "Tindakan petugas", en: "Acts of officers"),
            what: Bilingual(
                id: "Koreksi, penangguhan, dan alasannya; riwayat semua tindakan.",
                en: "Corrections, suspensions and their reasons; the record of all acts."),
            why: Bilingual(
                id: "Supaya setiap tindakan dapat diperiksa.", en: "So that every act can be examined."),
            basis: .safety, kept: .log,
            seenBy: Bilingual(id: "Dua petugas dan auditor.", en: "Two officers, and auditors."),
            tables: ["person_proposal", "account_suspension", "audit_event"]),
        HeldData(
            name: Bilingual(id: "Siapa melihat data Anda", en: "Who looked at your data"),
            what: Bilingual(
                id: "Petugas mana, kapan, data apa, untuk apa, dari alamat jaringan mana.",
                en: "Which officer, when, what data, what for, from which network address."),
            why: Bilingual(
                id: "Supaya pembukaan tanpa alasan ketahuan.", en: "So that looking without cause is found."),
            basis: .safety, kept: .log,
            seenBy: Bilingual(
                id: "Anda (peran petugas) dan auditor (namanya).",
                en: "You (the officer's role) and auditors (the name)."),
            tables: ["access_reading", "person_opening", "officer_visit"]),
        HeldData(
            name: Bilingual(id: "Berkas untuk pemeriksa", en: "Files for auditors"),
            what: Bilingual(
                id: "Tabel yang diambil untuk tujuan tertulis, disetujui petugas kedua.",
                en: "Tables taken out for a stated purpose, approved by a second officer."),
            why: Bilingual(id: "Untuk pemeriksaan dan laporan.", en: "For audits and reports."),
            basis: .accounts, kept: .programme,
            seenBy: Bilingual(
                id: "Petugas yang memintanya. Setiap unduhan tercatat pada Anda.",
                en: "The officer who asked. Each download is recorded with you."),
            tables: ["export_people", "export_piece"]),
        HeldData(
            name: Bilingual(id: "Petugas", en: "Officers"),
            what: Bilingual(
                id: "Nama, NIK (disandikan), dan cara masuk petugas.",
                en: "Name, NIK (encrypted) and sign-in of officers."),
            why: Bilingual(
                id: "Supaya petugas tidak memutuskan urusannya sendiri.",
                en: "So that no officer decides their own case."),
            basis: .safety, kept: .programme,
            seenBy: Bilingual(
                id: "Pengelola petugas dan auditor.", en: "Officers who manage accounts of officers, and auditors."),
            tables: ["officer", "officer_identity", "officer_nik"]),
    ]
}
