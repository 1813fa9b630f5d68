import Programme
import Storage

extension BoundKind {
    static let decisions = BoundKind(
        "decision", title: "decision of eligibility", covers: "person, outcome and reasons",
        due: "SELECT id FROM eligibility_decision"
    ) { ids in
        [
            """
            SELECT id, person_id, application_id, edition, outcome, reasons, decided_at, programme_date
            FROM eligibility_decision
            WHERE id IN (\(list: ids))
            """
        ]
    }
}

extension BoundKind {
    /// A sitting of the test that the office gave on an appeal.
    static let testGrants = BoundKind(
        "test-grant", title: "sitting given on an appeal", covers: "person, case and who gave it",
        due: "SELECT id FROM test_grant"
    ) { ids in
        [
            """
            SELECT id, person_id, case_id, granted_by, granted_at
            FROM test_grant
            WHERE id IN (\(list: ids))
            """
        ]
    }
}

extension BoundKind {
    /// A sitting of the test from its end on: by its score the rules decide where the edition has a threshold.
    static let sittings = BoundKind(
        "test-sitting", title: "sitting of the test", covers: "person, questions, times and score",
        due: "SELECT id FROM test_sitting WHERE finished_at IS NOT NULL"
    ) { ids in
        [
            """
            SELECT id, person_id, number, edition, questions, asked, grant_id, started_at, ends_at, finished_at, score
            FROM test_sitting
            WHERE id IN (\(list: ids))
            """
        ]
    }
}

extension BoundKind {
    /// What a person declared of themselves, by the account's id: from the first answer on, on which the decision of
    /// eligibility rests.
    static let declared = BoundKind(
        "declared", title: "answers of person", covers: "personal data, schooling, occupation and declarations",
        due: "SELECT person_id AS id FROM application WHERE state = 'submitted'", fields: declaredFields
    ) { ids in
        [
            """
            SELECT person_id AS id, name, address, province, regency, citizen, education, in_formal_education,
                occupation, wanted_training, sealed_name, sealed_address, sealed_wanted_training
            FROM personal_data
            WHERE person_id IN (\(list: ids))
            """,
            """
            SELECT person_id AS id, edition, name, text_hash, declared_at
            FROM declaration
            WHERE person_id IN (\(list: ids))
            ORDER BY person_id, edition, name
            """,
            // Without rows for answers from before these fields, whose digest stays as it was.
            """
            SELECT person_id AS id, kind, street, province, regency, district, district_code, village, rukun_tetangga,
                rukun_warga, postcode, sealed
            FROM person_address
            WHERE person_id IN (\(list: ids))
            ORDER BY person_id, kind
            """,
            // The same of answers from before these questions.
            """
            SELECT person_id AS id, form, impact
            FROM person_work
            WHERE person_id IN (\(list: ids))
            """,
        ]
    }

    /// The columns as they were bound before names and addresses were sealed.
    private static let declaredFields: Fields = { place, row, vault in
        switch place {
        case 0:
            let person: Int64 = try row["id"]
            var texts = row.texts(leavingOut: 3)
            texts[1] = try SealedText.personName.open(row, of: person, vault)
            texts[2] = try SealedText.personStreet.open(row, of: person, vault)
            texts[9] = try SealedText.wantedTraining.open(row, of: person, vault)
            return texts
        case 2:
            let words = try SealedAddress(row, row["kind"], of: row["id"], vault)
            var texts = row.texts(leavingOut: 1)
            texts[2] = words.street
            texts.replaceSubrange(7...10, with: [words.village, words.rukunTetangga, words.rukunWarga, words.postcode])
            return texts
        default: return row.texts
        }
    }
}
