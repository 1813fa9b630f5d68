import Storage

extension BoundKind {
    /// A correction of an answer that one officer accepted, compared before another confirms it.
    static let caseCorrections = BoundKind(
        "case-correction", title: "correction of an answer", covers: "answers, reason and author",
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
}
