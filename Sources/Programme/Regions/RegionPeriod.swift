/// A period in which people of some regions may join. A later period does not end an earlier one.
package struct RegionPeriod: Sendable, Codable, Equatable {
    /// The name of the period: the pilot, the extension.
    package let name: Bilingual
    package let from: CivilDate
    /// The last day; nil where it lasts until the edition's end.
    package let to: CivilDate?
    /// Kemendagri codes of provinces (`31`) and regencies or cities (`32.73`); nil for the whole country.
    package let codes: [String]?

    package init(name: Bilingual, from: CivilDate, to: CivilDate? = nil, codes: [String]? = nil) {
        self.name = name
        self.from = from
        self.to = to
        self.codes = codes
    }

    package func contains(_ date: CivilDate) -> Bool {
        from <= date && (to.map { date <= $0 } ?? true)
    }

    package func contains(_ home: Home) -> Bool {
        codes.map(home.isIn) ?? true
    }
}

/// Where a person lives, at the level of the programme's rules.
package struct Home: Sendable, Hashable {
    /// Kemendagri code of the province, `32`.
    package let province: String
    /// Code of the regency or city, `32.73`; nil where it was entered before codes were required.
    package let regency: String?

    package init(province: String, regency: String?) {
        self.province = province
        self.regency = regency
    }

    /// Whether one of these codes, of provinces or regencies, covers this home.
    package func isIn(_ codes: [String]) -> Bool {
        codes.contains(province) || (regency.map(codes.contains) ?? false)
    }
}

extension [RegionPeriod] {
    package enum Answer: Sendable, Equatable {
        case inPlay
        /// From this day on.
        case later(CivilDate)
        case never
    }

    /// Whether people of this home may join on a day.
    package func answer(for home: Home, on today: CivilDate) -> Answer {
        let here = filter { $0.contains(home) }
        if here.contains(where: { $0.contains(today) }) { return .inPlay }
        return here.map(\.from).filter { $0 > today }.min().map(Answer.later) ?? .never
    }
}
