import Programme
import Storage

extension Transaction {
    var workers: WorkerQueries { WorkerQueries(tx: self) }
}

/// Which workers run. The only writer of `worker`.
struct WorkerQueries {
    let tx: Transaction

    /// A worker that was not seen for this long is deleted.
    private static let remembered = Span.days(1)

    func isSeen(_ owner: String, at now: Instant) throws {
        try tx.send(
            """
            INSERT INTO worker (owner, seen_at)
            VALUES (\(owner), \(now))
            ON CONFLICT (owner) DO UPDATE SET seen_at = excluded.seen_at
            """)
        try tx.send("DELETE FROM worker WHERE seen_at < \(now - Self.remembered)")
    }

    /// When any worker was last seen; nil when none has ever been, or not for a day.
    func lastSeen() throws -> Instant? {
        try tx.row("SELECT MAX(seen_at) AS seen FROM worker")?["seen"]
    }
}
