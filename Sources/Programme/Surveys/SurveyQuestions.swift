/// The questions of a survey. They are for evaluation; no payment depends on the answers.
package struct SurveyQuestion: Sendable, Equatable {
    package let id: String
    package let text: Bilingual
    package let choices: [Choice]

    package struct Choice: Sendable, Equatable {
        package let id: String
        package let text: Bilingual
    }

    /// Returns the answers when every question has one of its own choices; throws otherwise.
    package static func check(
        _ answers: [String: String], to questions: [SurveyQuestion]
    ) throws(IncentiveRefusal) -> [String: String] {
        var kept: [String: String] = [:]
        for question in questions {
            guard let answer = answers[question.id], question.choices.contains(where: { $0.id == answer }) else {
                throw .answersMissing
            }
            kept[question.id] = answer
        }
        return kept
    }
}

extension SurveyQuestion {
    /// The same questions each time, so that one person's answers can be compared over the months.
    package static let all: [SurveyQuestion] = [
        SurveyQuestion(
            id: "work",
            text: Bilingual(id: "Apa kegiatan utama Anda minggu lalu?", en: "What did you mainly do last week?"),
            choices: [
                Choice(id: "employed", text: Bilingual(id: "Bekerja untuk orang lain", en: "Worked for somebody else")),
                Choice(id: "own", text: Bilingual(id: "Menjalankan usaha sendiri", en: "Ran a business of my own")),
                Choice(id: "looking", text: Bilingual(id: "Mencari pekerjaan", en: "Looked for work")),
                Choice(id: "other", text: Bilingual(id: "Lainnya", en: "Something else")),
            ]),
        SurveyQuestion(
            id: "used",
            text: Bilingual(
                id: "Seberapa sering Anda memakai keterampilan dari pelatihan?",
                en: "How often do you use what you learned?"),
            choices: [
                Choice(id: "often", text: Bilingual(id: "Hampir setiap hari", en: "Almost every day")),
                Choice(id: "sometimes", text: Bilingual(id: "Kadang-kadang", en: "Sometimes")),
                Choice(id: "never", text: Bilingual(id: "Belum pernah", en: "Not yet")),
            ]),
        SurveyQuestion(
            id: "income",
            text: Bilingual(
                id: "Bagaimana penghasilan Anda dibanding sebelum pelatihan?",
                en: "How is your income compared with before the training?"),
            choices: [
                Choice(id: "more", text: Bilingual(id: "Lebih banyak", en: "More")),
                Choice(id: "same", text: Bilingual(id: "Kurang lebih sama", en: "About the same")),
                Choice(id: "less", text: Bilingual(id: "Lebih sedikit", en: "Less")),
            ]),
        SurveyQuestion(
            id: "spent",
            text: Bilingual(
                id: "Untuk apa sebagian besar uang insentif Anda pakai?",
                en: "What did you spend most of the incentive on?"),
            choices: [
                Choice(id: "food", text: Bilingual(id: "Makan dan kebutuhan sehari-hari", en: "Food and daily needs")),
                Choice(id: "business", text: Bilingual(id: "Modal usaha", en: "A business")),
                Choice(id: "search", text: Bilingual(id: "Mencari kerja", en: "Looking for work")),
                Choice(id: "saved", text: Bilingual(id: "Ditabung", en: "Saved it")),
                Choice(id: "other", text: Bilingual(id: "Lainnya", en: "Something else")),
            ]),
    ]
}
