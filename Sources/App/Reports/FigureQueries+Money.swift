import Programme
import Storage

/// Where the budget is, added up from the ledger. Each query reads whole tables: only `CountFigures` calls them, all in
/// one snapshot, so that parts and whole are of the same moment.
extension FigureQueries {
    func recountMoney() throws -> (figures: [MoneyFigure], entries: Int) {
        let parts = try available() + committed() + cards() + escrow() + movedOut() + movedBack()
        let entries: Int = try tx.row("SELECT COUNT(*) AS entries FROM journal_entry")?["entries"] ?? 0
        return (try whole() + Self.sums(parts), entries)
    }

    // MARK: - The whole

    private func whole() throws -> [MoneyFigure] {
        let accounts = try tx.rows(
            """
            SELECT place, CAST(SUM(posted) AS BIGINT) AS amount
            FROM (
                SELECT posted, CASE
                    WHEN code LIKE 'card:%' THEN 'card'
                    WHEN code LIKE 'purchase:%' THEN 'escrow'
                    WHEN code LIKE 'programme:%' THEN 'available'
                    WHEN code LIKE 'wave:%' THEN 'committed'
                    WHEN code LIKE 'partner:%' OR code LIKE 'payout:%' THEN 'payable'
                    WHEN code = 'treasury' OR code LIKE 'cash:%' THEN 'given'
                    ELSE 'other'
                END AS place
                FROM ledger_account
                WHERE NOT sink
            ) AS account
            GROUP BY place
            """
        ).map { row in
            let (place, amount): (String, Rupiah) = try (row["place"], row["amount"])
            // The state's side is negative by what it gave.
            return MoneyFigure.whole(place, place == MoneyFigure.given ? Rupiah.zero - amount : amount)
        }
        return Self.sums(try accounts + sinks())
    }

    private func sinks() throws -> [MoneyFigure] {
        try tx.rows(
            """
            SELECT code, CAST(
                COALESCE((SELECT SUM(amount) FROM posting WHERE to_id = ledger_account.id), 0)
                - COALESCE((SELECT SUM(amount) FROM posting WHERE from_id = ledger_account.id), 0) AS BIGINT
            ) AS amount
            FROM ledger_account
            WHERE sink
            """
        ).map { row in
            let code: LedgerAccount.Code = try row["code"]
            return MoneyFigure.whole((BudgetPlace(code) ?? .other).rawValue, try row["amount"])
        }
    }

    // MARK: - By edition, wave and province

    private func available() throws -> [MoneyFigure] {
        try tx.rows("SELECT code, posted FROM ledger_account WHERE code LIKE 'programme:%'").map { row in
            guard case .programmeAvailable(let edition) = try row["code"] as LedgerAccount.Code else {
                throw Inconsistency("accounts of the programme are of an edition")
            }
            return MoneyFigure(
                isWhole: false, edition: edition, wave: 0, province: 0, place: BudgetPlace.available.rawValue,
                amount: try row["posted"])
        }
    }

    private func committed() throws -> [MoneyFigure] {
        try parts(
            """
            SELECT COALESCE(wave.edition, '') AS edition, COALESCE(wave.id, CAST(0 AS BIGINT)) AS wave_id,
                CAST(0 AS BIGINT) AS province, 'committed' AS place, ledger_account.posted AS amount
            FROM ledger_account
            LEFT JOIN wave ON 'wave:' || wave.books || ':committed' = ledger_account.code
            WHERE ledger_account.code LIKE 'wave:%'
            """)
    }

    private func cards() throws -> [MoneyFigure] {
        try ["training", "incentive"].flatMap { purse in
            try parts(
                """
                SELECT \(Self.columns), 'card' AS place, CAST(SUM(own.posted) AS BIGINT) AS amount
                FROM \(Self.purses(purse))
                GROUP BY edition, wave_id, province
                """)
        }
    }

