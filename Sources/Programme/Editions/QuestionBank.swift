import Foundation
import Yams

/// The questions of the test with their right answers, apart from the public edition. The edition names the bank by its
/// digest, so that no question can be changed after the rules were published.
package struct QuestionBank: Sendable {
    package let motivation: [MotivationQuestion]
    package let ability: [AbilityQuestion]
    /// SHA-256 of the values, independent of layout and comments. The salt in the text prevents guessing the questions
    /// from the digest.
    package let digest: Data

    package static let digestBytes = 32
    /// The valid number of questions of one kind.
    package static let counts = 0...200
    /// The least size of the salt in the bank's text, in bytes.
    package static let saltBytes = 16
    /// The largest size of a bank's text, in bytes.
    package static let mostBytes = 1_000_000

    private struct File: Codable {
        let salt: String
        let motivation: [MotivationQuestion]
        let ability: [AbilityQuestion]
    }

    /// Parses a bank from YAML: `salt`, `motivation`, `ability`. Throws `QuestionBankFault` with the reason.
    package init(yaml: String) throws {
        guard yaml.utf8.count <= Self.mostBytes else {
            throw QuestionBankFault(reason: "is larger than \(Self.mostBytes) bytes")
        }
        let file: File
        let text: EditionText
        do {
            file = try YAMLDecoder().decode(File.self, from: yaml)
            text = try EditionText(yaml: yaml)
        } catch {
            throw QuestionBankFault(reason: "is no bank: \(YAMLProblem(error))")
        }
        guard let salt = Data(hex: file.salt), salt.count >= Self.saltBytes else {
            throw QuestionBankFault(
                reason: "salt must be \(Self.saltBytes * 2) hexadecimal digits from a generator (openssl rand -hex 16)")
        }
        for questions in [file.motivation.count, file.ability.count] where !Self.counts.contains(questions) {
            throw QuestionBankFault(reason: "has more than \(Self.counts.upperBound) questions of one kind")
        }
        let ids = file.motivation.map(\.id) + file.ability.map(\.id)
        guard !ids.isEmpty, Set(ids).count == ids.count, !ids.contains("") else {
            throw QuestionBankFault(reason: "must have questions, each with an id of its own")
        }
        for question in file.ability where !question.choices.indices.contains(question.answer) {
            throw QuestionBankFault(reason: "ability[\(question.id)].answer is not one of its choices")
        }
        (motivation, ability, digest) = (file.motivation, file.ability, text.digest)
    }

    /// Whether it is the bank that an edition names.
    package func fits(_ rule: BankRule) -> Bool {
        digest.hex == rule.digest && motivation.count == rule.motivation && ability.count == rule.ability
    }

    /// What an edition writes to name this bank.
    package var rule: BankRule {
        BankRule(digest: digest.hex, motivation: motivation.count, ability: ability.count)
    }
}

/// Why a text is not a question bank.
package struct QuestionBankFault: Error, CustomStringConvertible {
    package let reason: String

    package var description: String { "the question bank \(reason)" }
}
