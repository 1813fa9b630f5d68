import Storage

/// What `prakerja ledger verify` counts again of the public figures. In English.
extension CaseQueries {
    /// Figures that are not the count of their cases. Answers from before cases remembered how they are counted
    /// (migration 0312) are in the figures only: where there are such, a figure may be higher than its cases.
    func discrepancies(limit: Int) throws -> [String] {
        let hasEarlier = try hasUnrememberedAnswers()
        return try tx.rows(
            """
            SELECT place.month, place.category, place.days
            FROM (
                SELECT month, category, days FROM case_figure
                UNION
                SELECT figure_month AS month, category, figure_days AS days
                FROM service_case
                WHERE figure_month IS NOT NULL
            ) AS place
            LEFT JOIN case_figure ON case_figure.month = place.month AND case_figure.category = place.category
                AND case_figure.days = place.days
            LEFT JOIN (
                SELECT figure_month AS month, category, figure_days AS days, COUNT(*) AS answers,
                    SUM(figure_in_time) AS in_time
                FROM service_case
                WHERE figure_month IS NOT NULL
                GROUP BY figure_month, category, figure_days
            ) AS counted ON counted.month = place.month AND counted.category = place.category
                AND counted.days = place.days
            WHERE COALESCE(case_figure.answers, 0) < COALESCE(counted.answers, 0)
                OR COALESCE(case_figure.in_time, 0) < COALESCE(counted.in_time, 0)
                OR (NOT \(hasEarlier) AND (
                    COALESCE(case_figure.answers, 0) <> COALESCE(counted.answers, 0)
                    OR COALESCE(case_figure.in_time, 0) <> COALESCE(counted.in_time, 0)
                ))
            ORDER BY place.month, place.category, place.days
            LIMIT \(limit)
            """
        ).map { row in
            let (month, category, days): (String, String, Int) = try (row["month"], row["category"], row["days"])
            return "the figure of \(category) answered in \(days) days in \(month) is not the count of its cases"
        }
    }

    private func hasUnrememberedAnswers() throws -> Bool {
        try tx.row(
            """
            SELECT id
            FROM service_case
            WHERE figure_month IS NULL AND (answered_at IS NOT NULL OR reopened > 0)
            LIMIT 1
            """) != nil
    }
}
