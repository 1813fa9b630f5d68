import Crypto
import Foundation
import Testing

@testable import Programme

/// Two thousand draws with fixed, different secrets: the chance must not depend on the entry or on the time of joining.
@Suite("Fairness of the draw")
struct FairnessTests {
    static let draws = 2_000
    static let people = 120
    static let places = 30

    /// One entry's results, by order of joining.
    struct Chance {
        var selected = 0
        /// How often it was drawn in the last pool.
        var last = 0
        /// The sum of its relative positions in the last pool.
        var depth = 0.0
    }

    /// A third of the places goes to one province, to which all belong; the rest are drawn in the last pool.
    private func draw() -> [Chance] {
        let draw = Draw(places: Self.places, strata: [.province, .everyone], provinceWeights: [31: 1, 32: 2])
        var chances = [Chance](repeating: Chance(), count: Self.people)
        for number in 0..<Self.draws {
            let secret = Data(SHA256.hash(data: Data("rahasia \(number)".utf8)))
            let tickets = Shuffle.tickets(Self.people, key: secret)
            let list = SealedList(
                (0..<Self.people).map { place in
                    SealedEntry(
                        ticket: Int(tickets[place]), priority: false, province: 31,
                        household: Data(repeating: UInt8(place), count: 16), earlier: 0,
                        salt: Data(repeating: 0, count: 16))
                })
            let lines = draw.everybody(of: list, seed: Data(SHA256.hash(data: secret + list.root))).lines
            for place in 0..<Self.people {
                let line = lines[Int(tickets[place]) - 1]
                if line.selected { chances[place].selected += 1 }
                guard line.stratum == .everyone else { continue }
                chances[place].last += 1
                chances[place].depth += Double(line.position) / Double(line.of)
            }
        }
        return chances
    }

    @Test("fairness: every entry is selected equally often, and the order of joining does not matter")
    func even() {
        let chances = draw()
        let share = Double(Self.places) / Double(Self.people)
        let expected = Double(Self.draws) * share
        let square = chances.reduce(0.0) { sum, chance in
            let difference = Double(chance.selected) - expected
            return sum + difference * difference / (expected * (1 - share))
        }
        #expect(probability(ofChiSquare: square, degrees: Self.people - 1) > 0.001, "chi-square \(square)")

        // The correlation of rank and order of joining: its deviation is 1 / √(number of pairs).
        let depths = chances.map { $0.depth / Double(max($0.last, 1)) }
        let mean = depths.reduce(0, +) / Double(depths.count)
        let middle = Double(Self.people - 1) / 2
        var (together, first, second) = (0.0, 0.0, 0.0)
        for (place, depth) in depths.enumerated() {
            together += (Double(place) - middle) * (depth - mean)
            first += (Double(place) - middle) * (Double(place) - middle)
            second += (depth - mean) * (depth - mean)
        }
        let correlation = together / (first * second).squareRoot()
        #expect(abs(correlation) < 4 / Double(Self.people).squareRoot(), "correlation \(correlation)")
    }

    @Test("fairness: a ticket missed in an early pool has the same chance in the last as those only in that")
    func afresh() {
        var early = (drawn: 0, selected: 0)
        var late = (drawn: 0, selected: 0)
        let draw = Draw(places: 30, strata: [.province, .everyone], provinceWeights: [31: 1, 32: 2])
        for number in 0..<Self.draws {
            let secret = Data(SHA256.hash(data: Data("lagi \(number)".utf8)))
            let list = SealedList(
                (1...Self.people).map { ticket in
                    SealedEntry(
                        ticket: ticket, priority: false, province: ticket <= 40 ? 31 : 82, household: secret.prefix(16),
                        earlier: 0, salt: Data(repeating: 0, count: 16))
                })
            for line in draw.everybody(of: list, seed: secret).lines where line.stratum == .everyone {
                if line.ticket <= 40 {
                    early.drawn += 1
                    early.selected += line.selected ? 1 : 0
                } else {
                    late.drawn += 1
                    late.selected += line.selected ? 1 : 0
                }
            }
        }
        let rates = (Double(early.selected) / Double(early.drawn), Double(late.selected) / Double(late.drawn))
        let all = Double(early.selected + late.selected) / Double(early.drawn + late.drawn)
        let deviation = (all * (1 - all) * (1 / Double(early.drawn) + 1 / Double(late.drawn))).squareRoot()
        #expect(abs(rates.0 - rates.1) < 4 * deviation, "\(rates)")
    }

    /// Wilson and Hilferty: the cube root of a chi-square is approximately normal.
    private func probability(ofChiSquare square: Double, degrees: Int) -> Double {
        let spread = 2 / (9 * Double(degrees))
        let normal = (pow(square / Double(degrees), 1 / 3) - (1 - spread)) / spread.squareRoot()
        return erfc(normal / 2.0.squareRoot()) / 2
    }
}
