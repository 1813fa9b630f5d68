import Programme
import Storage

extension SealedText {
    /// Seals what earlier versions stored in clear text, in rows of any table; returns how many rows were found. A row
    /// that an act seals meanwhile is left alone: each statement changes only what it read. Rows are found by the index
    /// that the column's migration made, which is empty afterwards.
    ///
    /// - Parameter key: the column that a row is sealed for.
    func sealEarlier(key: SQL = "id", limit: Int, vault: Vault, in tx: Transaction) throws -> Int {
        let (table, clear) = (SQL(stringLiteral: table), SQL(stringLiteral: clear))
        let column = SQL(stringLiteral: column)
        // The blank stands in the statement itself, so that both engines recognise the index's condition.
        let blank = SQL(stringLiteral: "'\(blank)'")
        let rows = try tx.rows(
            """
            SELECT \(key) AS id, \(clear) AS words
            FROM \(table)
            WHERE \(column) IS NULL AND \(clear) <> \(blank)
            ORDER BY \(key)
            LIMIT \(limit)
            """)
        for row in rows {
            let (id, words): (Int64, String) = try (row["id"], row["words"])
            try tx.send(
                """
                UPDATE \(table)
                SET \(column) = \(seal(words, row: id, vault)), \(clear) = \(blank)
                WHERE \(key) = \(id) AND \(column) IS NULL AND \(clear) = \(words)
                """)
        }
        return rows.count
    }

    /// Whether the text of this row can be opened, or there is none.
    func isReadable(_ id: Int64, key: SQL, vault: Vault, in tx: Transaction) throws -> Bool {
        let (table, clear) = (SQL(stringLiteral: table), SQL(stringLiteral: clear))
        let row = try tx.row(
            "SELECT \(clear), \(SQL(stringLiteral: column)) FROM \(table) WHERE \(key) = \(id)")
        guard let row else { return true }
        do {
            _ = try find(row, of: id, vault.strict)
            return true
        } catch is VaultFault {
            return false
        }
    }
}
