import HTTPTypes
import Programme

/// Why a reported completion waits, and what became of it, in words for officers.
struct HeldCompletionWords: Sendable {
    let t: Words

    func name(_ verdict: HeldCompletion.Verdict) -> String { t(verdict.label) }

    func state(_ state: HeldCompletion.State) -> (text: String, kind: Tag) {
        switch state {
        case .waiting: (t("Menunggu putusan", "Waits"), .waiting)
        case .accepted: (t("Diterima", "Accepted"), .done)
        case .refused: (t("Tidak diterima", "Not accepted"), .wrong)
        case .unanswered: (t("Berlaku tanpa putusan", "Stands without a decision"), .done)
        }
    }

    func grounds(_ grounds: [CompletionReview.Ground]) -> String {
        grounds.map { t($0.label) }.joined(separator: "; ")
    }

    /// `Selesai`, `Hadir ke-2`, `Tes akhir`
    func fact(_ fact: TrainingReport.Fact) -> String {
        switch fact {
        case .completion: t("Selesai", "Completed")
        case .attendance(.postTest): t("Tes akhir", "Final test")
        case .attendance(let sequence): t("Hadir ke-\(sequence.number)", "Attendance \(sequence.number)")
        }
    }

    func path(_ path: TrainingReport.Path) -> String {
        switch path {
        case .participant: t("dibenarkan peserta", "confirmed by the participant")
        case .contract: t("laporan lembaga, ditandatangani", "the institution's signed report")
        case .api: t("laporan lembaga, lewat API", "the institution's report, by the API")
        }
    }
}

extension HeldCompletion.Verdict {
    var label: Bilingual {
        switch self {
        case .accept: Bilingual(id: "terima laporannya", en: "let the report stand")
        case .refuse: Bilingual(id: "jangan terima laporannya", en: "do not let the report stand")
        }
    }
}

extension CompletionReview.Ground {
    var label: Bilingual {
        switch self {
        case .quick: Bilingual(id: "terlalu cepat", en: "too quick")
        case .manyOfInstitution:
            Bilingual(id: "banyak sekaligus di lembaga ini", en: "many at once at this institution")
        case .manyOfCourse: Bilingual(id: "banyak sekaligus di pelatihan ini", en: "many at once in this course")
        case .refusedBefore:
            Bilingual(id: "laporan sebelumnya tidak diterima", en: "an earlier report was not accepted")
        }
    }
}

extension HeldCompletionRefusal: UserFacingRefusal {
    func sentence(_ t: Words) -> String {
        switch self {
        case .decided:
            t(
                "Laporan ini tidak menunggu putusan lagi. Muat ulang halamannya untuk melihat hasilnya.",
                "This report does not wait any more. Load the page again to see what was decided.")
        case .alreadyProposed:
            t(
                "Sudah ada usul tentang laporan ini. Petugas kedua yang menjawabnya.",
                "There is a proposal about this report already. A second officer answers it.")
        case .nothingProposed:
            t(
                "Tidak ada usul yang menunggu jawaban. Muat ulang halamannya.",
                "No proposal waits for an answer. Load the page again.")
        }
    }

    var status: HTTPResponse.Status { .conflict }
}
