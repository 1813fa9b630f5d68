import HTTPTypes
import Programme

/// Why a reported completion waits, and what officers propose about it.
struct HeldCompletionWords: Sendable {
    let t: Words

    func name(_ verdict: HeldCompletion.Verdict) -> String { t(verdict.label) }

    func grounds(_ grounds: [CompletionReview.Ground]) -> String {
        grounds.map { t($0.label) }.joined(separator: "; ")
    }

    /// For the partner that reported, and the platform: how many and how quick the rule allows is not said.
    func neutral(_ grounds: [CompletionReview.Ground]) -> String {
        grounds.map { t($0.neutral) }.joined(separator: "; ")
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

extension CompletionReview.Ground {
    fileprivate var neutral: Bilingual {
        switch self {
        case .quick: Bilingual(id: "lebih cepat dari biasanya", en: "sooner than usual")
        case .manyOfInstitution:
            Bilingual(id: "bersama banyak laporan lembaga ini", en: "with many reports of this institution")
        case .manyOfCourse:
            Bilingual(id: "bersama banyak laporan pelatihan ini", en: "with many reports of this course")
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
