import Programme

/// What a report says, by which way it came, and what became of one that two officers look at.
struct TrainingReportWords: Sendable {
    let t: Words

    func state(_ state: HeldCompletion.State) -> (text: String, kind: Tag) {
        switch state {
        case .waiting: (t("Menunggu putusan", "Waits"), .waiting)
        case .accepted: (t("Diterima", "Accepted"), .done)
        case .refused: (t("Tidak diterima", "Not accepted"), .wrong)
        case .unanswered: (t("Berlaku tanpa putusan", "Stands without a decision"), .done)
        }
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

extension TrainingReport {
    static let sample = TrainingReport(
        id: ID(9), number: ReportNumber(drawn: 20_418_763_519), purchase: ID(7), fact: .completion, path: .contract,
        receivedAt: CardView.sampleNow - .hours(5))
}

extension HeldCompletion {
    static let sample = HeldCompletion(
        id: ID(8), purchase: ID(7), person: ID(1), report: ID(9),
        completion: Completion(
            score: 86, certificateNumber: "BLN/2020/1", basis: .reported, at: CardView.sampleNow - .hours(5)),
        grounds: [.quick, .manyOfCourse], minutes: 31, ofInstitution: 212, ofCourse: 212,
        decideBy: CardView.sampleNow + .days(14), state: .waiting, endedAt: nil)
}
