import Foundation

/// Who gets the places of removed tickets after a draw: the same ranking continues, without another draw. A pure
/// function of list, seed, rules and the steps so far, so that any reader finds the same next ticket.
///
/// A place stays in its pool: it goes to the first ticket by rank that belongs to the pool, has no place yet and is
/// within the household limit. Where the pool has none left, it goes to the first of all entries. A ticket that has a
/// place keeps it. After `DrawChanges.mostPassed` tickets that were passed over, a place may be left empty.
package struct Succession: Sendable {
    private let draw: Draw
    private let list: SealedList
    private let seed: Data
    /// The pool in which the draw selected a ticket.
    private let drawn: [Int: Stratum]
    /// The pool in which a ticket has its place now.
    private var places: [Int: Stratum]
    /// Whether a ticket, from 1, has or had a place: then it does not move up.
    private var settled: [Bool]
    private var households: [Data: Int] = [:]
    private var rankings: [Stratum: [UInt32]] = [:]
    /// The pool of the place to be filled, and the tickets that were passed over for it.
    private var vacancy: Stratum?
    private var passed: Set<Int> = []

    package init(draw: Draw, list: SealedList, seed: Data) {
        self.draw = draw
        self.list = list
        self.seed = seed
        let lines = draw.selected(of: list, seed: seed).lines
        drawn = Dictionary(uniqueKeysWithValues: lines.map { ($0.ticket, $0.stratum) })
        places = drawn
        settled = [Bool](repeating: false, count: list.count + 1)
        for line in lines { settled[line.ticket] = true }
        guard draw.perHousehold != nil else { return }
        for line in lines { households[list[line.ticket].household, default: 0] += 1 }
    }

    /// Carries a step out. Throws the reason where it is not the required one.
    package mutating func apply(_ step: DrawChanges.Step) throws(DrawChanges.StepError) {
        switch step {
        case .out(let ticket):
            guard vacancy == nil else { throw .placeOpen }
            guard let stratum = places.removeValue(forKey: ticket) else { throw .hadNoPlace(ticket) }
            vacancy = stratum
            count(ticket, -1)
        case .passed(let ticket):
            try expect(ticket)
            passed.insert(ticket)
        case .up(let ticket):
            let stratum = try expect(ticket).stratum
            places[ticket] = stratum
            settled[ticket] = true
            count(ticket, 1)
            fill()
        case .empty:
            guard vacancy != nil else { throw .noPlaceOpen }
            if !isExhausted, let right = next()?.ticket { throw .expected(right) }
            fill()
        }
    }

    /// The next ticket for the open place; nil when none is left.
    package mutating func next() -> Draw.Line? {
        guard let vacancy else { return nil }
        for pool in vacancy == .everyone ? [.everyone] : [vacancy, .everyone] {
            let ranking = ranking(of: pool)
            for (place, ticket) in ranking.enumerated() where isNext(Int(ticket)) {
                return Draw.Line(
                    ticket: Int(ticket), stratum: pool, position: place + 1, of: ranking.count, selected: true)
            }
        }
        return nil
    }

    /// Whether as many tickets were passed over for the open place as are for any. One more is not.
    package var isExhausted: Bool { passed.count >= DrawChanges.mostPassed }

    /// Whether every open place has been filled or left empty.
    package var isComplete: Bool { vacancy == nil }

    @discardableResult
    private mutating func expect(_ ticket: Int) throws(DrawChanges.StepError) -> Draw.Line {
        guard vacancy != nil else { throw .noPlaceOpen }
        guard let right = next() else { throw .nobodyLeft }
        guard right.ticket == ticket else { throw .expected(right.ticket) }
        return right
    }

    private mutating func fill() {
        vacancy = nil
        passed = []
    }

    private mutating func count(_ ticket: Int, _ difference: Int) {
        guard draw.perHousehold != nil else { return }
        households[list[ticket].household, default: 0] += difference
    }

    private func isNext(_ ticket: Int) -> Bool {
        guard !settled[ticket], !passed.contains(ticket) else { return false }
        guard let most = draw.perHousehold else { return true }
        let entry = list[ticket]
        return entry.earlier + households[entry.household, default: 0] < most
    }

    /// All tickets that the draw ranked in a pool, in that order.
    private mutating func ranking(of pool: Stratum) -> [UInt32] {
        if let known = rankings[pool] { return known }
        let order = Self.order(of: pool, in: draw.strata)
        let tickets = list.tickets(in: pool).filter { ticket in
            drawn[Int(ticket)].map { Self.order(of: $0, in: draw.strata) >= order } ?? true
        }
        let ranked = tickets.isEmpty ? [] : Ranking(seed: seed, stratum: pool, tickets: tickets).first(tickets.count)
        rankings[pool] = ranked
        return ranked
    }

    /// The position of a pool's stratum in the edition's strata: a ticket selected in an earlier one was not ranked in
    /// a later.
    private static func order(of pool: Stratum, in strata: [WaveRules.Stratum]) -> Int {
        let kind: WaveRules.Stratum =
            switch pool {
            case .priority: .priority
            case .province: .province
            case .everyone: .everyone
            }
        return strata.firstIndex(of: kind) ?? strata.count
    }
}

extension SealedList {
    /// All tickets that belong to a pool, by number.
    func tickets(in pool: Stratum) -> [UInt32] {
        bytes.withUnsafeBytes { (list: UnsafeRawBufferPointer) -> [UInt32] in
            var tickets: [UInt32] = []
            for place in 0..<count {
                let start = place * Self.entryBytes
                let belongs =
                    switch pool {
                    case .priority: list[start] == UInt8(1)
                    case .province(let number): Int(list[start + 2] as UInt8) == number
                    case .everyone: true
                    }
                if belongs { tickets.append(UInt32(place + 1)) }
            }
            return tickets
        }
    }
}
