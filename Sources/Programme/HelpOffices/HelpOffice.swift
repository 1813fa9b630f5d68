/// A local office where people are helped with a computer and with signing up, free of charge.
package struct HelpOffice: Sendable, Equatable {
    package let kind: Kind
    package let regency: Regency
    package let name: String
    package let address: String
    /// Nil where the office has none.
    package let phone: OfficePhone?
    /// How many computers visitors can use.
    package let computers: Int
    package let hours: OpeningHours

    package enum Kind: String, Sendable, CaseIterable {
        case labour
        case industryAndTrade = "industry-and-trade"
        case tourism
        case cooperatives

        /// As a file and an address name it.
        package var slug: String {
            switch self {
            case .labour: "tenaga-kerja"
            case .industryAndTrade: "perindustrian-perdagangan"
            case .tourism: "pariwisata"
            case .cooperatives: "koperasi-ukm"
            }
        }

        package init?(slug: String) {
            guard let found = Self.allCases.first(where: { $0.slug == slug }) else { return nil }
            self = found
        }
    }

    /// What tells an office from all others; a later file that has it again is about the same office.
    package struct Key: Hashable, Sendable {
        package let region: String
        package let kind: Kind
        package let name: String
    }

    package init(
        kind: Kind, regency: Regency, name: String, address: String, phone: OfficePhone?, computers: Int,
        hours: OpeningHours
    ) {
        self.kind = kind
        self.regency = regency
        self.name = name
        self.address = address
        self.phone = phone
        self.computers = computers
        self.hours = hours
    }

    package var key: Key { Key(region: regency.code, kind: kind, name: name) }

    /// The zone of the office's province, in which its hours are written.
    package var zone: Zone { regency.province?.zone ?? .wib }

    /// - Parameter holidays: public holidays and days of joint leave.
    package func state(at instant: Instant, holidays: Set<CivilDate>) -> OpeningHours.State {
        hours.state(at: instant, in: zone, holidays: holidays)
    }
}
