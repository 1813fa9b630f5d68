import Programme
import Storage

extension Transaction {
    var revocations: RevocationQueries { RevocationQueries(tx: self) }
}

/// Cards that two officers revoked, and what was returned with each: the only writer of `card_revocation`. Its times
/// are the programme's.
struct RevocationQueries {
    let tx: Transaction

    func keep(_ value: StoredRevocation) throws {
        let revoked = value.revoked
        try tx.run(
            """
            INSERT INTO card_revocation (id, card_id, person_id, proposal, was, training, incentive,
                training_closed_at, revoked_at)
            VALUES (\(value.id), \(revoked.card), \(value.person), \(value.proposal), \(value.was), \(revoked.training),
                \(revoked.incentive), \(value.trainingClosedAt), \(value.revokedAt))
            """)
    }

    /// The revocation in force; nil where the card was not revoked by officers, or was given back.
    func running(of person: ID<Account>) throws -> StoredRevocation? {
        try some("person_id = \(person) AND restored_at IS NULL")
    }

    func find(_ id: ID<StoredRevocation>) throws -> StoredRevocation? { try some("id = \(id)") }

    /// False when it was given back before.
    func restore(_ id: ID<StoredRevocation>, at now: Instant) throws -> Bool {
        try tx.run(
            """
            UPDATE card_revocation
            SET restored_at = \(now)
            WHERE id = \(id) AND restored_at IS NULL
            """) == 1
    }

    /// Keeps what a revocation forfeits, with the state it had.
    func keep(_ instalment: Instalment, forfeitedBy id: ID<StoredRevocation>) throws {
        try tx.send(
            """
            INSERT INTO revoked_instalment (revocation, instalment_id, was)
            VALUES (\(id), \(instalment.id), \(instalment.state))
            """)
    }

    /// What a revocation forfeited, with the states before.
    func forfeited(by id: ID<StoredRevocation>) throws -> [(instalment: ID<Instalment>, was: Instalment.State)] {
        try tx.rows(
            """
            SELECT instalment_id, was
            FROM revoked_instalment
            WHERE revocation = \(id)
            ORDER BY instalment_id
            """
        ).map { try ($0["instalment_id"], $0["was"]) }
    }

    /// The instalments of the person that a revocation in force has forfeited.
    func forfeited(of person: ID<Account>) throws -> Set<ID<Instalment>> {
        let rows = try tx.rows(
            """
            SELECT revoked_instalment.instalment_id
            FROM card_revocation
            JOIN revoked_instalment ON revoked_instalment.revocation = card_revocation.id
            WHERE card_revocation.person_id = \(person) AND card_revocation.restored_at IS NULL
            """)
        return try Set(rows.map { try $0["instalment_id"] })
    }

    private func some(_ condition: SQL) throws -> StoredRevocation? {
        try tx.row(
            """
            SELECT id, card_id, person_id, proposal, was, training, incentive, training_closed_at, revoked_at,
                restored_at
            FROM card_revocation
            WHERE \(condition)
            """
        ).map { row in
            try StoredRevocation(
                id: row["id"],
                revoked: RevokedCard(card: row["card_id"], training: row["training"], incentive: row["incentive"]),
                person: row["person_id"], proposal: row["proposal"], was: row["was"],
                trainingClosedAt: row["training_closed_at"], revokedAt: row["revoked_at"],
                restoredAt: row["restored_at"])
        }
    }
}

struct StoredRevocation: Sendable {
    let id: ID<StoredRevocation>
    let revoked: RevokedCard
    let person: ID<Account>
    let proposal: ID<PersonProposal>
    /// The card's status before.
    let was: Card.Status
    let trainingClosedAt: Instant?
    let revokedAt: Instant
    let restoredAt: Instant?
}
