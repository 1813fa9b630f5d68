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
