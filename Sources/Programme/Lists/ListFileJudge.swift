/// Judges a list's file as a whole. A single row with a NIK that ends in 0 is valid; a file full of them was damaged by
/// a spreadsheet, which keeps 15 digits of a number, and would exclude or invite other people.
package struct ListFileJudge: Sendable {
    private var niks = 0
    private var endingInZero = 0
    private var scientific = 0

    /// The share, as one in this many, from which on it is no coincidence. Serial numbers of NIKs are small, so far
    /// fewer end in 0.
    private static let suspiciousShare = 10
    /// A single NIK that ends in 0 is not enough.
    private static let fewest = 2

    package init() {}

    package mutating func note(_ row: Result<ListLine, ListRowError>) {
        switch row {
        case .success(let line):
            niks += 1
            if line.nik.digits.hasSuffix("0") { endingInZero += 1 }
        case .failure(.scientific): scientific += 1
        case .failure: break
        }
    }

    /// Throws when the file's numbers cannot be the people's own NIKs.
    package func check() throws(ListRefusal) {
        guard scientific * Self.suspiciousShare <= niks + scientific else { throw .scientificNumbers(scientific) }
        if endingInZero >= Self.fewest, endingInZero * Self.suspiciousShare > niks {
            throw .lastDigitLost(endingInZero, of: niks)
        }
    }
}
