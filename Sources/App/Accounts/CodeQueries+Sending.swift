import Programme
import Storage

/// What becomes of the messages that carry codes.
extension CodeQueries {
    /// A message that its gateway has accepted, or will never deliver.
    struct Handing: Sendable {
        let id: ID<OneTimeCode>
        let at: Instant
        /// Why it failed; nil when the gateway accepted it.
        var failure: String?
    }

    /// Gateways have accepted these messages: the validity of their codes starts now, and the words are deleted. A
    /// delivery report that was received earlier stands.
    func handedOver(_ handed: [Handing]) throws {
        let rows = handed.map { [$0.id.sqlValue, $0.at.sqlValue, Self.never] }
        try tx.send(for: [.integer, .integer, .integer], rows) { list in
            """
            UPDATE one_time_code
            SET handed_over_at = given.column3, attempts = one_time_code.attempts + 1, words = NULL
            FROM \(list) AS given
            WHERE one_time_code.id = given.column2 AND given.column1 >= 0
                AND COALESCE(one_time_code.handed_over_at, one_time_code.failed_at, 0) = given.column4
            """
        }
    }

    /// An instant that is not set. Rows are compared with a column of the list: with `IS NULL`, PostgreSQL might look
    /// for the rows that meet it first.
    private static let never = SQLValue.integer(0)

    /// These messages will not arrive, and their words are deleted.
    func failed(_ lost: [Handing]) throws {
        let rows = lost.map { [$0.id.sqlValue, $0.at.sqlValue, ($0.failure ?? "").sqlValue, Self.never] }
        try tx.send(for: [.integer, .integer, .text, .integer], rows) { list in
            """
            UPDATE one_time_code
            SET failed_at = given.column3, reason = given.column4, words = NULL
            FROM \(list) AS given
            WHERE one_time_code.id = given.column2 AND given.column1 >= 0
                AND COALESCE(one_time_code.delivered_at, one_time_code.failed_at, 0) = given.column5
            """
        }
    }

    /// The network reports that the phone has received it.
    func delivered(_ id: ID<OneTimeCode>, at now: Instant) throws {
        try tx.send(
            """
            UPDATE one_time_code
            SET delivered_at = \(now), handed_over_at = COALESCE(handed_over_at, \(now)), words = NULL
            WHERE id = \(id) AND delivered_at IS NULL AND failed_at IS NULL
            """)
    }

    /// The network reports that it could not deliver it.
    func undeliverable(_ id: ID<OneTimeCode>, at now: Instant) throws {
        try failed([Handing(id: id, at: now, failure: "the network could not deliver it")])
    }

    func countAttempt(_ id: ID<OneTimeCode>) throws {
        try tx.send("UPDATE one_time_code SET attempts = attempts + 1 WHERE id = \(id)")
    }

    /// Nil when a gateway has the message, or when it will not be sent any more.
    func unsent(_ id: ID<OneTimeCode>, vault: Vault) throws -> UnsentCode? {
        try tx.row(
            """
            SELECT \(StoredCode.columns), code.words, code.attempts
            FROM one_time_code AS code
            WHERE code.id = \(id)
            """
        ).flatMap { try UnsentCode($0, vault: vault) }
    }

    /// Codes issued until `instant` that no gateway has and no job will send: the process that was to hand them over
    /// has ended. The oldest first.
    func forgotten(until instant: Instant, limit: Int) throws -> [ID<OneTimeCode>] {
        try tx.rows(
            """
            SELECT code.id
            FROM one_time_code AS code
            WHERE code.words IS NOT NULL AND code.issued_at <= \(instant)
                AND NOT EXISTS (
                    SELECT 1
                    FROM job
                    WHERE job.name = \(SendCode.name) AND job.unique_key = CAST(code.id AS TEXT)
                        AND job.state = 'available'
                )
                AND NOT EXISTS (
                    SELECT 1
                    FROM job
                    WHERE job.name = \(SendCode.name) AND job.unique_key = CAST(code.id AS TEXT)
                        AND job.state = 'running'
                )
            ORDER BY code.id
            LIMIT \(limit)
            """
        ).map { try $0["id"] }
    }
}
