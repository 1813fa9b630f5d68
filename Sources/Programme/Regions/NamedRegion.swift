/// One row of a list of regions: `82.71.01;Kota Ternate Selatan`.
package struct NamedRegion: Sendable, Equatable {
    /// `82`, `82.71`, `82.71.01` or `82.71.01.1001`.
    package let code: String
    package let name: String

    package enum RowError: Error, Sendable, Equatable {
        case fields
        case code(String)
        case name
        /// Seven digits: a district in the numbering of the statistics office.
        case statisticsCode
        /// The line is longer than a line of a spreadsheet may be here.
        case tooLong
        case openQuote
    }

    private static let longestName = 120
    /// The number of digits of each level of a code.
    private static let levels = [2, 2, 2, 4]
    /// In messages a code is cut to this many characters.
    private static let shownCode = 20
    private static let statisticsDistrictDigits = 7

    /// - Parameter row: code and name; further fields are ignored. The dots of the code may be missing or followed by
    ///   a blank.
    package init(row: [String]) throws(RowError) {
        guard row.count >= 2 else { throw .fields }
        let typed = row[0].plainDigits.filter { !$0.isWhitespace && $0 != "'" }
        guard let code = Self.dotted(typed) else {
            let isStatistics = typed.count == Self.statisticsDistrictDigits && typed.allSatisfy(\.isASCIIDigit)
            throw isStatistics ? .statisticsCode : .code(String(typed.prefix(Self.shownCode)))
        }
        let name = row[1].trimmingWhitespace()
        guard (1...Self.longestName).contains(name.count) else { throw .name }
        (self.code, self.name) = (code, name)
    }

    /// Two digits, then two, two and four, with dots. Nil for anything else.
    private static func dotted(_ text: String) -> String? {
        var parts = text.split(separator: ".", omittingEmptySubsequences: false)
        if parts.count == 1 {
            var rest = parts[0]
            parts = levels.compactMap { digits in
                guard !rest.isEmpty else { return nil }
                defer { rest = rest.dropFirst(digits) }
                return rest.prefix(digits)
            }
            guard rest.isEmpty else { return nil }
        }
        guard (1...levels.count).contains(parts.count) else { return nil }
        let fits = zip(parts, levels).allSatisfy { $0.count == $1 && $0.allSatisfy(\.isASCIIDigit) }
        return fits ? parts.joined(separator: ".") : nil
    }
}

/// Judges a list of regions as a whole: the statistics office has its own numbering, in which 91 is another province,
/// so a list with its codes would name the wrong regions.
package struct RegionFileJudge: Sendable {
    private var alike = 0
    private var different = 0
    private var statistics = 0

    /// The least number of differing names that counts as evidence, because single regencies change their names.
    private static let fewest = 5

    package init() {}

    package mutating func note(_ row: Result<NamedRegion, NamedRegion.RowError>) {
        switch row {
        case .success(let region):
            guard Regions.isKnown(region.code) else { return }
            let isAlike = Self.bare(region.name) == Self.bare(Regions.name(of: region.code))
            if isAlike { alike += 1 } else { different += 1 }
        case .failure(.statisticsCode): statistics += 1
        case .failure: break
        }
    }

    /// Whether the codes are those of the statistics office.
    package var areStatisticsCodes: Bool { statistics > 0 || (different >= Self.fewest && different > alike) }

    /// `KAB. ACEH SELATAN` and `Kab. Aceh Selatan` are the same name.
    private static func bare(_ name: String) -> String {
        let words = name.lowercased().split { !$0.isLetter }.map(String.init)
        return words.filter { !["kab", "kabupaten", "kota", "adm", "administrasi", "provinsi", "prov"].contains($0) }
            .joined()
    }
}
