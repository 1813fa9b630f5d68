extension String {
    /// A name as part of a sentence of plain text, where no markup can stand (`Part.person` does the same in a page). A
    /// name with letters from right to left is put between two isolating marks, which are not seen: without them the
    /// words and numbers after it change places. Any other name stays as it is.
    var isolated: String {
        let isRightToLeft = unicodeScalars.contains { scalar in
            Self.rightToLeft.contains { $0.contains(scalar.value) }
        }
        return isRightToLeft ? "\u{2068}\(self)\u{2069}" : self
    }

    /// The blocks of Unicode that are written from right to left: Hebrew to Arabic, the forms of their letters, and the
    /// ancient and recent scripts of the first supplementary plane.
    private static let rightToLeft: [ClosedRange<UInt32>] = [
        0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x10800...0x10FFF, 0x1E800...0x1EFFF,
    ]
}
