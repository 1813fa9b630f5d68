import Programme
import Storage

extension PersonSectionSource {
    /// When the person took the test and how many answers were right. Neither the answers nor the questions are read
    /// here: an officer who saw both could tell the next applicant.
    static let test = PersonSectionSource { tx, reading in
        let sittings = try tx.tests.sittings(of: reading.person)
        guard !sittings.isEmpty else { return nil }
        let t = reading.t
        func row(_ sitting: StoredSitting) -> HTML {
            let state =
                sitting.result.map { t("\($0.right) dari \($0.asked) benar", "\($0.right) of \($0.asked) right") }
                ?? sitting.score.map { t("\($0) benar", "\($0) right") } ?? t("belum selesai", "not finished")
            let given = sitting.grant == nil ? "" : t(" (diberikan kantor)", " (given by the office)")
            return "<li>\(t.shortMoment(real: sitting.value.startedAt))\(given): \(state)</li>"
        }
        return PersonSection(
            title: Bilingual(id: "Tes", en: "Test"), column: .identity,
            body: "<ul class=\"plain-list\">\(each: sittings, row)</ul>")
    }
}
