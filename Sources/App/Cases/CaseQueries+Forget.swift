import Programme
import Storage

extension CaseQueries {
    /// Blanks what was written in the cases of a deleted account; binds them so. Their dates and results stay.
    func forget(_ person: ID<Account>, at now: Instant, ids: IDSource, vault: Vault) throws {
        let rows = try tx.rows("SELECT id FROM service_case WHERE person_id = \(person) ORDER BY id")
        let cases: [ID<ServiceCase>] = try rows.map { try $0["id"] }
        for id in cases {
            for row in try tx.rows("SELECT id FROM case_message WHERE case_id = \(id) ORDER BY id") {
                let message: ID<CaseMessage> = try row["id"]
                let blank = try vault.seal("–", table: "case_message", column: "body", row: message.rawValue)
                try tx.run("UPDATE case_message SET body = \(blank) WHERE id = \(message)")
            }
            try tx.records.bind(.caseAnswers, id, at: now, ids: ids)
            try tx.records.bind(.cases, id, at: now, ids: ids)
        }
    }
}
