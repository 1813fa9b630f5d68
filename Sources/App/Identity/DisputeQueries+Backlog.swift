import Programme
import Storage

extension DisputeQueries {
    /// Running disputes: two people each.
    func backlog() throws -> Backlog {
        try tx.row(
            """
            SELECT COUNT(*) AS waiting, 2 * COUNT(*) AS people, CAST(NULL AS BIGINT) AS amount,
                MIN(opened_at) AS oldest, MIN(decide_by) AS due
            FROM identity_dispute
            WHERE state IN ('open', 'proposed')
            """
        ).map(Backlog.init) ?? .empty
    }
}
