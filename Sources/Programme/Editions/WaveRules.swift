package struct WaveRules: Sendable, Codable, Equatable {
    package let quota: Int
    package let total: Int
    package let zone: Zone
    /// Whoever is not selected joins again by hand, or is carried over.
    package let rejoin: Rejoin
    /// Who is drawn before whom; the last takes everybody left.
    package let strata: [Stratum]
    /// Who belongs to the priority pool.
    package let priority: PriorityRule
    /// People per province by Kemendagri code, for sharing places out where `strata` names the provinces.
    package let provinceWeights: [String: Int]?
    package let calendar: [WaveDates]
    /// Provinces with fewer entries are drawn as one pool, so that no pool is a handful of people; nil merges none.
    package let smallestPool: Int?
    /// Who watches over the draw, and which public randomness it waits for; nil where the system alone keeps the
    /// secret.
    package let draw: DrawRules?
    /// How many days somebody may contest being taken out after the draw; nil for the usual number.
    package let contestDays: Int?

    package enum Rejoin: String, Sendable, Codable { case manual, automatic }
    package enum Stratum: String, Sendable, Codable { case priority, province, everyone }
}

/// Who is drawn first: those whose own word or whose name on a list says that the pandemic took their work.
package struct PriorityRule: Sendable, Codable, Equatable {
    /// What somebody says they do now.
    package let occupations: [Occupation]
    /// Lists of other offices on which they stand.
    package let lists: [ListKind]

    package init(occupations: [Occupation], lists: [ListKind]) {
        self.occupations = occupations
        self.lists = lists
    }

    package func includes(_ occupation: Occupation, listed: Set<ListKind>) -> Bool {
        occupations.contains(occupation) || !listed.isDisjoint(with: lists)
    }
}

/// The dates of one wave. A wave that is not listed comes as many weeks after the nearest earlier one as it is later in
/// number: listing a wave moves it and all that follow.
package struct WaveDates: Sendable, Codable, Equatable {
    package let number: Int
    package let opens: Instant
    package let closes: Instant
    package let announced: Instant
    /// Only where it differs from `WaveRules.quota`.
    package let quota: Int?
    /// The announcement's new date, where it was put off; the first one stays to be seen.
    package let postponed: Postponement?
    /// Kemendagri codes of provinces and regencies whose people may join; nil for every region in play.
    package let regions: [String]?

    package init(
        number: Int, opens: Instant, closes: Instant, announced: Instant, quota: Int?,
        postponed: Postponement? = nil, regions: [String]? = nil
    ) {
        self.number = number
        self.opens = opens
        self.closes = closes
        self.announced = announced
        self.quota = quota
        self.postponed = postponed
        self.regions = regions
    }

    /// When the outcome really shows.
    package var shows: Instant { postponed?.announced ?? announced }

    package struct Postponement: Sendable, Codable, Equatable {
        package let announced: Instant
        package let why: Bilingual

        package init(announced: Instant, why: Bilingual) {
            self.announced = announced
            self.why = why
        }
    }
}
