import Foundation

/// PNG files built byte by byte, which no encoder would write.
enum PNG {
    /// A well-formed header that claims this size, with almost no data after it.
    static func claiming(width: UInt32, height: UInt32) -> Data {
        let header = big(width) + big(height) + Data([8, 2, 0, 0, 0])
        return Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) + chunk("IHDR", header)
            + chunk("IDAT", Data([0x78, 0x9C, 0x63, 0x00, 0x00])) + chunk("IEND", Data())
    }

    /// A middle grey with sixteen bits per channel; where `colour` has alpha (4 grey, 6 red-green-blue), with a
    /// transparent black edge of twenty pixels. The rows are stored without compression.
    static func sixteenBits(width: Int, height: Int, colour: UInt8) -> Data {
        let header = big(UInt32(width)) + big(UInt32(height)) + Data([16, colour, 0, 0, 0])
        let bands = colour == 4 ? 1 : 3
        var rows = Data()
        for y in 0..<height {
            rows.append(0)
            for x in 0..<width {
                let isEdge = colour != 2 && (x < 20 || y < 20 || x >= width - 20 || y >= height - 20)
                for _ in 0..<bands { rows += isEdge ? Data([0, 0]) : Data([128, 128]) }
                if colour != 2 { rows += isEdge ? Data([0, 0]) : Data([255, 255]) }
            }
        }
        return Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) + chunk("IHDR", header)
            + chunk("IDAT", stored(rows)) + chunk("IEND", Data())
    }

    /// RFC 1950 and 1951: stored blocks, and the checksum after them.
    private static func stored(_ bytes: Data) -> Data {
        var (stream, rest) = (Data([0x78, 0x01]), bytes[...])
        while !rest.isEmpty {
            let block = rest.prefix(65_535)
            rest = rest.dropFirst(block.count)
            let length = UInt16(block.count)
            stream += Data([rest.isEmpty ? 1 : 0, UInt8(length & 255), UInt8(length >> 8)])
            stream += Data([UInt8(~length & 255), UInt8(~length >> 8)]) + block
        }
        var (low, high): (UInt32, UInt32) = (1, 0)
        for byte in bytes {
            low = (low + UInt32(byte)) % 65_521
            high = (high + low) % 65_521
        }
        return stream + big(high << 16 | low)
    }

    private static func chunk(_ name: String, _ body: Data) -> Data {
        let content = Data(name.utf8) + body
        return big(UInt32(body.count)) + content + big(checksum(content))
    }

    private static func big(_ number: UInt32) -> Data {
        withUnsafeBytes(of: number.bigEndian) { Data($0) }
    }

    /// CRC-32 as PNG uses it.
    private static func checksum(_ bytes: Data) -> UInt32 {
        var remainder: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            remainder ^= UInt32(byte)
            for _ in 0..<8 { remainder = remainder >> 1 ^ (remainder & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
        return remainder ^ 0xFFFF_FFFF
    }
}

/// The metadata a camera writes before a photo.
enum EXIF {
    /// The photo with orientation 6 (rotated by 90°) and a description such as a place.
    static func turned(_ jpeg: Data, note: String) -> Data {
        let text = Data(note.utf8) + Data([0])
        // TIFF, big-endian, two entries: description (0x010E) behind them, orientation (0x0112) = 6.
        var tiff = Data("MM".utf8) + Data([0x00, 0x2A, 0x00, 0x00, 0x00, 0x08, 0x00, 0x02])
        tiff += Data([0x01, 0x0E, 0x00, 0x02]) + big(UInt32(text.count)) + big(38)
        tiff += Data([0x01, 0x12, 0x00, 0x03, 0x00, 0x00, 0x00, 0x01, 0x00, 0x06, 0x00, 0x00])
        tiff += Data([0x00, 0x00, 0x00, 0x00]) + text
        let body = Data("Exif".utf8) + Data([0, 0]) + tiff
        let length = UInt16(body.count + 2)
        let segment = Data([0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 0xFF)]) + body
        return jpeg.prefix(2) + segment + jpeg.dropFirst(2)
    }

    private static func big(_ number: UInt32) -> Data {
        withUnsafeBytes(of: number.bigEndian) { Data($0) }
    }
}
