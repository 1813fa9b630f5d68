import Programme

/// What the office writes about people and its officers.
extension HeldData {
    static let ofTheOffice: [HeldData] = [
        HeldData(
            name: Bilingual(id: "Pesan", en: "Messages"),
            what: Bilingual(
                id: "Isi pesan, disandikan, dan apakah sampai.", en: "Messages, encrypted, and whether they arrived."),
            why: Bilingual(
                id: "Supaya kabar sampai dan dapat dibaca lagi.",
                en: "So that news arrives and can be read again."),
            basis: .programme, kept: .years,
            seenBy: Bilingual(
                id: "Petugas dengan alasan; operator SMS dan email.",
                en: "Officers who state why; operators of texts and mails."),
            onDeletion: Bilingual(
                id: "Dihapus.",
                en: "Deleted."),
            tables: ["message", "delivery", "message_repetition"]),
        HeldData(
            name: Bilingual(id: "Keluhan dan sanggahan", en: "Complaints and appeals"),
            what: Bilingual(
                id: "Yang Anda tulis dan jawaban kami, disandikan.", en: "What you wrote and our answers, encrypted."),
            why: Bilingual(id: "Untuk menjawab dan memperbaiki.", en: "To answer and to put things right."),
            basis: .programme, kept: .years,
            seenBy: Bilingual(id: "Petugas yang menjawab.", en: "Officers who answer."),
            onDeletion: Bilingual(
                id: "Isi pesan dihapus. Tanggal dan hasil tetap.",
                en: "What was written is deleted. Dates and results stay."),
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
            onDeletion: Bilingual(
                id: "Tetap, karena catatan tidak dapat diubah.",
                en: "Stays: the record cannot be changed."),
            tables: ["person_proposal", "account_suspension", "audit_event", "held_matter"]),
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
            onDeletion: Bilingual(
                id: "Tetap, karena catatan tidak dapat diubah.",
                en: "Stays: the record cannot be changed."),
            tables: ["access_reading", "person_opening", "office_search", "officer_visit"]),
        HeldData(
            name: Bilingual(id: "Bantuan di loket", en: "Help at a counter"),
            what: Bilingual(
                id:
                    "Persetujuan Anda dengan kata-kata Anda (disandikan), petugas, kantor, waktu, dan nomor keluarga bila dipakai.",
                en:
                    "Your consent in your words (encrypted), officer, office, time, and a household member's number where used."
            ),
            why: Bilingual(
                id: "Supaya jelas siapa yang membantu Anda dan apa yang Anda setujui.",
                en: "So that it is clear who helped you and what you agreed to."),
            basis: .safety, kept: .years,
            seenBy: Bilingual(
                id: "Anda, petugas yang membantu, dan auditor.", en: "You, the officer who helped, and auditors."),
            onDeletion: Bilingual(
                id: "Kata persetujuan dan nomor keluarga dihapus. Petugas, kantor, dan waktu tetap.",
                en: "Words of consent and the household's number are deleted. Officer, office and time stay."),
            tables: ["counter_case"]),
        HeldData(
            name: Bilingual(id: "Berkas untuk pemeriksa", en: "Files for auditors"),
            what: Bilingual(
                id: "Tabel yang diambil untuk tujuan tertulis, disetujui petugas kedua.",
                en: "Tables taken out for a stated purpose, approved by a second officer."),
            why: Bilingual(id: "Untuk pemeriksaan dan laporan.", en: "For audits and reports."),
            basis: .accounts, kept: .file,
            seenBy: Bilingual(
                id: "Petugas yang memintanya. Setiap unduhan tercatat pada Anda.",
                en: "The officer who asked. Each download is recorded with you."),
            onDeletion: Bilingual(
                id: "Tetap sampai masa berkasnya habis.",
                en: "Stays until the file's time is over."),
            tables: ["export_people", "export_piece"]),
        HeldData(
            name: Bilingual(id: "Petugas", en: "Officers"),
            what: Bilingual(
                id: "Nama, NIK (disandikan), dan cara masuk petugas.",
                en: "Name, NIK (encrypted) and sign-in of officers."),
            why: Bilingual(
                id: "Supaya petugas tidak memutuskan urusannya sendiri.",
                en: "So that no officer decides their own case."),
            basis: .safety, kept: .duty,
            seenBy: Bilingual(
                id: "Pengelola petugas dan auditor.", en: "Officers who manage accounts of officers, and auditors."),
            onDeletion: Bilingual(
                id: "Tidak berubah. Akun petugas diurus pengelolanya.",
                en: "Unchanged: officers' accounts are their managers'."),
            tables: ["officer", "officer_identity", "officer_nik"]),
        HeldData(
            name: Bilingual(id: "Orang di meja mitra", en: "People at partners' desks"),
            what: Bilingual(
                id: "Nama, email, dan cara masuk orang platform dan lembaga.",
                en: "Name, e-mail and sign-in of people of platforms and institutions."),
            why: Bilingual(
                id: "Supaya tindakan mitra ada orangnya.", en: "So that each act of a partner has a person."),
            basis: .safety, kept: .duty,
            seenBy: Bilingual(
                id: "Rekan di mitra yang sama, petugas mitra, dan auditor.",
                en: "Colleagues at the same partner, partner managers, and auditors."),
            onDeletion: Bilingual(
                id: "Tidak berubah. Akun meja mitra bukan akun peserta.",
                en: "Unchanged: an account at a desk is no participant's."),
            tables: ["partner_person"]),
    ]
}
