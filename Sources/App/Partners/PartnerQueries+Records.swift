import Foundation
import Programme
import Storage

extension PartnerQueries {
    func record(_ id: ID<Partner>) throws -> PartnerRecord? {
        guard let row = try tx.row("SELECT \(Self.recordColumns) FROM partner_record WHERE id = \(id)") else {
            return nil
        }
        return try PartnerRecord(row, agreements: agreements(of: id))
    }

    /// By kind as the programme lists them, then by name.
    func records() throws -> [PartnerRecord] {
        let agreements = try tx.rows(
            "SELECT partner_id, \(Self.agreementColumns) FROM partner_agreement ORDER BY id DESC"
        ).map { row in (try row["partner_id"] as ID<Partner>, try PartnerRecord.Agreement(row)) }
        let byPartner = Dictionary(grouping: agreements, by: \.0)
        return try tx.rows("SELECT \(Self.recordColumns) FROM partner_record ORDER BY name, id").map { row in
            try PartnerRecord(row, agreements: (byPartner[row["id"]] ?? []).map(\.1))
        }
    }

    func add(_ record: PartnerRecord, by officer: ID<Officer>?) throws {
        try tx.run(
            """
            INSERT INTO partner_record (id, kind, name, website, contact, state, state_at, recorded_at, recorded_by)
            VALUES (\(record.id), \(record.kind), \(record.name), \(record.website), \(record.contact),
                \(record.state), \(record.stateAt), \(record.recordedAt), \(officer))
            """)
    }

    /// False when another officer changed the state meanwhile.
    func set(
        _ state: PartnerRecord.State, because reason: String?, of record: PartnerRecord, at now: Instant
    ) throws -> Bool {
        try tx.run(
            """
            UPDATE partner_record
            SET state = \(state), state_reason = \(reason), state_at = \(now)
            WHERE id = \(record.id) AND state = \(record.state)
            """) == 1
    }

    func setWebsite(_ website: String, of partner: ID<Partner>) throws {
        try tx.run("UPDATE partner_record SET website = \(website) WHERE id = \(partner)")
    }

    // MARK: - Agreements

    /// Records the agreement. It is in force on its days, and no purchase that was made before changes.
    func add(_ agreement: PartnerAgreement, to partner: ID<Partner>, ids: IDSource, at now: Instant) throws {
        let id: ID<PartnerAgreement> = ids.next()
        let added = try tx.run(
            """
            INSERT INTO partner_agreement (id, partner_id, number, from_day, to_day, fee_basis_points, recorded_at)
            VALUES (\(id), \(partner), \(agreement.number), \(agreement.from), \(agreement.to),
                \(agreement.feeBasisPoints), \(now))
            ON CONFLICT (partner_id, number) DO NOTHING
            """)
        guard added == 1 else { throw PartnerRecordRefusal.agreementNumberTaken(agreement.number) }
    }

    /// The latest recorded first.
    private func agreements(of partner: ID<Partner>) throws -> [PartnerRecord.Agreement] {
        try tx.rows(
            "SELECT \(Self.agreementColumns) FROM partner_agreement WHERE partner_id = \(partner) ORDER BY id DESC"
        ).map(PartnerRecord.Agreement.init)
    }

    private static let agreementColumns: SQL = "number, from_day, to_day, fee_basis_points"

    // MARK: - Sales

    /// What platforms sold and institutions gave, by partner: paid purchases that were not cancelled.
    func sales() throws -> [ID<Partner>: PartnerSales] {
        let rows = try tx.rows(
            """
            SELECT purchase.platform_id AS partner, \(Self.sums)
            FROM purchase
            WHERE \(Self.isSold)
            GROUP BY purchase.platform_id
            UNION ALL
            SELECT course.institution_id AS partner, \(Self.sums)
            FROM purchase
            JOIN course ON course.id = purchase.course_id
            WHERE \(Self.isSold)
            GROUP BY course.institution_id
            """)
        return Dictionary(
            try rows.map { row in (try row["partner"] as ID<Partner>, try PartnerSales(row)) },
            uniquingKeysWith: { first, _ in first })
    }

    /// The same of one partner.
    func sales(of partner: Partner) throws -> PartnerSales {
        let row =
            switch partner.kind {
            case .platform:
                try tx.row(
                    "SELECT \(Self.sums) FROM purchase WHERE purchase.platform_id = \(partner.id) AND \(Self.isSold)")
            case .institution:
                try tx.row(
                    """
                    SELECT \(Self.sums)
                    FROM purchase
                    WHERE purchase.course_id IN (SELECT id FROM course WHERE institution_id = \(partner.id))
                        AND \(Self.isSold)
                    """)
            }
        return try row.map(PartnerSales.init) ?? PartnerSales(sold: 0, amount: .zero, completed: 0)
    }

    private static let isSold: SQL = "purchase.state IN ('posted', 'attended', 'completed')"
    private static let sums: SQL = """
        COUNT(*) AS sold, CAST(COALESCE(SUM(purchase.price), 0) AS BIGINT) AS amount,
            CAST(COALESCE(SUM(CASE WHEN purchase.state = 'completed' THEN 1 ELSE 0 END), 0) AS BIGINT) AS completed
        """

    private static let recordColumns: SQL =
        "id, kind, name, website, contact, state, state_reason, state_at, recorded_at"
}

/// Purchases of a partner that were paid and not cancelled.
struct PartnerSales: Sendable {
    let sold: Int
    let amount: Rupiah
    let completed: Int

    init(sold: Int, amount: Rupiah, completed: Int) {
        self.sold = sold
        self.amount = amount
        self.completed = completed
    }

    fileprivate init(_ row: Row) throws {
        sold = try row["sold"]
        amount = try row["amount"]
        completed = try row["completed"]
    }
}

extension PartnerRecord.Kind: SQLConvertible {}
extension PartnerRecord.State: SQLConvertible {}

extension PartnerRecord {
    fileprivate init(_ row: Row, agreements: [Agreement]) throws {
        try self.init(
            id: row["id"], kind: row["kind"], name: row["name"], website: row["website"], contact: row["contact"],
            state: row["state"], stateReason: row["state_reason"], stateAt: row["state_at"],
            recordedAt: row["recorded_at"], agreements: agreements)
    }
}

extension PartnerRecord.Agreement {
    fileprivate init(_ row: Row) throws {
        try self.init(
            number: row["number"], from: row["from_day"], to: row["to_day"], feeBasisPoints: row["fee_basis_points"])
    }
}
