/// The check digit of the numbers by which people and officers name a case or a report. It finds every mistyped digit
/// and every pair in the wrong order.
enum CheckDigit {
    /// By Damm's method; 0 for digits that end in the right one. Nil where a character is no digit.
    static func of(_ digits: String) -> Int? {
        var carry = 0
        for byte in digits.utf8 {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            carry = table[carry][Int(byte - UInt8(ascii: "0"))]
        }
        return carry
    }

    /// A totally anti-symmetric quasigroup of order ten (H. M. Damm, 2004).
    private static let table: [[Int]] = [
        [0, 3, 1, 7, 5, 9, 8, 6, 4, 2], [7, 0, 9, 2, 1, 5, 4, 8, 6, 3], [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
        [1, 7, 5, 0, 9, 8, 3, 4, 2, 6], [6, 1, 2, 3, 0, 4, 5, 9, 7, 8], [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
        [5, 8, 6, 9, 7, 2, 0, 1, 3, 4], [8, 9, 4, 5, 3, 6, 2, 0, 1, 7], [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
        [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
    ]
}
