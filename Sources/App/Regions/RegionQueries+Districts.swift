import Programme
import Storage

extension RegionQueries {
    /// The districts of these regencies by the newest list that has each; unknown codes have none.
    func districts(of regencies: [String]) throws -> KnownDistricts {
        // By their possible codes: comparing texts by their beginning differs between the engines' sort orders.
        let codes = Set(regencies).filter { Regency(code: $0) != nil }.sorted().flatMap { regency in
            (1...99).map { "\(regency).\($0 < 10 ? "0" : "")\($0)" }
        }
        guard !codes.isEmpty else { return .none }
        var names: [String: NamedRegion] = [:]
        for row in try tx.rows("SELECT code, name FROM region WHERE code IN (\(list: codes)) ORDER BY edition") {
            let (code, name): (String, String) = try (row["code"], row["name"])
            names[code] = try? NamedRegion(row: [code, name])
        }
        return KnownDistricts(codes.compactMap { names[$0] })
    }
}
