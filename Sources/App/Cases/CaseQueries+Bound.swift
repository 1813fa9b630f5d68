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
