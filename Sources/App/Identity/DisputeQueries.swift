import Foundation
import Programme
import Storage

extension Transaction {
    var disputes: DisputeQueries { DisputeQueries(tx: self) }
}

/// NIKs that two people claim: the only writer of `identity_dispute`. Its times are the programme clock's.
struct DisputeQueries {
    let tx: Transaction

    // MARK: - Beginning and end

    /// Begins a dispute: the newer claim waits. Nothing else happens until its person has delivered both photos.
    func begin(newer: StoredClaim, older: StoredClaim, at now: Instant) throws {
        try tx.run(
            """
            INSERT INTO identity_dispute (claim_id, nik_lookup, newer_person, older_claim, older_person, state, holds,
                begun_at)
            VALUES (\(newer.id), \(newer.nikLookup), \(newer.person), \(older.id), \(older.person), 'quiet', \(false),
                \(now))
            ON CONFLICT (claim_id) DO UPDATE
            SET nik_lookup = excluded.nik_lookup, older_claim = excluded.older_claim,
                older_person = excluded.older_person, state = 'quiet', holds = \(false)
            WHERE identity_dispute.state = 'dropped'
            """)
    }

    /// Opens a quiet dispute and starts its period. The older person's money waits only the first time, so that further
    /// accounts cannot block it again and again. False when it is no longer quiet.
    func open(_ id: ID<StoredClaim>, decideBy: Instant, at now: Instant) throws -> Bool {
        try tx.run(
            """
            UPDATE identity_dispute
            SET state = 'open', decide_by = \(decideBy), opened_at = \(now), holds = opened_at IS NULL AND NOT EXISTS (
                    SELECT 1 FROM identity_dispute AS other
                    WHERE other.older_person = identity_dispute.older_person
                        AND other.claim_id <> identity_dispute.claim_id AND other.opened_at IS NOT NULL
                )
            WHERE claim_id = \(id) AND state = 'quiet'
            """) == 1
    }

    /// False when there is a proposal already, or the deadline has passed.
    func propose(
        _ id: ID<StoredClaim>, for side: IdentityDispute.Side, by officer: Officer, reason: Data, at now: Instant
    ) throws -> Bool {
        try tx.run(
            """
            UPDATE identity_dispute
            SET state = 'proposed', proposed_for = \(side), proposed_by = \(officer.id),
                proposed_role = \(officer.signatory(for: .settleDisputes).duty), reason = \(reason),
                proposed_at = \(now)
            WHERE claim_id = \(id) AND state = 'open' AND decide_by > \(now)
            """) == 1
    }

    /// The second officer refuses: the dispute is open again, with the same deadline.
    func reject(_ id: ID<StoredClaim>) throws -> Bool {
        try tx.run(
            """
            UPDATE identity_dispute
            SET state = 'open', proposed_for = NULL, proposed_by = NULL, proposed_role = NULL, reason = NULL,
                proposed_at = NULL
            WHERE claim_id = \(id) AND state = 'proposed'
            """) == 1
    }

    /// - Parameter officer: who agreed; nil when the deadline decided.
    func decide(
        _ id: ID<StoredClaim>, for side: IdentityDispute.Side, by officer: ID<Officer>?, at now: Instant
    ) throws -> Bool {
        try tx.run(
            """
            UPDATE identity_dispute
            SET state = 'decided', decided_for = \(side), decided_by = \(officer), decided_at = \(now)
            WHERE claim_id = \(id) AND state IN ('open', 'proposed')
            """) == 1
    }

    /// The newer claim no longer waits, for a reason other than a decision.
    func drop(newer id: ID<StoredClaim>) throws {
        try tx.run(
            """
            UPDATE identity_dispute
            SET state = 'dropped'
            WHERE claim_id = \(id) AND state IN ('quiet', 'open', 'proposed')
            """)
    }

    /// The NIK has another holder: points the claims that still wait for it at that one.
    func point(_ nikLookup: Data, at holder: StoredClaim) throws {
        try tx.run(
            """
            UPDATE identity_dispute
            SET older_claim = \(holder.id), older_person = \(holder.person)
            WHERE nik_lookup = \(nikLookup) AND claim_id <> \(holder.id) AND state IN ('quiet', 'open', 'proposed')
            """)
    }

    // MARK: - Reading

    func find(_ id: ID<StoredClaim>) throws -> StoredDispute? {
        try disputes("claim_id = \(id)", limit: 1).first
    }

    /// Running disputes, the most urgent first.
    func running(limit: Int) throws -> [StoredDispute] {
        try disputes("state IN ('open', 'proposed')", limit: limit)
    }

    /// The latest decided disputes, for the history.
    func ended(limit: Int) throws -> [StoredDispute] {
        try tx.rows(
            """
            SELECT \(StoredDispute.columns)
            FROM identity_dispute
            WHERE state = 'decided'
            ORDER BY decided_at DESC, claim_id
            LIMIT \(limit)
            """
        ).known { try StoredDispute($0, tx) }
    }

    func runningCount() throws -> Int { try backlog().count }

    func overdue(at now: Instant, limit: Int) throws -> [StoredDispute] {
        try disputes("state IN ('open', 'proposed') AND decide_by <= \(now)", limit: limit)
    }

