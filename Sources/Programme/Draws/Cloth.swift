import Foundation

/// Kain: the cloth that a wave's draw weaves from its public seed, 15 threads by 15. No officer chooses the picture, as no
/// officer chooses who is selected, and a reader who knows the seed can weave it again.
///
/// Byte *y* of the seed, 0 to 7, is row *y* of a quarter, its highest bit first; the quarter is mirrored twice. Around the
/// middle two rings are fixed, so that the heart is always a diamond: at a distance of 3 a thread, at 4 the ground. Byte
/// 8 gives the colour of the ground.
package struct Cloth: Sendable, Equatable {
    package enum Ground: Int, Sendable, CaseIterable {
        case nila, laut, daun, mengkudu, manggis

        /// As in a stylesheet or a drawing.
        package var colour: String {
            switch self {
            case .nila: "#17365d"
            case .laut: "#0b5a7a"
            case .daun: "#0f5c46"
            case .mengkudu: "#963c20"
            case .manggis: "#472c4e"
            }
        }
    }

    package enum Thread: Sendable {
        case kapas
        /// The threads of the heart, up to a distance of 3 from the middle.
        case kunyit

        package var colour: String { self == .kunyit ? "#f2b100" : "#f7f0dd" }
    }

    /// A run of equal threads in one row.
    package struct Run: Sendable, Equatable {
        package let row: Int
        package let column: Int
        package let length: Int
    }

    /// Threads in each direction.
    package static let side = 15
    /// How many bytes of a seed are used.
    package static let usedBytes = 9
    private static let middle = side / 2

    package let ground: Ground
    /// Rows from the top, columns from the left; nil where the ground is seen.
    private let cells: [[Thread?]]

    /// - Parameter seed: of a draw; nil for one that is shorter than `usedBytes`.
    package init?(seed: Data) {
        let bytes = [UInt8](seed.prefix(Self.usedBytes))
        guard bytes.count == Self.usedBytes,
            let ground = Ground(rawValue: Int(bytes[Self.usedBytes - 1]) % Ground.allCases.count)
        else { return nil }
        self.ground = ground
        cells = (0..<Self.side).map { row in (0..<Self.side).map { Self.thread(bytes, row: row, column: $0) } }
    }

    private static func thread(_ bytes: [UInt8], row: Int, column: Int) -> Thread? {
        let distance = abs(column - middle) + abs(row - middle)
        let (y, x) = (min(row, side - 1 - row), min(column, side - 1 - column))
        let isThread =
            switch distance {
            case 3: true
            case 4: false
            default: bytes[y] >> UInt8(middle - x) & 1 == 1
            }
        guard isThread else { return nil }
        return distance <= 3 ? .kunyit : .kapas
    }

    package subscript(row: Int, column: Int) -> Thread? { cells[row][column] }

    /// How many threads there are; nil counts those of both colours.
    package func count(_ thread: Thread? = nil) -> Int {
        cells.joined().count { cell in cell != nil && (thread == nil || cell == thread) }
    }

    /// The threads of one colour in these rows, as runs: what a drawing needs.
    package func runs(of thread: Thread, in rows: Range<Int> = 0..<Cloth.side) -> [Run] {
        rows.flatMap { row -> [Run] in
            var (runs, start): ([Run], Int?) = ([], nil)
            for column in 0...Self.side {
                let isThread = column < Self.side && cells[row][column] == thread
                if isThread, start == nil { start = column }
                if !isThread, let first = start {
                    runs.append(Run(row: row, column: first, length: column - first))
                    start = nil
                }
            }
            return runs
        }
    }
}
