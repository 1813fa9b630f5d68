import Foundation
import Programme
import Storage

extension Transaction {
    var incentives: IncentiveQueries { IncentiveQueries(tx: self) }
}

/// Instalments and their states: the only writer of `instalment`.
struct IncentiveQueries {
    let tx: Transaction

    /// Plans the instalments that follow from a first completed training. False when the card has its plan already.
    func plan(
        _ lines: [InstalmentPlan.Line], card: ID<Card>, person: ID<Account>, purchase: ID<Purchase>, today: CivilDate,
        ids: IDSource
    ) throws -> Bool {
        guard try !arePlanned(of: card) else { return false }
        for line in lines {
            let id: ID<Instalment> = ids.next()
            let inserted = try tx.run(
                """
                INSERT INTO instalment (id, person_id, card_id, purchase_id, kind, number, amount, due_on, state,
                    attempt, changed_on, next_look)
                VALUES (\(id), \(person), \(card), \(purchase), \(line.kind), \(line.number), \(line.amount),
                    \(line.dueOn), 'planned', 0, \(today), \(line.dueOn))
                ON CONFLICT (card_id, kind, number) DO NOTHING
                """)
            guard inserted == 1 else { throw StorageFault.contended }
        }
        return true
    }

    func arePlanned(of card: ID<Card>) throws -> Bool {
        try tx.row("SELECT id FROM instalment WHERE card_id = \(card) LIMIT 1") != nil
    }

    /// Incentives first, each kind by number.
    func of(_ person: ID<Account>, today: CivilDate) throws -> [InstalmentView] {
        let rows = try tx.rows(
            "SELECT \(Self.columns) FROM instalment WHERE person_id = \(person) ORDER BY kind, number")
        return try views(rows, today: today)
    }

    /// Looked up through its owner: another person's is not found.
    func of(_ person: ID<Account>, _ id: ID<Instalment>, today: CivilDate) throws -> InstalmentView? {
        try of(person, today: today).first { $0.instalment.id == id }
    }

    func find(_ id: ID<Instalment>) throws -> StoredInstalment? {
        try tx.row("SELECT \(Self.columns) FROM instalment WHERE id = \(id)").map(StoredInstalment.init)
    }

