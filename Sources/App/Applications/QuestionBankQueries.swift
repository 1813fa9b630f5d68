import Foundation
import Programme
import Storage

extension Transaction {
    var questionBanks: QuestionBankQueries { QuestionBankQueries(tx: self) }
}

/// The question banks of an installation: the only reader and writer of `question_bank`.
struct QuestionBankQueries {
    let tx: Transaction

    /// Stores a bank. False when it is stored already.
    func keep(_ bank: QuestionBank, yaml: String, on platform: Platform) throws -> Bool {
        let id: ID<QuestionBank> = platform.ids.next()
        let sealed = try platform.vault.seal(yaml, table: "question_bank", column: "text", row: id.rawValue)
        return try tx.run(
            """
            INSERT INTO question_bank (id, digest, text, imported_at)
            VALUES (\(id), \(bank.digest), \(sealed), \(platform.realNow()))
            ON CONFLICT (digest) DO NOTHING
            """) == 1
    }

    func has(_ digest: Data) throws -> Bool {
        try tx.row("SELECT id FROM question_bank WHERE digest = \(digest)") != nil
    }

    /// The test of an edition, also of a past one: each sitting is marked by the questions of its own edition.
    ///
    /// Throws `ApplicationRefusal.testNotReady` while the edition's bank has not been imported.
    func questionnaire(of edition: String, on platform: Platform) throws -> Questionnaire {
        if let known = platform.questionnaires.known(edition) { return known }
        let rules = platform.edition(edition).test
        let questionnaire = try Questionnaire(published: rules) ?? fromBank(rules, on: platform)
        platform.questionnaires.keep(questionnaire, of: edition)
        return questionnaire
    }

    private func fromBank(_ rules: TestRules, on platform: Platform) throws -> Questionnaire {
        guard let rule = rules.bank, let digest = Data(hex: rule.digest),
            let row = try tx.row("SELECT id, text FROM question_bank WHERE digest = \(digest)")
        else { throw ApplicationRefusal.testNotReady }
        let id: ID<QuestionBank> = try row["id"]
        let bank = try QuestionBank(
            yaml: try platform.vault.openText(row["text"], table: "question_bank", column: "text", row: id.rawValue))
        // A text that does not match the digest is refused, in case the row was altered.
        guard bank.fits(rule) else { throw ApplicationRefusal.testNotReady }
        return Questionnaire(rules, bank: bank)
    }
}
