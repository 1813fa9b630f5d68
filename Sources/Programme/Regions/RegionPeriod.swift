/// A time in which people of some regions may join. What is listed later does not undo what was listed before.
package struct RegionPeriod: Sendable, Codable, Equatable {
    /// What it is called: the pilot, the widening.
    package let name: Bilingual
    package let from: CivilDate
    /// The last day; nil where it holds to the edition's end.
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

/// Where somebody lives, as far as the programme's rules look.
package struct Home: Sendable, Hashable {
    /// Kemendagri code of the province, `32`.
    package let province: String
    /// Of the regency or city, `32.73`; nil where it was written before codes were asked for.
    package let regency: String?

    package init(province: String, regency: String?) {
        self.province = province
        self.regency = regency
    }

    /// Whether one of these codes, of provinces or regencies, is here.
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

    /// Whether people who live here may join on a day.
    package func answer(for home: Home, on today: CivilDate) -> Answer {
        let here = filter { $0.contains(home) }
        if here.contains(where: { $0.contains(today) }) { return .inPlay }
        return here.map(\.from).filter { $0 > today }.min().map(Answer.later) ?? .never
    }
}
