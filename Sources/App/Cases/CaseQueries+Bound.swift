import Storage

extension BoundKind {
    /// A correction of an answer that one officer accepted, compared before another confirms it.
    static let caseCorrections = BoundKind(
        "case-correction", title: "correction of an answer", covers: "answers, reason, author and decision",
        due: "SELECT case_id AS id FROM case_correction WHERE state <> 'asked'"
    ) { ids in
        [
            """
            SELECT case_id AS id, answers, state, proposed_by, proposed_duty, reason, decided_by, decided_at
            FROM case_correction
            WHERE case_id IN (\(list: ids))
            """
        ]
    }

    /// Whose case it is, with everything written into it, by its person and by officers: from its beginning on. Which of
    /// that is a draft or an answer changes by further acts.
    static let cases = BoundKind(
        "case", title: "case", covers: "person, number and what was written",
        due: "SELECT id FROM service_case"
    ) { ids in
        [
            "SELECT id, number, person_id, begun_at FROM service_case WHERE id IN (\(list: ids))",
            """
            SELECT case_id AS id, case_message.id AS message, officer_id, body, written_at
            FROM case_message
            WHERE case_id IN (\(list: ids))
            ORDER BY case_id, case_message.id
            """,
        ]
    }

    /// An answer that waits for a second officer, with its text; of a case without one, that there is none.
    static let caseAnswers = BoundKind(
        "case-answer", title: "answer that waits in case", covers: "outcome, text and author",
        due: "SELECT id FROM service_case WHERE state = 'proposed'"
    ) { ids in
        [
            """
            SELECT id, CASE WHEN state = 'proposed' THEN outcome END AS outcome,
                CASE WHEN state = 'proposed' THEN proposed_by END AS proposed_by,
                CASE WHEN state = 'proposed' THEN proposed_duty END AS proposed_duty
            FROM service_case
            WHERE id IN (\(list: ids))
            """,
            """
            SELECT case_id AS id, case_message.id AS message, officer_id, body, written_at
            FROM case_message
            WHERE case_id IN (\(list: ids)) AND kind = 'draft'
            ORDER BY case_id, case_message.id
            """,
        ]
    }

    /// One answer for many cases: which ones, and the text that their people read.
    static let caseBatches = BoundKind(
        "case-batch", title: "answer for many cases", covers: "cases, text, author and decision",
        due: "SELECT id FROM case_batch"
    ) { ids in
        [
            """
            SELECT case_batch.id, category, template_id, outcome, reason, proposed_by, proposed_duty, proposed_at,
                decided_by, decided_at, text_id, text_en,
                CASE
                    WHEN state = 'drafted' THEN 'drafted'
                    WHEN state = 'refused' THEN 'refused'
                    ELSE 'approved'
                END AS answer
            FROM case_batch
            JOIN case_template ON case_template.id = case_batch.template_id
            WHERE case_batch.id IN (\(list: ids))
            """,
            """
            SELECT batch_id AS id, case_id
            FROM case_batch_item
            WHERE batch_id IN (\(list: ids))
            ORDER BY batch_id, case_id
            """,
        ]
    }

    /// What the rules answered when an officer ran them again for an appeal.
    static let caseRulings = BoundKind(
        "case-ruling", title: "ruling in a case", covers: "case, officer, results and findings",
        due: "SELECT id FROM case_ruling"
    ) { ids in
        [
            """
            SELECT id, case_id, officer_id, ruled_at, was, becomes, findings
            FROM case_ruling
            WHERE id IN (\(list: ids))
            """
        ]
    }
}
