import Foundation
import Yams

/// The questions of the test with their right answers, apart from the public edition. The edition names the bank by its
/// digest, so that no question can be changed after the rules were published.
package struct QuestionBank: Sendable {
    package let motivation: [MotivationQuestion]
    package let ability: [BankQuestion]
    /// What the questions about ability are drawn from; empty in a bank of which each person is asked every question.
    package let strata: [Stratum]
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
    /// Digests of the banks that this product ships for demos: their answers are public.
    package static let published: Set = [
        "23a8d74bc5d7d570c4b127210cec8654e58800a52893ba8f2ae1d94587034315",
        "52d6ddb8ae802cbf26a3922a85bb459fe9008d8db5f88ad767f0366023409ab2",
        "0bc053799fba7edc92845112e6f0486a692f5e94ef5e65d2e1e5094f1814aec8",
    ]

    /// Questions of one kind and of equal difficulty: whichever of them a person gets, the test is as hard.
    package struct Stratum: Sendable, Codable, Equatable {
        package let id: String
        package let area: Area
    }

    /// What a question about ability asks for; results are told by area.
    package enum Area: String, Sendable, Codable, CaseIterable {
        case reading
        case numbers
        /// Problems of everyday life.
        case daily
        /// Telephone, messages and forms on a screen.
        case digital
        /// Situations at work, with tasks, colleagues and customers.
        case work
    }

    struct File: Codable {
        let salt: String
        let motivation: [MotivationQuestion]
        let strata: [Stratum]?
        let ability: [BankQuestion]
    }

    /// Parses a bank from YAML: `salt`, `motivation`, `strata`, `ability`. Throws `QuestionBankFault` with the reason.
    /// Accepts every bank that could once be imported; whether a new one is fit for use is `QuestionBankReview`'s.
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
        strata = file.strata ?? []
        let known = Set(strata.map(\.id))
        guard known.count == strata.count else { throw QuestionBankFault(reason: "names a stratum twice") }
        for question in file.ability where !(question.stratum.map(known.contains) ?? known.isEmpty) {
            throw QuestionBankFault(reason: "ability[\(question.id)].stratum is none of the bank's strata")
        }
        (motivation, ability, digest) = (file.motivation, file.ability, text.digest)
    }

    /// Whether it is the bank that an edition names, with enough questions for what the edition draws.
    package func fits(_ rules: TestRules) -> Bool {
        guard let named = rules.bank, named == rule else { return false }
        guard let draw = rules.draw else { return true }
        return strata.allSatisfy { stratum in ability.count { $0.stratum == stratum.id } >= draw.perStratum }
    }

    /// What an edition writes to name this bank.
    package var rule: BankRule {
        BankRule(
            digest: digest.hex, motivation: motivation.count, ability: ability.count,
            strata: strata.isEmpty ? nil : strata.count)
    }
}

/// A question about ability, with exactly one right answer.
package struct BankQuestion: Sendable, Codable, Equatable {
    package let id: String
    /// The stratum it is drawn from; nil in a bank without strata.
    package let stratum: String?
    package let text: Bilingual
    package let choices: [BankChoice]
    /// Index into `choices`.
    package let answer: Int
}

/// A choice: one text where both languages write the same, such as a number, or two.
package struct BankChoice: Sendable, Codable, Equatable {
    package let text: Bilingual

    package init(from decoder: any Decoder) throws {
        if let same = try? decoder.singleValueContainer().decode(String.self) {
            text = Bilingual(id: same, en: same)
        } else {
            text = try Bilingual(from: decoder)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        try text.encode(to: encoder)
    }
}

/// Why a text is not a question bank.
package struct QuestionBankFault: Error, CustomStringConvertible {
    package let reason: String

    package var description: String { "the question bank \(reason)" }
}
