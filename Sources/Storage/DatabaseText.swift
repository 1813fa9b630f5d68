/// How a database encodes and sorts text. Both engines must store and sort the same text alike.
package struct DatabaseText: Sendable, Equatable {
    /// The encoding as the engine names it: `UTF8`, `UTF-8`, `SQL_ASCII`.
    package let encoding: String
    /// The collation; nil on SQLite, which sorts by bytes.
    package let collation: String?

    package init(encoding: String, collation: String?) {
        (self.encoding, self.collation) = (encoding, collation)
    }

    package var isUnicode: Bool { ["UTF8", "UTF-8"].contains(encoding.uppercased()) }

    /// Whether it sorts by bytes or code points, as SQLite does.
    package var sortsByCode: Bool {
        guard let collation else { return true }
        return ["C", "POSIX", "C.UTF-8", "C.UTF8"].contains(collation.uppercased())
    }
}

extension Database {
    package func text() async throws -> DatabaseText {
        try await read { tx in
            let question: SQL =
                switch tx.engine {
                case .sqlite: "SELECT encoding, CAST(NULL AS TEXT) AS collation FROM pragma_encoding"
                case .postgres:
                    """
                    SELECT CAST(pg_encoding_to_char(encoding) AS TEXT) AS encoding, CAST(datcollate AS TEXT) AS collation
                    FROM pg_database
                    WHERE datname = current_database()
                    """
                }
            guard let row = try tx.row(question) else { return DatabaseText(encoding: "unknown", collation: nil) }
            return DatabaseText(encoding: try row["encoding"], collation: try row["collation"])
        }
    }
}
