import Foundation

/// Undian: selects entries of a sealed list. A pure function of list, seed, places and rules, so that any reader can
/// recompute the outcome.
package struct Draw: Sendable {
    package let places: Int
    package let strata: [WaveRules.Stratum]
    /// People per province, for dividing the places; empty where the edition draws over the whole country at once.
    package let provinceWeights: [Int: Int]
    /// How many of one family card may be selected; nil where the edition sets no limit.
    package let perHousehold: Int?

    package init(
        places: Int, strata: [WaveRules.Stratum], provinceWeights: [Int: Int] = [:], perHousehold: Int? = nil
    ) {
        self.places = places
        self.strata = strata
        self.provinceWeights = provinceWeights
        self.perHousehold = perHousehold
    }

    /// The rules of one wave, from its edition.
    package init(edition: Edition, places: Int) {
        self.init(
            places: places, strata: edition.waves.strata, provinceWeights: edition.waves.weightsByProvince,
            perHousehold: edition.eligibility.beneficiariesPerFamilyCard)
    }

    /// The result of one ticket: the pool in which it was last drawn, and its position among how many.
    package struct Line: Sendable, Equatable {
        package let ticket: Int
        package let stratum: Stratum
        /// 1 is drawn first.
        package let position: Int
        package let of: Int
        package let selected: Bool
        /// Its rank was reached while there were places, and only the household limit kept it from one.
        package let isPassedOver: Bool

        package init(
            ticket: Int, stratum: Stratum, position: Int, of: Int, selected: Bool, isPassedOver: Bool = false
        ) {
            self.ticket = ticket
            self.stratum = stratum
            self.position = position
            self.of = of
            self.selected = selected
            self.isPassedOver = isPassedOver
        }
    }

    /// How many entries were ranked in one pool, and how many of them were selected.
    package struct Pool: Sendable, Equatable {
        package let stratum: Stratum
        package let entries: Int
        package let selected: Int

        package init(stratum: Stratum, entries: Int, selected: Int) {
            self.stratum = stratum
            self.entries = entries
            self.selected = selected
        }
    }

    package struct Outcome: Sendable {
        /// The selected tickets, by number.
        package let lines: [Line]
        /// In the order in which they were drawn; empty pools are left out.
        package let pools: [Pool]
    }

    /// The selected tickets. A ticket that is not selected in one pool is ranked again in the next.
    package func selected(of list: SealedList, seed: Data) -> Outcome {
        let round = run(list, seed, recordsAll: false)
        return Outcome(lines: round.lines.sorted { $0.ticket < $1.ticket }, pools: round.pools)
    }

    /// The outcome of every ticket.
    package func everybody(of list: SealedList, seed: Data) -> Results {
        let round = run(list, seed, recordsAll: true)
        return Results(round.results, pools: round.pools)
    }

    private func run(_ list: SealedList, _ seed: Data, recordsAll: Bool) -> Round {
        var round = Round(draw: self, list: list, seed: seed, recordsAll: recordsAll)
        for stratum in strata {
            switch stratum {
            case .priority:
                round.pick(.priority, places: round.places, from: round.waiting { list, place in list[place] == 1 })
            case .province:
                let shares = shares(of: round.places, in: list)
                let pools = round.waitingByProvince()
                for (province, places) in shares.sorted(by: { $0.key < $1.key }) {
                    round.pick(.province(province), places: places, from: pools[province])
                }
            case .everyone:
                round.pick(.everyone, places: round.places, from: round.waiting { _, _ in true })
            }
        }
        return round
    }

    /// The places of each province. The merged pool gets the sum of the provinces without a pool of their own.
    private func shares(of places: Int, in list: SealedList) -> [Int: Int] {
        var shares = Quota.share(places, by: provinceWeights)
        let present = Set(
            list.counts([.province]).map { count in count.stratum.number })
        guard present.contains(ProvincePools.others) else { return shares }
        let merged = shares.filter { !present.contains($0.key) }
        for province in merged.keys { shares[province] = nil }
        shares[ProvincePools.others] = merged.values.reduce(0, +)
        return shares
    }
}

/// The state of a running draw: who is not selected yet, how many places are left, how many each household has.
private struct Round {
    let draw: Draw
    let list: SealedList
    let seed: Data
    let recordsAll: Bool
    var places: Int
    /// The selected; empty where all are recorded.
    var lines: [Draw.Line] = []
    /// By ticket; empty where only the selected are recorded.
    var results: [Draw.Results.Compact]
    var pools: [Draw.Pool] = []
    private var isTaken: [Bool]
    private var households: [Data: Int] = [:]

