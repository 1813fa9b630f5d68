import Storage

extension BoundKind {
    /// A report of attendance or completion: by the first attendance the rule tells whether a completion came too soon,
    /// and by those of completion whether there were very many.
    static let trainingReports = BoundKind(
        "training-report", title: "report of a training",
        covers: "number, training, what was reported, by whom and when",
        due: "SELECT id FROM training_report"
    ) { ids in
        [
            """
            SELECT id, number, purchase_id, course_id, institution_id, sequence, path, received_at
            FROM training_report
            WHERE id IN (\(list: ids))
            """
        ]
    }
}
