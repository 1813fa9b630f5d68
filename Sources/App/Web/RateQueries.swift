import Foundation
import Programme
import Storage

extension Transaction {
    var rates: RateQueries { RateQueries(tx: self) }
}

/// Counts how often something was done in a window of time. The only writer of `rate_window`.
struct RateQueries {
    let tx: Transaction

    /// Counts one more and answers whether it is still within `limit`. Commit it even when it is not: throw `Recorded`.
    ///
    /// - Parameters:
    ///   - what: what is limited, such as `office.sign-in`.
    ///   - whom: by whom or where from; kept only as a keyed hash.
    ///   - now: the real clock.
    func take(
        _ what: String, by whom: String, limit: Int, each window: Span, on platform: Platform, now: Instant
    ) throws -> Bool {
        let key = platform.vault.lookup("\(what)|\(whom)", purpose: "rate")
        let begun = now.milliseconds - now.milliseconds % window.milliseconds
        let hits: Int? = try tx.row(
            """
            INSERT INTO rate_window (key, window_at, hits)
            VALUES (\(key), \(begun), 1)
            ON CONFLICT (key, window_at) DO UPDATE SET hits = rate_window.hits + 1
            RETURNING hits
            """)?["hits"]
        return (hits ?? .max) <= limit
    }

    /// Forgets windows that began before `instant`.
    func prune(before instant: Instant) throws {
        try tx.run("DELETE FROM rate_window WHERE window_at < \(instant)")
    }
}