    init(draw: Draw, list: SealedList, seed: Data, recordsAll: Bool) {
        self.draw = draw
        self.list = list
        self.seed = seed
        self.recordsAll = recordsAll
        places = draw.places
        isTaken = [Bool](repeating: false, count: list.count)
        results = recordsAll ? [Draw.Results.Compact](repeating: .unranked, count: list.count) : []
    }

    /// The unselected tickets for which `belongs` returns true; it gets the list's bytes and the offset of the entry.
    func waiting(_ belongs: (UnsafeRawBufferPointer, Int) -> Bool) -> [UInt32] {
        list.bytes.withUnsafeBytes { bytes in
            var tickets: [UInt32] = []
            for place in 0..<list.count where !isTaken[place] && belongs(bytes, place * SealedList.entryBytes) {
                tickets.append(UInt32(place + 1))
            }
            return tickets
        }
    }

    /// The unselected tickets, by the number of their province.
    func waitingByProvince() -> [[UInt32]] {
        list.bytes.withUnsafeBytes { bytes in
            var pools = [[UInt32]](repeating: [], count: ProvincePools.others + 1)
            for place in 0..<list.count where !isTaken[place] {
                pools[Int(bytes[place * SealedList.entryBytes + 2])].append(UInt32(place + 1))
            }
            return pools
        }
    }

    mutating func pick(_ stratum: Stratum, places limit: Int, from tickets: [UInt32]) {
        guard !tickets.isEmpty else { return }
        guard limit > 0 || recordsAll else {
            return pools.append(Draw.Pool(stratum: stratum, entries: tickets.count, selected: 0))
        }
        let ranking = Ranking(seed: seed, stratum: stratum, tickets: tickets)
        let enough = recordsAll ? tickets.count : limit
        var taken = take(ranking.first(enough), of: tickets.count, stratum, limit)
        // Entries passed over by the household limit left places for later ranks.
        if taken < limit, enough < tickets.count { taken = retake(ranking, of: tickets.count, stratum, limit, taken) }
        places -= taken
        pools.append(Draw.Pool(stratum: stratum, entries: tickets.count, selected: taken))
    }

    private mutating func retake(
        _ ranking: Ranking, of count: Int, _ stratum: Stratum, _ limit: Int, _ before: Int
    ) -> Int {
        let all = ranking.first(count)
        let rest = all.enumerated().filter { !isTaken[Int($0.element) - 1] }
        var taken = before
        for (place, ticket) in rest where taken < limit {
            if select(ticket, stratum, position: place + 1, of: count) { taken += 1 }
        }
        return taken
    }

    private mutating func take(_ ranked: [UInt32], of count: Int, _ stratum: Stratum, _ limit: Int) -> Int {
        var taken = 0
        for (place, ticket) in ranked.enumerated() {
            let isReached = taken < limit
            if isReached, select(ticket, stratum, position: place + 1, of: count) {
                taken += 1
            } else if recordsAll {
                record(ticket, isReached ? .passedOver : .notSelected, stratum, position: place + 1)
            } else if taken == limit {
                break
            }
        }
        return taken
    }

    /// False when the family card has reached the edition's limit.
    private mutating func select(_ ticket: UInt32, _ stratum: Stratum, position: Int, of count: Int) -> Bool {
        if let most = draw.perHousehold {
            let entry = list[Int(ticket)]
            guard entry.earlier + households[entry.household, default: 0] < most else { return false }
            households[entry.household, default: 0] += 1
        }
        isTaken[Int(ticket) - 1] = true
        if recordsAll {
            record(ticket, .selected, stratum, position: position)
        } else {
            lines.append(
                Draw.Line(ticket: Int(ticket), stratum: stratum, position: position, of: count, selected: true))
        }
        return true
    }

    /// A result in a later pool replaces the one before.
    private mutating func record(
        _ ticket: UInt32, _ verdict: Draw.Verdict, _ stratum: Stratum, position: Int
    ) {
        results[Int(ticket) - 1] = Draw.Results.Compact(
            verdict: verdict, stratum: UInt8(stratum.number), position: UInt32(position))
    }
}

extension WaveRules {
    /// No province and no country has more people; the sum over a hundred provinces cannot overflow.
    private static let mostPeople = 1_000_000_000

    /// The weights by the number of the province.
    package var weightsByProvince: [Int: Int] {
        var weights: [Int: Int] = [:]
        for (code, people) in provinceWeights ?? [:] {
            if let number = Int(code, in: 11...ProvincePools.others) {
                weights[number] = min(max(people, 0), Self.mostPeople)
            }
        }
        return weights
    }
}
