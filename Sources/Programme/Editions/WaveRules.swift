package struct WaveRules: Sendable, Codable, Equatable {
    package let quota: Int
    package let total: Int
    package let zone: Zone
    /// Whether a person who is not selected joins again by hand or is carried over.
    package let rejoin: Rejoin
    /// The order in which the groups are drawn; the last takes all that remain.
    package let strata: [Stratum]
    /// Who belongs to the priority pool.
    package let priority: PriorityRule
    /// People per province by Kemendagri code, for sharing places out where `strata` names the provinces.
    package let provinceWeights: [String: Int]?
    package let calendar: [WaveDates]
    /// Names of waves, beside their numbers; nil where every wave is called by its number alone.
    package let names: [WaveName]?
    /// Days on which no wave opens; nil where the weekly rhythm is not interrupted.
    package let pauses: [WavePause]?
    /// Provinces with fewer entries are drawn as one pool, so that no pool has only a few people; nil merges none.
    package let smallestPool: Int?
    /// How many witnesses a draw has and how long it waits; nil where the system alone holds the secret.
    package let rule: DrawRule?
    /// How many days a person may contest a removal after the draw; nil for the usual number.
    package let contestDays: Int?
    /// How many tickets are shown to auditors after a draw; nil for the usual number.
    package let sample: Int?
    /// The witnesses and the beacon of the annex.
    var fromAnnex: DrawRules?

    enum CodingKeys: String, CodingKey {
        case quota, total, zone, rejoin, strata, priority, provinceWeights, calendar, names, pauses, smallestPool
        case contestDays, sample
        case rule = "draw"
    }

    /// The witnesses of the draw and the public randomness it waits for; nil where the system alone holds the secret.
    /// Without the annex that the rule requires no witness is named, so that nothing can be drawn.
    package var draw: DrawRules? {
        guard let rule else { return nil }
        return rule.named ?? fromAnnex ?? .withoutAnnex(rule)
    }

    package enum Rejoin: String, Sendable, Codable { case manual, automatic }
    package enum Stratum: String, Sendable, Codable { case priority, province, everyone }
}

/// Who is drawn first: people who lost work through the pandemic by their own statement or by a list.
package struct PriorityRule: Sendable, Codable, Equatable {
    /// The occupations, as stated in the application, that give priority.
    package let occupations: [Occupation]
    /// The lists of other offices that give priority.
    package let lists: [ListKind]
    /// What the pandemic did to a person's work, as stated in the application, that gives priority; none where left
    /// out.
    package let impacts: [PandemicImpact]?

    package init(occupations: [Occupation], lists: [ListKind], impacts: [PandemicImpact]? = nil) {
        self.occupations = occupations
        self.lists = lists
        self.impacts = impacts
    }

    package func includes(_ occupation: Occupation, _ impact: PandemicImpact?, listed: Set<ListKind>) -> Bool {
        occupations.contains(occupation) || impact.map { (impacts ?? []).contains($0) } ?? false
            || !listed.isDisjoint(with: lists)
    }
}

/// Days on which no wave opens, with the reason that the public reads. Waves whose dates follow from the weekly rhythm
/// move behind it by whole weeks; a wave that the calendar lists may not open in it.
package struct WavePause: Sendable, Codable, Equatable {
    package let from: CivilDate
    /// The last day.
    package let to: CivilDate
    package let why: Bilingual

    package init(from: CivilDate, to: CivilDate, why: Bilingual) {
        self.from = from
        self.to = to
        self.why = why
    }

    package func contains(_ date: CivilDate) -> Bool { from <= date && date <= to }
}

/// The dates of one wave. A wave that is not in the calendar is later than the nearest earlier one by as many weeks as
/// its number is higher: moving a wave in the calendar moves all that follow.
package struct WaveDates: Sendable, Codable, Equatable {
    package let number: Int
    package let opens: Instant
    package let closes: Instant
    package let announced: Instant
    /// Only where it differs from `WaveRules.quota`.
    package let quota: Int?
    /// The announcement's new date, where it was postponed; the first one stays visible.
    package let postponed: Postponement?
    /// Kemendagri codes of provinces and regencies whose people may join; nil for every admitted region.
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

    /// The instant at which the outcome is published.
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
