/// The test as one sequence of questions: motivation first, then ability. One page each.
package struct Questionnaire: Sendable, Equatable {
    package let questions: [Question]
    package let time: Span

    package struct Question: Sendable, Equatable {
        package let id: String
        package let part: Part
        package let text: Bilingual
        /// Empty for motivation, where the choices are the four steps of agreement.
        package let choices: [String]
        package let rightChoice: Int?

        package var choiceCount: Int { part == .motivation ? Questionnaire.agreementSteps : choices.count }
    }

    package enum Part: String, Sendable, CaseIterable {
        case motivation
        case ability
    }

    /// The valid page numbers of the test in an address, counted from 1, and the valid choices in a form.
    package static let numbers = 1...1_000
    package static let choices = 0...99

    /// From strongly disagree (0) to strongly agree (3): without a neutral middle.
    package static let agreementSteps = 4

    /// - Parameter bank: the bank that the rules name.
    package init(_ rules: TestRules, bank: QuestionBank) {
        self.init(motivation: bank.motivation, ability: bank.ability, minutes: rules.minutes)
    }

    /// The questions in the text of an edition published before question banks; nil for every other edition.
    package init?(published rules: TestRules) {
        guard rules.namesQuestions else { return nil }
        self.init(motivation: rules.motivation ?? [], ability: rules.ability ?? [], minutes: rules.minutes)
    }

    package init(motivation: [MotivationQuestion], ability: [AbilityQuestion], minutes: Int) {
        questions =
            motivation.map {
                Question(id: $0.id, part: .motivation, text: $0.text, choices: [], rightChoice: nil)
            }
            + ability.map {
                Question(id: $0.id, part: .ability, text: $0.text, choices: $0.choices, rightChoice: $0.answer)
            }
        time = .minutes(minutes)
    }

    /// The question on page `number`, counted from 1; nil when there is no such page.
    package func question(_ number: Int) -> Question? {
        questions.indices.contains(number - 1) ? questions[number - 1] : nil
    }

    /// The page to continue with: the first unanswered one, nil when all are answered.
    package func firstUnanswered(_ answers: [String: Int]) -> Int? {
        questions.firstIndex { answers[$0.id] == nil }.map { $0 + 1 }
    }

    /// How many ability questions were answered correctly. Motivation has no wrong answer.
    package func score(_ answers: [String: Int]) -> Int {
        questions.count { $0.rightChoice != nil && answers[$0.id] == $0.rightChoice }
    }
}

/// One person's attempt at the test. It runs on the real clock: moving the programme's date does not shorten it.
package struct Sitting: Sendable, Equatable {
    package let startedAt: Instant
    package let endsAt: Instant
    package let finishedAt: Instant?

    package init(startedAt: Instant, endsAt: Instant, finishedAt: Instant?) {
        self.startedAt = startedAt
        self.endsAt = endsAt
        self.finishedAt = finishedAt
    }

    /// Finished by the person, or by the end of the time with the answers given until then.
    package func isOver(at now: Instant) -> Bool {
        finishedAt != nil || now >= endsAt
    }
}
