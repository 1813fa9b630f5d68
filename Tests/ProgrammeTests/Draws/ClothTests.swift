import Foundation
import Programme
import Testing

@Suite("The cloth of a draw")
struct ClothTests {
    private static let seed = "e22ec690ffb6ac90b5"

    private func cloth(_ hex: String) throws -> Cloth {
        let seed = try #require(Data(hex: hex))
        return try #require(Cloth(seed: seed))
    }

    @Test("the published vector is woven: sea ground, 114 threads, 12 of them kunyit; later bytes change nothing")
    func vector() throws {
        for rest in ["", "00", String(repeating: "ff", count: 23)] {
            let cloth = try cloth(Self.seed + rest)
            #expect(cloth.ground == .laut && cloth.count() == 114 && cloth.count(.kunyit) == 12)
            #expect(cloth.count(.kapas) == 102)
        }
        let drawn = try cloth(Self.seed)
        let rows = (0..<Cloth.side).map { row in
            (0..<Cloth.side).map { column in
                switch drawn[row, column] {
                case .kapas: "#"
                case .kunyit: "o"
                case nil: "."
                }
            }.joined()
        }
        #expect(
            Array(rows.prefix(8)) == [
                "###...#.#...###", "..#.###.###.#..", "##...##.##...##", "#..#.......#..#", "######.o.######",
                "#.##..o.o..##.#", "#.#..o...o..#.#", "#...o.....o...#",
            ])
        #expect(Array(rows.reversed()) == rows)
    }

    @Test("the heart is a diamond in every cloth, and the ninth byte chooses among five grounds")
    func heart() throws {
        for byte in UInt8.min...UInt8.max {
            let cloth = try #require(Cloth(seed: Data(repeating: byte, count: Cloth.usedBytes)))
            #expect(cloth.ground.rawValue == Int(byte) % 5)
            for row in 0..<Cloth.side {
                for column in 0..<Cloth.side {
                    switch abs(row - 7) + abs(column - 7) {
                    case 3: #expect(cloth[row, column] == .kunyit)
                    case 4: #expect(cloth[row, column] == nil)
                    case 5...: #expect(cloth[row, column] != .kunyit)
                    default: #expect(cloth[row, column] != .kapas)
                    }
                }
            }
        }
    }

    @Test("the runs hold each thread once, in rows from the top")
    func runs() throws {
        let cloth = try cloth(Self.seed)
        let all = cloth.runs(of: .kapas) + cloth.runs(of: .kunyit)
        #expect(all.reduce(0) { $0 + $1.length } == cloth.count())
        #expect(cloth.runs(of: .kapas, in: 0..<1).map(\.column) == [0, 6, 8, 12])
        #expect(cloth.runs(of: .kapas, in: 0..<1).map(\.length) == [3, 1, 1, 3])
        let band = cloth.runs(of: .kunyit, in: 4..<11)
        #expect(band.allSatisfy { (4..<11).contains($0.row) } && band.reduce(0) { $0 + $1.length } == 12)
    }

    @Test("a seed that is too short weaves nothing")
    func short() {
        #expect(Cloth(seed: Data(repeating: 0xFF, count: Cloth.usedBytes - 1)) == nil)
        #expect(Cloth(seed: Data()) == nil)
    }
}