    private func escrow() throws -> [MoneyFigure] {
        try parts(
            """
            SELECT \(Self.columns), 'escrow' AS place, CAST(SUM(own.posted) AS BIGINT) AS amount
            FROM \(Self.escrows)
            GROUP BY edition, wave_id, province
            """)
    }

    /// What left cards and escrow for partners, people and the state.
    private func movedOut() throws -> [MoneyFigure] {
        try [Self.purses("training"), Self.purses("incentive"), Self.escrows].flatMap { own in
            try parts(
                """
                SELECT edition, wave_id, province, place, CAST(SUM(amount) AS BIGINT) AS amount
                FROM (
                    SELECT \(Self.columns), posting.amount, \(Self.place("target")) AS place
                    FROM \(own)
                    JOIN posting ON posting.from_id = own.id
                    JOIN ledger_account AS target ON target.id = posting.to_id
                ) AS moved
                WHERE place <> 'inside'
                GROUP BY edition, wave_id, province, place
                """)
        }
    }

    /// What came back to cards from there, as negative amounts.
    private func movedBack() throws -> [MoneyFigure] {
        try [Self.purses("training"), Self.purses("incentive")].flatMap { own in
            try parts(
                """
                SELECT edition, wave_id, province, place, CAST(-SUM(amount) AS BIGINT) AS amount
                FROM (
                    SELECT \(Self.columns), posting.amount, \(Self.place("source")) AS place
                    FROM \(own)
                    JOIN posting ON posting.to_id = own.id
                    JOIN ledger_account AS source ON source.id = posting.from_id
                ) AS moved
                WHERE place <> 'inside'
                GROUP BY edition, wave_id, province, place
                """)
        }
    }

    private func parts(_ sql: SQL) throws -> [MoneyFigure] {
        try tx.rows(sql).map { row in
            try MoneyFigure(
                isWhole: false, edition: row["edition"], wave: row["wave_id"], province: row["province"],
                place: row["place"], amount: row["amount"])
        }
    }

    private static let columns: SQL = """
        card.edition, COALESCE(entry.wave_id, CAST(0 AS BIGINT)) AS wave_id,
            COALESCE(entry.province, CAST(0 AS BIGINT)) AS province
        """

    private static func purses(_ purse: String) -> SQL {
        """
        card
        LEFT JOIN entry ON entry.id = card.entry_id
        JOIN ledger_account AS own ON own.code = 'card:' || CAST(card.id AS TEXT) || ':' || CAST(\(purse) AS TEXT)
        """
    }

    private static let escrows: SQL = """
        purchase
        JOIN card ON card.id = purchase.card_id
        LEFT JOIN entry ON entry.id = card.entry_id
        JOIN ledger_account AS own ON own.code = 'purchase:' || CAST(purchase.id AS TEXT) || ':escrow'
        """

    /// Where an account on the other side of a card or purchase is; `inside` for cards, purchases and waves.
    private static func place(_ account: SQL) -> SQL {
        """
        CASE
            WHEN \(account).code = 'returned' OR \(account).code = 'written-off' THEN 'returned'
            WHEN \(account).code LIKE 'partner:%' OR \(account).code LIKE 'payout:%' OR \(account).code LIKE 'paid:%'
            THEN 'passed-on'
            WHEN \(account).code LIKE 'card:%' OR \(account).code LIKE 'purchase:%' OR \(account).code LIKE 'wave:%'
            THEN 'inside'
            ELSE 'other'
        END
        """
    }

    /// One row for each place, without zeros.
    private static func sums(_ figures: [MoneyFigure]) -> [MoneyFigure] {
        let sums = Dictionary(grouping: figures) { "\($0.edition)|\($0.wave)|\($0.province)|\($0.place)" }
        return sums.values.compactMap { same in
            guard let first = same.first else { return nil }
            let amount = same.reduce(Rupiah.zero) { $0 + $1.amount }
            guard amount != .zero else { return nil }
            return MoneyFigure(
                isWhole: first.isWhole, edition: first.edition, wave: first.wave, province: first.province,
                place: first.place, amount: amount)
        }
    }
}
