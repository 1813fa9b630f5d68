import Programme
import Storage

/// What `prakerja ledger verify` compares of the money that each purchase gives its institution and its platform.
extension PurchaseQueries {
    /// Purchases compared per read.
    private static let page = 500

    /// Each purchase has the platform's fee of an agreement of its day, and each milestone paid institution and platform
    /// what price, fee and edition give. An entry from before there were codes was paid by the platform's fee of that
    /// day, and is not compared.
    func shares(_ editions: [Edition], _ limit: Int) throws -> [String] {
        let fees = try fees()
        var (findings, after): ([String], ID<Purchase>?) = ([], nil)
        while findings.count < limit {
            let page = try paid(after: after)
            let milestones = try milestones(of: page.map(\.id))
            for one in page {
                guard let edition = editions.first(where: { $0.id == one.edition }) else { continue }
                findings += one.feeFinding(fees, edition.waves.zone)
                findings += one.shareFinding(milestones, edition.training)
            }
            guard page.count == Self.page, let last = page.last else { break }
            after = last.id
        }
        return Array(findings.prefix(limit))
    }

    /// The fees that each platform ever agreed to, with their days. The one it was registered with has no end.
    private func fees() throws -> [ID<Partner>: [AgreedFee]] {
        let rows = try tx.rows(
            """
            SELECT partner_id, from_day, to_day, fee_basis_points FROM partner_agreement
            UNION ALL
            SELECT id AS partner_id, NULL AS from_day, NULL AS to_day, fee_basis_points FROM partner
            """)
        return try rows.reduce(into: [:]) { fees, row in
            try fees[row["partner_id"], default: []].append(AgreedFee(row))
        }
    }

    private func paid(after: ID<Purchase>?) throws -> [PaidPurchase] {
        try tx.rows(
            """
            SELECT purchase.id, purchase.price, purchase.fee_basis_points, purchase.platform_id, purchase.paid_at,
                course.institution_id, card.edition
            FROM purchase
            JOIN course ON course.id = purchase.course_id
            JOIN card ON card.id = purchase.card_id
            WHERE purchase.paid_at IS NOT NULL AND purchase.fee_basis_points IS NOT NULL
                AND (CAST(\(after) AS BIGINT) IS NULL OR purchase.id > \(after))
            ORDER BY purchase.id
            LIMIT \(Self.page)
            """
        ).map(PaidPurchase.init)
    }

    /// What each milestone's entry paid, by account.
    private func milestones(of purchases: [ID<Purchase>]) throws -> [IdempotencyKey: [LedgerAccount.Code: Rupiah]] {
        let keys = purchases.flatMap { id in PaidPurchase.order.map { PaidPurchase.key($0, of: id) } }
        let rows = try tx.rows(
            """
            SELECT journal_entry.key, target.code, posting.amount
            FROM journal_entry
            JOIN posting ON posting.entry_id = journal_entry.id
            JOIN ledger_account AS target ON target.id = posting.to_id
            WHERE journal_entry.key IN (\(list: keys)) AND journal_entry.code IS NOT NULL
            """)
        return try rows.reduce(into: [:]) { paid, row in
            let (key, account): (IdempotencyKey, LedgerAccount.Code) = try (row["key"], row["code"])
            paid[key, default: [:]][account, default: .zero] += try row["amount"]
        }
    }
}

/// A fee of a platform with its first and last day; without them for the one it was registered with.
private struct AgreedFee {
    let basisPoints: Int
    private let from: CivilDate?
    private let to: CivilDate?

    init(_ row: Row) throws {
        basisPoints = try row["fee_basis_points"]
        from = try row["from_day"]
        to = try row["to_day"]
    }

    /// With a day on each side: a sale is judged in the time zone of the edition in force.
    func covers(_ day: CivilDate) -> Bool {
        guard let from, let to else { return true }
        return from.adding(days: -1) <= day && day <= to.adding(days: 1)
    }
}

/// A paid purchase with everything by which its price is divided.
private struct PaidPurchase {
    let id: ID<Purchase>
    let edition: String
    private let price: Rupiah
    private let fee: Int
    private let platform: ID<Partner>
    private let institution: ID<Partner>
    private let paidAt: Instant

    static let order: [MilestoneShare.Milestone] = [.firstAttendance, .completion]

    static func key(_ milestone: MilestoneShare.Milestone, of purchase: ID<Purchase>) -> IdempotencyKey {
        IdempotencyKey(JournalEntry.Kind.milestone.rawValue, "\(purchase)/\(milestone.rawValue)")
    }

    init(_ row: Row) throws {
        id = try row["id"]
        price = try row["price"]
        fee = try row["fee_basis_points"]
        platform = try row["platform_id"]
        institution = try row["institution_id"]
        edition = try row["edition"]
        paidAt = try row["paid_at"]
    }

    func feeFinding(_ fees: [ID<Partner>: [AgreedFee]], _ zone: Zone) -> [String] {
        let day = zone.date(of: paidAt)
        let isAgreed = fees[platform]?.contains { $0.basisPoints == fee && $0.covers(day) } ?? false
        return isAgreed ? [] : ["the platform's fee of purchase \(id) is of no agreement of \(day)"]
    }

    func shareFinding(
        _ paid: [IdempotencyKey: [LedgerAccount.Code: Rupiah]], _ rules: TrainingRules
    ) -> [String] {
        var left = price
        for milestone in Self.order {
            let shares = EscrowShares(of: milestone, price: price, left: left, feeBasisPoints: fee, rules: rules)
            guard shares.total > .zero else { continue }
            // Not reached, or from before there were codes: then what is left is not known here.
            guard let found = paid[Self.key(milestone, of: id)] else { return [] }
            var due: [LedgerAccount.Code: Rupiah] = [.partnerPayable(institution): shares.institution]
            due[.partnerPayable(platform), default: .zero] += shares.platform
            due = due.filter { $0.value > .zero }
            guard found == due else {
                return ["\(milestone.rawValue) of purchase \(id) did not pay what its price, fee and partners give"]
            }
            left -= shares.total
        }
        return []
    }
}