    /// Several at once, by their ids.
    func find(_ ids: [ID<Instalment>]) throws -> [ID<Instalment>: StoredInstalment] {
        guard !ids.isEmpty else { return [:] }
        let found = try tx.rows("SELECT \(Self.columns) FROM instalment WHERE id IN (\(list: ids))")
            .map(StoredInstalment.init)
        return Dictionary(found.map { ($0.instalment.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Instalments whose state may have changed with the date, with their owners.
    func toLookAt(on today: CivilDate, after: ID<Instalment>?, limit: Int) throws -> [(ID<Instalment>, ID<Account>)] {
        try tx.rows(
            """
            SELECT id, person_id
            FROM instalment
            WHERE next_look <= \(today) AND (CAST(\(after) AS BIGINT) IS NULL OR id > \(after))
            ORDER BY id
            LIMIT \(limit)
            """
        ).map { try ($0["id"], $0["person_id"]) }
    }

    /// Requested and not in a batch yet, the longest waiting first.
    ///
    /// - Parameter last: the last one that was read before; nil to begin.
    func requested(limit: Int, after last: Instalment? = nil) throws -> [StoredInstalment] {
        let further: SQL =
            if let last { "AND (changed_on, id) > (\(last.changedOn), \(last.id))" } else { "" }
        return try tx.rows(
            """
            SELECT \(Self.columns)
            FROM instalment
            WHERE state = 'requested' AND NOT EXISTS (
                SELECT 1 FROM disbursement
                WHERE disbursement.instalment_id = instalment.id AND disbursement.state <> 'failed'
                    AND disbursement.withdrawn_at IS NULL
            )
                \(further)
            ORDER BY changed_on, id
            LIMIT \(limit)
            """
        ).map(StoredInstalment.init)
    }

    /// Number and amount of instalments that wait for a batch.
    func waiting() throws -> (count: Int, amount: Rupiah, since: CivilDate?) {
        let row = try tx.row(
            """
            SELECT COUNT(*) AS waiting, CAST(COALESCE(SUM(amount), 0) AS BIGINT) AS total, MIN(changed_on) AS since
            FROM instalment
            WHERE state = 'requested' AND NOT EXISTS (
                SELECT 1 FROM disbursement
                WHERE disbursement.instalment_id = instalment.id AND disbursement.state <> 'failed'
                    AND disbursement.withdrawn_at IS NULL
            )
            """)
        guard let row else { throw Inconsistency("a count is always one row") }
        return try (row["waiting"], row["total"], row["since"])
    }

    // MARK: - Changes of state

    /// - Parameter look: the next day on which the date can change its state; nil when only an action can.
    /// - Returns: false when its state had changed meanwhile.
    func change(
        _ instalment: Instalment, to state: Instalment.State, on today: CivilDate, look: CivilDate? = nil,
        failure: PaymentFailure? = nil
    ) throws -> Bool {
        guard instalment.state.canBecome(state) else {
            throw Inconsistency("\(instalment.state) does not become \(state)")
        }
        return try tx.run(
            """
            UPDATE instalment
            SET state = \(state), failure = \(failure), changed_on = \(today), next_look = \(look),
                attempt = attempt + \(state == .requested ? 1 : 0)
            WHERE id = \(instalment.id) AND state = \(instalment.state)
            """) == 1
    }

    func look(at id: ID<Instalment>, on day: CivilDate) throws {
        try tx.run(
            """
            UPDATE instalment
            SET next_look = \(day)
            WHERE id = \(id) AND state IN ('planned', 'earned', 'failed')
            """)
    }

    /// The first incentive was paid: sets the due dates of the surveys, once.
    func dateSurveys(of card: ID<Card>, _ rule: InstalmentRule, firstPaidOn: CivilDate) throws {
        for number in 1...max(1, rule.count) {
            let due = InstalmentPlan.surveyDue(number, rule, firstPaidOn: firstPaidOn)
            try tx.run(
                """
                UPDATE instalment
                SET due_on = \(due), next_look = \(due)
                WHERE card_id = \(card) AND kind = 'survey' AND number = \(number) AND state = 'planned'
                    AND due_on IS NULL
                """)
        }
    }

    private func views(_ rows: [Row], today: CivilDate) throws -> [InstalmentView] {
        let stored = try rows.map(StoredInstalment.init)
        guard let first = stored.first else { return [] }
        var facts = InstalmentFacts(today: today)
        facts.completedOn = try tx.purchases.completion(of: first.purchase).map { Zone.wib.date(of: $0.at) }
        facts.reviewedOn = try tx.reviews.of(first.purchase)?.givenOn
        facts.payeeLinkedOn = try tx.payees.linked(to: first.instalment.person).map {
            Zone.wib.date(of: $0.account.linkedAt)
        }
        let answered = try tx.surveys.answered(by: first.instalment.person)
        let revoked = try tx.revocations.forfeited(of: first.instalment.person)
        return stored.map { one in
            var facts = facts
            facts.surveyAnsweredOn = answered[one.instalment.id]
            facts.isCardRevoked = revoked.contains(one.instalment.id)
            if one.instalment.kind == .incentive, one.instalment.number > 1 {
                facts.previous =
                    stored.first {
                        $0.instalment.kind == .incentive && $0.instalment.number == one.instalment.number - 1
                    }?.asPrevious
            }
            return InstalmentView(stored: one, facts: facts)
        }
    }

    fileprivate static let columns: SQL = """
        id, person_id, card_id, purchase_id, kind, number, amount, due_on, state, failure, attempt, changed_on
        """
}

extension Instalment.Kind: SQLConvertible {}
extension Instalment.State: SQLConvertible {}
extension PaymentFailure: SQLConvertible {}

struct StoredInstalment: Sendable {
    let instalment: Instalment
    let purchase: ID<Purchase>
    /// How often it was requested.
    let attempt: Int

    /// The key of the present request's hold; an earlier request's hold has another key and is spent.
    var holdKey: IdempotencyKey { IdempotencyKey("instalment", "\(instalment.id)/\(attempt)") }

    fileprivate var asPrevious: InstalmentFacts.Previous {
        switch instalment.state {
        case .paid: .paid(on: instalment.changedOn)
        case .forfeited: .forfeited(on: instalment.changedOn)
        default: .open
        }
    }

    fileprivate init(_ row: Row) throws {
        instalment = try Instalment(
            id: row["id"], card: row["card_id"], person: row["person_id"], kind: row["kind"], number: row["number"],
            amount: row["amount"], dueOn: row["due_on"], state: row["state"], failure: row["failure"],
            changedOn: row["changed_on"])
        purchase = try row["purchase_id"]
        attempt = try row["attempt"]
    }
}

/// An instalment with everything its conditions depend on.
struct InstalmentView: Sendable {
    let stored: StoredInstalment
    let facts: InstalmentFacts

    var instalment: Instalment { stored.instalment }
}
