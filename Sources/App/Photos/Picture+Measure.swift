import CVips
import Foundation
import Programme

extension Picture {
    /// Of the height, in per cent: the NIK is in the upper third of a card, and a card may fill the middle of a photo.
    private static let readPercent: Int32 = 60
    /// Longest side of the copy that is read, in pixels: print of 1.5 mm on a card is then 28 pixels high.
    private static let readSide: Int32 = 1_600

    /// Measures a stored picture on a copy that is decoded at a reduced size.
    static func measure(of jpeg: Data) throws -> PhotoMeasure {
        try withLibrary(jpeg) { raw in
            let size = try size(raw)
            let half: Int32 = max(size.width, size.height) >= 2 * PhotoMeasure.side ? 2 : 1
            guard let image = prakerja_vips_shrink(raw.baseAddress, raw.count, Int32(PhotoMeasure.side), half, 0)
            else { throw PhotoRefusal.damaged }
            defer { g_object_unref(image) }
            var found = PrakerjaMeasure()
            guard prakerja_vips_measure(image, &found) == 0 else { throw PhotoRefusal.damaged }
            return PhotoMeasure(
                width: size.width, height: size.height, brightness: Int(found.mean.rounded()),
                dark: Int((found.dark * 1_000).rounded()), bright: Int((found.bright * 1_000).rounded()),
                sharpness: Int(found.sharpness.rounded()))
        }
    }

    /// The upper part of a stored picture in grey, as PNG, for the reader of print.
    static func upperPart(of jpeg: Data) throws -> Data {
        try withLibrary(jpeg) { raw in
            guard let image = prakerja_vips_shrink(raw.baseAddress, raw.count, readSide, 1, 0) else {
                throw PhotoRefusal.damaged
            }
            defer { g_object_unref(image) }
            var bytes: UnsafeMutableRawPointer?
            var length = 0
            guard prakerja_vips_upper(image, readPercent, &bytes, &length) == 0, let bytes else {
                throw PhotoRefusal.damaged
            }
            defer { g_free(bytes) }
            return Data(bytes: bytes, count: length)
        }
    }

    private static func size(_ raw: UnsafeRawBufferPointer) throws -> (width: Int, height: Int) {
        guard let header = prakerja_vips_header(raw.baseAddress, raw.count, 0) else { throw PhotoRefusal.damaged }
        defer { g_object_unref(header) }
        return (Int(vips_image_get_width(header)), Int(vips_image_get_height(header)))
    }
}

extension PhotoProcessingQueue {
    static func measure(_ jpeg: Data) async throws -> PhotoMeasure {
        try await run { try Picture.measure(of: jpeg) }
    }

    static func upperPart(of jpeg: Data) async throws -> Data {
        try await run { try Picture.upperPart(of: jpeg) }
    }
}
