import Foundation
import Programme
import Storage

extension Transaction {
    var payouts: PayoutQueries { PayoutQueries(tx: self) }
}

/// Batches and their payments. The only writer of `payout_batch` and `disbursement`. Times of requests to the rail are
/// of the real clock.
struct PayoutQueries {
    let tx: Transaction

    // MARK: - Batches

    /// False when another officer has approved or refused it.
    func approve(_ id: ID<PayoutBatch>, by officer: ID<Officer>, at now: Instant) throws -> Bool {
        let changed = try tx.run(
            """
            UPDATE payout_batch
            SET state = 'approved', approver_id = \(officer), approved_at = \(now)
            WHERE id = \(id) AND state = 'drafted' AND refused_at IS NULL
                AND \(tx.officers.isAnother("author_id", than: officer))
            """)
        guard changed == 1 else { return false }
        try tx.run(
            """
            UPDATE disbursement
            SET state = 'approved'
            WHERE batch_id = \(id) AND state = 'drafted' AND withdrawn_at IS NULL
            """)
        return true
    }

    /// Refuses a drafted batch: its payments are never sent, and their requests wait for another batch. Nil when it was
    /// approved or refused meanwhile.
    ///
    /// - Returns: the payments that this withdraws.
    func refuse(
        _ id: ID<PayoutBatch>, because reason: OfficeReason, by officer: ID<Officer>, at now: Instant, vault: Vault
    ) throws -> [ID<Disbursement>]? {
        let changed = try tx.run(
            """
            UPDATE payout_batch
            SET refused_by = \(officer), refused_at = \(now), refusal = '',
                sealed_refusal = \(SealedText.batchRefusal.seal(reason.text, row: id.rawValue, vault))
            WHERE id = \(id) AND state = 'drafted' AND refused_at IS NULL
            """)
        guard changed == 1 else { return nil }
        return try tx.rows(
            """
            UPDATE disbursement
            SET withdrawn_at = \(now)
            WHERE batch_id = \(id) AND state = 'drafted' AND withdrawn_at IS NULL
            RETURNING id
            """
        ).map { try $0["id"] }
    }

    /// Derives the batch's state from its payments. The UPDATE of `changes` comes first and locks the row, so that of
    /// two payments ending at the same time the later transaction sees both.
    func refresh(_ id: ID<PayoutBatch>) throws {
        try tx.run("UPDATE payout_batch SET changes = changes + 1 WHERE id = \(id)")
        let states: [Disbursement.State] = try tx.rows(
            "SELECT state FROM disbursement WHERE batch_id = \(id) AND withdrawn_at IS NULL"
        ).map { try $0["state"] }
        let state = states.isEmpty ? PayoutBatch.State.settled : PayoutBatch.state(of: states)
        try tx.run("UPDATE payout_batch SET state = \(state) WHERE id = \(id) AND state <> 'drafted'")
    }

    func items(of batch: ID<PayoutBatch>) throws -> [StoredDisbursement] {
        try tx.rows("SELECT \(Self.columns) FROM disbursement WHERE batch_id = \(batch) ORDER BY id")
            .map(StoredDisbursement.init)
    }

    /// Newest first.
    func payments(to person: ID<Account>, limit: Int) throws -> [StoredDisbursement] {
        try tx.rows(
            """
            SELECT \(Self.columns)
            FROM disbursement
            WHERE person_id = \(person)
            ORDER BY id DESC
            LIMIT \(limit)
            """
        ).map(StoredDisbursement.init)
    }

    /// Payments that arrived under this number of the bank or wallet, as typed or in capitals.
    func payments(withReference reference: String, limit: Int) throws -> [StoredDisbursement] {
        try tx.rows(
            """
            SELECT \(Self.columns)
            FROM disbursement
            WHERE rail_reference IN (\(reference), \(reference.uppercased()))
            ORDER BY id DESC
            LIMIT \(limit)
            """
        ).map(StoredDisbursement.init)
    }

    func disbursement(_ id: ID<Disbursement>) throws -> StoredDisbursement? {
        try tx.row("SELECT \(Self.columns) FROM disbursement WHERE id = \(id)").map(StoredDisbursement.init)
    }

    /// What these payments are for; those that are not there are left out.
    func instalments(of payments: [ID<Disbursement>]) throws -> Set<ID<Instalment>> {
        guard !payments.isEmpty else { return [] }
        return try Set(
            tx.rows("SELECT instalment_id FROM disbursement WHERE id IN (\(list: payments))")
                .map { try $0["instalment_id"] })
    }

    func add(
        _ instalment: Instalment, to batch: ID<PayoutBatch>, payee: ID<PayeeAccount>, at now: Instant, ids: IDSource
    ) throws {
        let id: ID<Disbursement> = ids.next()
        try tx.run(
            """
            INSERT INTO disbursement (id, person_id, batch_id, instalment_id, payee_id, amount, state, told, asked,
                drafted_at, attempt)
            VALUES (\(id), \(instalment.person), \(batch), \(instalment.id), \(payee), \(instalment.amount), 'drafted',
                \(false), 0, \(now), (SELECT attempt FROM instalment WHERE instalment.id = \(instalment.id)))
            """)
    }

