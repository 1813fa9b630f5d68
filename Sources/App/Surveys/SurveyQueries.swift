import Foundation
import Programme
import Storage

extension Transaction {
    var surveys: SurveyQueries { SurveyQueries(tx: self) }
}

/// Answers to surveys. The only writer of `survey_answer`. No payment rule reads them.
struct SurveyQueries {
    let tx: Transaction

    /// When each of the person's surveys was answered.
    func answered(by person: ID<Account>) throws -> [ID<Instalment>: CivilDate] {
        let rows = try tx.rows("SELECT instalment_id, given_on FROM survey_answer WHERE person_id = \(person)")
        return try Dictionary(uniqueKeysWithValues: rows.map { try ($0["instalment_id"], $0["given_on"]) })
    }

    /// What the person answered, newest first.
    func given(by person: ID<Account>, limit: Int) throws -> [(on: CivilDate, answers: [String: String])] {
        try tx.rows(
            """
            SELECT answers, given_on
            FROM survey_answer
            WHERE person_id = \(person)
            ORDER BY given_on DESC, instalment_id
            LIMIT \(limit)
            """
        ).map { row in
            let text: String = try row["answers"]
            return (try row["given_on"], try JSONDecoder().decode([String: String].self, from: Data(text.utf8)))
        }
    }

    /// Stores the answers, once. False when the survey was answered before.
    func answer(_ instalment: Instalment, _ answers: [String: String], on today: CivilDate) throws -> Bool {
        let text = String(decoding: try JSONEncoder.sorted.encode(answers), as: UTF8.self)
        return try tx.run(
            """
            INSERT INTO survey_answer (instalment_id, person_id, answers, given_on)
            VALUES (\(instalment.id), \(instalment.person), \(text), \(today))
            ON CONFLICT (instalment_id) DO NOTHING
            """) == 1
    }
}
