import Programme

struct TestIntroPage: Page {
    let t: Words
    let questionnaire: Questionnaire
    let rules: TestRules
    let form: FormState

    var title: String { StepTitle.title(.test, t) }

    var body: HTML {
        """
        \(StepTitle.caption(.test, t))<h1>\(StepTitle.of(.test, t))</h1>
        <p class="lead">\(t(
            "\(count) pertanyaan, paling lama \(minutes) menit. Kebanyakan orang selesai dalam 15 menit.",
            "\(count) questions, at most \(minutes) minutes. Most people need 15."))</p>
        <ul><li>\(t(
            "Bagian 1 tentang motivasi: tidak ada jawaban salah.",
            "Part 1 is about motivation: there are no wrong answers."))</li>
        <li>\(t(
            "Bagian 2 tentang kemampuan dasar: pilih satu jawaban.",
            "Part 2 is about basic ability: choose one answer."))</li>
        <li>\(t(
            "Setiap jawaban langsung tersimpan. Kalau sambungan putus, buka lagi dan lanjutkan.",
            "Each answer is saved at once. If the connection drops, open it again and go on."))</li>
        <li>\(t(
            "Waktu berjalan terus sejak Anda mulai. Saat habis, jawaban yang ada dihitung.",
            "The clock runs on once you start. When it ends, the answers you gave count."))</li>
        <li>\(TestUse(t: t, threshold: rules.threshold).sentence)</li>
        \(when: isPublic, openly)</ul>
        \(Part.act(t("Mulai tes", "Start the test"), to: Paths.test, csrf: form.csrf))
        """
    }

    /// Whether the questions are the demo's.
    private var isPublic: Bool { rules.bank.map { QuestionBank.published.contains($0.digest) } ?? false }

    private var openly: HTML {
        let text = t(
            "Soal demo ini terbuka, bersama kuncinya. Program yang sebenarnya memakai soal sendiri yang dirahasiakan.",
            "The demo's questions are public, with their answers. A real programme keeps its own to itself.")
        return "<li>\(text)</li>"
    }

    private var count: Int { questionnaire.count(rules.draw) }
    private var minutes: Int { Int(questionnaire.time.seconds / 60) }

    static func sample(_ t: Words) -> TestIntroPage {
        TestIntroPage(
            t: t, questionnaire: TestQuestionPage.sampleQuestions, rules: TestRules(minutes: 25), form: .sample)
    }
}

/// One question, large rows to choose from, and how much time is left.
struct TestQuestionPage: Page {
    let t: Words
    /// Stands in the form, so that a page left open in an earlier sitting answers no question of a later one.
    let sittingNumber: Int
    let number: Int
    let total: Int
    let question: Questionnaire.Question
    let endsAt: Instant
    let now: Instant
    let form: FormState

    /// The name of the sitting's number in forms.
    static let sitting = "upaya"

    var title: String { t("Pertanyaan \(number) dari \(total)", "Question \(number) of \(total)") }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <h1 class="caption">\(title) <span class="together">(\(part))</span></h1>
        \(Part.bar(Int64(number - 1), of: Int64(total), label: t("\(number - 1) terjawab", "\(number - 1) answered")))
        <form method="post" action="\(Paths.testQuestion(number))">\(Field.token(form.csrf))
        \(Field.hidden(Self.sitting, String(sittingNumber)))
        \(Field.radios(form, "jawaban", t(question.text), options: options))
        \(Part.submit(t("Simpan dan lanjut", "Save and continue")))</form>
        <p>\(TestClock.html(endsAt, now: now, t: t))</p>
        \(when: number > 1, back)
        """
    }

    private var part: String {
        switch question.part {
        case .motivation: t("bagian 1: motivasi", "part 1: motivation")
        case .ability: t("bagian 2: kemampuan dasar", "part 2: basic ability")
        }
    }

    private var options: [(value: String, label: String)] {
        let labels = question.part == .motivation ? agreement : question.choices.map { t($0) }
        return labels.enumerated().map { (String($0.offset), $0.element) }
    }

    private var agreement: [String] {
        [
            t("Sangat tidak setuju", "Strongly disagree"), t("Tidak setuju", "Disagree"), t("Setuju", "Agree"),
            t("Sangat setuju", "Strongly agree"),
        ]
    }

    private var back: HTML {
        "<p><a href=\"\(Paths.testQuestion(number - 1))\">\(t("Pertanyaan sebelumnya", "Question before"))</a></p>"
    }

    static var sampleQuestions: Questionnaire {
        let text = Bilingual(id: "Kalau sulit, saya mencoba cara lain.", en: "When it is hard I try another way.")
        return Questionnaire(
            motivation: [MotivationQuestion(id: "m1", text: text)], ability: [], minutes: 25)
    }

    static func sample(_ t: Words) -> TestQuestionPage {
        let now = Instant(milliseconds: 1_586_916_000_000)
        return TestQuestionPage(
            t: t, sittingNumber: 1, number: 1, total: 9, question: sampleQuestions.questions[0],
            endsAt: now + .minutes(24), now: now,
            form: .sample)
    }
}

/// Confirms the end of the test, and shows which questions are unanswered.
struct TestFinishPage: Page {
    let t: Words
    let sittingNumber: Int
    let answered: Int
    let total: Int
    let firstUnanswered: Int?
    let endsAt: Instant
    let now: Instant
    let form: FormState

    var title: String { t("Selesaikan tes?", "Finish the test?") }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "\(answered) dari \(total) pertanyaan sudah dijawab.",
            "\(answered) of \(total) questions are answered."))</p>
        \(firstUnanswered.map(open))
        <p>\(t(
            "Setelah selesai, jawaban tidak bisa diubah.", "Once finished, answers cannot be changed."))
        <a href="\(Paths.testQuestion(1))">\(t("Lihat lagi jawaban saya", "Look at my answers again"))</a></p>
        <form method="post" action="\(Paths.testFinish)">\(Field.token(form.csrf))
        \(Field.hidden(TestQuestionPage.sitting, String(sittingNumber)))
        \(Part.submit(t("Ya, selesaikan tes", "Yes, finish the test")))</form>
        <p>\(TestClock.html(endsAt, now: now, t: t))</p>
        """
    }

    private func open(_ number: Int) -> HTML {
        let label = t("Jawab yang masih kosong", "Answer what is open")
        return "<p>\(Part.button(label, to: Paths.testQuestion(number), secondary: true))</p>"
    }

    static func sample(_ t: Words) -> TestFinishPage {
        let now = Instant(milliseconds: 1_586_916_000_000)
        return TestFinishPage(
            t: t, sittingNumber: 1, answered: 8, total: 9, firstUnanswered: 4, endsAt: now + .minutes(6), now: now,
            form: .sample)
    }
}

/// How long is left, as a countdown where scripts run and as a time of day where they do not.
enum TestClock {
    static func html(_ endsAt: Instant, now: Instant, t: Words) -> HTML {
        return "\(t("Waktu sampai pukul", "Time until")) \(Part.countdown(to: endsAt, now: now, label: t.hour(endsAt)))"
    }
}
