import CQRCode
import Programme

/// A QR code of a text, drawn as inline SVG: black on white also on a dark page, because scanners need the contrast.
struct QRCode: Sendable {
    /// In modules, without the quiet zone: 21 to 177.
    let side: Int
    /// Row by row, true for black.
    private let modules: [Bool]

    /// In bytes of UTF-8. The largest code at this error correction holds 2331.
    static let longest = 1_024
    /// The white border that ISO/IEC 18004 asks for, in modules.
    static let quietZone = 4
    private static let pixelsPerModule = 4

    /// With error correction M. Nil for an empty text and for one that is over `longest`.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard (1...Self.longest).contains(bytes.count) else { return nil }
        // Version 0 chooses the smallest size.
        let found = bytes.withUnsafeBufferPointer { bytes in
            QRcode_encodeData(Int32(bytes.count), bytes.baseAddress, 0, QR_ECLEVEL_M)
        }
        guard let found else { return nil }
        defer { QRcode_free(found) }
        let width = Int(found.pointee.width)
        guard width > 0, let data = found.pointee.data else { return nil }
        side = width
        // The lowest bit is the colour; the others say what the module is for.
        modules = UnsafeBufferPointer(start: data, count: width * width).map { $0 & 1 == 1 }
    }

    /// Whether the module is black; both from 0, counted from the upper left.
    func isBlack(row: Int, column: Int) -> Bool { modules[row * side + column] }

    /// - Parameter title: what the code is for, read out in the picture's place.
    func html(title: String) -> HTML {
        let size = side + 2 * Self.quietZone
        let pixels = size * Self.pixelsPerModule
        return """
            <svg viewBox="0 0 \(size) \(size)" width="\(pixels)" height="\(pixels)" role="img" aria-label="\(title)" \
            shape-rendering="crispEdges"><title>\(title)</title><path fill="#fff" d="M0 0h\(size)v\(size)H0z"/>\
            <path fill="#000" d="\(each: 0..<side, runs)"/></svg>
            """
    }

    /// The black modules of a row, one rectangle for neighbours.
    private func runs(_ row: Int) -> HTML {
        var (path, column) = (HTML.empty, 0)
        while column < side {
            guard isBlack(row: row, column: column) else {
                column += 1
                continue
            }
            let start = column
            while column < side, isBlack(row: row, column: column) { column += 1 }
            let (x, y) = (start + Self.quietZone, row + Self.quietZone)
            path = path + "M\(x) \(y)h\(column - start)v1H\(x)z"
        }
        return path
    }
}
