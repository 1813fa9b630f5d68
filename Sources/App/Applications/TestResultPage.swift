import Programme

/// What a finished sitting came to: never which answers were right.
struct TestResultView: Sendable {
    let right: Int
    let asked: Int
    let answered: Int
    let total: Int
    let areas: [(area: QuestionBank.Area, right: Int, asked: Int)]

    init(_ progress: TestProgress) {
        let (questionnaire, answers) = (progress.questionnaire, progress.answers)
        right = questionnaire.score(answers)
        asked = questionnaire.marked
        answered = questionnaire.questions.count { answers[$0.id] != nil }
        total = questionnaire.questions.count
        areas = questionnaire.areas(answers)
    }

    init(right: Int, asked: Int, areas: [(area: QuestionBank.Area, right: Int, asked: Int)]) {
        (self.right, self.asked, self.areas) = (right, asked, areas)
        (answered, total) = (asked, asked)
    }
}

/// `/pendaftaran/tes/hasil`: the result, what it means under the edition, and what the person can do about it.
struct TestResultPage: Page {
    let t: Words
    let result: TestResultView
    /// Nil where the result decides nothing.
    let threshold: TestThreshold?
    let standing: TestStanding
    let today: CivilDate
    let minutes: Int
    let form: FormState

    var title: String { t("Hasil tes Anda", "Your test's result") }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "\(result.right) dari \(result.asked) jawaban kemampuan dasar benar.",
            "\(result.right) of \(result.asked) basic ability answers were right."))</p>
        \(when: !result.areas.isEmpty, Part.summary(result.areas.map(row)))
        <p>\(t(
            "\(result.answered) dari \(result.total) pertanyaan terjawab.",
            "\(result.answered) of \(result.total) questions were answered."))</p>
        \(meaning)
        <p>\(t(
            "Bagian motivasi tidak dinilai. Kunci jawaban tidak ditampilkan, karena soalnya dipakai juga untuk orang lain.",
            "The motivation part is not marked. Right answers are not shown, as others get the same questions."))</p>
        \(next)
        """
    }

    private func row(_ entry: (area: QuestionBank.Area, right: Int, asked: Int)) -> SummaryRow {
        SummaryRow(
            label: entry.area.label(t),
            value: "\(t("\(entry.right) dari \(entry.asked) benar", "\(entry.right) of \(entry.asked) right"))")
    }

    private var isBelow: Bool {
        guard let threshold, let best = standing.best else { return false }
        return best.right < threshold.right
    }

    private var meaning: HTML {
        guard let threshold else {
            return Banner(.information, TestUse(t: t, threshold: nil).sentence, title: t("Artinya", "What it means"))
                .html
        }
        guard isBelow else {
            return Banner(
                .done,
                t(
                    "Hasil Anda cukup: aturannya paling sedikit \(threshold.right) jawaban benar.",
                    "Your result is enough: the rule is at least \(threshold.right) right answers."),
                title: t("Artinya", "What it means")
            ).html
        }
        return Banner(
            .attention,
            t(
                "Aturannya paling sedikit \(threshold.right) jawaban benar, jadi Anda belum memenuhi syarat ini.",
                "The rule is at least \(threshold.right) right answers, so you do not meet it yet."),
            title: t("Artinya", "What it means")
        ).html
    }

    private var next: HTML {
        let back = Part.button(t("Lanjut ke langkah pendaftaran", "On to the application steps"), to: Paths.application)
        guard isBelow else { return "<p>\(back)</p>" }
        return """
            \(retake)
            <p><a href="\(Paths.appeals)">\(t("Sanggah keputusan", "Contest the decision"))</a> ·
            <a href="\(Paths.application)">\(t("Langkah pendaftaran", "Application steps"))</a></p>
            """
    }

    private var retake: HTML {
        if standing.mayBeginAgain(on: today) {
            return """
                <p>\(t(
                    "Anda boleh mengerjakan tes lagi, dengan soal lain. Waktunya \(minutes) menit sejak tombol ini ditekan.",
                    "You may take the test again, with other questions. You have \(minutes) minutes from this button."))</p>
                \(Part.act(t("Mulai tes lagi", "Start the test again"), to: Paths.testResult, csrf: form.csrf))
                """
        }
        if case .from(let day) = standing.again {
            return """
                <p>\(t(
                    "Anda boleh mengerjakan tes lagi mulai \(t.date(day)), dengan soal lain.",
                    "You may take the test again from \(t.date(day)), with other questions."))</p>
                """
        }
        return """
            <p>\(t(
                "Ada yang mengganggu saat tes? Sanggah, dan tulis apa yang terjadi. Kantor dapat memberi tes ulang.",
                "Did something disturb the test? Contest this, and say what. The office can give another sitting."))</p>
            """
    }

    static func sample(_ t: Words) -> TestResultPage {
        TestResultPage(
            t: t,
            result: TestResultView(
                right: 9, asked: 12, areas: [(.reading, 4, 4), (.numbers, 2, 4), (.daily, 3, 4)]),
            threshold: nil, standing: TestStanding(isOver: true, best: TestResult(right: 9, asked: 12)),
            today: CivilDate(daysSinceEpoch: 18_365), minutes: 25, form: .sample)
    }

    static func belowSample(_ t: Words) -> TestResultPage {
        TestResultPage(
            t: t,
            result: TestResultView(
                right: 4, asked: 12, areas: [(.reading, 2, 4), (.numbers, 1, 4), (.daily, 1, 4)]),
            threshold: TestThreshold(right: 6, sittings: 2, waitDays: 7),
            standing: TestStanding(
                isOver: true, best: TestResult(right: 4, asked: 12), again: .from(CivilDate(daysSinceEpoch: 18_372))),
            today: CivilDate(daysSinceEpoch: 18_365), minutes: 25, form: .sample)
    }
}

/// What a result is used for, in a sentence.
struct TestUse: Sendable {
    let t: Words
    let threshold: TestThreshold?

    var sentence: String {
        guard let threshold else {
            return t(
                "Hasil tes dicatat dan Anda dapat melihatnya. Hasil itu tidak menentukan siapa yang boleh ikut.",
                "The result is recorded and you can see it. It does not decide who may take part.")
        }
        let rule = t(
            "Untuk ikut, paling sedikit \(threshold.right) jawaban kemampuan dasar harus benar.",
            "To take part, at least \(threshold.right) basic ability answers must be right.")
        guard threshold.sittings > 1 else {
            return rule + " " + t("Hasilnya dapat disanggah.", "The result can be contested.")
        }
        return rule + " "
            + t(
                "Tes dapat dikerjakan sampai \(threshold.sittings) kali, dan hasilnya dapat disanggah.",
                "The test may be taken up to \(threshold.sittings) times, and the result can be contested.")
    }
}

extension QuestionBank.Area {
    func label(_ t: Words) -> String {
        switch self {
        case .reading: t("Membaca", "Reading")
        case .numbers: t("Berhitung", "Numbers")
        case .daily: t("Masalah sehari-hari", "Everyday problems")
        case .digital: t("Ponsel dan internet", "Phone and internet")
        case .work: t("Situasi kerja", "Situations at work")
        }
    }
}
