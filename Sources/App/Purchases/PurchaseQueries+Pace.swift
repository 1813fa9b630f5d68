import Programme
import Storage

/// Completions that are implausibly quick, or many at once.
extension PurchaseQueries {
    /// Institutions with at least one training that ended too soon, or too many within an hour, and how many of both.
    ///
    /// - Parameter from: by the programme's clock.
    func hasty(from: Instant) throws -> [HastyInstitution] {
        let rows = try tx.rows(
            """
            SELECT partner.id, partner.name, completion.completed_at / 3600000 AS hour, COUNT(*) AS completed,
                SUM(
                    CASE
                        WHEN (completion.completed_at - attendance.verified_at) * \(CompletionPace.leastPart)
                            < course.hours * 3600000 THEN 1
                        ELSE 0
                    END
                ) AS quick
            FROM completion
            JOIN purchase ON purchase.id = completion.purchase_id
            JOIN course ON course.id = purchase.course_id
            JOIN partner ON partner.id = course.institution_id
            LEFT JOIN attendance ON attendance.purchase_id = completion.purchase_id AND attendance.sequence = 1
            WHERE completion.completed_at > \(from)
            GROUP BY partner.id, partner.name, completion.completed_at / 3600000
            ORDER BY partner.id, hour
            """)
        var found: [HastyInstitution] = []
        for row in rows {
            let (id, completed): (ID<Partner>, Int) = (try row["id"], try row["completed"])
            if found.last?.id != id { found.append(HastyInstitution(id: id, name: try row["name"])) }
            found[found.count - 1].quick += try row["quick"]
            found[found.count - 1].mostInAnHour = max(found[found.count - 1].mostInAnHour, completed)
        }
        return found.filter { $0.quick > 0 || $0.mostInAnHour > CompletionPace.mostInAnHour }
    }
}

/// An institution whose reports of completions are implausible.
struct HastyInstitution: Sendable, Equatable {
    let id: ID<Partner>
    let name: String
    /// Trainings that ended too soon after their first attendance.
    var quick = 0
    var mostInAnHour = 0
}
