import Programme
import Storage

extension Transaction {
    var regions: RegionQueries { RegionQueries(tx: self) }
}

/// Regions of other years, and districts. The only writer of `region`.
struct RegionQueries {
    let tx: Transaction

    /// Whether a code is in any imported list.
    func isKnown(_ code: String) throws -> Bool {
        try tx.row("SELECT code FROM region WHERE code = \(code) LIMIT 1") != nil
    }

    /// Inserts regions; an existing one gets the new name.
    func keep(_ regions: [NamedRegion], edition: String) throws {
        for region in regions {
            try tx.run(
                """
                INSERT INTO region (edition, code, name)
                VALUES (\(edition), \(region.code), \(region.name))
                ON CONFLICT (edition, code) DO UPDATE SET name = excluded.name
                """)
        }
    }
}
