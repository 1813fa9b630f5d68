import Storage

extension BoundKind {
    /// A reported completion that waits for two officers, and what they decided: by an accepted one money is paid.
    static let heldCompletions = BoundKind(
        "held-completion", title: "reported completion", covers: "report, result, last day, proposals and decision",
        due: "SELECT id FROM held_completion"
    ) { ids in
        [
            """
            SELECT id, purchase_id, person_id, report_id, score, certificate_number, basis, grounds, minutes,
                of_institution, of_course, reported_at, decide_by, state, ended_at
            FROM held_completion
            WHERE id IN (\(list: ids))
            """,
            """
            SELECT held_id AS held, id, verdict, reason, proposed_by, proposed_duty, proposed_at, state, decided_by,
                decided_because, decided_at
            FROM completion_verdict
            WHERE held_id IN (\(list: ids))
            ORDER BY id
            """,
        ]
    }
}
