/// Numbers as they stand in a table: `1.204`, `Rp600.000`, `57 (98%)`, `3 / 20`; a dash where there is none.
enum Figure {
    /// Whether these cells are a column of figures: at least one is, and none is anything else.
    static func fill(_ cells: [HTML]) -> Bool {
        var found = false
        for cell in cells {
            guard let digits = digits(in: cell) else { return false }
            found = found || digits > 0
        }
        return found
    }

    /// How many digits the cell shows; nil when it shows anything that is no part of a figure.
    private static func digits(in cell: HTML) -> Int? {
        var (digits, isTag) = (0, false)
        // An address such as `127.0.0.1` has groups of other lengths than a number's three.
        var (groups, length, areThrees) = (0, 0, true)
        for byte in cell.text.utf8 {
            if byte == UInt8(ascii: "."), !isTag {
                if groups > 0, length != 3 { areThrees = false }
                (groups, length) = (groups + 1, 0)
            } else if !isTag {
                length += 1
            }
            if isTag {
                isTag = byte != UInt8(ascii: ">")
            } else if byte == UInt8(ascii: "<") {
                isTag = true
            } else if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
                digits += 1
            } else if !separators.contains(byte) {
                return nil
            }
        }
        return areThrees ? digits : nil
    }

    /// The dash and the minus sign by their bytes.
    private static let separators = Set("Rp.,%/() -–−".utf8)
}
