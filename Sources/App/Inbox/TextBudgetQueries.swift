import Programme
import Storage

extension Transaction {
    var textBudget: TextBudgetQueries { TextBudgetQueries(tx: self) }
}

/// The programme-wide cap on codes by text message, where the configuration sets one. The only writer of `text_budget`.
/// Days are those of the programme's zone; all times are the real clock's.
struct TextBudgetQueries {
    let tx: Transaction

    /// Counters per period, to avoid contention on one row. The sum never exceeds the cap; when the shards fill
    /// unevenly, it may stop a few short.
    static let shards = 16
    private static let kept = Span.days(3)

    private enum Period: String, SQLConvertible {
        case hour, day

        var span: Span { self == .hour ? .hours(1) : .days(1) }
    }

    /// Counts one more text. Codes for purchases and payee accounts are sent regardless of the cap and not counted,
    /// because money waits for them.
    ///
    /// - Parameters:
    ///   - perHour: the cap; nil where there is none.
    ///   - perDay: likewise.
    func spend(on purpose: CodePurpose, perHour: Int?, perDay: Int?, at now: Instant) throws {
        guard purpose != .purchase, purpose != .payee else { return }
        let caps: [(Period, Int?)] = [(.hour, perHour), (.day, perDay)]
        for case (let period, let cap?) in caps { try spend(period, cap, at: now) }
    }

    /// Codes sent by text message since the day began, where there is a cap.
    func spentToday(at now: Instant) throws -> Int {
        let begun = Zone.wib.beginning(of: Period.day.span, around: now)
        return try tx.row(
            """
            SELECT CAST(COALESCE(SUM(sent), 0) AS BIGINT) AS sent
            FROM text_budget
            WHERE period = \(begun) AND span = \(Period.day)
            """)?["sent"] ?? 0
    }

    func prune(before now: Instant) throws {
        try tx.run("DELETE FROM text_budget WHERE period < \(now - Self.kept)")
    }

    private func spend(_ period: Period, _ cap: Int, at now: Instant) throws {
        let begun = Zone.wib.beginning(of: period.span, around: now)
        // A cap smaller than the number of shards uses only the first ones.
        let shard = Int64.random(in: 0..<Int64(min(Self.shards, max(cap, 1))))
        let share = cap / Self.shards + (Int(shard) < cap % Self.shards ? 1 : 0)
        let changed = try tx.run(
            """
            INSERT INTO text_budget (period, span, shard, sent)
            SELECT CAST(\(begun) AS BIGINT), CAST(\(period) AS TEXT), CAST(\(shard) AS BIGINT), 1
            WHERE CAST(\(share) AS BIGINT) > 0
            ON CONFLICT (period, span, shard) DO UPDATE
            SET sent = text_budget.sent + 1
            WHERE text_budget.sent < \(share)
            """)
        guard changed == 1 else { throw CodeRefusal.textsUsedUp(until: begun + period.span) }
    }
}

extension Zone {
    /// When the hour or the day began in which `instant` lies.
    fileprivate func beginning(of span: Span, around instant: Instant) -> Instant {
        let local = instant.milliseconds + offset.milliseconds
        return Instant(milliseconds: instant.milliseconds - local % span.milliseconds)
    }
}
