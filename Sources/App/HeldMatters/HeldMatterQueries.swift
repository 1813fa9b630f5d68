import Programme
import Storage

extension Transaction {
    var heldMatters: HeldMatterQueries { HeldMatterQueries(tx: self) }
}

/// What is held back, for the office. The only writer of `held_matter`.
struct HeldMatterQueries {
    let tx: Transaction

    /// Stores what a process met. Idempotent for a row that is held already.
    func store(_ note: HeldNote, _ subject: HeldMatter.Subject, at now: Instant, ids: IDSource) throws {
        let id: ID<HeldMatter> = ids.next()
        try tx.send(
            """
            INSERT INTO held_matter (id, cause, what, row_id, person_id, purchase_id, disbursement_id, amount, noted_at,
                last_at, checked_at)
            VALUES (\(id), \(note.cause), \(note.what), \(note.row), \(subject.person), \(subject.purchase),
                \(subject.payment), \(subject.amount), \(now), \(now), \(now))
            ON CONFLICT (cause, what, row_id) WHERE ended_at IS NULL DO UPDATE
            SET last_at = excluded.last_at
            """)
    }

    /// The one with the most money first, then the oldest.
    func open(limit: Int) throws -> [HeldMatter] {
        try matters("ended_at IS NULL", "ORDER BY COALESCE(amount, 0) DESC, noted_at, id LIMIT \(limit)")
    }

    /// What concerns one person.
    func of(_ person: ID<Account>) throws -> [HeldMatter] {
        try matters("ended_at IS NULL AND person_id = \(person)", "ORDER BY noted_at, id LIMIT 50")
    }

    /// Those of these people of whom something is held back.
    func held(among people: [ID<Account>]) throws -> Set<ID<Account>> {
        guard !people.isEmpty else { return [] }
        let rows = try tx.rows(
            """
            SELECT DISTINCT person_id
            FROM held_matter
            WHERE ended_at IS NULL AND person_id IN (\(list: people))
            """)
        return try Set(rows.map { try $0["person_id"] })
    }

    func backlog() throws -> Backlog {
        try tx.row(
            """
            SELECT COUNT(*) AS waiting, COUNT(DISTINCT person_id) AS people, CAST(SUM(amount) AS BIGINT) AS amount,
                MIN(noted_at) AS oldest, CAST(NULL AS BIGINT) AS due
            FROM held_matter
            WHERE ended_at IS NULL
            """
        ).map(Backlog.init) ?? .empty
    }

    /// Those that were not compared since `before`, the longest ago first.
    func toCompare(before: Instant, limit: Int) throws -> [HeldMatter] {
        try matters("ended_at IS NULL AND checked_at <= \(before)", "ORDER BY checked_at, id LIMIT \(limit)")
    }

    func compared(_ id: ID<HeldMatter>, isAsBefore: Bool, at now: Instant) throws {
        try tx.run(
            """
            UPDATE held_matter
            SET checked_at = \(now), ended_at = \(isAsBefore ? now : nil)
            WHERE id = \(id) AND ended_at IS NULL
            """)
    }

    private func matters(_ condition: SQL, _ order: SQL) throws -> [HeldMatter] {
        try tx.rows(
            """
            SELECT id, cause, what, row_id, person_id, purchase_id, disbursement_id, amount, noted_at, last_at
            FROM held_matter
            WHERE \(condition)
            \(order)
            """
        ).map(HeldMatter.init)
    }
}

extension HeldMatter {
    fileprivate init(_ row: Row) throws {
        id = try row["id"]
        note = try HeldNote(row["cause"], row["what"], row: row["row_id"])
        subject = try Subject(
            person: row["person_id"], purchase: row["purchase_id"], payment: row["disbursement_id"],
            amount: row["amount"])
        notedAt = try row["noted_at"]
        lastAt = try row["last_at"]
    }
}