    /// Records the intent to submit the payment, before it is submitted. False when another worker has recorded it.
    func markSent(_ id: ID<Disbursement>, at realNow: Instant) throws -> Bool {
        try tx.run(
            """
            UPDATE disbursement
            SET state = 'sent', told = \(true), sent_at = \(realNow)
            WHERE id = \(id) AND state = 'approved' AND withdrawn_at IS NULL
            """) == 1
    }

    /// The rail certainly did not receive the payment, so it may be submitted again.
    ///
    /// - Parameter trouble: the reason, for the office.
    func markNotSubmitted(_ id: ID<Disbursement>, because trouble: String) throws {
        try tx.run(
            """
            UPDATE disbursement
            SET told = \(false), trouble = \(trouble)
            WHERE id = \(id) AND state = 'sent'
            """)
    }

    /// Records why the payment cannot continue until an operator acts.
    func note(_ trouble: String, of id: ID<Disbursement>) throws {
        try tx.run("UPDATE disbursement SET trouble = \(trouble) WHERE id = \(id) AND state = 'sent'")
    }

    /// As `markSent`, for a payment that the rail certainly did not receive.
    func markResubmitted(_ id: ID<Disbursement>) throws -> Bool {
        try tx.run(
            """
            UPDATE disbursement
            SET told = \(true), trouble = NULL
            WHERE id = \(id) AND state = 'sent' AND told = \(false)
            """) == 1
    }

    func countStatusCheck(_ id: ID<Disbursement>) throws {
        try tx.run("UPDATE disbursement SET asked = asked + 1 WHERE id = \(id) AND state = 'sent'")
    }

    /// False when the payment is no longer in the state of `stored`.
    func end(
        _ stored: StoredDisbursement, as state: Disbursement.State, railReference: String? = nil,
        failure: PaymentFailure? = nil, at realNow: Instant
    ) throws -> Bool {
        let endedAt = state == .missing ? nil : realNow
        return try tx.run(
            """
            UPDATE disbursement
            SET state = \(state), rail_reference = \(railReference), failure = \(failure), ended_at = \(endedAt),
                trouble = NULL
            WHERE id = \(stored.disbursement.id) AND state = \(stored.disbursement.state)
                AND state IN ('sent', 'missing')
            """) == 1
    }

    private static let columns: SQL = """
        id, person_id, batch_id, instalment_id, payee_id, amount, state, told, asked, failure, rail_reference,
            drafted_at, sent_at, ended_at, withdrawn_at, trouble, attempt, withdrawal, taken_out_because,
            sealed_taken_out_because
        """
}

extension PayoutBatch.State: SQLConvertible {}
extension Disbursement.State: SQLConvertible {}

struct StoredDisbursement: Sendable {
    let disbursement: Disbursement
    let person: ID<Account>
    let batch: ID<PayoutBatch>
    let instalment: ID<Instalment>
    let payee: ID<PayeeAccount>
    /// Whether the rail may have received the payment.
    let isSubmitted: Bool
    /// How often its status was queried.
    let statusChecks: Int
    let failure: PaymentFailure?
    let railReference: String?
    let draftedAt: Instant
    let endedAt: Instant?
    /// The batch was refused, or the payment taken out of it: it is never sent.
    let isWithdrawn: Bool
    /// Why it was withdrawn; nil where its batch was refused.
    let withdrawal: PaymentWithdrawal?
    /// Why an officer took it out of the draft; nil where none did.
    let takenOutBecause: SealedWords?
    /// Which request for the instalment it pays; nil of one that was sent before requests were counted.
    let attempt: Int?
    /// Why the payment is held up, as the rail last reported.
    let trouble: String?

    fileprivate init(_ row: Row) throws {
        disbursement = try Disbursement(
            id: row["id"], amount: row["amount"], state: row["state"], sentAt: row["sent_at"])
        person = try row["person_id"]
        batch = try row["batch_id"]
        instalment = try row["instalment_id"]
        payee = try row["payee_id"]
        isSubmitted = try row["told"]
        statusChecks = try row["asked"]
        failure = try row["failure"]
        railReference = try row["rail_reference"]
        draftedAt = try row["drafted_at"]
        endedAt = try row["ended_at"]
        let withdrawnAt: Instant? = try row["withdrawn_at"]
        isWithdrawn = withdrawnAt != nil
        withdrawal = try row["withdrawal"]
        takenOutBecause = try SealedWords(.takenOutBecause, row, of: disbursement.id.rawValue)
        attempt = try row["attempt"]
        trouble = try row["trouble"]
    }
}
