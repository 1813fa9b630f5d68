import Programme
import Storage

extension Transaction {
    var textBudget: TextBudgetQueries { TextBudgetQueries(tx: self) }
}

/// The programme-wide cap on codes by text message, where the configuration sets one. The only writer of `text_budget`.
/// Days are those of the programme's zone; all times are the real clock's.
struct TextBudgetQueries {
    let tx: Transaction

    private static let kept = Span.days(3)

    /// How many more texts may be sent now.
    ///
    /// - Parameters:
    ///   - perHour: the cap; nil where there is none.
    ///   - perDay: likewise.
    func room(perHour: Int?, perDay: Int?, at now: Instant) throws -> TextRoom {
        let caps = [(TextRoom.Period.hour, perHour), (.day, perDay)].compactMap { period, cap in
            cap.map { (period: period, cap: $0, begun: Zone.wib.beginning(of: period.span, around: now)) }
        }
        return TextRoom(
            try caps.map { period, cap, begun in
                let rows = try tx.rows(
                    "SELECT shard, sent FROM text_budget WHERE period = \(begun) AND span = \(period)")
                let sent = try rows.map { (try $0["shard"] as Int, try $0["sent"] as Int) }
                return TextRoom.Counters(
                    period: period, cap: cap, begun: begun, sent: Dictionary(sent, uniquingKeysWith: { $1 }))
            })
    }

    /// Counts the texts that were taken from `room`. When another transaction has used a counter up since it was read,
    /// this throws `CodeRefusal.textsUsedUp` for a single text and `BatchConflict` for several.
    func spend(_ room: TextRoom) throws {
        for counters in room.counters where !counters.taken.isEmpty {
            let rows = counters.taken.sorted { $0.key < $1.key }.map { shard, taken in
                [counters.begun.sqlValue, counters.period.sqlValue, shard.sqlValue, taken.sqlValue]
            }
            let changed = try tx.run(for: [.integer, .text, .integer, .integer], rows) { list in
                """
                INSERT INTO text_budget (period, span, shard, sent)
                SELECT given.column2, given.column3, given.column4, given.column5
                FROM \(list) AS given
                WHERE given.column1 >= 0
                ON CONFLICT (period, span, shard) DO UPDATE
                SET sent = text_budget.sent + excluded.sent
                WHERE text_budget.sent + excluded.sent <= CAST(\(counters.cap / TextRoom.shards) AS BIGINT)
                    + CASE WHEN text_budget.shard < CAST(\(counters.cap % TextRoom.shards) AS BIGINT) THEN 1 ELSE 0 END
                """
            }
            guard changed == rows.count else {
                guard counters.taken.values.reduce(0, +) == 1 else { throw BatchConflict() }
                throw counters.usedUp
            }
        }
    }

    /// Codes sent by text message since the day began, where there is a cap.
    func spentToday(at now: Instant) throws -> Int {
        let begun = Zone.wib.beginning(of: TextRoom.Period.day.span, around: now)
        return try tx.row(
            """
            SELECT CAST(COALESCE(SUM(sent), 0) AS BIGINT) AS sent
            FROM text_budget
            WHERE period = \(begun) AND span = \(TextRoom.Period.day)
            """)?["sent"] ?? 0
    }

    func prune(before now: Instant) throws {
        try tx.run("DELETE FROM text_budget WHERE period < \(now - Self.kept)")
    }
}

extension Zone {
    /// When the hour or the day began in which `instant` lies.
    fileprivate func beginning(of span: Span, around instant: Instant) -> Instant {
        let local = instant.milliseconds + offset.milliseconds
        return Instant(milliseconds: instant.milliseconds - local % span.milliseconds)
    }
}
