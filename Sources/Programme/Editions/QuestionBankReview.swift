import Foundation
import Yams

/// All findings on a text that should be a question bank: what makes it unusable, and what makes its test unfair or
/// hard to read on a telephone.
package struct QuestionBankReview: Sendable {
    /// Nil where the text cannot be used.
    package let bank: QuestionBank?
    let text: EditionText?
    /// Errors first.
    package let findings: [Finding]

    /// The fewest questions of a stratum: fewer are soon known to all applicants.
    static let fewestInStratum = 8
    /// The fewest questions of a bank, of both kinds together.
    static let fewest = 60
    /// The longest question and choice in characters: both stand on a screen 360 pixels wide, without scrolling sideways.
    static let longestQuestion = 240
    static let longestChoice = 60
    static let choices = 2...6
    /// Of the right answers of a bank, at most this share, in hundredths, stands at one position.
    static let mostAtOnePosition = 40
    /// Below this many questions the share at one position says nothing.
    static let fewestForPositions = 20

    package init(yaml: String) {
        guard yaml.utf8.count <= QuestionBank.mostBytes else {
            (bank, self.text) = (nil, nil)
            findings = [.error("file", "is larger than \(QuestionBank.mostBytes) bytes")]
            return
        }
        let text: EditionText
        do {
            text = try EditionText(yaml: yaml)
        } catch {
            (bank, self.text) = (nil, nil)
            findings = [.error("file", "is not YAML: \(YAMLProblem(error))")]
            return
        }
        self.text = text
        let recorder = KeyRecorder()
        do {
            let info = KeyRecorder.place.map { [$0: recorder as Any] } ?? [:]
            _ = try YAMLDecoder().decode(RecordedValue<QuestionBank.File>.self, from: yaml, userInfo: info)
            let slips = text.unknownKeys(readKeys: recorder.readKeys)
            let bank = try QuestionBank(yaml: yaml)
            let found = slips + Self.check(bank)
            self.bank = slips.isEmpty ? bank : nil
            findings = found.filter { $0.severity == .error } + found.filter { $0.severity == .warning }
        } catch let fault as QuestionBankFault {
            bank = nil
            findings = text.unknownKeys(readKeys: recorder.readKeys) + [.error("file", fault.reason)]
        } catch {
            bank = nil
            findings = text.unknownKeys(readKeys: recorder.readKeys) + [text.finding(of: error)]
        }
    }

    /// Whether a text is meant as a question bank: nothing else has a salt.
    package static func isMeant(_ yaml: String) -> Bool { yaml.contains(/(?m)^[\s{]*"?salt"?\s*:/) }

    /// The keys that a bank's types read, by the shape of their place: the JSON Schema must have the same ones.
    package static func keys(yaml: String) throws -> [String: Set<String>] {
        let recorder = KeyRecorder()
        let info = KeyRecorder.place.map { [$0: recorder as Any] } ?? [:]
        _ = try YAMLDecoder().decode(RecordedValue<QuestionBank.File>.self, from: yaml, userInfo: info)
        return recorder.readKeys
    }

    /// `error: ability[n101]: has the same choice twice (line 85)`, as `prakerja programme check` prints it.
    package var lines: [String] {
        findings.map { finding in
            let line = text?.line(of: finding.place).map { " (line \($0))" } ?? ""
            return "\(finding)\(line)"
        }
    }

    private static func check(_ bank: QuestionBank) -> [Finding] {
        checkTexts(bank) + bank.ability.flatMap(checkChoices) + checkStrata(bank) + checkPositions(bank)
    }

    /// Every text in both languages, short enough, and no question asked twice.
    private static func checkTexts(_ bank: QuestionBank) -> [Finding] {
        var findings: [Finding] = []
        let texts =
            bank.motivation.map { ("motivation[\($0.id)]", $0.id, $0.text) }
            + bank.ability.map { ("ability[\($0.id)]", $0.id, $0.text) }
        var seen: [String: String] = [:]
        for (place, id, text) in texts {
            // The ids of a sitting's questions are stored in one text, separated by spaces.
            if id.wholeMatch(of: /[A-Za-z0-9_.-]{1,40}/) == nil {
                findings.append(.error(place, "an id is 1 to 40 letters, digits, dots, dashes and underscores"))
            }
            for (language, words) in [("id", text.id), ("en", text.en)] {
                if isBlank(words) { findings.append(.error("\(place).text.\(language)", "is missing")) }
                if words.count > longestQuestion {
                    findings.append(
                        .error(
                            "\(place).text.\(language)",
                            "has \(words.count) characters; at most \(longestQuestion) fit a small telephone"))
                }
                let key = "\(language) \(canonical(words))"
                if let first = seen[key] {
                    findings.append(.error("\(place).text.\(language)", "is the same question as \(first)"))
                } else if !isBlank(words) {
                    seen[key] = place
                }
            }
            if !isBlank(text.id), canonical(text.id) == canonical(text.en), text.id.contains(where: \.isLetter) {
                findings.append(.warning("\(place).text.en", "reads as the Indonesian text: is it translated?"))
            }
        }
        return findings
    }

    private static func checkChoices(_ question: BankQuestion) -> [Finding] {
        let place = "ability[\(question.id)].choices"
        var findings: [Finding] = []
        if !choices.contains(question.choices.count) {
            findings.append(.error(place, "must be \(choices.lowerBound) to \(choices.upperBound)"))
        }
        for (language, words) in [("id", question.choices.map(\.text.id)), ("en", question.choices.map(\.text.en))] {
            if words.contains(where: isBlank) { findings.append(.error(place, "one is missing in “\(language)”")) }
            // Letter case may be what a question asks about.
            if Set(words.map(spaced)).count < words.count {
                findings.append(.error(place, "are not all different in “\(language)”: two answers would be right"))
            }
            if let longest = words.map(\.count).max(), longest > longestChoice {
                findings.append(
                    .error(place, "one has \(longest) characters; at most \(longestChoice) fit a small telephone"))
            }
        }
        return findings
    }

    private static func checkStrata(_ bank: QuestionBank) -> [Finding] {
        var findings: [Finding] = []
        let all = bank.motivation.count + bank.ability.count
        if all < fewest {
            findings.append(.warning("file", "has \(all) questions; with fewer than \(fewest) they are soon known"))
        }
        guard !bank.strata.isEmpty else {
            return findings + [.warning("strata", "is missing: everybody is asked the same questions")]
        }
        for stratum in bank.strata {
            let questions = bank.ability.filter { $0.stratum == stratum.id }
            if questions.count < fewestInStratum {
                findings.append(
                    .error(
                        "strata[\(stratum.id)]",
                        "has \(questions.count) questions; it needs at least \(fewestInStratum)"))
            }
            if Set(questions.map(\.choices.count)).count > 1 {
                findings.append(
                    .warning(
                        "strata[\(stratum.id)]",
                        "its questions have different numbers of choices, so guessing helps some people more"))
            }
        }
        return findings
    }

    /// Who always ticks the same position must not be right more often than by chance.
    private static func checkPositions(_ bank: QuestionBank) -> [Finding] {
        guard bank.ability.count >= fewestForPositions else { return [] }
        let counts = Dictionary(bank.ability.map { ($0.answer, 1) }, uniquingKeysWith: +)
        var findings: [Finding] = []
        for (position, count) in counts.sorted(by: { $0.key < $1.key })
        where count * 100 > bank.ability.count * mostAtOnePosition {
            findings.append(
                .error("ability", "\(count) of \(bank.ability.count) right answers are choice \(position + 1)"))
        }
        for stratum in bank.strata {
            let answers = bank.ability.filter { $0.stratum == stratum.id }.map(\.answer)
            if answers.count >= fewestInStratum, Set(answers).count == 1 {
                findings.append(
                    .error("strata[\(stratum.id)]", "every right answer is choice \(answers[0] + 1)"))
            }
        }
        return findings
    }

    private static func isBlank(_ words: String) -> Bool { words.allSatisfy(\.isWhitespace) }

    private static func spaced(_ words: String) -> String {
        words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func canonical(_ words: String) -> String { spaced(words).lowercased() }
}
