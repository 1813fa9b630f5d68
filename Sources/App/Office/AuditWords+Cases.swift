import Programme

extension AuditWords {
    /// Acts on complaints and appeals.
    static let cases: [String: Bilingual] = [
        "case.begun": Bilingual(id: "Keluhan diterima", en: "Case came in"),
        "case.added-to": Bilingual(id: "Keterangan ditambahkan", en: "Person added to the case"),
        "case.reopened": Bilingual(id: "Keluhan dibuka lagi", en: "Case reopened"),
        "case.withdrawn": Bilingual(id: "Keluhan ditarik", en: "Case taken back"),
        "case.taken": Bilingual(id: "Keluhan diambil petugas", en: "Officer took the case"),
        "case.released": Bilingual(id: "Keluhan dilepas petugas", en: "Officer released the case"),
        "case.handed-over": Bilingual(id: "Keluhan diserahkan", en: "Case handed over"),
        "case.noted": Bilingual(id: "Catatan internal ditulis", en: "Internal note written"),
        "case.message-sent": Bilingual(id: "Kabar dikirim kepada pelapor", en: "Person was written to"),
        "case.answer-proposed": Bilingual(id: "Jawaban diusulkan", en: "Answer proposed"),
        "case.answer-returned": Bilingual(id: "Usulan jawaban dikembalikan", en: "Proposed answer returned"),
        "case.answered": Bilingual(id: "Keluhan dijawab", en: "Case answered"),
        "case.denied": Bilingual(id: "Jawaban tidak diizinkan", en: "Answer not allowed"),
        "case.late": Bilingual(id: "Jawaban terlambat, pelapor diberi tahu", en: "Answer late, person notified"),
        "case.rules-run": Bilingual(id: "Aturan dijalankan lagi", en: "Rules run again"),
        "case.registry-asked": Bilingual(id: "Dukcapil ditanya lagi", en: "Registry asked again"),
        "case.sitting-given": Bilingual(id: "Tes ulang diberikan", en: "Another sitting of the test given"),
        "case.photo-returned": Bilingual(id: "Foto dikembalikan ke pemeriksaan", en: "Photo returned to review"),
        "case.correction-accepted": Bilingual(id: "Koreksi diterima petugas", en: "Correction accepted"),
        "case.correction-confirmed": Bilingual(id: "Koreksi disetujui", en: "Correction confirmed"),
        "case.correction-returned": Bilingual(id: "Koreksi dikembalikan", en: "Correction returned"),
        "case-template.added": Bilingual(id: "Templat jawaban ditulis", en: "Answer template written"),
        "case-template.ended": Bilingual(id: "Templat jawaban dihentikan", en: "Answer template taken out of use"),
        "case-batch.drafted": Bilingual(id: "Jawaban bersama disusun", en: "Answer for many drafted"),
        "case-batch.approved": Bilingual(id: "Jawaban bersama disetujui", en: "Answer for many approved"),
        "case-batch.refused": Bilingual(id: "Jawaban bersama ditolak", en: "Answer for many refused"),
        "case-batch.denied": Bilingual(id: "Jawaban bersama tidak diizinkan", en: "Answer for many not allowed"),
    ]
}
