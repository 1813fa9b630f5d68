import Crypto
import Foundation

/// The test as one sequence of questions: motivation first, then ability. One page each.
package struct Questionnaire: Sendable, Equatable {
    package let questions: [Question]
    package let time: Span

    package struct Question: Sendable, Equatable {
        package let id: String
        package let part: Part
        /// The stratum of a question about ability, where its bank has strata.
        package let stratum: QuestionBank.Stratum?
        package let text: Bilingual
        /// Empty for motivation, where the choices are the four steps of agreement.
        package let choices: [Bilingual]
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

    /// Every question of a bank, from which those of one person are drawn.
    ///
    /// - Parameter bank: the bank that the rules name.
    package init(_ rules: TestRules, bank: QuestionBank) {
        let strata = Dictionary(bank.strata.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let ability = bank.ability.map {
            Question(
                id: $0.id, part: .ability, stratum: $0.stratum.flatMap { strata[$0] }, text: $0.text,
                choices: $0.choices.map(\.text), rightChoice: $0.answer)
        }
        self.init(Self.motivation(bank.motivation) + ability, time: .minutes(rules.minutes))
    }

    /// The questions in the text of an edition published before question banks; nil for every other edition.
    package init?(published rules: TestRules) {
        guard rules.namesQuestions else { return nil }
        self.init(motivation: rules.motivation ?? [], ability: rules.ability ?? [], minutes: rules.minutes)
    }

    package init(motivation: [MotivationQuestion], ability: [AbilityQuestion], minutes: Int) {
        let ability = ability.map {
            Question(
                id: $0.id, part: .ability, stratum: nil, text: $0.text,
                choices: $0.choices.map { Bilingual(id: $0, en: $0) }, rightChoice: $0.answer)
        }
        self.init(Self.motivation(motivation) + ability, time: .minutes(minutes))
    }

    private init(_ questions: [Question], time: Span) {
        self.questions = questions
        self.time = time
    }

    private static func motivation(_ questions: [MotivationQuestion]) -> [Question] {
        questions.map {
            Question(id: $0.id, part: .motivation, stratum: nil, text: $0.text, choices: [], rightChoice: nil)
        }
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

    /// How many questions have a right answer.
    package var marked: Int { questions.count { $0.rightChoice != nil } }

    /// Right answers and questions by area, in the order of the test; empty for a bank without strata.
    package func areas(_ answers: [String: Int]) -> [(area: QuestionBank.Area, right: Int, asked: Int)] {
        QuestionBank.Area.allCases.compactMap { area in
            let asked = questions.filter { $0.stratum?.area == area }
            guard !asked.isEmpty else { return nil }
            return (area, asked.count { answers[$0.id] == $0.rightChoice }, asked.count)
        }
    }
}

// MARK: - Drawing

extension Questionnaire {
    /// The ids of one sitting's questions in the order in which they are asked: every stratum in the bank's order, and
    /// within it as the key decides.
    ///
    /// - Parameter key: of the sitting, under a secret of the installation, so that no reader of the code can compute
    ///   which questions a person will get; the same key draws the same questions.
    package func draw(_ rule: TestDraw?, key: Data) -> [String] {
        guard let rule else { return questions.map(\.id) }
        let motivation = questions.filter { $0.part == .motivation }
        let ability = questions.filter { $0.part == .ability }
        var strata: [String?] = []
        for question in ability where !strata.contains(question.stratum?.id) { strata.append(question.stratum?.id) }
        return Self.sample(motivation, rule.motivation, key)
            + strata.flatMap { stratum in
                Self.sample(ability.filter { $0.stratum?.id == stratum }, rule.perStratum, key)
            }
    }

    /// `count` of the questions, each equally likely: the first ones in the order of a keyed hash.
    private static func sample(_ questions: [Question], _ count: Int, _ key: Data) -> [String] {
        let ranked = questions.map { question in
            let code = HMAC<SHA256>.authenticationCode(for: Data(question.id.utf8), using: SymmetricKey(data: key))
            return (rank: Data(code), id: question.id)
        }
        return ranked.sorted { $0.rank.lexicographicallyPrecedes($1.rank) }.prefix(max(0, count)).map(\.id)
    }

    /// The test of one sitting; nil when a question is not in this bank.
    package func only(_ ids: [String]) -> Questionnaire? {
        let known = Dictionary(questions.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let chosen = ids.compactMap { known[$0] }
        return chosen.count == ids.count ? Questionnaire(chosen, time: time) : nil
    }

    /// How many questions one person is asked.
    package func count(_ rule: TestDraw?) -> Int { draw(rule, key: Data([0])).count }
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
