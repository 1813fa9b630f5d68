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
    func keep(_ bank: QuestionBank, yaml: String, at now: Instant, ids: IDSource, vault: Vault) throws -> Bool {
        let id: ID<QuestionBank> = ids.next()
        let sealed = try vault.seal(yaml, table: "question_bank", column: "text", row: id.rawValue)
        return try tx.run(
            """
            INSERT INTO question_bank (id, digest, text, imported_at)
            VALUES (\(id), \(bank.digest), \(sealed), \(now))
            ON CONFLICT (digest) DO NOTHING
            """) == 1
    }

    func has(_ digest: Data) throws -> Bool {
        try tx.row("SELECT id FROM question_bank WHERE digest = \(digest)") != nil
    }

    /// Throws `ApplicationRefusal.testNotReady` while the bank that `rules` names has not been imported.
    func fromBank(_ rules: TestRules, vault: Vault) throws -> Questionnaire {
        guard let rule = rules.bank, let digest = Data(hex: rule.digest),
            let row = try tx.row("SELECT id, text FROM question_bank WHERE digest = \(digest)")
        else { throw ApplicationRefusal.testNotReady }
        let id: ID<QuestionBank> = try row["id"]
        let bank = try QuestionBank(
            yaml: try vault.openText(row["text"], table: "question_bank", column: "text", row: id.rawValue))
        // A text that does not match the digest is refused, in case the row was altered.
        guard bank.fits(rules) else { throw ApplicationRefusal.testNotReady }
        return Questionnaire(rules, bank: bank)
    }
}
