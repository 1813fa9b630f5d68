import Foundation

/// Undian: who of a sealed list is selected. A pure function of list, seed, places and rules, so that a stranger with
/// the same four gets the same answer.
package struct Draw: Sendable {
    package let places: Int
    package let strata: [WaveRules.Stratum]
    /// People per province, for sharing places out; empty where the edition draws over the whole country at once.
    package let provinceWeights: [Int: Int]
    /// How many of one family card may be selected; nil where the edition knows no limit.
    package let perHousehold: Int?

    package init(
        places: Int, strata: [WaveRules.Stratum], provinceWeights: [Int: Int] = [:], perHousehold: Int? = nil
    ) {
        self.places = places
        self.strata = strata
        self.provinceWeights = provinceWeights
        self.perHousehold = perHousehold
    }

    /// The rules of one wave, as its edition has them.
    package init(edition: Edition, places: Int) {
        self.init(
            places: places, strata: edition.waves.strata, provinceWeights: edition.waves.weightsByProvince,
            perHousehold: edition.eligibility.beneficiariesPerFamilyCard)
    }

    /// What became of one ticket: in which pool it was last drawn, at which place of how many.
    package struct Line: Sendable, Equatable {
        package let ticket: Int
        package let stratum: Stratum
        /// 1 is drawn first.
        package let position: Int
        package let of: Int
        package let selected: Bool

        package init(ticket: Int, stratum: Stratum, position: Int, of: Int, selected: Bool) {
            self.ticket = ticket
            self.stratum = stratum
            self.position = position
            self.of = of
            self.selected = selected
        }
    }

    /// One line for each entry, by ticket. A ticket not selected in one pool is ranked afresh in the next.
    package func lines(of entries: [SealedEntry], seed: Data) -> [Line] {
        var round = Round(draw: self, seed: seed, waiting: entries)
        for stratum in strata {
            switch stratum {
            case .priority:
                round.pick(.priority, places: round.places) { $0.priority }
            case .province:
                let shares = Quota.share(round.places, by: provinceWeights)
                for (province, places) in shares.sorted(by: { $0.key < $1.key }) {
                    round.pick(.province(province), places: places) { $0.province == province }
                }
            case .everyone:
                round.pick(.everyone, places: round.places) { _ in true }
            }
        }
        return round.lines.values.sorted { $0.ticket < $1.ticket }
    }
}

/// A draw while it runs: who still waits, how many places are left, how many each household has.
private struct Round {
    let draw: Draw
    let seed: Data
    var waiting: [SealedEntry]
    var places: Int
    var households: [Data: Int] = [:]
    var lines: [Int: Draw.Line] = [:]

    init(draw: Draw, seed: Data, waiting: [SealedEntry]) {
        self.draw = draw
        self.seed = seed
        self.waiting = waiting
        places = draw.places
        lines.reserveCapacity(waiting.count)
    }

    mutating func pick(_ stratum: Stratum, places limit: Int, from belongs: (SealedEntry) -> Bool) {
        let pool = waiting.filter(belongs)
        let ranked = pool.map { (Rank(seed: seed, stratum: stratum, ticket: $0.ticket), $0) }.sorted { $0.0 < $1.0 }
        var taken: Set<Int> = []
        for (place, (_, entry)) in ranked.enumerated() {
            let selected = taken.count < limit && hasRoom(entry)
            if selected {
                taken.insert(entry.ticket)
                households[entry.household, default: 0] += 1
            }
            lines[entry.ticket] = Draw.Line(
                ticket: entry.ticket, stratum: stratum, position: place + 1, of: ranked.count, selected: selected)
        }
        places -= taken.count
        waiting.removeAll { taken.contains($0.ticket) }
    }

    private func hasRoom(_ entry: SealedEntry) -> Bool {
        guard let most = draw.perHousehold else { return true }
        return entry.earlier + households[entry.household, default: 0] < most
    }
}

extension WaveRules {
    /// The weights with the provinces as numbers.
    package var weightsByProvince: [Int: Int] {
        var weights: [Int: Int] = [:]
        for (code, people) in provinceWeights ?? [:] {
            if let number = Int(code) { weights[number] = people }
        }
        return weights
    }
}