    /// Quiet disputes whose newer person has delivered both photos while the claim still waits.
    func delivered(limit: Int) throws -> [StoredDispute] {
        try disputes(
            """
            state = 'quiet'
                AND EXISTS (
                    SELECT 1 FROM identity_claim
                    WHERE identity_claim.id = identity_dispute.claim_id AND identity_claim.state = 'contested'
                )
                AND (
                    SELECT COUNT(*) FROM identity_document
                    WHERE identity_document.person_id = identity_dispute.newer_person
                        AND identity_document.state IN ('uploaded', 'accepted')
                ) = \(IdentityPhoto.Kind.allCases.count)
            """, limit: limit)
    }

    /// The claim that has waited longest for this NIK, and gets it when its holder releases it.
    func longestWaiting(for nikLookup: Data) throws -> ID<StoredClaim>? {
        try tx.row(
            """
            SELECT identity_dispute.claim_id
            FROM identity_dispute
            JOIN identity_claim ON identity_claim.id = identity_dispute.claim_id
            WHERE identity_dispute.nik_lookup = \(nikLookup)
                AND identity_dispute.state IN ('quiet', 'open', 'proposed') AND identity_claim.state = 'contested'
            ORDER BY identity_dispute.begun_at, identity_dispute.claim_id
            LIMIT 1
            """
        ).map { try $0["claim_id"] }
    }

    func isRunning(for person: ID<Account>, as side: IdentityDispute.Side? = nil) throws -> Bool {
        try running(of: person).contains { dispute in
            side == nil || side == (dispute.older == person ? .older : .newer)
        }
    }

    func running(of person: ID<Account>) throws -> [StoredDispute] {
        try disputes(
            "state IN ('open', 'proposed') AND (older_person = \(person) OR newer_person = \(person))", limit: 10)
    }

    private func disputes(_ condition: SQL, limit: Int) throws -> [StoredDispute] {
        try tx.rows(
            """
            SELECT \(StoredDispute.columns)
            FROM identity_dispute
            WHERE \(condition)
            ORDER BY decide_by, claim_id
            LIMIT \(limit)
            """
        ).map { try StoredDispute($0, tx) }
    }
}

extension IdentityDispute.Side: SQLConvertible {}
extension IdentityDispute.State: SQLConvertible {}

/// A dispute's row.
struct StoredDispute: Sendable {
    /// The newer claim: it is in one dispute at a time.
    let id: ID<StoredClaim>
    let nikLookup: Data
    let olderClaim: ID<StoredClaim>
    let older: ID<Account>
    let newer: ID<Account>
    let value: IdentityDispute
    /// Whether the older person's new payee accounts and payments wait while the dispute runs.
    let moneyWaits: Bool
    let begunAt: Instant
    let openedAt: Instant?
    let proposedAt: Instant?
    let reasonSealed: Data?
    let decidedFor: IdentityDispute.Side?
    /// Nil when the deadline decided.
    let decidedBy: ID<Officer>?
    let decidedAt: Instant?

    static let columns: SQL = """
        claim_id, nik_lookup, newer_person, older_claim, older_person, state, holds, begun_at, opened_at, decide_by,
            proposed_for, proposed_by, proposed_role, reason, proposed_at, decided_for, decided_by, decided_at
        """

    init(_ row: Row, _ tx: Transaction) throws {
        id = try row["claim_id"]
        nikLookup = try row["nik_lookup"]
        olderClaim = try row["older_claim"]
        older = try row["older_person"]
        newer = try row["newer_person"]
        let (side, officer, role): (IdentityDispute.Side?, ID<Officer>?, Role?) = (
            try row["proposed_for"], try row["proposed_by"], try row["proposed_role"]
        )
        let author = try tx.officers.author(officer, as: role)
        let proposal = side.flatMap { side in author.map { IdentityDispute.Proposal(side: side, author: $0) } }
        value = IdentityDispute(state: try row["state"], proposal: proposal, decideBy: try row["decide_by"])
        moneyWaits = try row["holds"]
        begunAt = try row["begun_at"]
        openedAt = try row["opened_at"]
        proposedAt = try row["proposed_at"]
        reasonSealed = try row["reason"]
        decidedFor = try row["decided_for"]
        decidedBy = try row["decided_by"]
        decidedAt = try row["decided_at"]
    }

    /// For a page's preview.
    static let sample = StoredDispute(
        value: IdentityDispute(
            state: .open, proposal: nil, decideBy: Instant(milliseconds: 1_588_179_600_000)),
        openedAt: Instant(milliseconds: 1_586_916_000_000))

    private init(value: IdentityDispute, openedAt: Instant) {
        (id, nikLookup, olderClaim, older, newer) = (ID(1), Data(), ID(2), ID(3), ID(4))
        (self.value, moneyWaits, begunAt, self.openedAt) = (value, true, openedAt, openedAt)
        (proposedAt, reasonSealed, decidedFor, decidedBy, decidedAt) = (nil, nil, nil, nil, nil)
    }

    /// What the first officer wrote, for the second.
    func openReason(_ vault: Vault) throws -> String? {
        try reasonSealed.map {
            try vault.openText($0, table: "identity_dispute", column: "reason", row: id.rawValue)
        }
    }
}
