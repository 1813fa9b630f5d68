import Programme
import Storage

/// The log of partners' calls, and when keys were last used.
extension PartnerQueries {
    /// Rows of one partner within an hour at most: answered calls, and refused ones, which a stranger can cause.
    static let mostAnswered = 600
    static let mostRefused = 200
    static let callsKept = Span.days(30)

    /// Writes calls up to the limits of each partner's hour, and the last use of their keys.
    func write(_ calls: [PartnerCall], ids: IDSource) throws {
        for (partner, own) in Dictionary(grouping: calls, by: \.partner).sorted(by: { $0.key < $1.key }) {
            guard let last = own.map(\.at).max() else { continue }
            var room = try room(of: partner, at: last)
            for call in own {
                let isRefused = call.key == nil
                guard (isRefused ? room.refused : room.answered) > 0 else { continue }
                if isRefused { room.refused -= 1 } else { room.answered -= 1 }
                try insert(call, ids.next())
            }
        }
        let used = calls.reduce(into: [ID<SigningKey>: Instant]()) { used, call in
            if let key = call.key { used[key] = max(used[key] ?? call.at, call.at) }
        }
        for (key, at) in used.sorted(by: { $0.key < $1.key }) {
            try tx.run(
                """
                INSERT INTO partner_key_use (key_id, used_at)
                VALUES (\(key), \(at))
                ON CONFLICT (key_id) DO UPDATE
                SET used_at = excluded.used_at
                WHERE partner_key_use.used_at < excluded.used_at
                """)
        }
    }

    private func room(of partner: ID<Partner>, at now: Instant) throws -> (answered: Int, refused: Int) {
        let row = try tx.row(
            """
            SELECT COUNT(*) AS logged,
                CAST(COALESCE(SUM(CASE WHEN signature IS NULL THEN 0 ELSE 1 END), 0) AS BIGINT) AS refused
            FROM partner_call
            WHERE partner_id = \(partner) AND at > \(now - .hours(1))
            """)
        guard let row else { return (0, 0) }
        let (logged, refused): (Int, Int) = (try row["logged"], try row["refused"])
        return (max(0, Self.mostAnswered - (logged - refused)), max(0, Self.mostRefused - refused))
    }

    private func insert(_ call: PartnerCall, _ id: ID<PartnerCall>) throws {
        try tx.run(
            """
            INSERT INTO partner_call (id, partner_id, at, route, status, error_code, milliseconds, request_id,
                signed_text, signature, body_bytes, clock_seconds)
            VALUES (\(id), \(call.partner), \(call.at), \(call.route), \(call.status), \(call.errorCode),
                \(call.milliseconds), \(call.request), \(call.refused?.text), \(call.refused?.signature),
                \(call.refused?.bodyBytes), \(call.refused?.clockSeconds))
            """)
    }

    /// The latest first.
    ///
    /// - Parameter onlyRefused: those that were answered with an error.
    func calls(of partner: ID<Partner>, onlyRefused: Bool, from: Instant, limit: Int) throws -> [PartnerCall] {
        try tx.rows(
            """
            SELECT at, route, status, error_code, milliseconds, request_id, signed_text, signature, body_bytes,
                clock_seconds
            FROM partner_call
            WHERE partner_id = \(partner) AND at >= \(from) AND (\(!onlyRefused) OR status >= 400)
            ORDER BY id DESC
            LIMIT \(limit)
            """
        ).map { try PartnerCall($0, of: partner) }
    }

    func refusedCalls(of partner: ID<Partner>, from: Instant) throws -> Int {
        try tx.row(
            """
            SELECT COUNT(*) AS refused
            FROM partner_call
            WHERE partner_id = \(partner) AND at >= \(from) AND status >= 400
            """)?["refused"] ?? 0
    }

    func keyUses(of partner: ID<Partner>) throws -> [ID<SigningKey>: Instant] {
        let rows = try tx.rows(
            """
            SELECT partner_key_use.key_id, partner_key_use.used_at
            FROM partner_key_use
            JOIN partner_key ON partner_key.id = partner_key_use.key_id
            WHERE partner_key.partner_id = \(partner)
            """)
        return try Dictionary(uniqueKeysWithValues: rows.map { (try $0["key_id"], try $0["used_at"]) })
    }

    /// Deletes calls from before `instant`.
    func pruneCalls(before instant: Instant) throws {
        try tx.run("DELETE FROM partner_call WHERE at < \(instant)")
    }
}

extension PartnerCall {
    fileprivate init(_ row: Row, of partner: ID<Partner>) throws {
        let (text, signature): (String?, String?) = (try row["signed_text"], try row["signature"])
        let bytes: Int? = try row["body_bytes"]
        let clock: Int? = try row["clock_seconds"]
        try self.init(
            partner: partner, at: row["at"], route: row["route"], status: row["status"], errorCode: row["error_code"],
            milliseconds: row["milliseconds"], request: row["request_id"])
        guard let text, let signature else { return }
        refused = Refused(text: text, signature: signature, bodyBytes: bytes ?? 0, clockSeconds: clock)
    }
}
